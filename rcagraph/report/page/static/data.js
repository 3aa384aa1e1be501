// What the page knows: the figures as Python wrote them, and the graph's nodes and edges by number.

const DATA = JSON.parse(document.getElementById("contents").textContent);

const NODES = DATA.nodes.map(([kind, name, file, line, more], number) => ({
  number, kind: DATA.kinds[kind], name, file, line, label: name, ...more,
}));
const EDGES = DATA.edges.map(([type, from, to, file, line], number) => ({
  number, type: DATA.types[type], from, to, file, line,
}));

const BY_NAME = new Map();
for (const node of NODES) {
  const key = `${node.kind}\n${node.name}`;
  if (!BY_NAME.has(key)) BY_NAME.set(key, node);
}

const INCIDENTS = NODES.filter((node) => node.kind === "Incident" && !node.named);

function named(kind, name) {
  return BY_NAME.get(`${kind}\n${name}`);
}

// The edges at each node, by its number.
const AT = NODES.map(() => []);
for (const edge of EDGES) {
  AT[edge.from].push(edge);
  if (edge.to !== edge.from) AT[edge.to].push(edge);
}

function otherEnd(edge, number) {
  return edge.from === number ? edge.to : edge.from;
}

// `path:line`, and where it can be read: null where no address is known.
function written(file, line) {
  const [path, address] = DATA.files[file];
  const mark = DATA.line_mark;
  return { at: `${path}:${line}`, address: address && (mark ? address + mark + line : address) };
}
