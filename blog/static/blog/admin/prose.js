// Draftail: formulas and footnotes inside a line. The sign in the text stands for an entity whose
// data hold the LaTeX or the note; a dialog asks for it and opens again when the sign is pressed.
(() => {
  const { Component, createElement } = window.React;
  const { EditorState, Modifier } = window.DraftJS;
  const { askLatex, askNote } = window.rapporteurProse;

  // `ask` answers with the data of the entity. The server writes a note's HTML from its content; a
  // note that nobody touches keeps the HTML that it has.
  const kinds = {
    MATH: {
      sign: "Σ",
      text: ({ latex }) => latex || "",
      ask: async (said, data) => {
        const latex = await askLatex(said, data.latex || "");
        return latex === null ? null : { latex };
      },
    },
    FOOTNOTE: {
      sign: "†",
      text: ({ content }) => (content?.blocks || []).map((block) => block.text).join(" "),
      ask: async (said, data) => {
        const content = await askNote(said, data.content || null);
        return content === null ? null : { content };
      },
    },
  };

  const hasEntities = (block, start, end) =>
    block.getCharacterList().slice(start, end).some((character) => character.getEntity());

  const collapsed = (selection) => {
    const [key, offset] = [selection.getEndKey(), selection.getEndOffset()];
    return selection.merge({ anchorKey: key, anchorOffset: offset, focusKey: key, focusOffset: offset, isBackward: false });
  };

  // A note goes behind what is selected. A formula takes the place of words that could be its LaTeX:
  // of one paragraph, and without links, notes and other formulas.
  const placeFor = (type, editorState) => {
    const selection = editorState.getSelection();
    const [start, end] = [selection.getStartOffset(), selection.getEndOffset()];
    const block = editorState.getCurrentContent().getBlockForKey(selection.getStartKey());
    const isOneLine = selection.getStartKey() === selection.getEndKey() && start < end;
    if (type !== "MATH" || !isOneLine || hasEntities(block, start, end)) return { selection: collapsed(selection), data: {} };
    return { selection, data: { latex: block.getText().slice(start, end) } };
  };

  const insert = (editorState, type, selection, data) => {
    const made = editorState.getCurrentContent().createEntity(type, "IMMUTABLE", data);
    const next = Modifier.replaceText(made, selection, kinds[type].sign, null, made.getLastCreatedEntityKey());
    return EditorState.push(editorState, next, "insert-characters");
  };

  // By an entity of its own: other data in the same one would be no change to Draft, neither stored
  // nor undone.
  const change = (editorState, type, key, data) => {
    const range = window.draftail.DraftUtils.getEntitySelection(editorState, key);
    const made = editorState.getCurrentContent().createEntity(type, "IMMUTABLE", data);
    const next = Modifier.applyEntity(made, range, made.getLastCreatedEntityKey());
    return EditorState.push(editorState, next, "apply-entity");
  };

  // A class, because each bundle of Wagtail's has a React of its own, and hooks work with one alone.
  class Source extends Component {
    componentDidMount() {
      const { editorState, entityType, entity, entityKey, onComplete, onClose } = this.props;
      const { type, dialog } = entityType;
      // With the caret in a link, the entity is that link.
      const isOwn = entity?.getType() === type;
      const { selection, data } = isOwn ? { data: entity.getData() } : placeFor(type, editorState);
      kinds[type].ask(dialog, data).then((answer) => {
        if (answer === null) return onClose();
        const where = isOwn ? entityKey : selection;
        return onComplete((isOwn ? change : insert)(editorState, type, where, answer));
      });
    }

    render() {
      return null;
    }
  }

  const decorate = (type) => ({ entityKey, contentState, children, onEdit }) =>
    createElement(
      "button",
      {
        type: "button",
        className: `prose-entity prose-entity--${type.toLowerCase()}`,
        title: kinds[type].text(contentState.getEntity(entityKey).getData()),
        onMouseUp: () => onEdit(entityKey),
      },
      children,
    );

  for (const type of Object.keys(kinds)) {
    window.draftail.registerPlugin({ type, source: Source, decorator: decorate(type) }, "entityTypes");
  }
})();
