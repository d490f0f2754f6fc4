// The page works without this file. It adds: the scheme switch, copy buttons, videos in place.
const root = document.documentElement;

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { button.textContent = dark() ? button.dataset.light : button.dataset.dark; button.setAttribute("aria-label", `${button.dataset.switchTo} ${button.textContent}`); };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch {}
    label();
  });
  system.addEventListener("change", label);
  button.hidden = false;
  label();
}

// Of the ways to cite one stands open at a time.
for (const way of document.querySelectorAll(".cite__way")) way.setAttribute("name", "cite");

// <a data-copy href="….bib"> copies what it links to; <button data-copy="id"> copies that element's text.
const live = document.createElement("p");
live.className = "vh";
live.setAttribute("role", "status");
const main = document.querySelector("main");
const words = main.dataset;
main.append(live);
// Emptied first: what stands there already would not be read out a second time.
const say = (text) => { live.textContent = ""; setTimeout(() => { live.textContent = text; }, 100); };

async function fetchText(url) {
  const reply = await fetch(url).catch(() => { throw new Error(words.offline); });
  if (!reply.ok) throw new Error(words.failed);
  return reply.text();
}

let copies = 0;
// For a reader without a clipboard: the text of a file is laid out first.
function select(copy, text) {
  let source = document.getElementById(copy.dataset.copy);
  if (!source) {
    source = document.createElement("pre");
    source.id = copy.dataset.copy = `text-${copies++}`;
    source.textContent = text;
    copy.after(source);
  }
  getSelection().selectAllChildren(source);
}

for (const copy of document.querySelectorAll("[data-copy]")) {
  const word = copy.firstChild, label = word.textContent;
  let timer;
  // Its name stays while the word that is seen changes.
  copy.setAttribute("aria-label", copy.textContent);
  copy.hidden = false;
  const show = (text, seconds) => {
    word.textContent = text;
    say(text);
    clearTimeout(timer);
    timer = setTimeout(() => { word.textContent = label; }, seconds * 1000);
  };
  copy.addEventListener("click", async (event) => {
    event.preventDefault();
    const source = document.getElementById(copy.dataset.copy);
    let text;
    try { text = source ? source.textContent : await fetchText(copy.href); } catch (error) { show(error.message, 6); return; }
    try { await navigator.clipboard.writeText(text); show(words.copied, 2); } catch { select(copy, text); show(words.selected, 6); }
  });
}

// Chromium marks where the reader is by itself.
const lines = [...document.querySelectorAll(".contents li > a")];
if (lines.length && !CSS.supports("scroll-target-group", "auto")) {
  const places = lines.map((line) => document.getElementById(line.hash.slice(1)));
  const mark = () => {
    const at = places.findLastIndex((place) => place?.getBoundingClientRect().top < 80);
    lines.forEach((line, number) => { if (number === at) line.setAttribute("aria-current", "location"); else line.removeAttribute("aria-current"); });
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

if (!CSS.supports("selector(::details-content)") && innerWidth > 735) {
  for (const list of document.querySelectorAll(".contents details")) list.open = true;
}

for (const play of document.querySelectorAll("[data-embed]")) {
  play.addEventListener("click", (event) => {
    event.preventDefault();
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: play.dataset.embed, title: play.dataset.title, allow: "fullscreen; autoplay" });
    play.closest(".video").replaceChildren(frame);
    frame.focus();
  });
}
