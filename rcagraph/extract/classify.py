"""Which type rule reads a note: by its path and contents, else by what it calls itself."""

from rcagraph.extract.find import find, first
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.vault.globs import matches
from rcagraph.vault.note import Note


def rule_for(note: Note, profile: Profile) -> TypeRule:
    """The first rule that fits; a bare one of the kind the note calls itself, at the last."""
    for rule in profile.types:
        if (rule.paths or rule.where) and _fits(note, rule):
            return rule
    kind = kind_of(note, profile)
    for rule in profile.types:
        if rule.kind == kind and not rule.paths and not rule.where:
            return rule
    return TypeRule(kind)


def kind_of(note: Note, profile: Profile) -> str:
    """The kind that the first telling source names."""
    for source in profile.classify.by:
        for found in find(note, (source,)):
            kind = profile.classify.words.get(found.text.casefold())
            if kind:
                return kind
    return profile.classify.default


def _fits(note: Note, rule: TypeRule) -> bool:
    if rule.paths and not matches(note.path, rule.paths):
        return False
    hits = ((first(note, (source,)), pattern) for source, pattern in rule.where.values())
    return all(found and pattern.search(found.text) for found, pattern in hits)
