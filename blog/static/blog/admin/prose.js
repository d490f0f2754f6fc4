// Draftail: formulas and footnotes inside a line. The sign in the text stands for an entity whose
// data hold the LaTeX or the note; a dialog asks for it and opens again when the sign is pressed.
(() => {
  const { createElement, useEffect } = window.React;
  const { EditorState, Modifier } = window.DraftJS;
  const kinds = {
    MATH: { key: "latex", sign: "Σ" },
    FOOTNOTE: { key: "note", sign: "†" },
  };

  const ask = (said, value) =>
    new Promise((resolve) => {
      const dialog = document.createElement("dialog");
      dialog.className = "prose-dialog";
      const form = document.createElement("form");
      form.method = "dialog";
      const label = document.createElement("label");
      label.textContent = said.title;
      const text = document.createElement("textarea");
      Object.assign(text, { value, rows: 4, placeholder: said.hint, required: true });
      label.append(text);
      const save = document.createElement("button");
      Object.assign(save, { textContent: said.insert, value: "save", className: "button" });
      const cancel = document.createElement("button");
      Object.assign(cancel, { type: "button", textContent: said.cancel, className: "button button-secondary" });
      cancel.addEventListener("click", () => dialog.close(""));
      form.append(label, save, cancel);
      dialog.append(form);
      document.body.append(dialog);
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "save" && text.value.trim() ? text.value.trim() : null);
      });
      dialog.showModal();
      text.focus();
    });

  // A note is stored as inline HTML; what is typed here is plain text.
  const toData = (type, text) => (type === "FOOTNOTE" ? text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;") : text);
  const toText = (type, data) => (type === "FOOTNOTE" ? new DOMParser().parseFromString(data || "", "text/html").body.textContent : data || "");

  const Source = ({ editorState, entityType, entity, entityKey, onComplete, onClose }) => {
    useEffect(() => {
      const kind = kinds[entityType.type];
      const before = entity ? entity.getData()[kind.key] : "";
      ask(entityType.dialog, toText(entityType.type, before)).then((answer) => {
        if (answer === null) return onClose();
        const data = { [kind.key]: toData(entityType.type, answer) };
        const content = editorState.getCurrentContent();
        if (entity && entityKey) {
          const next = content.replaceEntityData(entityKey, data);
          return onComplete(EditorState.push(editorState, next, "apply-entity"));
        }
        const made = content.createEntity(entityType.type, "IMMUTABLE", data);
        const key = made.getLastCreatedEntityKey();
        const selection = editorState.getSelection();
        const next = Modifier.replaceText(made, selection, kind.sign, null, key);
        return onComplete(EditorState.push(editorState, next, "insert-characters"));
      });
    }, []);
    return null;
  };

  const decorate = (type) => ({ entityKey, contentState, children, onEdit }) => {
    const data = contentState.getEntity(entityKey).getData()[kinds[type].key];
    return createElement(
      "button",
      {
        type: "button",
        className: `prose-entity prose-entity--${type.toLowerCase()}`,
        title: toText(type, data),
        onMouseUp: () => onEdit(entityKey),
      },
      children,
    );
  };

  for (const type of Object.keys(kinds)) {
    window.draftail.registerPlugin({ type, source: Source, decorator: decorate(type) }, "entityTypes");
  }
})();
