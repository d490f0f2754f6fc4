// An entry goes to another list of the same post, with its words, its id and so its address.
(() => {
  const { Sequence, allSequences, remember, texts } = window.rapporteurEditor;
  if (!Sequence) return;
  const { ListBlock, StructBlockDefinition } = window.wagtailStreamField.blocks;

  const fieldsOf = (definition) => definition.childBlockDefs.map(({ name }) => name).join();
  const isAlike = (one, other) =>
    one === other ||
    (one instanceof StructBlockDefinition && one.constructor === other.constructor && fieldsOf(one) === fieldsOf(other));

  // What `sequence` would call the child, or undefined where it has no place for it.
  const definitionIn = (sequence, child) => {
    const { blockDef } = sequence;
    const candidates = sequence instanceof ListBlock ? [blockDef.childBlockDef] : Object.values(blockDef.childBlockDefsByName);
    return candidates.find((candidate) => isAlike(candidate, child.blockDef));
  };

  const isMovable = (child) =>
    child.blockDef instanceof StructBlockDefinition && (child.sequence instanceof ListBlock || child.type === "paper");

  const elementOf = (sequence) => sequence.sequenceContainer.get(0);

  const destinationsOf = (child) =>
    allSequences()
      .filter((sequence) => sequence !== child.sequence && !child.element.contains(elementOf(sequence)))
      .filter((sequence) => !elementOf(sequence).closest("[data-streamfield-child][aria-hidden]"))
      .filter((sequence) => definitionIn(sequence, child));

  // "List of papers: Ten papers", by the words that stand first in what holds the list.
  const nameOf = (sequence) => {
    const owner = elementOf(sequence).closest("[data-streamfield-child]");
    if (!owner) return texts.post;
    const label = owner.querySelector("[data-panel-heading]").textContent.trim().replace(/\s+/g, " ");
    const words = [...owner.querySelectorAll("input[type=text], [data-block]")].map((field) => field.value ?? field.textContent);
    const first = words.find((text) => text.trim());
    return first && !label.includes(first) ? `${label}: ${first}` : label;
  };

  // Twice the same id in one document would let the new row fold the old one.
  const withdrawIds = (element) => {
    for (const inner of element.querySelectorAll("[id]")) inner.removeAttribute("id");
  };

  const transfer = (child, sequence, at) => {
    const { name } = definitionIn(sequence, child);
    const [value, id, from] = [child.block.getState(), child.id, child.sequence];
    withdrawIds(child.element);
    from.deleteBlock(child.index);
    return sequence instanceof ListBlock
      ? sequence.insert(value, at, { id, collapsed: true })
      : sequence.insert({ type: name, value, id }, at, { collapsed: true });
  };

  const move = (child, sequence) => {
    const { index, sequence: from } = child;
    const text = texts.moved.replace("{list}", nameOf(sequence));
    const moved = transfer(child, sequence, sequence.children.length);
    remember(text, () => {
      if (moved.sequence.children.includes(moved)) transfer(moved, from, Math.min(index, from.children.length));
    });
  };

  const button = (textContent, onClick) => {
    const element = document.createElement("button");
    Object.assign(element, { type: "button", textContent, className: "button button-secondary" });
    element.addEventListener("click", onClick);
    return element;
  };

  const ask = (child) => {
    const dialog = document.createElement("dialog");
    dialog.className = "move-dialog";
    const title = document.createElement("h2");
    const destinations = destinationsOf(child);
    title.textContent = destinations.length ? texts.moveTo : texts.moveNowhere;
    const choices = destinations.map((sequence) =>
      button(nameOf(sequence), () => {
        dialog.close();
        move(child, sequence);
      }),
    );
    dialog.append(title, ...choices, button(texts.cancel, () => dialog.close()));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  const addButton = (child) => {
    const element = document.createElement("button");
    Object.assign(element, { type: "button", title: texts.moveTo, className: "button button--icon text-replace white" });
    element.dataset.streamfieldAction = "MOVE_TO";
    element.innerHTML = '<svg class="icon icon-arrow-right-full" aria-hidden="true"><use href="#icon-arrow-right-full"></use></svg>';
    element.append(texts.moveTo);
    element.addEventListener("click", () => ask(child));
    child.actionsContainerElement.querySelector("[data-streamfield-action=DELETE]").before(element);
  };

  const { _insert: insert } = Sequence;
  Sequence._insert = function insertMovable(...where) {
    const child = insert.apply(this, where);
    if (isMovable(child)) addButton(child);
    return child;
  };
})();
