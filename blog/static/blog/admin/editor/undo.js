// What was deleted can be brought back: by the button of the notice, or by Ctrl+Z outside fields.
(() => {
  const texts = JSON.parse(document.getElementById("rapporteur-editor-texts").textContent);
  const SHOWN_FOR = 30_000;
  const FIELDS = "textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button])";
  const steps = [];
  let notice;

  const withdrawNotice = () => notice?.remove();

  const undo = (step) => {
    const at = steps.indexOf(step);
    if (at < 0) return;
    steps.splice(at, 1);
    withdrawNotice();
    step.undo();
  };

  const announce = (step) => {
    withdrawNotice();
    notice = document.createElement("div");
    notice.className = "undo-notice";
    notice.setAttribute("role", "status");
    const text = document.createElement("span");
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small", textContent: texts.undo });
    button.addEventListener("click", () => undo(step));
    notice.append(text, button);
    document.body.append(notice);
    // A region speaks only of what comes into it.
    text.textContent = step.text;
    const own = notice;
    setTimeout(() => own.remove(), SHOWN_FOR);
  };

  // `undo` is called at most once.
  const remember = (text, undoIt) => {
    const step = { text, undo: undoIt };
    steps.push(step);
    announce(step);
  };

  const show = (element) =>
    window.jQuery(element).stop(true, true).removeAttr("style").removeAttr("aria-hidden").show();

  window.InlinePanel = class extends window.InlinePanel {
    initChildControls(prefix) {
      super.initChildControls(prefix);
      const row = document.getElementById(`inline_child_${prefix}`);
      document.getElementById(`id_${prefix}-DELETE-button`)?.addEventListener("click", () => {
        const label = row.querySelector("[data-inline-panel-child-heading], h2")?.textContent.trim() || "";
        remember(texts.deleted.replace("{block}", label.replace(/\s+/g, " ")), () => this.bringBack(prefix, row));
      });
    }

    bringBack(prefix, row) {
      const mark = document.getElementById(`id_${prefix}-DELETE`);
      mark.value = "";
      mark.dispatchEvent(new Event("change", { bubbles: true }));
      row.classList.remove("deleted");
      show(row);
      this.updateControlStates();
    }
  };

  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
    if (!isUndo || !steps.length || event.target.closest(FIELDS)) return;
    event.preventDefault();
    undo(steps.at(-1));
  });

  window.rapporteurEditor = { remember, show, texts };
})();
