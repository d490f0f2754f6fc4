// Under the papers of a list: whether there are as many as its heading promises. What is a promise
// is said by blog/posts/counting.py.
(() => {
  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").trim().replace(/\s+/g, " ");

  const promised = (text, language, { pattern, numbers }) => {
    const words = numbers[language.slice(0, 2)] || numbers.en;
    const search = new RegExp(pattern, "g");
    for (let found = search.exec(fold(text)); found; found = search.exec(fold(text))) {
      const said = found[1] || found[2];
      const number = /^\d+$/.test(said) ? Number(said) : words[said];
      if (number) return number;
      search.lastIndex = found.index + 1;
    }
    return 0;
  };

  const valueOf = (block) => block.getValue?.() ?? block.getState();

  window.rapporteurPapers.showCount = (block, meta) => {
    const { entries, heading, expected_count: expected } = block.childBlocks;
    const note = document.createElement("p");
    note.className = "paper-note paper-count";
    note.setAttribute("role", "status");
    note.hidden = true;
    entries.container.after(note);
    const show = () => {
      const language = document.querySelector("[name=language]")?.value || "en";
      const wanted = Number(valueOf(expected)) || promised(valueOf(heading) || "", language, meta.rules);
      const count = entries.children.length;
      const text = meta.texts[wanted === 1 ? 0 : 1].replace("{wanted}", wanted).replace("{count}", count);
      // Said again only when it has changed, because it is read aloud.
      if (note.textContent !== text) note.textContent = text;
      note.hidden = !wanted || wanted === count;
    };
    heading.element.addEventListener("input", show);
    expected.element.addEventListener("input", show);
    document.querySelector("[name=language]")?.addEventListener("change", show);
    // Wagtail keeps a jQuery object here.
    new MutationObserver(show).observe(entries.container.get(0), { childList: true, subtree: true });
    show();
  };
})();
