// The page without a server: everything is a file beside it.
import { contents, drawCharts, el, rows, said, section } from "./render.js";

const COUNT = new Intl.NumberFormat("en");

async function read(name) {
  const found = await fetch(name);
  if (!found.ok) throw new Error(`${name} is not there; a browser reads the folder from a host, not from a disk`);
  return found.json();
}

async function start() {
  const main = document.getElementById("main");
  const [known, data] = await Promise.all([read("sets.json"), read("report.json")]);
  document.title = `${known.title} · Pairwright`;
  const place = el("div", {});
  async function show(number) {
    const found = await read(`rows-${number}.json`);
    const told = known.sets[number];
    place.replaceChildren(rows({ caption: `The first ${COUNT.format(found.length)} of ${COUNT.format(told.rows)} rows.`, filters: Object.keys(told.filters), rows: found }));
  }
  const choose = el("label", {}, "rows of", el("select", { "aria-label": "rows of", onchange: (event) => show(Number(event.target.value)) },
    known.sets.map((each, number) => el("option", { value: number }, each.name))));
  const report = data.sections.filter((each) => each.id !== "rows");
  const all = { id: "rows", title: "Rows" };
  main.replaceChildren(
    el("header", { class: "top" }, el("h1", {}, said(known.title))),
    contents([...report, all]),
    ...report.map(section),
    el("section", { id: all.id, "aria-labelledby": "rows-title" }, el("h2", { id: "rows-title" }, all.title), el("div", { class: "filters" }, choose), place));
  await Promise.all([drawCharts(), show(0)]);
  document.documentElement.dataset.ready = "yes";
}

start().catch((error) => { document.getElementById("main").replaceChildren(el("p", { class: "failure", role: "alert" }, error.message)); });
