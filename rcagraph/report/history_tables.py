"""What the vault's past says, as tables: families, services, fixes, pairs."""

from rcagraph.analysis.estimate.false_discovery import Verdict
from rcagraph.analysis.estimate.together import Pair
from rcagraph.analysis.history import FamilyHistory, History
from rcagraph.analysis.history.fixes import Fix
from rcagraph.analysis.history.services import YEAR, ServiceHistory
from rcagraph.analysis.history.units import Figures
from rcagraph.analysis.recurrence import Family
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Cell, Table
from rcagraph.report.amounts import chance, number, p_value, with_ends
from rcagraph.report.places import at

MOST_ON_A_TERMINAL = 10
"""Services, where nobody scrolls."""

FAMILY = ("days between, 95 %", "again in 30 d", "again in 90 d", "trend")


def family_cells(its: FamilyHistory | None) -> tuple[Cell, ...]:
    """In the order of `FAMILY`."""
    if its is None:
        return (None, None, None, None)
    return (between(its.figures), *again(its.next), its.figures.verdict.words)


def between(figures: Figures) -> str:
    """Mean calendar days between failures, `!` where bursts make the interval too narrow."""
    mark = " !" if figures.dispersion.too_narrow else ""
    return with_ends(figures.between.estimate, figures.between.interval) + mark


def again(its: tuple[float, ...] | None) -> tuple[str | None, str | None]:
    return (chance(its[0]), chance(its[1])) if its else (None, None)


def services(found: History, brief: bool = False) -> Table:
    """Those in which an incident began; brief: the first, without what is said in sentences."""
    its = [each for each in found.services.all if each.n]
    shown = its[:MOST_ON_A_TERMINAL] if brief else its
    columns = ("service", "events", "a year, 90 %", "again in 30 d", "again in 90 d")
    cut = f"{len(its) - len(shown)} more: `--format markdown` has them all."
    return Table(
        "Where failures begin",
        columns if brief else (*columns, "trend", "hot spot"),
        tuple(_service(each)[: len(columns) if brief else None] for each in shown),
        cut if len(shown) < len(its) else "",
    )


def _service(each: ServiceHistory) -> tuple[Cell, ...]:
    return (
        each.service.name,
        each.n,
        yearly(each),
        *again(each.next),
        each.figures.verdict.words,
        each.verdict.words,
    )


def yearly(each: ServiceHistory) -> str | None:
    """Mean and inner 90 % of the rate; `?` where its window is assumed to be the vault's."""
    rate = each.rate
    if rate.mean is None or rate.low is None or rate.high is None:
        return None
    low, high = number(rate.low * YEAR), number(rate.high * YEAR)
    return f"{number(rate.mean * YEAR)} ({low} to {high})" + (" ?" if each.assumed else "")


def fixes(found: History, brief: bool = False) -> Table:
    """Every change with a date, of the families that came back; brief: those that can be
    judged."""
    rows = [
        _fix(family.family, fix)
        for family in found.families
        if len(family.family.events) > 1
        for fix in family.fixes
        if not brief or not fix.trial.effect.reason
    ]
    columns = ("family", "closed", "change", "before", "after", "after/before, 95 %")
    return Table("Did the fix work?", (*columns, "elsewhere", "verdict", "written at"), tuple(rows))


def _fix(family: Family, fix: Fix) -> tuple[Cell, ...]:
    effect, changes = fix.trial.effect, fix.trial.changes
    elsewhere = fix.elsewhere.ratio if fix.elsewhere else None
    return (
        family.title,
        changes[0].day,
        "; ".join(change.text for change in changes),
        f"{effect.before} in {number(effect.days_before)} d" if fix.trial.span else None,
        f"{effect.after} in {number(effect.days_after)} d" if fix.trial.span else None,
        with_ends(effect.ratio, effect.interval) or None,
        None if elsewhere is None else number(elsewhere),
        fix.verdict.words,
        tuple(at(place) for c in changes for place in c.node.places[:1]),
    )


def pairs(found: History, brief: bool = False) -> Table:
    """Seen in two families or more, with the first incident of each that hit both; brief: those
    that a test supports, without."""
    rows = [
        (*_pair(p, v), *(() if brief else (tuple(e.node.name for e in found.pairs.incidents(p)),)))
        for p, v in found.pairs.seen
        if v.is_claim or (p.n > 1 and not brief)
    ]
    columns = ("one", "other", "both", "one's", "other's", "expected", "q", "verdict")
    shown = columns if brief else (*columns, "incidents")
    return Table("Fail together (families that hit)", shown, tuple(rows))


def _pair(p: Pair[NodeKey], v: Verdict) -> tuple[Cell, ...]:
    counts = (p.n, p.n_one, p.n_other, number(p.expected))
    return (p.one.id, p.other.id, *counts, p_value(v.q), v.words)


def all_tables(its: History | None) -> tuple[Table, ...]:
    """What the vault's past says beyond its families."""
    return () if its is None else (services(its), fixes(its), pairs(its))
