// Tables by hand: cells from a spreadsheet spread over rows and columns, columns and rows can be
// moved, and a column can become another kind.
(() => {
  const { constructors } = window.telepath;
  const TableDefinition = constructors["wagtail.contrib.typed_table_block.blocks.TypedTableBlock"];
  const { readCells } = window.rapporteurClipboard;
  const isNumber = ({ text }) => /^[-+−–]?\s*[\d.,\s]*\d\s*[%‰]?$/.test(text);

  const iconButton = (icon, label, onClick) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", title: label, className: "button button-small button-secondary button--icon text-replace table-move" });
    button.setAttribute("aria-label", label);
    button.innerHTML = `<svg class="icon icon-${icon}" aria-hidden="true"><use href="#icon-${icon}"></use></svg>`;
    button.addEventListener("click", onClick);
    return button;
  };

  // Wagtail's form hears of what a script changed by this event alone.
  const tellForm = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));

  const move = (list, from, to) => list.splice(to, 0, ...list.splice(from, 1));
  const moveElement = (parent, from, to) => parent.insertBefore(parent.children[from], parent.children[to > from ? to + 1 : to]);
  const renumber = (items) =>
    items.forEach((item, position) => {
      item.position = position;
      item.positionInput.value = position;
    });

  class Table {
    constructor(block, { strings, spreadsheet }) {
      this.block = block;
      this.strings = strings;
      const insert = { column: block.insertColumn, row: block.insertRow };
      block.insertColumn = (...column) => this.withColumnTools(insert.column.apply(block, column));
      block.insertRow = (...row) => this.withRowTools(insert.row.apply(block, row));
      // The block around the table has a caption of its own, which is the one that readers see.
      const wrapper = block.captionInput.closest("[data-field-wrapper]");
      block.captionInput.type = "hidden";
      wrapper.before(block.captionInput);
      wrapper.remove();
      block.setCaption = () => {};
      block.columns.forEach((column) => this.withColumnTools(column));
      block.rows.forEach((row) => this.withRowTools(row));
      const [container] = block.container;
      const hint = document.createElement("p");
      Object.assign(hint, { className: "help table-hint", textContent: spreadsheet });
      container.prepend(hint);
      container.addEventListener("paste", (event) => this.onPaste(event), true);
    }

    withColumnTools(column) {
      const tools = document.createElement("div");
      tools.className = "table-tools";
      const kind = document.createElement("select");
      kind.setAttribute("aria-label", this.strings.KIND);
      for (const { name, meta } of this.block.blockDef.childBlockDefs) kind.add(new Option(meta.label, name));
      kind.value = column.typeInput.value;
      kind.addEventListener("change", () => this.changeKind(column, kind.value));
      tools.append(
        iconButton("arrow-left", this.strings.MOVE_BACK, () => this.moveColumn(column, -1)),
        kind,
        iconButton("arrow-right", this.strings.MOVE_ON, () => this.moveColumn(column, 1)),
      );
      column.headingInput.after(tools);
      return column;
    }

    withRowTools(row) {
      row.positionInput.before(
        iconButton("arrow-up", this.strings.MOVE_UP, () => this.moveRow(row, -1)),
        iconButton("arrow-down", this.strings.MOVE_DOWN, () => this.moveRow(row, 1)),
      );
      return row;
    }

    // All kinds have the same field, so that cells stay as they are.
    changeKind(column, name) {
      column.blockDef = this.block.childBlockDefsByName[name];
      column.typeInput.value = name;
      tellForm(column.typeInput);
    }

    moveColumn(column, by) {
      const { columns, rows, thead, tbody } = this.block;
      const [from, to] = [column.position, column.position + by];
      if (!columns[to]) return;
      move(columns, from, to);
      rows.forEach((row) => move(row.blocks, from, to));
      // The first cell of each row holds its controls.
      for (const line of [thead.children[0], ...tbody.children]) moveElement(line, from + 1, to + 1);
      renumber(columns);
      tellForm(column.positionInput);
    }

    moveRow(row, by) {
      const { rows, tbody } = this.block;
      const [from, to] = [row.position, row.position + by];
      if (!rows[to]) return;
      move(rows, from, to);
      moveElement(tbody, from, to);
      renumber(rows);
      tellForm(row.positionInput);
    }

    onPaste(event) {
      const cells = readCells(event.clipboardData);
      if (!cells) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const at = this.placeOf(event.target);
      this.spread(cells, at);
      this.block.rows[at.row ?? 0]?.blocks[at.column].focus();
    }

    // `row` is null in the line of headings.
    placeOf(target) {
      const { columns, rows } = this.block;
      const column = columns.find(({ headingInput }) => headingInput === target);
      const row = rows.findIndex(({ positionInput }) => positionInput.closest("tr").contains(target));
      if (column || row < 0) return { row: null, column: column?.position ?? 0 };
      const cells = [...rows[row].positionInput.closest("tr").children];
      return { row, column: Math.max(0, cells.findIndex((cell) => cell.contains(target)) - 1) };
    }

    spread(cells, { row, column }) {
      const state = this.block.getState();
      const headings = row === null ? cells.shift() : [];
      const lines = [headings, ...cells];
      const width = column + Math.max(...lines.map((line) => line.length));
      const empty = ({ type }) => this.block.blockDef.childBlockDefaultStates[type];
      while (state.columns.length < width) {
        const below = cells.map((line) => line[state.columns.length - column]).filter((cell) => cell?.text);
        const added = { type: below.length && below.every(isNumber) ? "number" : "text", heading: "" };
        state.columns.push(added);
        state.rows.forEach(({ values }) => values.push(empty(added)));
      }
      while (state.rows.length < (row ?? 0) + cells.length) state.rows.push({ values: state.columns.map(empty) });
      headings.forEach(({ text }, at) => {
        state.columns[column + at].heading = text;
      });
      cells.forEach((line, down) => {
        line.forEach((cell, at) => {
          state.rows[(row ?? 0) + down].values[column + at] = JSON.stringify(cell.content);
        });
      });
      this.block.setState(state);
      tellForm(this.block.columnCountInput);
    }
  }

  class CellsBlockDefinition extends TableDefinition {
    render(...where) {
      const block = super.render(...where);
      new Table(block, this.meta);
      return block;
    }
  }
  window.telepath.register("rapporteur.CellsBlock", CellsBlockDefinition);
})();
