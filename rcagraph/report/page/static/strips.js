// The families: a timeline strip each, all on the vault's window, and a box that narrows the list.

const STRIP = { width: 220, height: 22, edge: 6 };

function strip(incidents) {
  const { opens, closes } = DATA.window;
  const scale = d3.scaleUtc([new Date(opens), new Date(closes)],
    [STRIP.edge, STRIP.width - STRIP.edge]);
  const known = incidents.filter(([, day]) => day);
  const longest = d3.max(incidents, ([, , minutes]) => minutes) || 1;
  const dots = known.map(([number, day, minutes]) =>
    svg("circle", {
      cx: scale(new Date(day)).toFixed(1), cy: STRIP.height / 2,
      r: (3 + 3 * Math.sqrt((minutes ?? 0) / longest)).toFixed(1),
    }, svg("title", {}, told(number, day, minutes))));
  const name = `${count(known.length, "incident")}: ${known.map(([, day]) => day).join(", ")}`;
  return svg("svg",
    { viewBox: `0 0 ${STRIP.width} ${STRIP.height}`, class: "strip-line", role: "img",
      "aria-label": name },
    svg("line", { x1: 0, x2: STRIP.width, y1: STRIP.height / 2, y2: STRIP.height / 2 }), dots);
}

function told(number, day, minutes) {
  const length = minutes === null ? "" : `, ${count(minutes, "minute")}`;
  return `${NODES[number].name} (${day}${length})`;
}

function narrowed(rows, status, typed) {
  const wanted = wordsIn(typed);
  let shown = 0;
  for (const { row, text } of rows) {
    row.hidden = !wanted.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  status.textContent = `${shown} of ${rows.length} families`;
}

onPart("families", () => {
  const all = [...document.querySelectorAll("#families tr.family")];
  if (!all.length) return;
  if (DATA.window)
    for (const cell of document.querySelectorAll("#families td.strip"))
      cell.prepend(strip(DATA.families[cell.dataset.family]));
  const rows = all.map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const status = element("output", {}, `${rows.length} families`);
  const box = element("input", {
    type: "search", id: "family-words",
    oninput: (event) => narrowed(rows, status, event.target.value),
  });
  const form = element("p", { class: "controls" },
    element("label", { for: "family-words" }, "Only families with"), box, status);
  room("families").querySelector(".wide").before(form);
});
