// Shows how far an import is without loading the whole page again. Without this script, the page
// does load again, every few seconds.
(() => {
  const EVERY = 1500;
  const shown = () => document.querySelector("[data-transfer]");
  const look = async () => {
    let found = null;
    try {
      const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
      const text = answer.ok ? await answer.text() : "";
      found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-transfer]");
    } catch {
      found = null; // the network is away for a moment; the next look may find it
    }
    if (found?.dataset.transfer === "over") return location.reload();
    // Who is about to press the button must not lose it.
    if (found && !shown().contains(document.activeElement)) shown().replaceWith(found);
    setTimeout(look, EVERY);
  };
  if (shown()?.dataset.transfer === "going-on") setTimeout(look, EVERY);
})();
