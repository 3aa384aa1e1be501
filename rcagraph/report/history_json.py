"""What the vault's past says as JSON: every figure with its n, its exposure and its interval."""

from rcagraph.analysis.estimate.durations import Durations
from rcagraph.analysis.estimate.false_discovery import Verdict
from rcagraph.analysis.estimate.fix_effect import FixEffect
from rcagraph.analysis.estimate.survival import Quantile
from rcagraph.analysis.estimate.trend import Trend
from rcagraph.analysis.estimate.wilson import Share
from rcagraph.analysis.history import FamilyHistory, History
from rcagraph.analysis.history.fixes import Fix
from rcagraph.analysis.history.services import YEAR, ServiceHistory
from rcagraph.analysis.history.units import HORIZONS, Figures
from rcagraph.analysis.history.window import Window
from rcagraph.report import growth
from rcagraph.report.as_json import Json, day, interval, rounded


def vault(found: History | None) -> dict[str, Json]:
    """The keys beside `families`; null where no incident has a day."""
    if found is None:
        return dict.fromkeys(VAULT_KEYS)
    whole = found.whole
    return {
        "window": window(found.window),
        "repeat_rate": {str(days): share(rate) for days, rate in whole.repeat},
        "first_gap": {
            "families": whole.first_gap.n,
            "returned": whole.first_gap.events,
            "quiet": {
                f"{q.days:g}": {"share": rounded(q.estimate), "interval": interval(q.interval)}
                for q in whole.first_gap.quiet
            },
            "median_days": quantile(whole.first_gap.median),
            "reason": whole.first_gap.reason,
        },
        "cumulative": [
            {
                "age_days": rounded(c.age),
                "services": c.units,
                "incidents_a_service": rounded(c.estimate),
                "interval": interval(c.interval),
                "reason": c.reason,
            }
            for c in whole.growth
        ],
        "trend": {
            "verdict": whole.trend.verdict,
            "services": whole.trend.units,
            "n": whole.trend.n,
            "t": rounded(whole.trend.t),
            "p": rounded(whole.trend.p),
            "pooled_u": rounded(whole.trend.pooled_u),
        },
        "minutes_to_resolve": _durations(whole.to_resolve),
        "minutes_to_mitigate": _durations(whole.to_mitigate),
        "top_five_families": share(whole.top_families),
        "services": [service(each) for each in found.services.all],
        "hot_spots": [_hot_spot(each) for each in found.services.all if each.verdict.is_claim],
        "services_differ_p": rounded(found.services.hot.p),
        "failing_together": _pairs(found),
        "fixes": [_fix(f, x) for f in found.families for x in f.fixes],
    }


VAULT_KEYS = (
    *("window", "repeat_rate", "first_gap", "cumulative", "trend", "minutes_to_resolve"),
    *("minutes_to_mitigate", "top_five_families", "services", "hot_spots"),
    *("services_differ_p", "failing_together", "fixes"),
)


def window(its: Window) -> Json:
    return {
        "opens": its.first.isoformat(),
        "closes": its.last.isoformat(),
        "closed_by": its.closed_by,
        "days": rounded(its.days),
        "longest_gap_days": rounded(its.longest_gap),
    }


def family(its: FamilyHistory | None) -> dict[str, Json]:
    """The keys of a family that come from its history."""
    if its is None:
        return dict.fromkeys(("mtbf_days", "mtbf_interval", "trend", "next", "figures"))
    return {
        "mtbf_days": rounded(its.figures.between.estimate),
        "mtbf_interval": interval(its.figures.between.interval),
        "trend": trend(its.figures.trend, its.figures.verdict),
        "next": _next(its.next),
        "figures": _figures(its.figures),
    }


def trend(its: Trend, verdict: Verdict) -> Json:
    return {
        "verdict": verdict.words,
        "n": its.n,
        "u": rounded(its.u),
        "cv": rounded(its.cv),
        "u_star": rounded(its.u_star),
        "p": rounded(its.p),
        "q": rounded(verdict.q),
    }


def _figures(its: Figures) -> dict[str, Json]:
    return {
        "n": its.n,
        "exposure_days": rounded(its.watched.exposure),
        "opened_on": day(its.watched.opened_on),
        "beta": rounded(its.growth.beta),
        "beta_interval": interval(its.growth.interval),
        "gap_cv": rounded(its.bursts.cv),
        "burstiness": rounded(its.bursts.b),
        "too_narrow": its.dispersion.too_narrow,
        "cumulative": growth.as_json(its),
        "expected": {
            f"{f.horizon:g}": {"low": f.low, "high": f.high} for f in its.ahead if not f.reason
        },
    }


def _next(its: tuple[float, ...] | None) -> Json:
    if its is None:
        return None
    return {f"{days:g}": rounded(p) for days, p in zip(HORIZONS, its, strict=True)}


def service(each: ServiceHistory) -> dict[str, Json]:
    rate = each.rate
    ends: list[Json] = [rounded(_yearly(rate.low)), rounded(_yearly(rate.high))]
    return {
        "name": each.service.name,
        "events": each.n,
        "exposure_days": rounded(rate.exposure),
        "assumed_window": each.assumed,
        "yearly_rate": rounded(_yearly(rate.mean)),
        "yearly_interval": ends if rate.low is not None else None,
        "mtbf_days": rounded(each.figures.between.estimate),
        "mtbf_interval": interval(each.figures.between.interval),
        "trend": trend(each.figures.trend, each.figures.verdict),
        "next": _next(each.next),
        "hot_spot": each.verdict.words,
        "figures": _figures(each.figures),
    }


def _yearly(rate: float | None) -> float | None:
    return None if rate is None else rate * YEAR


def _hot_spot(each: ServiceHistory) -> Json:
    return {
        "name": each.service.name,
        "n": each.hot.n,
        "exposure_days": rounded(each.hot.exposure),
        "p": rounded(each.hot.p),
        "q": rounded(each.verdict.q),
    }


def _pairs(found: History) -> Json:
    """Those seen in two families or more."""
    return [
        {
            "services": [p.one.id, p.other.id],
            "families": p.n,
            "of": [p.n_one, p.n_other],
            "expected": rounded(p.expected),
            "other_given_one": share(p.other_given_one),
            "one_given_other": share(p.one_given_other),
            "p": rounded(p.p),
            "q": rounded(v.q),
            "verdict": v.words,
            "incidents": [event.node.name for event in found.pairs.incidents(p)],
        }
        for p, v in found.pairs.seen
        if p.n > 1
    ]


def _fix(its: FamilyHistory, fix: Fix) -> Json:
    return {
        "family": its.family.title,
        "changes": [
            {
                "kind": change.node.kind,
                "text": change.text,
                "closed_date": change.day.isoformat(),
                "path": change.node.places[0].path,
                "line": change.node.places[0].line,
            }
            for change in fix.trial.changes
        ],
        **_effect(fix.trial.effect),
        "q": rounded(fix.verdict.q),
        "verdict": fix.verdict.words,
        "elsewhere_ratio": rounded(fix.elsewhere.ratio) if fix.elsewhere else None,
    }


def _effect(its: FixEffect) -> dict[str, Json]:
    return {
        "before": its.before,
        "days_before": rounded(its.days_before),
        "after": its.after,
        "days_after": rounded(its.days_after),
        "ratio": rounded(its.ratio),
        "interval": interval(its.interval),
        "p": rounded(its.p),
    }


def _durations(its: Durations) -> Json:
    return {
        "n": its.n,
        "open": its.open,
        "median": quantile(its.median),
        "p90": quantile(its.p90),
        "geometric_mean": rounded(its.geometric.estimate),
        "geometric_interval": interval(its.geometric.interval),
        "mean": rounded(its.mean),
    }


def quantile(its: Quantile | None) -> Json:
    if its is None:
        return None
    return {"estimate": rounded(its.estimate), "interval": interval(its.interval)}


def share(its: Share) -> Json:
    return {
        "k": its.k,
        "n": its.n,
        "share": rounded(its.estimate),
        "interval": interval(its.interval),
        "reason": its.reason,
    }
