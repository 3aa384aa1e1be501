// Mean cumulative functions: of all services together, or of the family or service that is chosen.

const ALL_SERVICES = "All services, on average";
const EVERY_ONE = {
  title: ALL_SERVICES,
  days: "days since the service was first watched",
  rises: "incidents a service",
  says: "Incidents a service by its age, with the 95 % interval. A straight line is a steady rate; " +
    "no verdict rests on it.",
  curve: "linear",
  points: DATA.growth.map((each) => ({ age: each.age_days, n: each.incidents_a_service,
    low: each.interval?.[0], high: each.interval?.[1] })),
  events: [],
};

// Its count is a staircase: each event at its day, then the end of its window.
function ownCurve(of) {
  const means = of.events.map(([age, node], at) => ({ age, node, n: at + 1 }));
  const points = [{ age: 0, n: 0 }, ...means, { age: of.days, n: means.length }]
    .map((each) => ({ ...each, low: DATA.means[each.n][0], high: DATA.means[each.n][1] }));
  return { title: of.title, says: of.says, curve: "step-after", points, events: means,
    days: "days since its window opened", rises: "events" };
}

function drawGrowth(where, its) {
  const known = its.points.filter((each) => each.low !== undefined);
  const last = its.points.at(-1);
  chart(where, `Mean cumulative function: ${its.title}, with the 95 % interval of the mean; dashed: a ` +
    "steady rate", {
    height: 300,
    x: { label: its.days }, y: { label: its.rises, grid: true, zero: true },
    marks: [
      Plot.areaY(known, { x: "age", y1: "low", y2: "high", curve: its.curve,
        fill: "var(--accent)", fillOpacity: 0.2 }),
      Plot.line([[0, 0], [last.age, last.n]], { stroke: "currentColor", strokeDasharray: "4 4" }),
      Plot.lineY(its.points, { x: "age", y: "n", curve: its.curve, stroke: "var(--accent)",
        strokeWidth: 2 }),
      Plot.dot(its.events, { x: "age", y: "n", r: 3, fill: "var(--accent)" }),
      Plot.ruleY([0]),
    ],
  });
}

function eventItems(its) {
  return its.events.map(({ age, node }) =>
    element("li", {}, nodeLink(NODES[node]), ` (day ${Math.round(age)})`));
}

function growthShown(its) {
  const about = element("div", {}, element("p", { dir: "auto" }, its.says),
    its.events.length ? element("details", {},
      element("summary", {}, count(its.events.length, "event")),
      element("ul", {}, eventItems(its))) : null);
  const drawing = element("div");
  room("growth-answer").replaceChildren(drawing, about);
  drawGrowth(drawing, its);
}

const GROWTHS = [...(EVERY_ONE.points.length > 1 ? [EVERY_ONE] : []), ...DATA.growths];

// As addresses say it: a family may be called like a service.
function growthName(its) {
  return its.group ? `${its.group}/${its.title}` : "";
}

function chooseGrowth(name) {
  const menu = room("growth-choice");
  if (!menu) return;
  const at = Math.max(0, GROWTHS.findIndex((each) => growthName(each) === name));
  menu.value = String(at);
  growthShown(GROWTHS[at].group ? ownCurve(GROWTHS[at]) : GROWTHS[at]);
  if (name) room("growth-chart").scrollIntoView();
}

function growthOptions(group) {
  return d3.range(GROWTHS.length).filter((at) => GROWTHS[at].group === group)
    .map((at) => element("option", { value: at }, shortened(GROWTHS[at].title, 80)));
}

onPart("rates", () => {
  if (!GROWTHS.length) return;
  const groups = ["Families", "Services"].map((label) => [label, growthOptions(label)])
    .filter(([, options]) => options.length)
    .map(([label, options]) => element("optgroup", { label }, options));
  const menu = element("select", {
    id: "growth-choice",
    onchange: () => {
      location.hash = `#rates/${encodeURIComponent(growthName(GROWTHS[menu.value]))}`;
    },
  }, growthOptions(undefined), groups);
  room("growth-chart").append(
    element("h3", {}, "How they add up"),
    element("p", { class: "controls" },
      element("label", { for: "growth-choice" }, "Mean cumulative function of"), menu),
    element("div", { id: "growth-answer", "aria-live": "polite" }));
}, chooseGrowth);
