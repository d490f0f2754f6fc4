// Wagtail's chooser of pictures: what is ticked stays ticked while one pages and searches, and what was
// left out of an uploaded drawing is said.
(() => {
  const TICKS = "input[data-multiple-choice-select]";
  const { jQuery } = window;
  const basketOf = (form) => form.querySelector("[data-ticks]");

  // Before the results, so that the server hears of the pictures in the order of their ticks.
  const addBasket = (form) => {
    const basket = Object.assign(document.createElement("div"), { hidden: true });
    basket.dataset.ticks = "";
    form.prepend(basket);
    return basket;
  };

  const copyIn = (form, value) => [...(basketOf(form)?.children || [])].find((copy) => copy.value === value);

  // Before Wagtail counts the ticks.
  document.addEventListener(
    "change",
    ({ target }) => {
      const form = target.matches?.(TICKS) && target.closest("[data-multiple-choice-form]");
      if (!form) return;
      copyIn(form, target.value)?.remove();
      if (target.checked) (basketOf(form) || addBasket(form)).append(Object.assign(target.cloneNode(), { checked: true }));
    },
    true,
  );

  jQuery(document).on("ajaxSuccess", () => {
    for (const form of document.querySelectorAll("[data-multiple-choice-form]"))
      for (const tick of form.querySelectorAll(`#search-results ${TICKS}`)) tick.checked = Boolean(copyIn(form, tick.value));
  });

  document.addEventListener("DOMContentLoaded", () => {
    const handlers = window.IMAGE_CHOOSER_MODAL_ONLOAD_HANDLERS;
    if (!handlers) return;
    const { chosen } = handlers;
    handlers.chosen = (modal, data) => {
      chosen(modal, data);
      for (const { note: text } of [data.result].flat()) {
        if (text) document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type: "warning" } }));
      }
    };
  });
})();
