"""How the figures of one family or service came about: its incidents, and each step."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rcagraph.analysis.history import FamilyHistory, History, clock
from rcagraph.analysis.history.episodes import Episode
from rcagraph.analysis.history.fixes import Fix
from rcagraph.analysis.history.services import ServiceHistory
from rcagraph.analysis.history.units import Figures
from rcagraph.graph import Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.names import folded


@dataclass(frozen=True, slots=True)
class Told:
    """One incident, and what it is in the window."""

    node: Node
    start: float | None
    """Days since 1970; None where it has no day."""
    at: float | None
    """Days since the unit's own window opened."""
    role: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that the figures were made from."""

    title: str
    incidents: tuple[Told, ...]
    figures: Figures
    next: tuple[float, ...] | None
    service: ServiceHistory | None
    """Where a service was asked for."""
    fixes: tuple[Fix, ...]


def explain(found: History, name: str) -> Explanation:
    """A family by its title or one of its incidents, else a service; `RcaGraphError` else."""
    family = _family(found, name)
    if family:
        undated = [e.node for e in family.family.events if clock.began(e) is None]
        told = (*_told(found, family.figures, family.episodes), *map(_undated, undated))
        title, fixes = family.family.title, family.fixes
        return Explanation(title, told, family.figures, family.next, None, fixes)
    service = _service(found, name)
    if service is None:
        raise _unknown(found, name)
    told = tuple(_told(found, service.figures, service.figures.watched.episodes))
    return Explanation(service.service.name, told, service.figures, service.next, service, ())


def _family(found: History, name: str) -> FamilyHistory | None:
    asked = folded(name)
    for each in found.families:
        if asked in (folded(each.family.title), *map(folded, each.family.ids)):
            return each
    return None


def _service(found: History, name: str) -> ServiceHistory | None:
    asked = folded(name)
    names = ((each, (each.service.name, *each.service.aliases)) for each in found.services.all)
    return next((each for each, its in names if asked in map(folded, its)), None)


def _unknown(found: History, name: str) -> RcaGraphError:
    titles = [f.family.title for f in found.families if len(f.family.events) > 1]
    called = {folded(t): t for t in (*(s.service.name for s in found.services.all), *titles)}
    near = difflib.get_close_matches(folded(name), sorted(called), n=3, cutoff=0.4)
    tip = f"Did you mean {', '.join(repr(called[n]) for n in near)}?" if near else ""
    return RcaGraphError(
        f"no family or service '{name}'", tip or "`rcagraph recurrence` lists the families."
    )


def _undated(node: Node) -> Told:
    return Told(node, None, None, "has no date: in no figure")


def _told(found: History, figures: Figures, its: Sequence[Episode]) -> Iterator[Told]:
    opens = figures.watched.opens
    for episode in its:
        for number, event in enumerate(episode.events):
            start = clock.began(event)
            role = "goes on from the one before" if number else _role(found, figures, episode)
            at = None if opens is None or start is None else start - opens
            yield Told(event.node, start, at, role)


def _role(found: History, figures: Figures, episode: Episode) -> str:
    opens = figures.watched.opens
    if opens is None:
        return "the first known: its window has not opened"
    if episode.start == found.window.opens:
        return "opens the vault's window"
    if episode.start <= opens:
        return "before its window opened" if figures.watched.has_since else "opens its window"
    return "event" if episode.start < found.window.closes else "closes the vault's window"
