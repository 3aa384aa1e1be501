"""A period against the one before it, as JSON."""

from rcagraph.analysis.estimate.false_discovery import Verdict
from rcagraph.analysis.estimate.rate_ratio import RateRatio
from rcagraph.analysis.period_change import Counted, FamilyChange, PeriodChange
from rcagraph.report.as_json import Json, day, interval, rounded


def period_change(found: PeriodChange) -> dict[str, Json]:
    return {
        "period": _counted(found.now),
        "before": _counted(found.before),
        "rate": {**_rate(found.ratio, found.verdict), "too_narrow": found.too_narrow},
        "families": [_family(each) for each in found.families],
        "undated": found.undated,
    }


def _counted(its: Counted) -> Json:
    return {
        "name": its.period.name,
        "first": day(its.period.first),
        "last": day(its.period.last),
        "incidents": its.incidents,
        "unkeyed": its.unkeyed,
        "total_minutes": its.minutes,
        "known_minutes": len(its.known_minutes),
        "events": len(its.times),
        "days_watched": rounded(its.days),
    }


def _family(each: FamilyChange) -> Json:
    return {
        "key": dict(each.family.key),
        "title": each.family.title,
        "state": each.state,
        "before": each.before,
        "now": each.now,
        "rate": _rate(each.ratio, each.verdict),
    }


def _rate(its: RateRatio, verdict: Verdict) -> dict[str, Json]:
    return {
        "before": its.before,
        "days_before": rounded(its.days_before),
        "now": its.now,
        "days_now": rounded(its.days_now),
        "ratio": rounded(its.ratio),
        "interval": interval(its.interval),
        "p": rounded(its.p),
        "q": rounded(verdict.q),
        "verdict": verdict.words,
    }
