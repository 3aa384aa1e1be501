"""A blast radius, its explanation and the critical services as JSON, in published shapes."""

from rcagraph.analysis.blast_radius import BlastRadius, Contact, Instruction
from rcagraph.analysis.critical_services import CriticalServices
from rcagraph.analysis.events import Event
from rcagraph.analysis.impact import Dependent
from rcagraph.analysis.impact.choke_points import ChokePoint
from rcagraph.analysis.impact.comparison import Comparison
from rcagraph.analysis.impact.criticality import Criticality
from rcagraph.analysis.impact.expected import Expected, Times
from rcagraph.analysis.impact.explanation import Explanation, Step
from rcagraph.analysis.impact.importance import Importance
from rcagraph.analysis.impact.probability import Probability
from rcagraph.analysis.observed import Observed
from rcagraph.report.as_json import Json, day, interval, placed, rounded


def blast_radius(found: BlastRadius) -> dict[str, Json]:
    """As `cli.md` has it, and what else is known beside it."""
    return {
        "service": found.service.name,
        "kind": found.service.kind,
        "as_of": day(found.as_of),
        "what_if": list(found.what_if),
        "originated": found.originated,
        "owners": list(found.owners[found.service.key]),
        "structural": [_dependent(found, each) for each in found.structural],
        "hit": {
            "mean": rounded(found.hit.mean),
            "median": found.hit.median,
            "most": found.hit.most,
            "samples": None if found.study.found.worlds.is_exact else found.samples,
        },
        "expected": _expected(found.expected),
        "compared": [_compared(each) for each in found.compared],
        "expected_before": _expected(found.expected_before) if found.expected_before else None,
        "observed": [_observed(each) for each in found.observed],
        "important": [_importance(found, each) for each in found.important],
        "choke_points": [_choke_point(each) for each in found.choke_points],
        "falls_with": None
        if found.falls_with is None
        else [[node.name for node in one] for one in found.falls_with],
        "runbooks": [_instruction(each) for each in found.runbooks],
        "teams": [_contact(each) for each in found.contacts],
    }


def _dependent(found: BlastRadius, each: Dependent) -> Json:
    key = each.node.key
    score = found.scores.get(key)
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "hops": each.hops,
        "path": [node.name for node in each.path],
        "hard": each.hard,
        "soft": each.soft,
        "loses_redundancy": each.loses_redundancy,
        "redundancy_of": each.redundancy_of.name if each.redundancy_of else None,
        "members_left": each.members_left,
        "score": rounded(score),
        **_probability(found.probable[key]),
        "owners": list(found.owners[key]),
    }


def _probability(of: Probability) -> dict[str, Json]:
    return {
        "probability": rounded(of.estimate),
        "interval": [rounded(end) for end in of.interval],
        "simulation": rounded(of.simulation),
    }


def _expected(of: Expected) -> dict[str, Json]:
    times = of.times
    return {
        "weight": rounded(of.weight),
        "impact": rounded(of.impact),
        "minutes": rounded(of.minutes),
        "typical_minutes": rounded(of.typical_minutes),
        "times": _times(times) if times else None,
        "teams": [{"name": name or None, "share": rounded(share)} for name, share in of.teams],
    }


def _times(of: Times) -> Json:
    mean, median = rounded(of.mean), rounded(of.median)
    return {"n": of.n, "mean": mean, "median": median, "of": of.of, "measure": of.measure}


def _compared(each: Comparison) -> Json:
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "before": rounded(each.before),
        "after": rounded(each.after),
        "change": rounded(each.change),
        "exact": each.is_exact,
    }


def _observed(each: Observed) -> Json:
    return {
        "name": each.node.name,
        "incidents": each.incidents,
        "of": each.of,
        "families": each.families,
        "share": rounded(each.share),
        "interval": interval(each.interval),
        "wilson_interval": [rounded(end) for end in each.wilson_interval],
        "last": day(each.last),
        "ids": list(each.ids),
    }


def _importance(found: BlastRadius, each: Importance) -> Json:
    nodes = found.study.net.nodes
    return {
        "dependent": nodes[each.requirement.node].name,
        "needs": [nodes[member].name for member in each.requirement.members],
        "birnbaum": rounded(each.birnbaum),
        "said_at": [str(place) for place in each.requirement.places],
    }


def _choke_point(each: ChokePoint) -> Json:
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "shields": [node.name for node in each.shields],
    }


def _instruction(each: Instruction) -> Json:
    return {**placed(each.runbook), "documents": list(each.documents)}


def _contact(each: Contact) -> Json:
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "owns": list(each.owns),
        "escalation_of": list(each.escalation_of),
    }


def explanation(found: Explanation, seen: Observed | None) -> dict[str, Json]:
    return {
        "name": found.node.name,
        "kind": found.node.kind,
        **_probability(found.probability),
        "coins": found.coins,
        "samples": found.samples,
        "dependencies": [_step(step) for step in found.steps],
        "observed": [_event(event) for event in seen.events] if seen else [],
    }


def _step(step: Step) -> Json:
    evidence = step.evidence
    return {
        "dependent": step.dependent.name,
        "needs": [node.name for node in step.members],
        "must_stand": len(step.members) - step.requirement.breaks + 1,
        "strength": "soft" if step.requirement.soft else "hard",
        "assumed": rounded(evidence.default),
        "stated": evidence.is_stated,
        "crossed": len(evidence.hits),
        "of": len(evidence.trials),
        "p": rounded(evidence.learned.estimate),
        "interval": interval(evidence.learned.interval),
        "said_at": [str(place) for place in step.requirement.places],
        "incidents": [
            {**_event(event), "crossed": event in evidence.hits} for event in evidence.trials
        ],
    }


def _event(event: Event) -> dict[str, Json]:
    return {**placed(event.node), "date": day(event.day)}


def critical_services(found: CriticalServices) -> dict[str, Json]:
    window = found.window
    return {
        "from": day(window.first) if window else None,
        "to": day(window.last) if window else None,
        "samples": found.samples,
        "services": [_criticality(found, each) for each in found.found],
    }


def _criticality(found: CriticalServices, each: Criticality) -> Json:
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "imposed": rounded(each.imposed),
        "suffered": rounded(each.suffered),
        "radius": rounded(each.radius),
        "failures_a_year": rounded(each.rate),
        "incidents": found.incidents.get(each.node.key.uid),
        "single_point_of_failure_of": [node.name for node in each.forces],
    }
