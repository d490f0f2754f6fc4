// The paper chooser: a modal that finds stored papers while one types, asks the sources when told
// to, and stores what the editor confirms. Whatever fails, what was typed stays in its field.
(() => {
  const DELAY = 200;
  const LONGEST_SEARCH = 300;
  let draft = "";

  const pause = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new DOMException("", "AbortError"));
      });
    });

  const post = (url, body, signal) => fetch(url, { method: "POST", body, signal, credentials: "same-origin" });

  // 503 means that this web process looks up as many papers as it may: in a moment it is our turn.
  const ask = async (url, body, signal) => {
    for (let attempt = 0; ; attempt += 1) {
      const response = await post(url, body, signal);
      if (response.status !== 503 || attempt === 20) return response;
      await pause(700, signal);
    }
  };

  // The line that says that sources are asked, for how long, and how to stop it.
  class Waiting {
    constructor(root) {
      this.line = root.querySelector("[data-paper-waiting]");
      this.seconds = this.line.querySelector("[data-paper-seconds]");
      this.line.querySelector("[data-paper-cancel]").addEventListener("click", () => this.cancel());
    }

    get isOn() {
      return Boolean(this.controller);
    }

    start() {
      this.cancel();
      this.controller = new AbortController();
      const began = Date.now();
      const show = () => {
        this.seconds.textContent = `${Math.round((Date.now() - began) / 1000)} s`;
      };
      show();
      this.timer = setInterval(show, 500);
      this.line.hidden = false;
      return this.controller.signal;
    }

    stop() {
      clearInterval(this.timer);
      this.line.hidden = true;
      this.controller = null;
    }

    cancel() {
      this.controller?.abort();
      this.stop();
    }
  }

  class PaperModal {
    constructor(modal) {
      this.modal = modal;
      this.root = modal.body.get(0).querySelector("[data-paper-chooser]");
      this.text = this.root.querySelector("#paper-text");
      this.form = this.root.querySelector("[data-paper-ask]");
      this.answer = this.root.querySelector("[data-paper-answer]");
      this.known = this.root.querySelector("[data-paper-known]");
      this.waiting = this.form && new Waiting(this.root);
      this.root.addEventListener("click", (event) => this.onClick(event));
      this.root.addEventListener("submit", (event) => this.onSubmit(event));
      this.root.addEventListener("keydown", (event) => this.onKey(event));
      this.text.addEventListener("input", () => this.onInput());
      // Closing the modal is no reason to type everything again.
      if (draft) {
        this.text.value = draft;
        this.onInput();
      }
      modal.container.on("shown.bs.modal", () => this.text.focus());
      modal.container.on("hide.bs.modal", () => this.waiting?.cancel());
      this.text.focus();
    }

    onInput() {
      draft = this.text.value;
      clearTimeout(this.timer);
      const text = this.text.value.trim();
      if (text.length <= LONGEST_SEARCH) this.timer = setTimeout(() => this.search(text), DELAY);
    }

    async search(text) {
      const url = new URL(this.root.dataset.results, window.location.href);
      url.searchParams.set("q", text);
      await this.showKnown(url);
    }

    async showKnown(url) {
      this.searching?.abort();
      this.searching = new AbortController();
      try {
        const response = await fetch(url, { signal: this.searching.signal, credentials: "same-origin" });
        if (response.ok) this.known.innerHTML = await response.text();
      } catch (error) {
        if (error.name !== "AbortError") console.warn(error);
      }
    }

    onKey(event) {
      if (event.key === "Escape" && this.waiting?.isOn) {
        event.stopPropagation();
        this.waiting.cancel();
        this.text.focus();
      }
      const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
      // In a text of several lines, a record, Enter begins the next one.
      if (plain && event.target === this.text && !this.text.value.includes("\n")) {
        event.preventDefault();
        if (this.form && this.text.value.trim()) this.form.requestSubmit();
      }
    }

    onClick(event) {
      const target = event.target.closest("a, button");
      if (!target) return;
      if (target.matches("a[data-chooser-modal-choice]")) {
        event.preventDefault();
        draft = "";
        this.waiting?.cancel();
        this.modal.loadUrl(target.href);
      } else if (target.closest("[data-paper-known]") && target.matches(".pagination a")) {
        event.preventDefault();
        this.showKnown(target.href);
      } else if (target.matches("[data-paper-by-hand]")) {
        this.lookUp({ by_hand: "1" });
      } else if (target.matches("[data-paper-again]")) {
        this.lookUp({ again: "1" });
      } else if (target.matches("[data-paper-take]")) {
        this.lookUp({ record: target.dataset.paperTake });
      }
    }

    onSubmit(event) {
      event.preventDefault();
      if (event.target === this.form) this.lookUp();
      else if (event.target.matches("[data-paper-record]")) this.store(event.target);
    }

    async lookUp(extra = {}) {
      if (!this.text.value.trim() && !extra.by_hand) return this.text.focus();
      const data = new FormData(this.form);
      Object.entries(extra).forEach(([name, value]) => data.set(name, value));
      await this.load(this.form.action, data);
    }

    async store(form) {
      const button = form.querySelector("[type=submit]");
      button.disabled = true;
      await this.load(form.action, new FormData(form));
      button.disabled = false;
    }

    async load(url, data) {
      const signal = this.waiting.start();
      this.answer.ariaBusy = "true";
      signal.addEventListener("abort", () => this.answer.removeAttribute("aria-busy"));
      try {
        const response = await ask(url, data, signal);
        const body = await response.text();
        if (signal.aborted) return;
        this.waiting.stop();
        if (response.headers.get("Content-Type").includes("json")) {
          draft = "";
          this.modal.loadResponseText(body);
        } else if (response.ok || [422, 429, 503].includes(response.status)) this.show(body);
        else this.showBroken();
      } catch (error) {
        if (signal.aborted) return;
        this.waiting.stop();
        this.showBroken();
      }
      this.answer.removeAttribute("aria-busy");
    }

    show(html) {
      this.answer.innerHTML = html;
      const first = this.answer.querySelector("[data-paper-first], .w-field--error :is(input, textarea)");
      (first || this.answer).focus();
      this.answer.scrollIntoView({ block: "nearest" });
    }

    showBroken() {
      const message = this.root.querySelector("[data-paper-broken]").content.cloneNode(true);
      this.answer.querySelector(".paper-note--critical")?.remove();
      this.answer.prepend(message);
    }
  }

  const onload = {
    choose: (modal) => new PaperModal(modal),
    chosen: (modal, data) => {
      modal.respond("chosen", data.result);
      modal.close();
    },
  };

  class PaperChooserModal {
    constructor(url) {
      this.url = url;
    }

    open(options, callback) {
      window.ModalWorkflow({ url: this.url, onload, responses: { chosen: callback } });
    }
  }

  class PaperChooser extends window.SnippetChooser {
    chooserModalClass = PaperChooserModal;
  }
  window.PaperChooser = PaperChooser;

  if (window.telepath) {
    const Factory = window.telepath.constructors["wagtail.snippets.widgets.SnippetChooser"];
    class PaperChooserFactory extends Factory {
      widgetClass = PaperChooser;

      chooserModalClass = PaperChooserModal;
    }
    window.telepath.register("rapporteur.PaperChooser", PaperChooserFactory);
  }

  window.rapporteurPapers = { Waiting, ask, post };
})();
