"""What houses call things, beyond what the default profile already knows."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rcagraph.starter import tongues

NAMES: Mapping[str, tuple[str, ...]] = {
    "Incident": ("incident", "outage", "postmortem", "post-mortem", "rca", "coe", "retrospective"),
    "Service": ("service", "system", "component", "application", "app", "microservice"),
    "Runbook": ("runbook", "playbook", "sop", "procedure", "howto", "how-to"),
    "Team": ("team", "squad", "tribe"),
    "Person": ("person", "people"),
    "Resource": ("resource", "database", "datastore", "queue", "cache"),
}
"""Words in the names of folders, of vaults and of types; a plural counts too."""

HEADINGS: Mapping[str, frozenset[str]] = {
    "Incident": frozenset(
        {"timeline", "root cause", "root causes", "contributing factors", "lessons learned"}
        | {"action items", "detection", "resolution", "what went well", "trigger"}
    ),
    "Runbook": frozenset(
        {"diagnosis", "mitigation", "meaning", "troubleshooting", "procedure", "steps"}
        | {"symptoms", "escalation", "verification", "prerequisites", "rollback"}
    ),
}
"""Headings that tell what a note is, where it has several of them."""
FEWEST_HEADINGS = 2

FIELDS: Mapping[str, Mapping[str, str]] = {
    "Incident": {
        "date": "occurred occurred_on occurred_at date_of_incident incident_day day start_date "
        "when",
        "severity": "priority impact_level severity_level incident_severity",
        "status": "incident_status",
        "duration_minutes": "time_to_resolve time_to_resolution time_to_recovery time_to_restore "
        "ttr outage_duration total_duration downtime length",
        "started_at": "start_time started_on impact_start began began_at outage_start "
        "opened opened_at",
        "detected_at": "detection_time time_detected time_to_detect_at",
        "acknowledged_at": "acknowledgement_time time_acknowledged",
        "mitigated_at": "mitigation_time time_mitigated",
        "resolved_at": "end_time ended ended_at impact_end resolved_on closed closed_at "
        "outage_end "
        "resolution_time time_of_resolution",
        "summary": "description abstract tldr",
        "root_cause": "cause rootcause trigger",
        "users_affected": "affected_users customers_affected",
    },
    "Service": {"tier": "importance", "lifecycle": "state stage"},
    "Runbook": {"updated": "last_modified modified revised last_update lastmod review_date"},
}
"""By kind and property: keys and labels of the same meaning, folded."""

EDGES: Mapping[str, Mapping[str, str]] = {
    "Incident": {
        "AFFECTS": "impacted_services services_affected services_impacted impacted components "
        "component systems affected_systems affectedsystems applications "
        "affects hit hits impacts",
        "AUTHORED_BY": "written_by writer creator reported_by reporter scribe",
        "IN_CATEGORY": "incident_type incident_category",
        "HAS_FAILURE_MODE": "failure failure_type",
    },
    "Service": {"OWNS": "owner_team owning_team maintainer maintainers squad responsible"},
    "Runbook": {
        "OWNS": "owner_team owning_team maintainer maintainers squad responsible",
        "DOCUMENTS": "system systems component components applies_to service_name",
    },
}
"""By kind and edge, in the same way."""

DEPENDENCIES = "uses requires needs relies_on depends_upon upstream upstreams"
"""Keys of services and resources that name what they cannot work without."""

TITLES = "subject headline 标题 タイトル titel titre título titolo"

IDS = re.compile(r"(?:[a-z]+_)?(?:id|uid|uuid|ref|number)\Z")
"""Keys that may hold what a note is known by."""


def folded(word: str) -> str:
    """A key, a label or a word as it is compared: case, blanks and hyphens make no difference."""
    return re.sub(r"[\s-]+", "_", word.strip().casefold().replace("’", "'"))


def property_called(kind: str, key: str) -> str | None:
    """The property of a kind that goes under such a key or label."""
    return _called(folded(key), FIELDS.get(kind, {}), tongues.FIELDS.get(kind, {}))


def edge_called(kind: str, key: str) -> str | None:
    return _called(folded(key), EDGES.get(kind, {}), tongues.EDGES.get(kind, {}))


def is_dependencies(key: str) -> bool:
    return folded(key) in f"{DEPENDENCIES} {tongues.DEPENDENCIES}".casefold().split()


def is_title(key: str) -> bool:
    return folded(key) in TITLES.split()


def _called(word: str, *known: Mapping[str, str]) -> str | None:
    """Of English and of the other tongues."""
    pairs = (pair for table in known for pair in table.items())
    return next((name for name, words in pairs if word in words.casefold().split()), None)


def _kind_words() -> Iterator[tuple[str, str]]:
    for names in (NAMES, tongues.KINDS):
        yield from ((word.casefold(), kind) for kind, words in names.items() for word in words)


def kind_in_name(name: str, also: Mapping[str, str]) -> str | None:
    """The kind that the longest known word in a name stands for; `also` is word to kind."""
    known = {**dict(_kind_words()), **also}
    for word in sorted(known, key=lambda word: (-len(word), word)):
        if re.search(rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])", name.casefold()):
            return known[word]
    return None


def kind_by_headings(headings: Iterable[str]) -> str | None:
    """The kind whose headings a note has most of, if it has several."""
    own = {heading.casefold().strip(": ") for heading in headings}
    counted = sorted((-len(own & known), kind) for kind, known in HEADINGS.items())
    most, kind = counted[0]
    tied = len(counted) > 1 and counted[1][0] == most
    return kind if -most >= FEWEST_HEADINGS and not tied else None


_TAIL = r"(?:[-_ ](?:reports?|notes?|docs?|logs?|archive|records?|reviews?|catalog(?:ue)?))?"


def kind_of_folder(name: str) -> str | None:
    """The kind that a folder's name ends in: `70_Postmortems`, `outage-reports`."""
    for word, kind in sorted(_kind_words()):
        if re.search(rf"(?<![a-z]){re.escape(word)}(?:e?s)?{_TAIL}\Z", name.casefold()):
            return kind
    return None
