// The dialogs of prose: a formula is a line of LaTeX, a note is a small editor of its own.
(() => {
  const { convertToRaw } = window.DraftJS;
  let count = 0;

  const button = (textContent, properties) =>
    Object.assign(document.createElement("button"), { textContent, className: "button", ...properties });

  const layOut = (said, field, onSave) => {
    const dialog = document.createElement("dialog");
    dialog.className = "prose-dialog";
    const form = document.createElement("form");
    const title = Object.assign(document.createElement("p"), { id: `prose-dialog-${count}`, textContent: said.title });
    title.className = "prose-dialog__title";
    dialog.setAttribute("aria-labelledby", title.id);
    const cancel = button(said.cancel, { type: "button", className: "button button-secondary" });
    cancel.addEventListener("click", () => dialog.close());
    form.append(title, field, button(said.insert, { type: "submit", value: "save" }), cancel);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (onSave()) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
      if (event.key === "Escape" && !event.defaultPrevented) dialog.close();
    });
    dialog.append(form);
    document.body.append(dialog);
    return dialog;
  };

  const closing = (dialog, result) =>
    new Promise((resolve) => {
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(result());
      });
    });

  // The LaTeX, or null where nothing is to be changed.
  const askLatex = (said, latex) => {
    count += 1;
    const text = document.createElement("textarea");
    Object.assign(text, { value: latex, rows: 4, placeholder: said.hint, required: true });
    text.setAttribute("aria-label", said.title);
    let answer = null;
    const dialog = layOut(said, text, () => {
      answer = text.value.trim() || null;
      return answer !== null;
    });
    dialog.showModal();
    text.focus();
    return closing(dialog, () => answer);
  };

  const isEmpty = ({ blocks }) => blocks.every(({ text }) => !text.trim());

  const focusWhenThere = (input, dialog) => {
    if (input.draftailEditor) input.draftailEditor.focus();
    else if (dialog.open) requestAnimationFrame(() => focusWhenThere(input, dialog));
  };

  // The content of the note as Draft keeps it, or null where nothing is to be changed. What the note
  // links to is chosen in a window of Wagtail's, which would lie under a modal dialog: so the page is
  // put out of reach by hand.
  const askNote = (said, content) => {
    count += 1;
    const field = document.createElement("div");
    field.className = "prose-dialog__editor";
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", id: `prose-note-${count}`, value: JSON.stringify(content) });
    field.append(input);
    let answer = null;
    const dialog = layOut(said, field, () => {
      const raw = convertToRaw(input.draftailEditor.getEditorState().getCurrentContent());
      if (isEmpty(raw)) input.draftailEditor.focus();
      else answer = raw;
      return answer !== null;
    });
    const page = document.querySelector(".wrapper");
    page.inert = true;
    dialog.setAttribute("aria-modal", "true");
    dialog.show();
    window.draftail.initEditor(`#${input.id}`, { ...said.editor, multiline: false, placeholder: said.hint }, null);
    focusWhenThere(input, dialog);
    return closing(dialog, () => {
      page.inert = false;
      return answer;
    });
  };

  window.rapporteurProse = { askLatex, askNote };
})();
