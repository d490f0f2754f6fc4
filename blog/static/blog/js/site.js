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
const said = document.createElement("p");
said.className = "vh";
said.setAttribute("role", "status");
const main = document.querySelector("main");
main.append(said);
for (const copy of document.querySelectorAll("[data-copy]")) {
  copy.hidden = false;
  copy.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      const text = copy.dataset.copy ? document.getElementById(copy.dataset.copy).textContent : await (await fetch(copy.href)).text();
      await navigator.clipboard.writeText(text);
      const word = copy.firstChild, before = word.textContent;
      word.textContent = said.textContent = main.dataset.copied;
      setTimeout(() => { word.textContent = before; }, 2000);
    } catch { if (copy.href) location.href = copy.href; }
  });
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
