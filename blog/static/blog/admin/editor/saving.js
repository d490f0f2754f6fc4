// What is saved is what is there: from the first key on, to the last key before Ctrl+S, and what was
// typed while an earlier state was on its way.
(() => {
  const { app } = window.wagtail;
  const Unsaved = app.router.modulesByIdentifier.get("w-unsaved").definition.controllerConstructor;
  const GESTURES = ["pointerdown", "keydown", "beforeinput", "input", "change", "click", "paste", "drop"];

  // The title can be typed into before any script is there; the server's text is its default value.
  // What a block holds is set by a script, and has no default.
  const isTyped = (field) =>
    field.matches("input[type=text], textarea") && field.value !== field.defaultValue && !field.closest("[data-streamfield-child]");

  class UnsavedController extends Unsaved {
    connect() {
      super.connect();
      if ([...this.element.elements].some(isTyped)) this.forceValue = true;
      this.element.addEventListener("w-autosave:save", () => {
        this.sentFormData = this.formData;
      });
      // Until somebody touches the page, the form holds what the server sent. Blocks report changes
      // while they are being drawn, when half of the form is not there yet: only hands count.
      const begin = ({ isTrusted }) => isTrusted && this.setInitialFormData();
      for (const type of GESTURES) window.addEventListener(type, begin, { capture: true });
    }

    // Wagtail would call this two seconds later and take what was changed until then for stored.
    setInitialFormData() {
      if (!this.initialFormData) super.setInitialFormData();
    }

    // Wagtail does not watch a form that came back with errors.
    checkIntervalValueChanged(interval) {
      const { forceValue } = this;
      this.forceValue = false;
      super.checkIntervalValueChanged(interval);
      this.forceValue = forceValue;
    }

    // What was sent is stored; what was changed since then is not.
    clear(event) {
      const sent = new URLSearchParams(this.sentFormData);
      for (const [name, value] of Object.entries(event?.detail?.response?.field_updates || {})) {
        if (sent.has(name)) sent.set(name, value ?? "");
      }
      this.initialFormData = null;
      super.clear();
      if (!this.sentFormData || sent.toString() === this.initialFormData) return;
      this.initialFormData = sent.toString();
      this.hasEditsValue = true;
      this.notify();
    }
  }
  app.register("w-unsaved", UnsavedController);

  // Two requests at once may end in either order, and the one that ends last would be the newest
  // version: a form is sent after what it saves by itself has arrived.
  const started = new WeakMap();
  const autosaveOf = (form) => app.getControllerForElementAndIdentifier(form, "w-autosave");

  document.addEventListener("w-autosave:save", ({ target }) => started.set(target, Date.now()));

  const isUnderWay = (form, autosave) => {
    if (!autosave?.submitPromise) return false;
    // For half a second Wagtail waits for more.
    if (Date.now() - started.get(form) >= autosave.intervalValue) return true;
    autosave.submit.cancel();
    return false;
  };

  const sendLater = (event) => {
    const { submitter, target: form } = event;
    const autosave = autosaveOf(form);
    if (!isUnderWay(form, autosave)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    autosave.submitPromise.then(() => {
      // Wagtail disables the button that was pressed; what it asks for would not be sent.
      if (submitter) submitter.disabled = false;
      form.requestSubmit(submitter);
    });
  };
  document.addEventListener("submit", sendLater, { capture: true });

  window.addEventListener("submit", (event) => {
    const autosave = autosaveOf(event.target);
    if (autosave && !event.defaultPrevented) autosave.activeValue = false;
  });

  // Wagtail's warning that there is no network would stay open when the network is back.
  const withdrawWarning = () => {
    const session = document.querySelector("[data-controller~='w-session']");
    if (!session || session.dataset.wSessionInterceptValue) return;
    document.getElementById("w-save-confirmation-dialog")?.dispatchEvent(new Event("w-dialog:hide"));
  };
  for (const type of ["w-autosave:success", "w-swap:success"]) {
    document.addEventListener(type, () => setTimeout(withdrawWarning));
  }

  // Draftail hands its text to the form a quarter of a second after the last key; Draft itself hands
  // a letter to Draftail after the browser has drawn it.
  const written = new WeakMap();
  const stateOf = (editor) => editor.editorRef?.editor?._pendingStateFromBeforeInput || editor.getEditorState();

  // Comments are marked by styles, and are not part of the text.
  const withoutComments = (raw) => {
    for (const block of raw?.blocks || []) {
      block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !/^(COMMENT-|STYLE_RERENDER)/.test(style));
    }
    return raw;
  };

  const flush = (input) => {
    const editor = input.draftailEditor;
    const state = stateOf(editor);
    const content = state.getCurrentContent();
    if (written.get(input) === content) return;
    written.set(input, content);
    const onSave = (raw) => {
      input.rawContentState = withoutComments(raw);
      input.value = JSON.stringify(raw);
    };
    editor.constructor.prototype.saveState.call({ props: { onSave }, getEditorState: () => state });
  };

  // Comes before every way in which a form is read: submitted, saved by itself, previewed, compared.
  document.addEventListener("formdata", ({ target, formData }) => {
    for (const wrapper of target.querySelectorAll("[data-draftail-editor-wrapper]")) {
      const input = [...wrapper.parentNode.children].find((element) => element.draftailEditor);
      if (!input) continue;
      flush(input);
      if (formData.has(input.name)) formData.set(input.name, input.value);
    }
  });
})();
