"""How one figure comes about, as tables: its dependencies, and the incidents with their lines."""

from collections.abc import Iterator

from rcagraph.analysis.events import Event
from rcagraph.analysis.impact.explanation import Explanation, Step
from rcagraph.analysis.observed import Observed
from rcagraph.model.table import Cell, Table
from rcagraph.report.amounts import ends_of_share, proportion
from rcagraph.report.blast_radius_tables import clustered
from rcagraph.report.places import at


def explanation(found: Explanation, seen: Observed | None) -> tuple[Table, ...]:
    """Probable: each dependency with what its p rests on. Observed: the incidents counted."""
    return (_dependencies(found), _tests(found), _observed(found, seen))


def _dependencies(found: Explanation) -> Table:
    rows = (
        (
            step.dependent.name,
            step.needs,
            prior(step),
            f"{len(step.evidence.hits)} of {len(step.evidence.trials)}",
            proportion(step.evidence.learned.estimate),
            ends_of_share(step.evidence.learned.interval),
            tuple(map(str, step.requirement.places)),
        )
        for step in found.steps
    )
    columns = ("dependent", "needs", "p assumed", "crossed", "p", "90 %", "said at")
    return Table(f"Probable: how a failure reaches {found.node.name}", columns, tuple(rows))


def prior(step: Step) -> str:
    if step.evidence.is_stated:
        return f"{step.evidence.default:g} stated"
    return f"{step.evidence.default:g} {'soft' if step.requirement.soft else 'hard'}"


def _tests(found: Explanation) -> Table:
    rows = (
        (step.dependent.name, step.needs, *_event(event), event in step.evidence.hits)
        for step in found.steps
        for event in step.evidence.trials
    )
    columns = ("dependent", "needs", "incident", "date", "said at", "crossed")
    return Table("Incidents that tested one of them, one a family", columns, tuple(rows))


def _observed(found: Explanation, seen: Observed | None) -> Table:
    columns = ("incident", "date", "said at")
    if seen is None:
        return Table(f"Observed: no incident hit {found.node.name}", columns, ())
    share = f"{seen.incidents} of {seen.of}, {proportion(seen.share)}"
    title = f"Observed: {share} (95 %: {clustered(seen.interval, seen.families)})"
    return Table(title, columns, tuple(_event(event) for event in seen.events))


def _event(event: Event) -> tuple[Cell, ...]:
    return (event.node.name, event.day, tuple(_lines(event)))


def _lines(event: Event) -> Iterator[str]:
    return (at(node.places[0]) for node in event.nodes)


def sentences(found: Explanation, origin: str) -> tuple[str, ...]:
    """The figure, and how it was computed."""
    name, probability = found.node.name, found.probability
    if not found.steps and probability.estimate == 1:
        return (f"{name} is what fails.",)
    if not found.steps:
        return (
            f"No failure of {origin} alone reaches {name}: what the notes say depends on it is "
            "held by redundancy, or does not lead there.",
        )
    low, high = probability.interval
    figure = (
        f"{name} goes down with {origin} with probability {probability.estimate:.3f} "
        f"(90 %: {low:.3f} to {high:.3f}, from what is known of each dependency)."
    )
    coins = f"{found.coins} {'dependency' if found.coins == 1 else 'dependencies'} in doubt"
    if found.samples is None:
        return (figure, f"Exact, over {coins}.")
    noise = f"± {probability.simulation:.4f} of simulation"
    return (figure, f"From {found.samples} samples of {coins}, {noise}.")
