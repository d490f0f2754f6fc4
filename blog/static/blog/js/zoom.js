// A picture opens whole over the page instead of by itself. Arrows and swipes lead on, Escape and Back lead back.
const zooms = [...document.querySelectorAll("[data-zoom]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let viewer;

// Made when it is first wanted: a page that nobody enlarges anything on holds no empty picture.
function makeViewer() {
  const words = document.querySelector("main").dataset;
  const make = (name, into, text = "") => { const made = document.createElement(name); made.textContent = text; into.append(made); return made; };
  const box = make("dialog", document.body);
  box.className = "zoom-box";
  const bar = make("div", box), frame = make("div", box), image = make("img", frame), foot = make("div", box), text = make("p", foot), status = make("output", foot);
  bar.className = "zoom-box__bar";
  frame.className = "zoom-box__frame";
  const back = make("button", bar, words.previous), on = make("button", bar, words.next), place = make("span", bar), close = make("button", bar, words.close);
  back.hidden = on.hidden = place.hidden = zooms.length < 2;
  let at = 0, touch;

  // The small picture, which is here already, stands in until the large one is.
  const fetchWhole = (address, from) => {
    const whole = new Image(), isShown = () => whole === image.waitsFor;
    image.waitsFor = whole;
    image.src = from.currentSrc || from.src;
    box.dataset.waits = "";
    delete box.dataset.long;
    whole.addEventListener("load", () => {
      if (!isShown()) return;
      image.src = whole.src;
      delete box.dataset.waits;
      // Shrunk to the window nothing could be read of it: it is moved instead.
      const shape = whole.naturalWidth / whole.naturalHeight;
      if (shape > 2.2) box.dataset.long = "across";
      if (shape < 1 / 2.2 && whole.naturalHeight > frame.clientHeight) box.dataset.long = "down";
      frame.tabIndex = box.dataset.long ? 0 : -1;
      frame.scrollTo(0, 0);
    });
    whole.addEventListener("error", () => { if (isShown()) status.textContent = words.failed; });
    whole.src = address;
  };
  const show = (number) => {
    at = (number + zooms.length) % zooms.length;
    const link = zooms[at], from = link.querySelector("img");
    status.textContent = "";
    image.alt = from.alt;
    fetchWhole((calm.matches && link.dataset.still) || link.href, from);
    box.setAttribute("aria-label", from.alt || link.textContent.trim());
    text.textContent = [...link.closest("figure").querySelectorAll(":scope > figcaption > :is(b, .credit)")].map((part) => part.textContent).join(" ");
    text.hidden = !text.textContent;
    place.textContent = `${at + 1} / ${zooms.length}`;
  };
  const turn = (step) => show(at + (getComputedStyle(box).direction === "rtl" ? -step : step));
  back.addEventListener("click", () => show(at - 1));
  on.addEventListener("click", () => show(at + 1));
  for (const part of [close, image]) part.addEventListener("click", () => box.close());
  box.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && !(box.dataset.long && event.target === frame)) turn(step);
  });
  // One finger, sideways, of a picture that is not moved or magnified itself.
  frame.addEventListener("touchstart", ({ touches }) => { touch = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null; }, { passive: true });
  frame.addEventListener("touchend", ({ changedTouches: [end] }) => {
    if (!touch || zooms.length < 2 || frame.scrollWidth > frame.clientWidth || visualViewport?.scale > 1.05) return;
    const across = end.clientX - touch.x, down = end.clientY - touch.y;
    if (Math.abs(across) > 40 && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? 1 : -1);
  });
  addEventListener("popstate", () => { box.close(); history.scrollRestoration = "auto"; });
  box.addEventListener("close", () => {
    image.waitsFor = null;
    zooms[at].focus();
    if (history.state?.zoom) history.back();
  });
  return (number) => {
    show(number);
    box.showModal();
    close.focus();
    // Back takes this entry away and not the page; who was led to another picture stays there.
    history.scrollRestoration = "manual";
    history.pushState({ zoom: true }, "");
  };
}

zooms.forEach((link, number) => link.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  viewer ??= makeViewer();
  viewer(number);
}));
