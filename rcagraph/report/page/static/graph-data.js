// What of the graph is looked at: by kind, severity, team and time, around a node or along a path.

const MOST_DRAWN = 300;
const ALWAYS = new Set(["Service", "Resource", "System", "Team", "Person", "Runbook", "Document"]);
const OWNING = new Set(["OWNS", "AUTHORED_BY", "MEMBER_OF"]);
const HITTING = new Set(["AFFECTS", "ORIGINATED_IN"]);

const KIND_COUNTS = d3.rollup(NODES, (its) => its.length, (node) => node.kind);

function firstKinds() {
  const few = new Set(["Service", "Resource", "System", "Team"]);
  if (INCIDENTS.length <= 120) few.add("Incident");
  return few;
}

// A team's own: what it owns or wrote, and the incidents of what it owns.
function ownOf(team) {
  const own = new Set([team]);
  for (const edge of AT[team]) if (OWNING.has(edge.type)) own.add(otherEnd(edge, team));
  for (const number of [...own]) {
    if (NODES[number].kind !== "Service") continue;
    for (const edge of AT[number]) if (HITTING.has(edge.type)) own.add(edge.from);
  }
  return own;
}

function fits(node, state, own) {
  if (!state.kinds.has(node.kind)) return false;
  if (own && !own.has(node.number)) return false;
  if (node.kind !== "Incident") return true;
  if (state.severity && node.severity !== state.severity) return false;
  const whole = state.from === state.first && state.to === state.last;
  return whole || Boolean(node.day && node.day >= state.from && node.day <= state.to);
}

// Promises, failure modes and the like are shown with what they belong to.
function attached(numbers) {
  const firm = new Set(numbers.filter((n) => ALWAYS.has(NODES[n].kind) || NODES[n].kind === "Incident"));
  return numbers.filter((n) =>
    firm.has(n) || AT[n].some((edge) => firm.has(otherEnd(edge, n))) || !firm.size);
}

// The numbers of the nodes to draw, and how many there would be.
function inView(state) {
  if (state.path) return { numbers: state.path, all: state.path.length };
  const own = state.team === null ? null : ownOf(state.team);
  let found = attached(NODES.filter((node) => fits(node, state, own)).map((node) => node.number));
  if (state.centre !== null) {
    const near = neighbourhood(state.centre, state.depth, new Set([...found, state.centre]));
    found = [...near];
  }
  const ranked = d3.sort(found, (n) => (n === state.centre ? -Infinity : -AT[n].length), (n) => n);
  return { numbers: ranked.slice(0, MOST_DRAWN), all: found.length };
}
