// All rows, page by page: what is asked goes into the address of a request, what comes back is set as text.
import { badge, contents, drawCharts, el, rowView, said, section, selectOf } from "./render.js";

const PAGE = 25;
const COUNT = new Intl.NumberFormat("en");

async function ask(name, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value !== undefined && value !== null);
  const found = await fetch(`api/${name}?${new URLSearchParams(given)}`);
  const data = await found.json();
  if (!found.ok) throw new Error(data.error);
  return data;
}

function panel(sets, first) {
  const state = { set: first, offset: 0, text: "", values: {}, sort: "", descending: "" };
  let turn = 0;
  let counted = null;
  const list = el("div", { class: "rows" });
  const status = el("p", { class: "status", role: "status" });
  const failure = el("p", { class: "failure", role: "alert" });
  const filters = el("div", { class: "filters" });
  const back = el("button", { type: "button", onclick: () => go(state.offset - PAGE) }, "Earlier");
  const on = el("button", { type: "button", onclick: () => go(state.offset + PAGE) }, "Later");
  const number = el("input", { type: "number", min: "1", inputmode: "numeric", "aria-label": "go to number",
    onchange: (event) => go(Math.floor((Number(event.target.value) - 1) / PAGE) * PAGE) });

  const query = () => ({ set: state.set, text: state.text, sort: state.sort, descending: state.descending,
    ...Object.fromEntries(Object.entries(state.values).map(([name, value]) => [`is.${name}`, value])) });

  function anew() { state.offset = 0; counted = null; show(true); }
  function go(offset) { state.offset = Math.max(0, offset || 0); show(false); }

  function showFilters() {
    const known = sets[state.set];
    let typed;
    filters.replaceChildren(
      el("label", {}, "rows of", el("select", { "aria-label": "rows of", onchange: (event) => { Object.assign(state, { set: Number(event.target.value), values: {}, sort: "", descending: "" }); showFilters(); anew(); } },
        sets.map((each, place) => el("option", { value: place, selected: place === state.set }, each.name)))),
      ...Object.entries(known.filters).map(([name, values]) => selectOf(name, values, (value) => { state.values[name] = value; anew(); })),
      el("label", {}, "text", el("input", { type: "search", value: state.text, oninput: (event) => {
        clearTimeout(typed);
        typed = setTimeout(() => { state.text = event.target.value; anew(); }, 200);
      } })),
      ...(known.sorts.length ? [
        el("label", {}, "sorted by", el("select", { "aria-label": "sorted by", onchange: (event) => { state.sort = event.target.value; anew(); } },
          el("option", { value: "" }, "place"), known.sorts.map((name) => el("option", { value: name }, name.replaceAll("_", " "))))),
        el("label", {}, el("input", { type: "checkbox", onchange: (event) => { state.descending = event.target.checked ? "1" : ""; anew(); } }), "largest first"),
      ] : []));
  }

  async function show(recount) {
    const mine = (turn += 1);
    list.setAttribute("aria-busy", "true");
    failure.textContent = "";
    try {
      const rows = await ask("rows", { ...query(), offset: state.offset, count: PAGE });
      if (mine !== turn) return;
      list.replaceChildren(...rows.map((row) => rowView(row, (place) => opened(place, row, state.set))));
      say(rows.length);
      if (recount || counted === null) {
        const found = await ask("count", query());
        if (mine === turn) { counted = found; say(rows.length); }
      }
    } catch (error) {
      if (mine === turn) { failure.textContent = error.message; list.replaceChildren(); status.textContent = ""; }
    }
    list.removeAttribute("aria-busy");
  }

  function say(shown) {
    const of = counted === null ? "…" : COUNT.format(counted);
    status.textContent = shown ? `${COUNT.format(state.offset + 1)}–${COUNT.format(state.offset + shown)} of ${of}` : counted === null ? "" : "No row is like that; take a filter away.";
    back.disabled = state.offset === 0;
    on.disabled = counted === null ? shown < PAGE : state.offset + shown >= counted;
  }

  showFilters();
  const ready = show(true);
  return { ready, view: el("section", { class: "panel", "aria-label": "Rows" }, filters, failure, list, el("div", { class: "pager" }, back, on, el("label", { class: "role" }, "number ", number), status)) };
}

// What is asked for when a row is opened: its fact in all forms, what a trainer sees, and a place to try an answer.
async function opened(place, row, set) {
  const more = el("div", { class: "more" });
  place.append(more);
  const fact = (row.fields || {}).family || (row.facts || [])[0];
  if (fact) {
    const found = await ask("fact", { set, fact });
    if (found.known) more.append(el("h4", {}, "The fact, wherever it is asked"), forms(found.rows));
  }
  for (const side of row.sides) await seen(more, row, side);
  more.append(el("h4", {}, "Try an answer"), scored(row.question));
}

function forms(rows) {
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "forms of the fact" }, el("table", { class: "forms" },
    el("thead", {}, el("tr", {}, ["split", "row", "question", "view"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, rows.map((each) => el("tr", {}, el("th", { scope: "row" }, said(each.split)), el("td", { class: "right" }, COUNT.format(each.place)),
      el("td", {}, said(each.question, "code")), el("td", {}, said(each.view)))))));
}

async function seen(more, row, side) {
  const completion = side.completion ?? side.text;
  more.append(el("h4", {}, `What a trainer sees: prompt and ${side.name}`),
    el("dl", { class: "fields" }, el("dt", {}, "prompt"), el("dd", {}, said(row.question, "code")), el("dt", {}, "completion"), el("dd", {}, said(completion, "code"))));
  const tokens = await ask("tokens", { prompt: row.question, completion });
  if (tokens) more.append(...tokens.map((list, place) => el("p", { class: "tokens" },
    el("span", { class: "role" }, `${place ? "completion" : "prompt"}: ${list.length} tokens `), list.map((token) => said(token, "code")))));
}

function scored(question) {
  const asked = el("input", { type: "text", value: question });
  const answer = el("textarea", { rows: "2" });
  const verdict = el("p", { class: "status", role: "status" });
  let turn = 0;
  async function judge() {
    const mine = (turn += 1);
    if (!answer.value) { verdict.replaceChildren(); return; }
    const found = await ask("score", { question: asked.value, completion: answer.value });
    if (mine !== turn) return;
    verdict.replaceChildren("answer ", badge(found.verdict), " reason ", badge(found.reason),
      ...(found.found === null ? [] : [" found ", said(found.found, "code")]), ...(found.expected === null ? [] : [" expected ", said(found.expected, "code")]));
  }
  for (const each of [asked, answer]) each.addEventListener("input", judge);
  return el("div", { class: "scored" }, el("label", {}, "question", asked), el("label", {}, "answer", answer), verdict);
}

async function start() {
  const main = document.getElementById("main");
  const known = await ask("sets");
  document.title = `${known.title} · Pairwright`;
  const two = known.paths.length > 1;
  main.classList.toggle("wide-open", two);
  const starts = two ? [0, known.sets.findIndex((each) => each.path === 1)] : [0];
  const panels = starts.map((first) => panel(known.sets, first));
  const rows = el("div", { class: two ? "panels two" : "panels", id: "rows-tab", role: "tabpanel" }, panels.map((each) => each.view));
  const report = el("div", { id: "report-tab", role: "tabpanel", hidden: true });
  let made = false;
  const tabs = ["Rows", "Report"].map((name, place) => el("button", { type: "button", role: "tab", "aria-selected": String(place === 0), "aria-controls": `${name.toLowerCase()}-tab`, onclick: () => choose(place) }, name));
  async function choose(place) {
    tabs.forEach((each, other) => each.setAttribute("aria-selected", String(other === place)));
    rows.hidden = place !== 0;
    report.hidden = place !== 1;
    if (place === 1 && !made) {
      made = true;
      report.replaceChildren(el("p", { class: "status", role: "status" }, "Being made…"));
      try {
        const data = await ask("report");
        report.replaceChildren(contents(data.sections), ...data.sections.map(section));
        await drawCharts();
        report.dataset.ready = "yes";
      } catch (error) { report.replaceChildren(el("p", { class: "failure", role: "alert" }, error.message)); made = false; }
    }
  }
  main.replaceChildren(el("header", { class: "head" }, el("h1", {}, said(known.title)), el("div", { class: "tabs", role: "tablist" }, tabs)), rows, report);
  await Promise.all(panels.map((each) => each.ready));
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => { document.getElementById("main").replaceChildren(el("p", { class: "failure", role: "alert" }, error.message)); });
