// Progressive enhancement only: every page works without this file.
import { initAll } from "./nhsuk-frontend/nhsuk-frontend-10.6.1.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// A one-line pick offers what matches while the person types; the server reads the line either way.
for (const input of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);
  input.setAttribute("autocomplete", "off");
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => suggest(input, list), 200);
  });
}

async function suggest(input, list) {
  const asked = input.value.trim();
  if (asked.length < 2) return;
  const address = new URL(input.dataset.suggestions, document.baseURI);
  address.searchParams.set("q", asked);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok || input.value.trim() !== asked) return;
  const options = (await answer.json()).map((text) => Object.assign(document.createElement("option"), { value: text }));
  list.replaceChildren(...options);
}

// On a narrow screen the filters of a list are folded while none is set, so that the list comes first.
const narrow = matchMedia("(max-width: 40.0525em)");
for (const filters of document.querySelectorAll("details.app-fold")) {
  const fold = () => (filters.open = !(narrow.matches && "folds" in filters.dataset));
  narrow.addEventListener("change", fold);
  fold();
}

// Charts are drawn in the background. A report asks for its own page again, four times at most, and puts in what is there
// by then; whoever waits longer follows the link, as without script.
const LOOKS = [1000, 2000, 4000, 8000];

async function lookAgain(address) {
  for (const pause of LOOKS) {
    await new Promise((done) => setTimeout(done, pause));
    const page = await pageAt(address);
    for (const place of document.querySelectorAll("[data-again]")) {
      const drawn = page?.getElementById(place.id);
      if (drawn && !("again" in drawn.dataset)) place.replaceWith(drawn);
    }
    if (!document.querySelector("[data-again]")) return;
  }
}

async function pageAt(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

const undrawn = document.querySelector("[data-again]");
if (undrawn) lookAgain(undrawn.dataset.again);

// A form that saves itself after a pause in typing. Nothing in the page moves, the buttons go on working, and files are
// sent by the buttons alone. The line with data-saves says what happened; it is read out without taking the focus.
const PAUSE = 2000;
const AGAIN = 15000;
const LONGEST_WAIT = 8000;

for (const line of document.querySelectorAll("[data-saves]")) {
  savesItself(document.getElementById(line.dataset.saves), line);
}

function savesItself(form, line) {
  let waiting;
  let underWay = null;
  let unsaved = false;
  let overtaken = false;
  let leaving = false;

  const later = (pause) => {
    clearTimeout(waiting);
    if (!overtaken) waiting = setTimeout(save, pause);
  };
  const say = (text) => {
    if (line.textContent !== text) line.textContent = text;
  };

  function typed(event) {
    if (!savedByItself(event.target)) return;
    unsaved = true;
    later(PAUSE);
  }

  async function save() {
    clearTimeout(waiting);
    if (underWay || !unsaved || overtaken || leaving) return;
    unsaved = false;
    underWay = send();
    const kept = await underWay;
    underWay = null;
    if (!kept) unsaved = true;
    else if (unsaved) later(PAUSE);
  }

  async function send() {
    const body = new FormData(form);
    for (const box of form.elements) if (!savedByItself(box)) body.delete(box.name);
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), LONGEST_WAIT);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { "X-Autosave": "1", Accept: "application/json" },
        redirect: "manual",
        signal: giveUp.signal,
      });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
        say("Not saved: you may have been signed out. Your words are still here. Press 'Save and go on' to keep them.");
        return false;
      }
      const told = await answer.json();
      const sentences = told.sentences.join(" ");
      overtaken = Boolean(told.conflict);
      for (const [name, value] of Object.entries(told.marks ?? {})) form.elements.namedItem(name).value = value;
      const nothing = told.whole ? sentences : `Not saved. ${sentences}`;
      say(told.saved ? `Saved at ${told.at}. ${sentences}`.trim() : nothing);
      return Boolean(told.whole);
    } catch {
      say("Not saved: the site cannot be reached. Your words are still here, and it is tried again while you write.");
      later(AGAIN);
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (underWay) {
      const button = event.submitter;
      event.preventDefault();
      await underWay;
      form.requestSubmit(button);
    } else {
      leaving = true;
    }
  });
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !leaving) event.preventDefault();
  });
}

function savedByItself(box) {
  return box.type !== "file" && !box.name?.endsWith("_remove") && box.type !== "submit";
}
