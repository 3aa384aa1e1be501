"""What the vault's past says, in a few sentences: every figure with its n and its interval."""

from collections.abc import Iterable
from datetime import date

from rcagraph.analysis.estimate.durations import Durations
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.history import History
from rcagraph.analysis.history.fixes import Fix
from rcagraph.analysis.history.units import Figures
from rcagraph.analysis.history.window import COMPLETE_UNTIL, LAST_INCIDENT, Window
from rcagraph.report.amounts import ends, number, p_value, percent, share, with_ends


def history(found: History) -> tuple[str, ...]:
    """The window, what comes back, then what may be claimed and what not."""
    return (
        watched(found.window),
        repeats(found),
        *first_gaps(found),
        top_families(found),
        *claims(found),
    )


def brief(found: History) -> tuple[str, ...]:
    """What fits above the tables of a terminal."""
    return (repeats(found), *claims(found))


def watched(its: Window) -> str:
    until = {
        LAST_INCIDENT: "up to the vault's last incident",
        COMPLETE_UNTIL: "up to which the profile says the vault is complete",
    }
    why = until.get(its.closed_by, "as asked")
    return f"Watched from {its.first} to {its.last}, {why} ({number(its.days)} days)."


def silent(found: History | None, today: date) -> tuple[str, ...]:
    """A remark where today is far past the window's end."""
    since = found.window.silent_since(today) if found else None
    return (f"Silent since {since}: nothing happened, or nobody wrote.",) if since else ()


def repeats(found: History) -> str:
    """R1."""
    parts = [f"within {days} days {share(rate)}" for days, rate in found.whole.repeat if rate.n]
    if not parts:
        return "The window is too short for a repeat rate."
    return f"Incidents that repeat one of their family (95 %): {'; '.join(parts)}."


def first_gaps(found: History) -> tuple[str, ...]:
    """R2."""
    its = found.whole.first_gap
    known = [q for q in its.quiet if q.estimate is not None]
    if its.reason or not known:
        return (f"How soon a family comes back: {its.reason or 'nothing known'}.",)
    back = "; ".join(
        f"within {q.days:g} days {percent(1 - (q.estimate or 0.0))}{_flipped(q.interval)}"
        for q in known
    )
    median = its.median.estimate if its.median else None
    told = "not reached" if median is None else f"{number(median)} days"
    return (
        f"Of {its.n} families {its.events} came back; after its first incident one comes back "
        f"(95 %) {back}; median {told}.",
    )


def _flipped(interval: Interval | None) -> str:
    if interval is None or interval.low is None or interval.high is None:
        return ""
    flipped = Interval(1 - interval.high, 1 - interval.low)
    return f" ({ends(flipped, percent)})"


def top_families(found: History) -> str:
    """R13's concentration."""
    return f"The five largest families hold {share(found.whole.top_families)} of the incidents."


def claims(found: History) -> tuple[str, ...]:
    """What the tests support, each on a line; then what there is no evidence for."""
    said = [*_trends(found), *_hot_spots(found), *_fixes(found), *_pairs(found)]
    return (*said, *_nothing(found))


def _trends(found: History) -> Iterable[str]:
    whole = found.whole.trend
    if whole.verdict in ("worsening", "improving"):
        of = f"n={whole.n}, {whole.units} services"
        yield f"The vault is {whole.verdict} ({of}, p={p_value(whole.p)})."
    for each in found.families:
        yield from _trend(each.family.title, each.figures)
    for one in found.services.all:
        yield from _trend(one.service.name, one.figures)


def _trend(name: str, figures: Figures) -> Iterable[str]:
    verdict = figures.verdict
    if verdict.is_claim:
        yield f"{name}: {verdict.words} (n={figures.n}, q={p_value(verdict.q)})."


def _hot_spots(found: History) -> Iterable[str]:
    for one in found.services.all:
        if one.verdict.is_claim:
            yield f"{one.service.name}: hot spot (n={one.hot.n}, q={p_value(one.verdict.q)})."


def _fixes(found: History) -> Iterable[str]:
    for family in found.families:
        for fix in family.fixes:
            if fix.verdict.is_claim:
                yield f"{family.family.title}: {fixed(fix)}."


def fixed(fix: Fix) -> str:
    """`fixed since 2025-03-01: 9 in 180 days before, 0 in 90 after (ratio 0, 95 % 0 to 0.79)`."""
    effect, day = fix.trial.effect, fix.trial.changes[0].day
    ratio = with_ends(effect.ratio, effect.interval)
    return (
        f"{fix.verdict.words}, {day}: {effect.before} in {number(effect.days_before)} days before, "
        f"{effect.after} in {number(effect.days_after)} after"
        + (f"; ratio {ratio}" if ratio else "")
        + _meanwhile(fix)
    )


def _meanwhile(fix: Fix) -> str:
    ratio = fix.elsewhere.ratio if fix.elsewhere else None
    return "" if ratio is None else f"; in families without a change {number(ratio)}"


def _pairs(found: History) -> Iterable[str]:
    for pair, verdict in found.pairs.seen:
        if verdict.is_claim:
            yield (
                f"{pair.one.id} and {pair.other.id} {verdict.words}: {pair.n} families hit both, "
                f"{number(pair.expected)} expected (q={p_value(verdict.q)})."
            )


def _nothing(found: History) -> Iterable[str]:
    """The questions that were asked and got no answer, with how much was asked of."""
    families = [f.figures.verdict for f in found.families]
    services = [s.figures.verdict for s in found.services.all]
    spots = [s.verdict for s in found.services.all]
    effects = [x.verdict for f in found.families for x in f.fixes]
    pairs = [verdict for _, verdict in found.pairs.seen]
    asked = [
        ("a family's trend", families, sum(v.q is not None for v in families)),
        ("a service's trend", services, sum(v.q is not None for v in services)),
        ("a hot spot", spots, sum(v.q is not None for v in spots)),
        ("whether a fix worked", effects, sum(v.q is not None for v in effects)),
        ("services that fail together", pairs, found.pairs.table.tests),
    ]
    unanswered = [
        f"{what} ({tested} tested)"
        for what, verdicts, tested in asked
        if not any(v.is_claim for v in verdicts)
    ]
    if unanswered:
        yield f"No evidence either way: {', '.join(unanswered)}."


def lasted(its: Durations, what: str) -> str:
    """R11."""
    if not its.n:
        return f"No incident tells how long it took to {what}."
    median = with_ends(its.median.estimate, its.median.interval)
    long = with_ends(its.p90.estimate, its.p90.interval)
    going = f", {its.open} still open" if its.open else ""
    return (
        f"Minutes to {what} (n={its.n}{going}): median {median or 'not reached'}, "
        f"nine in ten within {long or 'not reached'}."
    )
