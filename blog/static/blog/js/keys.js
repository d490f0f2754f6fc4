// Single keys: / search, j and k from entry to entry, ? this list. Never in a field or with Ctrl; who
// does not want them turns them off in the list, which the foot of every page opens too.
const keys = document.getElementById("keys");
const opener = document.querySelector("[data-keys]");

if (keys && opener) {
  const wanted = keys.querySelector("input");
  try { wanted.checked = localStorage.getItem("keys") !== "off"; } catch {}
  wanted.addEventListener("change", () => { try { localStorage.setItem("keys", wanted.checked ? "on" : "off"); } catch {} });
  opener.hidden = false;
  opener.addEventListener("click", () => keys.showModal());

  const search = () => {
    const field = document.getElementById("q");
    if (field) { field.focus(); field.select(); } else location.href = keys.dataset.search;
  };

  const go = (step) => {
    const entries = [...document.querySelectorAll("main .paper, main .listing > li")];
    const held = entries.findIndex((entry) => entry.contains(document.activeElement));
    // Nobody holds one: the first that begins below the top of the window, or the last above it.
    const below = entries.findIndex((entry) => entry.getBoundingClientRect().top > 1);
    const from = held >= 0 ? held : step > 0 ? (below < 0 ? entries.length : below) - 1 : below < 0 ? entries.length : below;
    const entry = entries[from + step];
    if (!entry) return;
    entry.scrollIntoView({ block: "start" });
    entry.querySelector("a[href]")?.focus({ preventScroll: true });
  };

  const does = { "/": search, j: () => go(1), k: () => go(-1), "?": () => keys.showModal() };
  addEventListener("keydown", (event) => {
    const act = does[event.key];
    if (!act || !wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], audio, video") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
}
