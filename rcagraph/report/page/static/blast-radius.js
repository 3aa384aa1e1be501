// Blast radius: a service is chosen, and what goes down with it is told by hops and drawn in rings.

function dependentKind(each) {
  if (each.loses_redundancy) {
    const left = each.members_left === null ? "" : `, ${each.members_left} left`;
    return `loses redundancy${left}`;
  }
  return each.hard ? "hard" : each.soft ? "soft" : "";
}

// Each step of a witness path leads to where the dependency is written.
function witness(path) {
  return path.flatMap((name, at) => {
    if (!at) return [element("bdi", {}, name)];
    const edge = EDGES.find((each) => DATA.impact[each.type] &&
      [[each.from, each.to], [each.to, each.from]].some(([one, other]) =>
        NODES[one].name === path[at - 1] && NODES[other].name === name));
    const arrow = edge ? placeLink(edge.file, edge.line, "→") : "→";
    return [" ", arrow, " ", element("bdi", {}, name)];
  });
}

function probability(each) {
  const [low, high] = each.interval;
  const noise = each.simulation === null ? "" : ` ± ${percent(each.simulation)} simulation`;
  return [figure(each.probability, chance(each.probability)),
    ` (${chance(low)} to ${chance(high)})${noise}`];
}

function ownerLink(name) {
  return nameLink(named("Team", name) ? "Team" : "Person", name);
}

// What fails: a service, a resource or a system.
function failingLink(name) {
  const kind = ["Service", "Resource", "System"].find((each) => named(each, name));
  return nameLink(kind ?? "Service", name);
}

function failing(names) {
  return listed(names.map(failingLink));
}

function observedOf(radius, name) {
  const seen = radius.observed.find((each) => each.name === name);
  return seen ? `${seen.incidents} of ${seen.of}` : "";
}

function hopTable(radius, hops) {
  const its = radius.structural.filter((each) => each.hops === hops);
  const rows = its.map((each) => [
    element("a", { href: `#blast-radius/${encodeURIComponent(each.name)}`, dir: "auto" },
      each.name),
    witness(each.path), dependentKind(each), probability(each), observedOf(radius, each.name),
    each.owners.length ? listed(each.owners.map(ownerLink)) : "nobody",
  ]);
  return table(`${count(hops, "hop")}: ${its.length}`,
    ["Name", "Witness path", "Dependency", "Probability, 90 %", "Observed", "Owners"], rows);
}

const MOST_UNFOLDED = 5;

function folded(links) {
  if (links.length <= MOST_UNFOLDED) return listed(links);
  return element("details", {}, element("summary", {}, count(links.length, "incident")),
    element("ul", {}, links.map((link) => element("li", {}, link))));
}

function observedTable(radius) {
  if (!radius.observed.length) return null;
  const rows = radius.observed.map((each) => [
    failingLink(each.name), `${each.incidents} of ${each.of}`,
    [figure(each.share, percent(each.share)),
      each.interval ? ` (${percent(each.interval[0])} to ${percent(each.interval[1])})` : ""],
    each.last, folded(each.ids.map((name) => nameLink("Incident", name))),
  ]);
  return table(`Observed: hit by incidents that began in ${radius.service}`,
    ["Name", "Incidents", "Share, 95 %", "Last", "Incidents' notes"], rows);
}

function advice(radius) {
  const runbooks = radius.runbooks.map((each) => element("li", {},
    nameLink("Runbook", each.name), ": ", failing(each.documents)));
  const teams = radius.teams.map((each) => element("li", {}, nameLink(each.kind, each.name),
    each.owns.length ? [" owns ", failing(each.owns)] : null,
    each.escalation_of.length
      ? [" escalation of ", listed(each.escalation_of.map((name) => nameLink("Runbook", name)))] : null));
  const choke = radius.choke_points.map((each) => element("li", {}, failingLink(each.name),
    " shields ", failing(each.shields)));
  return [["Whom to page", teams], ["Runbooks", runbooks], ["Choke points", choke]]
    .filter(([, items]) => items.length)
    .flatMap(([title, items]) => [element("h3", {}, title), element("ul", {}, items)]);
}

function radiusShown(radius) {
  const hops = d3.max(radius.structural, (each) => each.hops) ?? 0;
  return [
    element("h3", { dir: "auto" }, `If ${radius.service} fails`),
    radius.sentences.map((sentence) => element("p", { dir: "auto" }, sentence)),
    hops ? rings(radius, hops) : null,
    d3.range(1, hops + 1).map((hop) => hopTable(radius, hop)),
    observedTable(radius), advice(radius),
  ].flat(2).filter(Boolean);
}

function chooseRadius(name) {
  const menu = room("radius-choice");
  const at = Math.max(0, DATA.radii.findIndex((each) => each.service === name));
  menu.value = String(at);
  room("radius-answer").replaceChildren(...radiusShown(DATA.radii[at]));
}

onPart("blast-radius", () => {
  const order = d3.sort(d3.range(DATA.radii.length), (a, b) =>
    d3.ascending(DATA.radii[a].service, DATA.radii[b].service));
  const options = order.map((at) => {
    const { service, kind } = DATA.radii[at];
    return element("option", { value: at }, kind === "Service" ? service : `${service} (${kind})`);
  });
  const menu = element("select", {
    id: "radius-choice",
    onchange: () => {
      location.hash = `#blast-radius/${encodeURIComponent(DATA.radii[menu.value].service)}`;
    },
  }, options);
  room("radius-room").append(
    element("p", { class: "controls" }, element("label", { for: "radius-choice" }, "What fails"),
      menu),
    element("div", { id: "radius-answer", "aria-live": "polite" }));
}, chooseRadius);
