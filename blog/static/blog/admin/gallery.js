// A gallery takes several pictures at once: chosen, uploaded, or dropped on it.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const isEmpty = ({ block: { childBlocks } }) => !childBlocks.image.getState() && !childBlocks.src.getState() && !childBlocks.alt.getState();

  const add = (pictures, image) => {
    const free = pictures.children.find(isEmpty);
    if (free) return free.block.childBlocks.image.setState(image);
    const state = { ...pictures.blockDef.initialChildState, image };
    return pictures.insert(state, pictures.children.length, { id: window.crypto?.randomUUID?.(), collapsed: true });
  };

  class Several {
    constructor(pictures, meta) {
      this.pictures = pictures;
      this.meta = meta;
      this.files = Object.assign(document.createElement("input"), { type: "file", accept: "image/*", multiple: true, hidden: true });
      this.status = document.createElement("ul");
      this.status.setAttribute("role", "status");
      this.bar = document.createElement("div");
      this.bar.className = "gallery-several";
      this.bar.append(
        this.button("image", meta.choose, () => this.choose()),
        this.button("upload", meta.upload, () => this.files.click()),
        this.files,
        this.status,
      );
      this.files.addEventListener("change", () => this.upload([...this.files.files]));
      const container = pictures.container[0];
      container.before(this.bar);
      const panel = container.parentElement;
      panel.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
      panel.addEventListener("drop", (event) => {
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        this.upload([...event.dataTransfer.files]);
      });
    }

    button(icon, label, onClick) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button button-small button-secondary" });
      button.innerHTML = `<svg class="icon icon-${icon}" aria-hidden="true"><use href="#icon-${icon}"></use></svg>`;
      button.append(label);
      button.addEventListener("click", onClick);
      return button;
    }

    choose() {
      new window.ImageChooserModal(this.meta.chooser).open({ multiple: true }, (images) => images.forEach((image) => add(this.pictures, image)));
    }

    // One after the other: each is decoded by the server as it comes in.
    async upload(files) {
      this.status.replaceChildren();
      const progress = document.createElement("li");
      this.status.append(progress);
      for (const [at, file] of files.entries()) {
        progress.textContent = this.meta.progress.replace("{number}", at + 1).replace("{count}", files.length);
        const { image, error, note } = await this.send(file);
        if (image) add(this.pictures, image);
        if (error || note) this.status.append(Object.assign(document.createElement("li"), { textContent: `${file.name}: ${error || note}` }));
      }
      progress.remove();
      this.files.value = "";
    }

    async send(file) {
      const data = new FormData();
      data.set("file", file);
      data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      try {
        const response = await fetch(this.meta.uploader, { method: "POST", body: data, credentials: "same-origin" });
        return response.ok ? await response.json() : { error: this.meta.broken };
      } catch {
        return { error: this.meta.broken };
      }
    }
  }

  class GalleryBlockDefinition extends StructBlockDefinition {
    render(...where) {
      const block = super.render(...where);
      new Several(block.childBlocks.pictures, this.meta.several);
      return block;
    }
  }
  window.telepath.register("rapporteur.GalleryBlock", GalleryBlockDefinition);
})();
