"""What past incidents say of the declared dependencies, as JSON."""

from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.dependencies.score import Predicted, Score
from rcagraph.analysis.dependencies.silence import SilentEdge
from rcagraph.analysis.dependencies.surprise import Suspect
from rcagraph.report.as_json import Json, rounded
from rcagraph.report.history_json import share


def dependencies(found: Dependencies) -> dict[str, Json]:
    return {
        "declared": found.declared,
        "surprise": {
            "families": found.suspects.rows,
            "tests": found.suspects.tests,
            "pairs": [_suspect(each) for each in found.suspects.seen],
        },
        "silent": {
            "tested": found.silent.tested,
            "untested": found.silent.untested,
            "never_seen": [_never(each) for each in found.silent.never_seen],
        },
        "calibration": {
            "without_origin": found.calibration.without_origin,
            "left_out": found.calibration.left_out,
            "rolling": score(found.calibration.rolling),
            "without_family": score(found.calibration.without_family),
        },
    }


def _suspect(each: Suspect) -> Json:
    its, offered = each.found, each.suggestion
    return {
        "origin": each.origin.name,
        "hit": each.hit.name,
        "families": its.hit,
        "of": its.n,
        "elsewhere": its.hit_else,
        "elsewhere_of": its.n_else,
        "p": rounded(its.p),
        "q": rounded(each.verdict.q),
        "verdict": each.verdict.words,
        "claim": each.verdict.is_claim,
        "ids": [event.node.name for event in each.incidents],
        "suggestion": {
            "text": offered.text,
            "whole_line": offered.is_line,
            "under": offered.under,
            "has_note": offered.has_note,
            "path": offered.place.path,
            "line": offered.place.line,
        },
    }


def _never(each: SilentEdge) -> Json:
    return {
        "dependent": each.dependent.name,
        "needs": [node.name for node in each.needed],
        "soft": each.requirement.soft,
        "tested": each.found.n,
        "at_most": rounded(each.found.bound),
        "q": rounded(each.verdict.q),
        "verdict": each.verdict.words,
        "claim": each.verdict.is_claim,
        "said_at": [{"path": p.path, "line": p.line} for p in each.requirement.places],
    }


def score(its: Score) -> Json:
    return {
        "incidents": its.incidents,
        "structural": _predicted(its.structural),
        "likely": _predicted(its.likely),
        "brier": rounded(its.brier),
        "usual_brier": rounded(its.usual),
        "skill": rounded(its.skill),
        "reliability": [
            {
                "from": b.low,
                "to": b.high,
                "n": b.n,
                "foretold": rounded(b.foretold),
                "happened": rounded(b.happened),
            }
            for b in its.bins
        ],
    }


def _predicted(its: Predicted) -> Json:
    return {
        "recall": share(its.recall),
        "precision": share(its.precision),
        "empty": its.empty,
    }
