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
