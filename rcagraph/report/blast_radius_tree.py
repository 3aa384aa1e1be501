"""Who goes down, as a tree: each dependent below the one through which trouble reaches it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.impact import Dependent
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Cell, Table
from rcagraph.report import blast_radius_tables as tables
from rcagraph.report.on_terminal import OnTerminal, to_rich

DEEPEST = 8
"""Levels that are drawn; what lies deeper stands at the last one, and its hops say how deep."""

Children = dict[NodeKey, list[Dependent]]


@dataclass(frozen=True, slots=True)
class Branch:
    """A dependent, and what is drawn before its name, on its first line and on the next ones."""

    dependent: Dependent
    stem: str
    below: str


def on_terminal(found: BlastRadius) -> tuple[Table | OnTerminal, ...]:
    """What fits a terminal: the tree first, then whom incidents hit, what to read, whom to page."""
    seen = to_rich(tables.observed(found, is_brief=True), spare=("latest",))
    read = to_rich(tables.runbooks(found), spare=("about",))
    more = (tables.contacts(found), tables.choke_points(found))
    return (*tables.what_if(found), tree(found), seen, read, *more)


def tree(found: BlastRadius) -> OnTerminal:
    """One row a dependent, the likeliest of those that depend on the same thing first."""
    drawn = branches(found)
    columns = ("name", "hops", "structural", "probable", "90 %", "owners")
    rows = tuple(_row(found, each.dependent) for each in drawn)
    return to_rich(Table(tables.title(found), columns, rows), [(b.stem, b.below) for b in drawn])


def _row(found: BlastRadius, each: Dependent) -> tuple[Cell, ...]:
    key = each.node.key
    chance = tables.chance(found.probable[key])
    return (each.node.name, each.hops, each.effect, *chance, found.owners[key])


def branches(found: BlastRadius) -> tuple[Branch, ...]:
    """Every dependent once, below the one before it on its path."""
    failing = {found.study.net.nodes[number].key for number in found.study.failing}
    children: Children = {}
    roots: list[Dependent] = []
    for each in sorted(found.structural, key=lambda d: -found.probable[d.node.key].estimate):
        parent = each.path[-2].key
        below = roots if parent in failing else children.setdefault(parent, [])
        below.append(each)
    return tuple(_drawn(roots, children))


def _drawn(roots: Iterable[Dependent], children: Children) -> Iterator[Branch]:
    """Depth first, without recursion: a chain may be longer than Python's stack."""
    waiting = [(each, "", number == 0) for number, each in enumerate(reversed([*roots]))]
    while waiting:
        each, before, is_last = waiting.pop()
        below = before + ("   " if is_last else "│  ") if len(before) < 3 * DEEPEST else before
        nested = children.get(each.node.key, [])
        yield Branch(
            each, before + ("└─ " if is_last else "├─ "), below + ("│  " if nested else "")
        )
        waiting += [(one, below, n == 0) for n, one in enumerate(reversed(nested))]
