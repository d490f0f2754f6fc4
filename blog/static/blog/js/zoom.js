// A picture opens whole over the page instead of by itself. Arrows lead on, Escape leads back.
const zooms = [...document.querySelectorAll("[data-zoom]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let viewer;

// Made when it is first wanted: a page that nobody enlarges anything on holds no empty picture.
function makeViewer() {
  const words = document.querySelector("main").dataset;
  const make = (name, into, text = "") => { const made = document.createElement(name); made.textContent = text; into.append(made); return made; };
  const box = make("dialog", document.body);
  box.className = "zoom-box";
  const bar = make("div", box), image = make("img", box), text = make("p", box);
  bar.className = "zoom-box__bar";
  const back = make("button", bar, words.previous), on = make("button", bar, words.next), place = make("span", bar), close = make("button", bar, words.close);
  back.hidden = on.hidden = place.hidden = zooms.length < 2;
  let at = 0;

  const show = (number) => {
    at = (number + zooms.length) % zooms.length;
    const link = zooms[at], from = link.querySelector("img");
    image.removeAttribute("src");
    image.alt = from.alt;
    image.src = (calm.matches && link.dataset.still) || link.href;
    box.setAttribute("aria-label", from.alt);
    text.textContent = [...link.closest("figure").querySelectorAll(":scope > figcaption > :is(b, .credit)")].map((part) => part.textContent).join(" ");
    text.hidden = !text.textContent;
    place.textContent = `${at + 1} / ${zooms.length}`;
  };
  back.addEventListener("click", () => show(at - 1));
  on.addEventListener("click", () => show(at + 1));
  for (const part of [close, image]) part.addEventListener("click", () => box.close());
  box.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) show(at + (getComputedStyle(box).direction === "rtl" ? -step : step));
  });
  box.addEventListener("close", () => zooms[at].focus());
  return (number) => { show(number); box.showModal(); close.focus(); };
}

zooms.forEach((link, number) => link.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  viewer ??= makeViewer();
  viewer(number);
}));
