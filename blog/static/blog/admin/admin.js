// Starts what Wagtail's templates start with inline scripts, which the content security policy of
// the admin does not allow. Works for forms that arrive later (choosers, modals) too.
(() => {
  const choosers = ["Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser", "PaperChooser"];
  const starters = {
    Chooser: (options, id, name) => choosers.includes(name) && new window[name](id, options),
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
  document.addEventListener("DOMContentLoaded", () => {
    start(document);
    new MutationObserver((changes) => {
      for (const change of changes)
        for (const node of change.addedNodes) if (node.nodeType === 1 && node.parentNode) start(node.parentNode);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
