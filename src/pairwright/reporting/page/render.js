// Draws the parts of a page. Every text of the data is set as text, never as HTML; the server of `view` uses this too.

const MARKS = "\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff";
// Control characters and marks of direction would show a text otherwise than it is: they are written out.
const HIDDEN = new RegExp(`[\\u0000-\\u0009\\u000b-\\u001f${MARKS}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]`, "g");
const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((each) => each !== null && each !== undefined));
  return made;
}

// A text of the data: its own direction, and nothing hidden in it.
export function said(text, kind = "span", name = "said") {
  const made = el(kind, { class: name, dir: "auto" });
  let from = 0;
  const whole = String(text);
  for (const found of whole.matchAll(HIDDEN)) {
    made.append(whole.slice(from, found.index));
    made.append(el("span", { class: "hidden-mark", title: "a character that is not shown" }, written(found[0])));
    from = found.index + found[0].length;
  }
  made.append(whole.slice(from));
  return made;
}

function written(character) {
  const code = character.charCodeAt(0).toString(16);
  return code.length < 3 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
}

export function shown(value, kind) {
  if (value === null || value === undefined) return "–";
  if (kind === "count") return COUNT.format(value);
  if (kind === "share") return `${(100 * value).toFixed(1)} %`;
  if (kind === "number") return typeof value === "number" ? NUMBER.format(value) : said(value);
  if (kind === "verdict") return badge(value);
  if (kind === "code") return said(value, "code");
  return said(value);
}

const GOOD = new Set(["RIGHT", "HOLDS"]);
const BAD = new Set(["WRONG", "FAILS"]);

export function badge(text) {
  const tone = GOOD.has(text) ? "good" : BAD.has(text) ? "bad" : "plain";
  return el("span", { class: `badge ${tone}` }, String(text));
}

const NUMERIC = new Set(["count", "share", "number"]);

export function table(part, { captioned = true } = {}) {
  const head = part.columns.map((each) =>
    el("th", { scope: "col", class: NUMERIC.has(each.kind) ? "right" : null }, each.name));
  const body = part.rows.map((row) =>
    el("tr", {}, row.map((value, place) => cell(value, part.columns[place].kind, place === 0))));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": part.caption || "table" },
    el("table", {},
      captioned && part.caption ? el("caption", {}, part.caption) : null,
      el("thead", {}, el("tr", {}, head)),
      el("tbody", {}, body)));
}

function cell(value, kind, first) {
  if (kind === "bar") {
    const share = Math.max(0, Math.min(1, Number(value) || 0));
    return el("td", { class: "bar" },
      el("span", { class: "bar-track" }, sized(el("span", { class: "bar-fill" }), share)),
      el("span", { class: "bar-text" }, shown(value, "share")));
  }
  const tag = first ? "th" : "td";
  return el(tag, { scope: first ? "row" : null, class: NUMERIC.has(kind) ? "right" : null }, shown(value, kind));
}

function sized(bar, share) {
  bar.style.setProperty("width", `${100 * share}%`);
  return bar;
}

function figures(part) {
  return el("dl", { class: "figures" }, part.items.map((each) =>
    el("div", {},
      el("dt", {}, each.label),
      el("dd", { class: String(each.value).length > 10 ? "value long" : "value" }, typeof each.value === "number" ? COUNT.format(each.value) : said(each.value)),
      each.note ? el("dd", { class: "meaning" }, said(each.note)) : null)));
}

const drawn = [];

function chart(part) {
  const place = el("div", { class: "picture" });
  const figure = el("figure", {},
    el("figcaption", {}, el("strong", {}, part.title), " ", part.caption),
    place,
    el("details", { class: "as-table" }, el("summary", {}, "The same as a table"), table(part.table, { captioned: false })));
  drawn.push({ place, part });
  return figure;
}

function colours(dark) {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const printed = dark === null;
  const [text, quiet, line] = printed ? ["#1c2126", "#57606a", "#d5dae0"] : [of("--text"), of("--quiet"), of("--line")];
  const isDark = dark === true;
  return {
    background: "transparent",
    font: "system-ui, sans-serif",
    axis: { labelColor: text, titleColor: quiet, gridColor: line, domainColor: line, tickColor: line, titleFontWeight: 500, labelFontSize: 12, titleFontSize: 12, labelLimit: 160 },
    legend: { labelColor: text, titleColor: quiet, titleFontWeight: 500, labelFontSize: 12, orient: "bottom", labelLimit: 200, columns: 2, symbolOpacity: 1 },
    view: { stroke: "transparent" },
    range: {
      category: isDark
        ? ["#7ab8f0", "#f2b35c", "#7fd1a5", "#e58fb6", "#b9a5f0", "#d3d06a"]
        : ["#1f66a8", "#b8620b", "#24794a", "#a83a6f", "#6549b8", "#77720a"],
      ramp: isDark ? ["#1f2b37", "#2f5b84", "#4f8fc9"] : ["#edf3f9", "#a9cbe8", "#4386bf"],
      heatmap: isDark ? ["#1f2b37", "#2f5b84", "#4f8fc9"] : ["#edf3f9", "#a9cbe8", "#4386bf"],
      ordinal: isDark ? ["#22303f", "#a9d3f7"] : ["#e6eef6", "#124a7d"],
    },
    bar: { color: isDark ? "#7ab8f0" : "#1f66a8" },
    params: [{ name: "heldOutColour", value: isDark ? "#ffb454" : "#a82f00" }],
  };
}

async function draw(dark) {
  for (const { place, part } of drawn) {
    const { params, ...config } = colours(dark);
    const spec = { ...part.spec, params: [...(part.spec.params || []), ...params] };
    const { view } = await globalThis.vegaEmbed(place, spec, {
      // Level 1 says errors alone: of a chart that is as high as its bars Vega-Lite warns what cannot be helped.
      actions: false, renderer: "svg", config, ast: true, defaultStyle: false, logLevel: 1, tooltip: { disableDefaultStyle: true },
    });
    const picture = place.querySelector("svg");
    if (picture) {
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", `${part.title} ${part.caption}`);
    }
    place.drawnView = view;
  }
}

export async function drawCharts() {
  if (!globalThis.vegaEmbed) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  await draw(dark.matches);
  dark.addEventListener("change", () => draw(dark.matches));
}

const PAGE = 10;

// What of a row is read first; opened, all that is known of it.
export function rowView(row, whenOpened) {
  const sides = row.sides.map((side) => el("p", { class: "side" },
    el("span", { class: "role" }, side.name),
    side.verdict ? badge(side.verdict) : null,
    side.mistake ? el("span", { class: "mistake" }, said(String(side.mistake).replaceAll("_", " "))) : null,
    said(side.text, "span", "said answer")));
  const within = opened(row);
  const openedOnce = (event) => { if (event.target.open && whenOpened && !within.dataset.asked) { within.dataset.asked = "yes"; whenOpened(within); } };
  return el("details", { class: "row", ontoggle: openedOnce },
    el("summary", {},
      el("span", { class: "number" }, row.place === undefined ? "" : COUNT.format(row.place)),
      el("span", { class: "asked" }, said(row.question, "span", "said question"), sides)),
    within);
}

export function opened(row) {
  const known = Object.entries(row.fields || {}).filter(([, value]) => value !== null && value !== "");
  const parts = [];
  if (row.facts && row.facts.length) {
    parts.push(el("h4", {}, "Facts"), el("ul", { class: "facts" }, row.facts.map((fact) => el("li", {}, said(fact, "code")))));
  }
  if (row.steps && row.steps.length) {
    parts.push(el("h4", {}, "Steps"), el("ol", { class: "steps" }, row.steps.map((step) =>
      el("li", {}, el("span", { class: "role" }, step.side), said(step.text, "code"), " ", badge(step.verdict)))));
  }
  const reasons = row.sides.filter((side) => side.reason);
  if (reasons.length) {
    parts.push(el("h4", {}, "Verdicts"), el("ul", { class: "facts" }, reasons.map((side) =>
      el("li", {}, `${side.name}: answer `, badge(side.verdict), " reason ", badge(side.reason),
        side.found !== null && side.found !== undefined ? [" found ", said(side.found, "code")] : null,
        row.expected !== null && row.expected !== undefined ? [" expected ", said(row.expected, "code")] : null))));
  }
  if (known.length) {
    parts.push(el("h4", {}, "Known of it"), el("dl", { class: "fields" }, known.flatMap(([name, value]) =>
      [el("dt", {}, name.replaceAll("_", " ")), el("dd", {}, said(value))])));
  }
  return el("div", { class: "opened" }, parts);
}

let lists = 0;

export function rows(part) {
  const id = `rows-${(lists += 1)}`;
  const state = { from: 0, text: "", chosen: {} };
  const list = el("div", { class: "rows", id });
  const status = el("p", { class: "status", role: "status" });
  const back = el("button", { type: "button", onclick: () => turn(-PAGE) }, "Earlier");
  const on = el("button", { type: "button", onclick: () => turn(PAGE) }, "Later");

  const has = (row) => Object.entries(state.chosen).every(([name, value]) => !value || String(row.fields[name]) === value)
    && (!state.text || [row.question, ...row.sides.map((side) => side.text)].join("\n").toLowerCase().includes(state.text));

  function turn(by) { state.from += by; show(); }
  function show() {
    const found = part.rows.filter(has);
    state.from = Math.max(0, Math.min(state.from, Math.floor(Math.max(0, found.length - 1) / PAGE) * PAGE));
    const now = found.slice(state.from, state.from + PAGE);
    list.replaceChildren(...now.map((row) => rowView(row)));
    status.textContent = found.length
      ? `${state.from + 1}–${state.from + now.length} of ${COUNT.format(found.length)}`
      : "No row is like that; take a filter away.";
    back.disabled = state.from === 0;
    on.disabled = state.from + PAGE >= found.length;
  }
  const selects = part.filters.map((name) => {
    const values = [...new Set(part.rows.map((row) => row.fields[name]).filter((value) => value !== null && value !== undefined))];
    return values.length < 2 ? null : selectOf(name, values.map(String), (value) => { state.chosen[name] = value; state.from = 0; show(); });
  });
  const search = el("input", { type: "search", oninput: (event) => { state.text = event.target.value.toLowerCase(); state.from = 0; show(); } });
  show();
  return el("div", { class: "list" },
    el("p", { class: "caption" }, part.caption),
    el("div", { class: "filters" }, selects, el("label", {}, "text", search)),
    list,
    el("div", { class: "pager" }, back, on, status));
}

export function selectOf(name, values, then) {
  const options = [el("option", { value: "" }, "all"), ...values.map((value) => el("option", { value }, value))];
  return el("label", {}, name.replaceAll("_", " "), el("select", { "aria-label": name.replaceAll("_", " "), onchange: (event) => then(event.target.value) }, options));
}

function findings(part) {
  if (!part.items.length) return el("p", { class: "note good-note" }, "Nothing was found.");
  return el("div", { class: "findings" }, part.items.map(finding));
}

function finding(each) {
  const first = 3;
  const list = el("ul", { class: "examples" });
  const more = el("button", { type: "button", onclick: () => { fill(each.examples.length); more.remove(); } }, `All ${each.examples.length} examples`);
  function fill(count) {
    list.replaceChildren(...each.examples.slice(0, count).map((example) => el("li", {},
      example.file ? el("span", { class: "place" }, said(`${example.file}:${example.line}`)) : null, said(example.text, "code"))));
  }
  fill(first);
  return el("article", { class: `finding ${each.severity}` },
    el("h3", {}, el("span", { class: "severity" }, each.severity), " ", el("code", {}, each.code)),
    el("p", {}, el("strong", {}, COUNT.format(each.count)), ` (${shown(each.share, "share")}) `, said(each.meaning), each.detail ? [" · ", said(each.detail)] : null),
    el("p", { class: "way-out" }, el("strong", {}, "Way out: "), said(each.way_out)),
    each.examples.length ? list : null,
    each.examples.length > first ? more : null);
}

const PARTS = { figures, table, chart, rows, findings, note: (part) => el("p", { class: "note" }, said(part.text)) };

export function section(data) {
  return el("section", { id: data.id, "aria-labelledby": `${data.id}-title` },
    data.source ? el("p", { class: "source" }, said(data.source)) : null,
    el("h2", { id: `${data.id}-title` }, data.title),
    data.lede ? el("p", { class: "lede" }, said(data.lede)) : null,
    data.parts.map((part) => PARTS[part.type](part)));
}

export function contents(sections) {
  return el("nav", { class: "contents", "aria-label": "Contents" }, el("ul", {}, sections.map((each) =>
    el("li", {}, el("a", { href: `#${each.id}` }, each.short || each.title)))));
}

export function report(data) {
  const main = document.getElementById("main");
  main.replaceChildren(
    el("header", { class: "top" }, el("h1", {}, said(data.title)), el("p", { class: "lede" }, said(data.lede))),
    contents(data.sections),
    ...data.sections.map(section));
  return drawCharts();
}
