// Elements from values. Text goes in as text nodes and attributes: nothing is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false)
      made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function room(id) {
  return document.getElementById(id);
}

// A label that leads to where something is written; without an address, with the place beside it.
function placeLink(file, line, label) {
  const { at, address } = written(file, line);
  if (address)
    return element("a", { href: address, rel: "noreferrer", title: at, dir: "auto" }, label ?? at);
  const code = element("code", { class: "at" }, at);
  return label === undefined ? code : element("span", {}, element("bdi", {}, label), " ", code);
}

function nodeLink(node, label) {
  return placeLink(node.file, node.line, label ?? node.name);
}

// A name that an answer gives, leading to its note where the graph has one.
function nameLink(kind, name) {
  const node = named(kind, name);
  return node ? nodeLink(node) : element("bdi", {}, name);
}

function listed(parts, between = ", ") {
  return parts.flatMap((part, at) => (at ? [between, part] : [part]));
}

// Rows are lists of cells; a cell is text, an element, or a list of them.
function table(caption, columns, rows, numeric = []) {
  const kind = (at) => (numeric.includes(at) ? "number" : null);
  const head = columns.map((column, at) => element("th", { scope: "col", class: kind(at) }, column));
  const body = rows.map((row) =>
    element("tr", {}, row.map((cell, at) =>
      element("td", { class: kind(at), dir: numeric.includes(at) ? null : "auto" }, cell ?? ""))));
  const made = element("table", {}, element("caption", {}, caption),
    element("thead", {}, element("tr", {}, head)), element("tbody", {}, body));
  return element("div",
    { class: "wide", tabindex: "0", role: "group", "aria-label": caption }, made);
}

function shortened(text, most = 28) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

// What was typed into a box to search in, as words that must all be there.
function wordsIn(typed) {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

function percent(share) {
  return `${Math.round(100 * share)} %`;
}

// Never 0 or 100 %: a probability is neither.
function chance(share) {
  const told = percent(share);
  return { "0 %": "<1 %", "100 %": ">99 %" }[told] ?? told;
}

// A figure as it is read, with the exact one in its value.
function figure(exact, shown) {
  return element("data", { value: exact }, shown);
}

function count(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
