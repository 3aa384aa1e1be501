// Hot spots with their intervals, and the mean cumulative function.

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

onPart("rates", () => {
  const its = DATA.growth.map((each) => ({
    ...each, low: each.interval?.[0], high: each.interval?.[1],
  }));
  if (its.length < 2) return;
  const banded = its.filter((each) => each.interval);
  chart(room("growth-chart"),
    "Mean cumulative function: incidents a service by its age, 95 % interval. A straight line is " +
    "a steady rate; no verdict rests on it",
    {
      height: 300,
      x: { label: "days since the service was first watched" },
      y: { label: "incidents a service", grid: true, zero: true },
      marks: [
        Plot.areaY(banded, { x: "age_days", y1: "low", y2: "high", fill: "var(--accent)",
          fillOpacity: 0.2 }),
        Plot.lineY(its, { x: "age_days", y: "incidents_a_service", stroke: "var(--accent)",
          strokeWidth: 2 }),
        Plot.ruleY([0]),
      ],
    });
});
