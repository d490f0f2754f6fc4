// Sequences of blocks: the order on the screen is the order that is stored. Wagtail takes the places
// of a drag from the DOM, in which deleted rows stay hidden; here a row is found by its element.
(() => {
  // Forms for authors and papers hold no blocks.
  if (!window.wagtailStreamField) return;
  const Sequence = Object.getPrototypeOf(window.wagtailStreamField.blocks.StreamBlock.prototype);
  const LIVE = "[data-streamfield-child]:not([aria-hidden])";

  // A drag also moves a row past the insertion control that belongs to it: what is inserted there
  // later would stand elsewhere than where it was asked for.
  const layOut = ({ children, inserters }) => {
    const order = children.flatMap((child, at) => [inserters[at].element, child.element]);
    order.push(inserters[children.length].element);
    const live = new Set(order);
    const following = (element) => {
      let next = element.nextElementSibling;
      while (next && !live.has(next)) next = next.nextElementSibling;
      return next;
    };
    order.reduceRight((after, element) => {
      if (following(element) !== after) after.before(element);
      return element;
    });
  };

  const setUp = (child, isOn) => (isOn ? child.enableMoveUp() : child.disableMoveUp());
  const setDown = (child, isOn) => (isOn ? child.enableMoveDown() : child.disableMoveDown());

  // After `children` and `inserters` were changed from outside.
  const renumber = (sequence) => {
    const last = sequence.children.length - 1;
    sequence.children.forEach((child, at) => {
      child.setIndex(at);
      setUp(child, at > 0);
      setDown(child, at < last);
    });
    sequence.inserters.forEach((inserter, at) => inserter.setIndex(at));
    layOut(sequence);
    sequence.blockCountChanged();
  };

  const drop = (sequence, item) => {
    const rows = sequence.children.map((child) => child.element);
    const shown = [...item.parentNode.children].filter((element) => rows.includes(element));
    sequence.moveBlock(rows.indexOf(item), shown.indexOf(item));
    layOut(sequence);
  };

  const sequences = new Set();

  // Those of the form; one that is inside a deleted row is still in it.
  const allSequences = () => [...sequences].filter((sequence) => sequence.sequenceContainer.get(0).isConnected);

  const { initDragNDrop } = Sequence;
  Sequence.initDragNDrop = function initLiveDragNDrop() {
    initDragNDrop.call(this);
    sequences.add(this);
    this.sortable.option("draggable", LIVE);
    this.sortable.option("onEnd", ({ item }) => drop(this, item));
  };

  Object.assign(window.rapporteurEditor, { Sequence, allSequences, renumber });
})();
