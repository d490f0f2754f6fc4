// The form works without this file. It adds: results while you type, facets at a press.
const page = document.getElementById("search");
const texts = document.querySelector("main").dataset;
const note = document.createElement("p");
note.className = "search-note";
note.setAttribute("role", "status");
page.querySelector("header").append(note);
let timer, waiting;

async function show(url) {
  waiting?.abort();
  waiting = new AbortController();
  try {
    const reply = await fetch(url, { signal: waiting.signal });
    if (!reply.ok) { note.textContent = texts.failed; return; }
    note.textContent = "";
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    const found = fresh.getElementById("search");
    // The field keeps its text and its cursor; all around it is exchanged.
    for (const old of page.querySelectorAll(":scope > :not(header)")) old.remove();
    page.className = found.className;
    page.append(...found.querySelectorAll(":scope > :not(header)"));
    document.title = fresh.title;
    history.replaceState(null, "", url);
  } catch (error) { if (error.name !== "AbortError") note.textContent = texts.offline; }
}

const address = (form) => {
  const asked = new URLSearchParams(new FormData(form));
  return `${form.getAttribute("action")}?${asked}`;
};

page.addEventListener("input", (event) => {
  if (event.target.id !== "q") return;
  clearTimeout(timer);
  if (event.target.value.trim().length > 1) timer = setTimeout(show, 250, address(event.target.form));
});

page.addEventListener("change", async (event) => {
  if (event.target.type !== "checkbox") return;
  const { name, value } = event.target;
  await show(address(event.target.form));
  page.querySelector(`.facets input[name="${name}"][value="${CSS.escape(value)}"]`)?.focus();
});
