// A list of papers with a button that fills it from pasted links, or from a file of records.
(() => {
  const { Waiting, ask, post, showCount } = window.rapporteurPapers;
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  let draft = "";

  const paperOf = (child) => child.block.childBlocks.paper.getState();
  const isEmpty = (child) => !paperOf(child) && !child.block.childBlocks.title.getState();
  const present = (entries) => entries.children.map(paperOf).filter(Boolean).map((paper) => String(paper.id));

  // Fills the entries that are there and empty, then makes new ones at the end.
  const addPaper = (entries, { id, string, edit_url }) => {
    const paper = { id: String(id), string, edit_url };
    const free = entries.children.find(isEmpty);
    if (free) {
      free.block.childBlocks.paper.setState(paper);
      return free;
    }
    const state = { ...entries.blockDef.initialChildState, paper };
    return entries.insert(state, entries.children.length, { id: window.crypto?.randomUUID?.(), collapsed: true });
  };

  class PasteModal {
    constructor(modal, entries) {
      this.modal = modal;
      this.entries = entries;
      this.root = modal.body.get(0).querySelector("[data-paper-paste]");
      this.form = this.root.querySelector("[data-paper-ask]");
      this.text = this.form.elements.text;
      this.confirm = this.root.querySelector("[data-paper-rows]");
      this.list = this.root.querySelector("[data-paper-row-list]");
      this.waiting = new Waiting(this.root);
      this.form.addEventListener("submit", (event) => this.onAsk(event));
      this.confirm.addEventListener("submit", (event) => this.onConfirm(event));
      this.confirm.addEventListener("change", () => this.count());
      // What is typed by hand is wanted.
      this.confirm.addEventListener("input", ({ target }) => {
        const row = target.closest("[data-paper-row]");
        if (row && target.closest("[data-paper-by-hand]")) row.querySelector("[name$=-include]").checked = true;
        this.count();
      });
      this.confirm.addEventListener("click", (event) => this.onClick(event));
      this.root.querySelector("[data-paper-file]").addEventListener("change", (event) => this.open(event.target));
      this.root.addEventListener("keydown", (event) => this.onKey(event));
      this.text.addEventListener("input", () => {
        draft = this.text.value;
      });
      this.text.value = draft;
      modal.container.on("shown.bs.modal", () => this.text.focus());
      modal.container.on("hide.bs.modal", () => this.waiting.cancel());
      this.text.focus();
    }

    onKey(event) {
      if (event.key !== "Escape" || !this.waiting.isOn) return;
      event.stopPropagation();
      this.waiting.cancel();
    }

    // A stored paper is looked at elsewhere; here it is chosen by its row.
    onClick(event) {
      const choice = event.target.closest("a[data-chooser-modal-choice]");
      if (!choice) return;
      event.preventDefault();
      window.open(choice.href, "_blank", "noopener");
    }

    async open(input) {
      const [file] = input.files;
      if (!file) return;
      this.text.value = await file.text();
      draft = this.text.value;
      input.value = "";
      this.form.requestSubmit();
    }

    get rows() {
      return [...this.list.querySelectorAll("[data-paper-row]")];
    }

    count() {
      const wanted = this.rows.filter((row) => row.querySelector("input[type=checkbox]").checked);
      this.root.querySelector("[data-paper-count]").textContent = wanted.length;
      this.root.querySelector("[data-paper-add]").disabled = !wanted.length || this.waiting.isOn;
    }

    async onAsk(event) {
      event.preventDefault();
      if (!this.text.value.trim()) return this.text.focus();
      await this.during(async (signal) => {
        const data = new FormData(this.form);
        data.set("present", present(this.entries).join(","));
        const response = await post(this.form.action, data, signal);
        if (!response.ok) throw new Error(response.status);
        this.list.innerHTML = await response.text();
        this.confirm.hidden = false;
        this.count();
        for (const row of this.rows.filter((one) => one.dataset.state === "waiting")) await this.resolve(row, signal);
      });
      this.count();
      if (!this.confirm.hidden) this.confirm.focus({ preventScroll: true });
    }

    async resolve(row, signal) {
      row.dataset.state = "asking";
      row.scrollIntoView({ block: "nearest" });
      const data = new FormData(this.form);
      data.set("text", row.querySelector("[data-paper-source]").value);
      data.set("prefix", row.dataset.paperRow);
      data.set("present", present(this.entries).join(","));
      try {
        const response = await ask(this.root.dataset.row, data, signal);
        if (!response.ok) throw new Error(response.status);
        row.outerHTML = await response.text();
      } catch (error) {
        row.dataset.state = "waiting";
        throw error;
      }
      this.count();
    }

    async during(work) {
      const signal = this.waiting.start();
      this.root.querySelector(".paper-note--critical")?.remove();
      try {
        await work(signal);
      } catch (error) {
        if (!signal.aborted) this.showBroken();
      }
      if (!signal.aborted) this.waiting.stop();
    }

    showBroken() {
      const message = this.root.querySelector("[data-paper-broken]").content.cloneNode(true);
      this.form.after(message);
    }

    async onConfirm(event) {
      event.preventDefault();
      await this.during(async (signal) => {
        const response = await post(this.confirm.action, new FormData(this.confirm), signal);
        if (!response.ok) throw new Error(response.status);
        this.fill(await response.json());
      });
      this.count();
    }

    fill({ papers, wrong }) {
      const filled = papers.map((paper) => addPaper(this.entries, paper));
      for (const paper of papers) this.list.querySelector(`[data-paper-row="${paper.row}"]`)?.remove();
      for (const [prefix, html] of Object.entries(wrong)) {
        const row = this.list.querySelector(`[data-paper-row="${prefix}"]`);
        row.querySelector("[data-paper-fields]").innerHTML = html;
        row.querySelector("details").open = true;
      }
      // Only what is left stays in the field, as it was pasted.
      const left = this.rows.filter((row) => !row.querySelector("[name$=-use][type=hidden]"));
      this.text.value = left.map((row) => row.querySelector("[data-paper-source]").value).join("\n");
      draft = this.text.value;
      if (left.length) {
        this.root.querySelector("[data-paper-left]").hidden = false;
        return;
      }
      this.modal.close();
      filled[0]?.element.scrollIntoView({ block: "center" });
    }
  }

  class PaperListBlockDefinition extends StructBlockDefinition {
    render(...where) {
      const block = super.render(...where);
      if (!this.meta.paste) return block;
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button button-small button-secondary paper-paste" });
      button.innerHTML = '<svg class="icon icon-link" aria-hidden="true"><use href="#icon-link"></use></svg>';
      button.append(this.meta.paste.label);
      button.addEventListener("click", () => {
        const { entries } = block.childBlocks;
        const onload = { paste: (modal) => new PasteModal(modal, entries) };
        window.ModalWorkflow({ url: this.meta.paste.url, onload, triggerElement: button });
      });
      const { container } = block.childBlocks.entries;
      container.before(button);
      showCount(block, this.meta.count);
      return block;
    }
  }
  window.telepath.register("rapporteur.PaperListBlock", PaperListBlockDefinition);
})();
