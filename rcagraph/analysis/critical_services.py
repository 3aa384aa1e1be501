"""Which services matter most: what each imposes on others and suffers from them, over a vault."""

from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.events import events
from rcagraph.analysis.families import families, keys_or_fallback
from rcagraph.analysis.history.window import Window, window
from rcagraph.analysis.impact.coins import whole_words
from rcagraph.analysis.impact.criticality import Criticality, criticalities
from rcagraph.analysis.impact.expected import weight
from rcagraph.analysis.impact.probability import SEED
from rcagraph.analysis.impact.rates import rates, yearly
from rcagraph.analysis.impact.study import known
from rcagraph.graph import KnowledgeGraph
from rcagraph.profile.shape import AnalysisRules

SAMPLES = 1024


@dataclass(frozen=True, slots=True)
class CriticalServices:
    """Everything that failures may start at; what imposes most first."""

    found: tuple[Criticality, ...]
    window: Window | None
    """In which incidents were counted; None where none has a date."""
    incidents: dict[str, int]
    """How many began in each service within it, by uid: the n of its rate."""
    samples: int


def critical_services(
    graph: KnowledgeGraph,
    as_of: date | None = None,
    *,
    rules: AnalysisRules | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> CriticalServices:
    """B6 and the single points of failure of B7. `samples` is rounded up to a multiple of 64."""
    rules, samples = rules or AnalysisRules(), whole_words(samples)
    happened = events(graph, as_of)
    groups = families(graph, happened, keys_or_fallback(graph, happened, rules.family)[0])
    frame = window(events(graph) if as_of else happened, rules.complete_until, as_of)
    counted = rates(graph, groups, frame)
    net, told = known(graph, groups, rules)
    learned = [one.learned for one in told]
    weights = [weight(node, rules) for node in net.nodes]
    found = criticalities(net, learned, weights, yearly(counted), samples, seed)
    incidents = {key.uid: rate.n for key, rate in counted.items()}
    return CriticalServices(found, frame, incidents, samples)
