// What a spreadsheet, a word processor or a page in the browser leaves on the clipboard, as cells:
// `{ text, content }`, where `content` is the raw content state of a line of rich text.
(() => {
  const styles = { B: "BOLD", STRONG: "BOLD", I: "ITALIC", EM: "ITALIC", S: "STRIKETHROUGH", DEL: "STRIKETHROUGH", SUP: "SUPERSCRIPT", SUB: "SUBSCRIPT", CODE: "CODE" };
  const isLink = (node) => node.nodeName === "A" && /^(https?|mailto|tel):/i.test(node.getAttribute("href") || "");

  class Line {
    text = "";
    inlineStyleRanges = [];
    entityRanges = [];
    entityMap = {};

    add(text) {
      const folded = text.replace(/[ \t\r\n\u00a0]+/g, " ");
      this.text += !this.text || /\s$/.test(this.text) ? folded.trimStart() : folded;
    }

    read(node) {
      if (node.nodeType === 3) return this.add(node.data);
      if (node.nodeName === "BR") this.text = `${this.text.trimEnd()}\n`;
      if (node.nodeType !== 1 || ["STYLE", "SCRIPT", "BR"].includes(node.nodeName)) return;
      const offset = this.text.length;
      for (const child of node.childNodes) this.read(child);
      this.mark(node, { offset, length: this.text.length - offset });
      if (["P", "DIV", "LI"].includes(node.nodeName)) this.add(" ");
    }

    mark(node, range) {
      if (!range.length) return;
      const style = styles[node.nodeName];
      if (style) this.inlineStyleRanges.push({ ...range, style });
      if (!isLink(node)) return;
      const key = this.entityRanges.length;
      this.entityMap[key] = { type: "LINK", mutability: "MUTABLE", data: { url: node.getAttribute("href") } };
      this.entityRanges.push({ ...range, key });
    }

    get cell() {
      const text = this.text.trimEnd();
      const within = ({ offset, length, ...rest }) => ({ offset, length: Math.min(length, text.length - offset), ...rest });
      const block = {
        key: Math.random().toString(36).slice(2, 7),
        text,
        type: "unstyled",
        depth: 0,
        inlineStyleRanges: this.inlineStyleRanges.map(within).filter(({ length }) => length > 0),
        entityRanges: this.entityRanges.map(within).filter(({ length }) => length > 0),
      };
      return { text, content: { blocks: [block], entityMap: this.entityMap } };
    }
  }

  const cellOfText = (text) => {
    const line = new Line();
    text.trim().split("\n").forEach((part, at) => {
      if (at) line.text += "\n";
      line.add(part);
    });
    return line.cell;
  };

  const cellOfElement = (element) => {
    const line = new Line();
    for (const child of element.childNodes) line.read(child);
    return line.cell;
  };

  // A cell that spans several stands in the first of them; the others are empty.
  const cellsOfTable = (table) => {
    const grid = [...table.rows].map(() => []);
    [...table.rows].forEach((row, down) => {
      let across = 0;
      for (const element of row.cells) {
        while (grid[down][across]) across += 1;
        for (let y = 0; y < Math.min(element.rowSpan, grid.length - down); y += 1)
          for (let x = 0; x < element.colSpan; x += 1) grid[down + y][across + x] = cellOfText("");
        grid[down][across] = cellOfElement(element);
        across += element.colSpan;
      }
    });
    return grid;
  };

  // Lines of cells between tabs; a cell that holds a line break stands in quotation marks.
  const cellsOfTabs = (text) => {
    const lines = [[]];
    for (const [, quoted, plain, end] of text.replace(/\r\n?/g, "\n").matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
      lines.at(-1).push(cellOfText(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
      if (end === "\n") lines.push([]);
      if (!end) break;
    }
    return lines.filter((line) => line.some(({ text: shown }) => shown));
  };

  const onlyTable = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const tables = body.querySelectorAll("table");
    if (tables.length !== 1) return null;
    const outside = body.cloneNode(true);
    outside.querySelectorAll("table, style, script, meta").forEach((element) => element.remove());
    return outside.textContent.trim() ? null : tables[0];
  };

  // The cells when there is nothing but a table with more than one; otherwise null.
  const readCells = (clipboard) => {
    const html = clipboard.getData("text/html");
    const table = html && onlyTable(html);
    const text = clipboard.getData("text/plain");
    const cells = table ? cellsOfTable(table) : !html && text.includes("\t") ? cellsOfTabs(text) : [];
    return cells.length > 1 || cells[0]?.length > 1 ? cells : null;
  };

  window.rapporteurClipboard = { readCells };
})();
