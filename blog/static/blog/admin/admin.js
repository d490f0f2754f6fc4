// Starts what Wagtail's templates start with inline scripts, which the content security policy of
// the admin does not allow. Works for forms that arrive later (choosers, modals) too.
(() => {
  const choosers = ["Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser", "PaperChooser"];
  const starters = {
    Chooser: (options, id, name) => choosers.includes(name) && new window[name](id, options),
    TaskChooser: (options, id) => window.createTaskChooser(id),
    InlinePanel: (options) => new window.InlinePanel(options),
    MultipleChooserPanel: (options) => new window.MultipleChooserPanel(options),
    DateChooser: (options, id) => window.initDateChooser(id, options),
    TimeChooser: (options, id) => window.initTimeChooser(id, options),
    DateTimeChooser: (options, id) => window.initDateTimeChooser(id, options),
  };
  const start = (root) => {
    for (const mark of root.querySelectorAll("template[data-start]")) {
      const { start: name, options, for: id, class: constructor } = mark.dataset;
      mark.remove();
      starters[name](JSON.parse(options), id, constructor);
    }
  };
  // A title follows the file until somebody types one: Wagtail fills it only while it is empty.
  const typed = new WeakSet();
  document.addEventListener("input", ({ target, isTrusted }) => {
    const isTitle = /(^|-)title$/.test(target.name || "");
    if (isTitle && isTrusted) typed[target.value ? "add" : "delete"](target);
    if (target.type !== "file" || !target.files.length) return;
    const title = target.form?.querySelector("[name=title], [name$=-title]");
    if (title && !typed.has(title) && !title.defaultValue) title.value = "";
  }, true);
  // The tool that sets focal points would look for a touch screen by an inline event handler, meet
  // the policy, and leave everybody with a phone without it. jQuery runs this before the tool's own.
  window.jQuery?.(() => {
    const crop = window.jQuery.Jcrop;
    if (crop) crop.defaults.touchSupport = "ontouchstart" in window || navigator.maxTouchPoints > 0;
  });
  // Wagtail's slugs take letters without their marks: the vowel signs of Hindi, Tamil or Thai would go.
  const slugs = window.wagtail?.app?.router.modulesByIdentifier.get("w-slug")?.definition.controllerConstructor;
  for (const name of slugs ? ["slugify", "urlify"] : []) {
    const original = slugs.prototype[name];
    slugs.prototype[name] = function (event, options = {}) {
      const text = (event?.detail?.value ?? this.element.value).normalize("NFC");
      if (!/\p{M}/u.test(text)) return original.call(this, event, options);
      const words = text.trim().toLowerCase().replace(/\s+/g, "-").replace(/[^\p{L}\p{N}\p{Mn}\p{Mc}_-]/gu, "");
      const slug = name === "urlify" ? words.replace(/-+/g, "-").replace(/-$/, "") : words;
      if (!options.ignoreUpdate) this.applyUpdate(name, slug, text);
      return slug;
    };
  }
  document.addEventListener("DOMContentLoaded", () => {
    start(document);
    new MutationObserver((changes) => {
      for (const change of changes)
        for (const node of change.addedNodes) if (node.nodeType === 1 && node.parentNode) start(node.parentNode);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
