// What is pressed while a dialog is open belongs to the dialog.
(() => {
  const DIALOGS = ".modal.in, .w-dialog:not([aria-hidden=true]), dialog[open]";
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
  const SAVE = "[data-w-kbd-key-value='mod+s']";
  const topmost = (selector) => [...document.querySelectorAll(selector)].at(-1);
  const isStop = (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility();
  let saveIsDue = false;

  const saveLater = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    saveIsDue = true;
  };

  // Firefox would lead out of a chooser, into the browser's own bars, and no key back into it.
  const keepInside = (event, dialog) => {
    const stops = [...dialog.querySelectorAll(STOPS)].filter(isStop);
    const [edge, opposite] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (!opposite || (dialog.contains(document.activeElement) && document.activeElement !== edge)) return;
    event.preventDefault();
    opposite.focus();
  };

  window.addEventListener(
    "keydown",
    (event) => {
      const chooser = topmost(".modal.in");
      if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && topmost(DIALOGS)) saveLater(event);
      else if (event.key === "Tab" && chooser) keepInside(event, chooser);
    },
    true,
  );
  // The chooser closes by itself where the focus is inside of it.
  document.addEventListener("keyup", (event) => {
    const chooser = topmost(".modal.in");
    if (event.key === "Escape" && chooser && !chooser.contains(event.target)) window.jQuery(chooser).modal("hide");
  });

  const onClose = () => {
    if (!saveIsDue || topmost(DIALOGS)) return;
    saveIsDue = false;
    document.querySelector(SAVE)?.click();
  };
  document.addEventListener("w-dialog:hidden", () => setTimeout(onClose));
  // Those of our own; this event does not bubble.
  document.addEventListener("close", () => setTimeout(onClose), true);
  document.addEventListener("DOMContentLoaded", () => window.jQuery(document).on("hidden.bs.modal", onClose));
})();
