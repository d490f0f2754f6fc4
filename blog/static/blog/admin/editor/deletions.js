// Deleted blocks come back as they were. Wagtail leaves them in the form, hidden, so nothing of them
// has to be remembered here.
(() => {
  const { Sequence, commentsOn, remember, renumber, show, texts } = window.rapporteurEditor;
  if (!Sequence) return;

  const countWords = (element) => {
    const fields = [...element.querySelectorAll("input[type=text], textarea")].map((field) => field.value);
    const prose = [...element.querySelectorAll("[data-block]")].map((line) => line.textContent);
    return [...fields, ...prose].join(" ").split(/\s+/).filter(Boolean).length;
  };

  const describe = (label, element) => {
    const count = countWords(element);
    const [one, many] = texts.deletedWords;
    const text = [texts.deleted, one][count] || many;
    return text.replace("{block}", label).replace("{count}", count);
  };

  // Where its neighbours are now, not where it was counted then.
  const bringBack = (sequence, child, inserter, before) => {
    if (!child.element.isConnected) return;
    const neighbour = before.findLast((other) => sequence.children.includes(other));
    const at = sequence.children.indexOf(neighbour) + 1;
    sequence.children.splice(at, 0, child);
    sequence.inserters.splice(at, 0, inserter);
    child.deletedInput.val("");
    show(child.element);
    show(inserter.element);
    renumber(sequence);
    child.element.scrollIntoView({ block: "nearest" });
  };

  const { deleteBlock } = Sequence;
  Sequence.deleteBlock = function deleteUndoably(index, options) {
    const child = this.children[index];
    const inserter = this.inserters[index];
    const before = this.children.slice(0, index);
    const reviveComments = commentsOn(child);
    deleteBlock.call(this, index, options);
    // A deletion that nobody sees is one step of something larger, which has an undo of its own.
    if (!options?.animate) return;
    const label = child.blockDef.meta.label;
    remember(describe(label, child.element), () => {
      bringBack(this, child, inserter, before);
      reviveComments();
    });
  };
})();
