// Beside the disclosure of an entry: what it could say when who writes is an author of the paper.
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const answers = new Map();

  const valuesOf = (selector) => [...document.querySelectorAll(selector)];

  const isThere = (input) => {
    const gone = document.getElementsByName(input.name.replace(/-author$/, "-DELETE"))[0];
    return !gone || !(gone.type === "checkbox" ? gone.checked : gone.value);
  };

  const byline = () =>
    valuesOf("input[name^='bylines-'][name$='-author']").filter((input) => input.value && isThere(input)).map((input) => input.value);

  const ask = (url) => {
    if (!answers.has(url)) {
      const answer = fetch(url, { credentials: "same-origin" }).then((response) => (response.ok ? response.json() : { text: "" }));
      answers.set(url, answer.catch(() => ({ text: "" })));
    }
    return answers.get(url);
  };

  class Proposal {
    constructor(block, { url, label }) {
      this.blocks = block.childBlocks;
      this.url = url;
      this.note = document.createElement("p");
      this.note.className = "paper-note paper-note--info paper-disclosure";
      this.note.setAttribute("role", "status");
      this.note.hidden = true;
      this.text = document.createElement("span");
      this.use = document.createElement("button");
      Object.assign(this.use, { type: "button", className: "button button-small button-secondary", textContent: label });
      this.use.addEventListener("click", () => this.take());
      this.note.append(this.text, " ", this.use);
      const { disclosure, paper, contributor } = this.blocks;
      disclosure.element.after(this.note);
      disclosure.element.addEventListener("input", () => this.show());
      for (const chooser of [paper, contributor]) {
        new MutationObserver(() => this.show()).observe(chooser.element, { childList: true, subtree: true, characterData: true });
      }
      // Authors come into the byline and leave it elsewhere in the form.
      const panel = document.getElementById("id_bylines-FORMS");
      if (panel) {
        new MutationObserver(() => this.show()).observe(panel, { childList: true, subtree: true, characterData: true, attributeFilter: ["value", "class"] });
      }
      this.show();
    }

    get address() {
      const paper = this.blocks.paper.getState();
      const contributor = this.blocks.contributor.getState();
      if (!paper || this.blocks.disclosure.getState()) return "";
      const url = new URL(this.url, window.location.href);
      url.searchParams.set("paper", paper.id);
      for (const author of byline()) url.searchParams.append("author", author);
      if (contributor) url.searchParams.set("contributor", contributor.id);
      url.searchParams.set("language", document.querySelector("[name=language]")?.value || "");
      return url.searchParams.has("author") || contributor ? url.href : "";
    }

    show() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.update(), 100);
    }

    async update() {
      const { address } = this;
      const { text } = address ? await ask(address) : { text: "" };
      if (address !== this.address) return;
      this.note.hidden = !text;
      if (this.text.textContent !== text) this.text.textContent = text;
    }

    take() {
      this.blocks.disclosure.setState(this.text.textContent);
      this.note.hidden = true;
      this.blocks.disclosure.focus();
    }
  }

  class PaperEntryBlockDefinition extends StructBlockDefinition {
    render(...where) {
      const block = super.render(...where);
      if (this.meta.disclosure) new Proposal(block, this.meta.disclosure);
      return block;
    }
  }
  window.telepath.register("rapporteur.PaperEntryBlock", PaperEntryBlockDefinition);
})();
