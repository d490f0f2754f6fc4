// Pictures in the editor: rows that show them, and the alternative texts of all in one list.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const rows = new Set();
  let words;
  let button;

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const write = (input, name, value) => {
    input[name] = value;
    for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
  };

  // One picture of the form: its chooser, and the fields that say what it shows.
  class Picture {
    constructor(chooser, alt, decorative) {
      Object.assign(this, { chooser, alt, decorative });
    }

    get image() {
      return this.chooser.getState();
    }

    get text() {
      return this.alt.value.trim() || this.image?.default_alt_text || "";
    }

    get isHere() {
      return this.alt.isConnected && Boolean(this.image) && !this.alt.closest("[data-streamfield-child][aria-hidden=true]");
    }

    get isSilent() {
      return !this.text && !this.decorative.checked;
    }
  }

  class PictureRow extends Picture {
    constructor(block, panel, prefix) {
      const field = (name) => document.getElementById(`${prefix}-${name}`);
      super(block.childBlocks.image, field("alt"), field("decorative"));
      this.panel = panel;
      this.thumbnail = make("img", { className: "picture-row", alt: "" });
      panel.querySelector("[data-panel-heading]").prepend(this.thumbnail);
      block.getTextLabel = () => this.label;
      for (const type of ["input", "change"]) panel.addEventListener(type, () => this.show());
      this.show();
    }

    get label() {
      return this.text || this.image?.title || "";
    }

    show() {
      const url = this.image?.preview?.url;
      this.thumbnail.hidden = !url;
      if (url && this.thumbnail.getAttribute("src") !== url) this.thumbnail.src = url;
      const title = this.panel.querySelector("[data-panel-heading-text]");
      if (title.textContent !== this.label) title.textContent = this.label;
      showCount();
    }
  }

  // The picture for lists stands on a tab of its own.
  const thumbnailOfPost = () => {
    const [chooser, alt, decorative] = ["id_thumbnail-chooser", "id_thumbnail_alt", "id_thumbnail_decorative"].map((id) => document.getElementById(id));
    return chooser?.widget && alt && decorative ? [new Picture(chooser.widget, alt, decorative)] : [];
  };

  const pictures = () => {
    for (const row of rows) if (!row.alt.isConnected) rows.delete(row);
    const here = [...rows].filter((row) => row.isHere);
    here.sort((a, b) => (a.alt.compareDocumentPosition(b.alt) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    return [...here, ...thumbnailOfPost().filter((picture) => picture.isHere)];
  };

  const countSilent = () => {
    if (!button) return;
    const all = pictures();
    const silent = all.filter((picture) => picture.isSilent).length;
    button.hidden = !all.length;
    const text = silent ? words.lacking[silent === 1 ? 0 : 1].replace("{silent}", silent).replace("{count}", all.length) : words.texts;
    if (button.textContent !== text) button.textContent = text;
  };

  // Once for all pictures of a post that opens.
  let isDue = false;
  const showCount = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      countSilent();
    });
  };

  const lineOf = (picture, at) => {
    const text = make("textarea", { value: picture.alt.value, rows: 2, id: `picture-text-${at}`, placeholder: picture.image.default_alt_text || "" });
    const decorative = make("input", { type: "checkbox", checked: picture.decorative.checked });
    text.addEventListener("input", () => write(picture.alt, "value", text.value));
    decorative.addEventListener("change", () => write(picture.decorative, "checked", decorative.checked));
    return make(
      "li",
      {},
      make("img", { src: picture.image.preview?.url || "", alt: "" }),
      make("div", {}, make("label", { htmlFor: text.id, textContent: picture.image.title }), text, make("label", {}, decorative, ` ${words.decorative}`)),
    );
  };

  const openTexts = () => {
    const close = make("button", { type: "button", className: "button", textContent: words.done });
    const heading = make("h2", { textContent: words.texts, id: "picture-texts-heading" });
    const dialog = make("dialog", { className: "picture-texts" }, heading, make("p", { textContent: words.help }), make("ol", {}, ...pictures().map(lineOf)), close);
    dialog.setAttribute("aria-labelledby", heading.id);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("textarea")?.focus();
  };

  const addButton = (strings) => {
    if (button) return;
    words = strings;
    button = make("button", { type: "button", className: "button button-small button-secondary picture-texts-button" });
    button.addEventListener("click", openTexts);
    document.querySelector("[data-contentpath=body] > [data-field-input]")?.prepend(button);
    // Deleted blocks stay in the page, and say nothing when they go.
    document.addEventListener("click", () => setTimeout(showCount));
  };

  // A link of a message leads to a picture: what is folded around it opens, and its text is asked for.
  const openTarget = () => {
    const target = document.getElementById(window.location.hash.slice(1));
    const row = [...rows].find(({ panel }) => panel === target);
    const input = row ? row.alt : target?.id === "id_thumbnail_alt" && target;
    if (!input) return;
    const tab = input.closest("[role=tabpanel]");
    if (tab) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    for (let panel = input.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      const toggle = panel.querySelector(":scope > .w-panel__header > [data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    setTimeout(() => input.focus(), 100);
  };
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("load", () => setTimeout(openTarget));
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("a")?.href === window.location.href && window.location.hash) openTarget();
  });

  class PictureBlockDefinition extends StructBlockDefinition {
    render(placeholder, prefix, ...state) {
      const panel = placeholder.closest("[data-panel]");
      const block = super.render(placeholder, prefix, ...state);
      addButton(this.meta.words);
      rows.add(new PictureRow(block, panel, prefix));
      showCount();
      return block;
    }
  }
  window.telepath.register("rapporteur.PictureBlock", PictureBlockDefinition);
})();
