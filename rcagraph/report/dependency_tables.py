"""What past incidents say of the declared dependencies, as sentences and tables."""

from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.dependencies.score import Score
from rcagraph.analysis.dependencies.silence import SilentEdge
from rcagraph.analysis.dependencies.suggestion import Suggestion
from rcagraph.analysis.dependencies.surprise import Suspect
from rcagraph.model.table import Cell, Table
from rcagraph.report.amounts import p_value, percent, share
from rcagraph.report.places import at

NOTES = (".md", ".markdown")
NO_EVIDENCE = "no evidence either way"


def sentences(found: Dependencies) -> tuple[str, ...]:
    return (_missing(found), _silent(found), *_calibration(found))


def _missing(found: Dependencies) -> str:
    claims = sum(each.verdict.is_claim for each in found.suspects.seen)
    asked = f"{found.suspects.tests} pairs without a declared path, {found.suspects.rows} families"
    if not claims:
        return f"Dependencies that nobody declared: {NO_EVIDENCE} ({asked})."
    return f"Dependencies that nobody declared: {claims} ({asked})."


def _silent(found: Dependencies) -> str:
    its = found.silent
    claims = sum(each.verdict.is_claim for each in its.never_seen)
    asked = f"{its.tested} of {found.declared} declared could have been seen"
    said = str(claims) if claims else NO_EVIDENCE
    return f"Declared and never seen: {said} ({asked})."


def _calibration(found: Dependencies) -> tuple[str, ...]:
    its = found.calibration
    if not its.rolling.incidents:
        return ("No incident says where it began: none can be foretold.",)
    missing = f"; {its.without_origin} without an origin left out" if its.without_origin else ""
    older = f"; {its.left_out} older ones only teach" if its.left_out else ""
    if its.rolling.structural.empty == its.rolling.incidents:
        return ("No declared path leads to another service: every prediction is empty.",)
    return (
        f"Foretold from what was resolved before each of {its.rolling.incidents} "
        f"incidents{missing}{older}: {_brier(its.rolling)}; from all other families: "
        f"{_brier(its.without_family)}.",
    )


def _brier(its: Score) -> str:
    """0 is perfect; a skill above 0 beats each service's own usual rate."""
    skill = "" if its.skill is None else f", skill {its.skill:+.2f}"
    return "no other service" if its.brier is None else f"Brier score {its.brier:.3f}{skill}"


def tables(found: Dependencies, brief: bool = False) -> tuple[Table, ...]:
    """Brief: only what a test supports."""
    its = found.calibration
    if its.rolling.structural.empty == its.rolling.incidents:
        return (suspects(found, brief), never_seen(found, brief))
    made = (foretold(found), reliability(found))
    return (suspects(found, brief), never_seen(found, brief), *made)


def foretold(found: Dependencies) -> Table:
    """Recall and precision of what may be hit, and of what is hit at least as likely as not."""
    its = found.calibration
    ways = (("what came before", its.rolling), ("other families", its.without_family))
    rows = (
        (way, name, share(made.recall), share(made.precision), made.empty)
        for way, score in ways
        for name, made in (("P > 0", score.structural), ("P ≥ 50 %", score.likely))
    )
    columns = ("taught by", "foretold", "of the hit, 95 %", "that came, 95 %", "none")
    return Table("How well they foretell", columns, tuple(rows))


def suspects(found: Dependencies, brief: bool = False) -> Table:
    its = found.suspects.seen
    rows = (_suspect(each) for each in its if not brief or each.verdict.is_claim)
    columns = ("began in", "hit", "times", "elsewhere", "q", "verdict", "incidents")
    title = "Hit without a declared dependency"
    return Table(title, (*columns, "if it is so, write", "at"), tuple(rows))


def _suspect(each: Suspect) -> tuple[Cell, ...]:
    found = each.found
    return (
        each.origin.name,
        each.hit.name,
        f"{found.hit} of {found.n}",
        f"{found.hit_else} of {found.n_else}",
        p_value(each.verdict.q),
        each.verdict.words if found.hit > 1 else "seen once",
        tuple(event.node.name for event in each.incidents),
        each.suggestion.text,
        where(each.suggestion),
    )


def where(its: Suggestion) -> str:
    place = at(its.place)
    if not its.has_note:
        return f"a note of its own (named in {place})"
    if not its.is_line:
        return f"the list at {place}"
    file = f"the front matter of {place}" if its.place.path.endswith(NOTES) else place
    return f"`{its.under}` in {file}" if its.under else file


def never_seen(found: Dependencies, brief: bool = False) -> Table:
    its = found.silent.never_seen
    rows = (_never(each) for each in its if not brief or each.verdict.is_claim)
    columns = ("dependent", "needs", "kind", "tested", "p at most", "q", "verdict", "written at")
    return Table("Declared and never seen", columns, tuple(rows))


def _never(each: SilentEdge) -> tuple[Cell, ...]:
    found = each.found
    return (
        each.dependent.name,
        tuple(node.name for node in each.needed),
        "soft" if each.requirement.soft else "hard",
        found.n,
        None if found.bound is None else percent(found.bound),
        p_value(each.verdict.q),
        each.verdict.words,
        tuple(map(at, each.requirement.places)),
    )


def reliability(found: Dependencies) -> Table:
    """Five bins of the rolling forecast: foretold against happened."""
    rows = (
        (
            f"{percent(b.low)} to {percent(b.high)}",
            b.n,
            None if b.foretold is None else percent(b.foretold),
            None if b.happened is None else percent(b.happened),
        )
        for b in found.calibration.rolling.bins
        if b.n
    )
    columns = ("foretold", "services", "on average", "were hit")
    return Table("Does it come as foretold?", columns, tuple(rows))
