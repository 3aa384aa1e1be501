// Hot spots with their intervals.

const MOST_SERVICES = 40;

onPart("rates", () => {
  const its = DATA.services.filter((each) => each.events && each.yearly_interval)
    .slice(0, MOST_SERVICES)
    .map((each) => ({
      ...each, low: each.yearly_interval[0], high: each.yearly_interval[1],
      colour: each.hot_spot === "hot spot" ? "var(--alarm)" : "var(--accent)",
    }));
  if (!its.length) return;
  const longest = d3.max(its, (each) => each.name.length);
  chart(room("rate-chart"),
    "Incidents a year that begin in each service, with the inner 90 % of what the rate may be; " +
    "hot spots in red",
    {
      height: 60 + 20 * its.length, marginLeft: Math.min(240, 20 + 7 * longest),
      x: { label: "incidents a year", grid: true, zero: true },
      y: { label: null, domain: its.map((each) => each.name) },
      marks: [
        Plot.ruleY(its, { x1: "low", x2: "high", y: "name", stroke: "colour", strokeWidth: 2 }),
        Plot.dot(its, { x: "yearly_rate", y: "name", fill: "colour", r: 4 }),
        Plot.ruleX([0]),
      ],
    });
});
