"""Which of the words that may stand somewhere is likeliest meant by one that may not."""

from collections.abc import Iterable
from difflib import get_close_matches

MEANT = {
    **dict.fromkeys(("postmortem", "rca", "outage", "issue", "event"), "Incident"),
    **dict.fromkeys(("component", "application", "app", "microservice", "api"), "Service"),
    **dict.fromkeys(("playbook", "procedure", "sop"), "Runbook"),
    **dict.fromkeys(("database", "queue", "cache", "datastore"), "Resource"),
    **dict.fromkeys(("group", "squad"), "Team"),
    **dict.fromkeys(("user", "member", "author"), "Person"),
    **{"ignore": "exclude", "skip": "exclude", "files": "include", "glob": "path"},
    **{"tz": "timezone", "lower": "fold", "owned_by": "OWNS", "url": "uri", "host": "uri"},
    **{"int": "integer", "float": "decimal", "number": "decimal", "bool": "boolean"},
    **{"text": "string", "list": "strings", "minutes": "duration", "yml": "yaml"},
}
"""Folded words that look like none of ours and mean one."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The word meant: in another case or number, cut short, by another name, or misspelt."""
    spelt = {_folded(one): one for one in reversed(tuple(known))}
    own = _folded(word)
    for form in (own, own.removesuffix("s"), own + "s"):
        if form in spelt:
            return spelt[form]
        if MEANT.get(form) in spelt.values():
            return MEANT[form]
    longer = sorted((len(one), one) for one in spelt if one.startswith(own + "_"))
    if longer:
        return spelt[longer[0][1]]
    close = get_close_matches(own, spelt, 1, cutoff=0.7)
    return spelt[close[0]] if close else None


def _folded(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
