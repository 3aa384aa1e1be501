"""A period against the one before it, as sentences, tables and Markdown."""

from collections.abc import Iterator

from rcagraph.analysis.estimate.rate_ratio import RateRatio
from rcagraph.analysis.period_change import STATES, Counted, FamilyChange, PeriodChange
from rcagraph.model.table import Cell, Table
from rcagraph.report.amounts import ends, number, p_value, with_ends
from rcagraph.report.escaping import markdown
from rcagraph.report.tables import to_markdown

MEANS = {
    "new": "never seen before",
    "returned": "seen earlier, not in the period before",
    "continued": "in both",
    "quiet": "in the period before, not in this one; that alone is no sign that it ended",
}


def sentences(found: PeriodChange) -> tuple[str, ...]:
    """The counts, what they say of the rate and what not, and how much of either was watched."""
    return (_counts(found), _rate(found), *_states(found), *_watched(found), *_undated(found))


def _counts(found: PeriodChange) -> str:
    now, before = found.now, found.before
    return (
        f"{_incidents(now.incidents)} in {now.period.name} ({now.period.first} to "
        f"{now.period.last}), {before.incidents} in {before.period.name}."
    )


def _incidents(count: int) -> str:
    return f"{count} {'incident' if count == 1 else 'incidents'}"


def _rate(found: PeriodChange) -> str:
    its, verdict = found.ratio, found.verdict
    of = f"{its.now} events in {its.days_now:.0f} days watched, {its.before} in "
    of += f"{its.days_before:.0f} before"
    between = ends(its.interval)
    told = f"{number(its.ratio)} times as often as before, " if its.ratio is not None else ""
    told += f"95 % {between}{_mark(found)}, of " if between else ""
    p = f", p={p_value(its.p)}" if verdict.is_claim else ""
    return f"How often: {told}{of}: {verdict.words}{p}."


def _mark(found: PeriodChange) -> str:
    return " (too narrow: they come in bursts)" if found.too_narrow else ""


def ratio(its: RateRatio) -> str:
    """`2.2 (0.61 to 9.5)`; empty where there is none."""
    return with_ends(its.ratio, its.interval)


def _states(found: PeriodChange) -> Iterator[str]:
    if not found.families:
        yield "No family had an incident in either."
        return
    counted = (f"{len(found.of_state(state))} {state} ({MEANS[state]})" for state in STATES)
    yield f"Families: {'; '.join(counted)}."


def _watched(found: PeriodChange) -> Iterator[str]:
    cut = [each for each in (found.before, found.now) if each.days < each.period.days - 0.5]
    told = " and ".join(
        f"{each.days:.0f} of {each.period.days} days of {each.period.name}" for each in cut
    )
    if told:
        yield (
            f"Watched: {told}. The window opens at the vault's first incident and closes at "
            "its last, or at the `complete_until` of rcagraph.toml; what opens or closes it is "
            "no event."
        )


def _undated(found: PeriodChange) -> Iterator[str]:
    if found.undated:
        yield f"{_incidents(found.undated)} without a date: in no period."


def totals(found: PeriodChange) -> Table:
    """One row a count; minutes are added up and carry no claim."""
    before, now = found.before, found.now
    rows: tuple[tuple[Cell, ...], ...] = (
        ("incidents", before.incidents, now.incidents),
        ("minutes", _minutes(before), _minutes(now)),
        ("families hit", _hit(found, 0), _hit(found, 1)),
        ("incidents of no family", before.unkeyed, now.unkeyed),
        ("days watched", round(before.days), round(now.days)),
    )
    return Table("", ("", before.period.name, now.period.name), rows)


def _hit(found: PeriodChange, which: int) -> int:
    return sum(bool((each.before, each.now)[which]) for each in found.families)


def _minutes(its: Counted) -> str:
    known, minutes = len(its.known_minutes), its.minutes
    if minutes is None:
        return "not known" if its.incidents else "0"
    return (
        f"{minutes}" if known == its.incidents else f"{minutes} ({known} of {its.incidents} known)"
    )


def families(found: PeriodChange) -> Table:
    """One row a family that was hit in either period."""
    names = (found.before.period.name, found.now.period.name)
    columns = ("family", *names, "state", "rate, 95 %", "verdict")
    return Table("", columns, tuple(map(_row, found.families)))


def _row(each: FamilyChange) -> tuple[Cell, ...]:
    words = each.verdict.words
    if each.verdict.is_claim:
        words = f"{words} (q={p_value(each.verdict.q)})"
    return (each.family.title, each.before, each.now, each.state, ratio(each.ratio) or None, words)


def as_markdown(found: PeriodChange | None) -> Iterator[str]:
    """Blocks of Markdown; none where no period was asked for."""
    if found is None:
        return
    yield f"## {found.now.period.name} against {found.before.period.name}"
    yield from map(markdown, sentences(found))
    yield to_markdown(totals(found))
    if found.families:
        yield to_markdown(families(found))
