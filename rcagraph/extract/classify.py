"""Which type rules read a note: by its path and contents, else by what it calls itself."""

import re
from collections.abc import Iterator

from rcagraph.extract.find import Found, find, first
from rcagraph.extract.idle_rules import Used
from rcagraph.extract.records import documents, records
from rcagraph.model.names import folded
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.vault.globs import matches
from rcagraph.vault.note import Note
from rcagraph.vault.part import outside


def parts(
    note: Note, profile: Profile, used: Used | None = None
) -> Iterator[tuple[Note, TypeRule]]:
    """The things that a file tells of, each with the rule that reads it.

    Rules with records all apply, and what they leave of a page may be read as a thing of its own;
    where none does, one rule reads the whole. A record that no rule
    of its path wants is passed by: data files hold much that is none of the vault's. The rules
    that fit are put into `used`.
    """
    used = set() if used is None else used
    for document in documents(note):
        ruled = [rule for rule in profile.types if rule.records and _fits(document, rule)]
        found: list[Note] = []
        for rule in ruled:
            used.add(id(rule))
            for record in records(document, rule.records) if rule.records else ():
                used.add(id(rule.records))
                found.append(record)
                yield record, rule
        page = next((rule.records.page for rule in ruled if rule.records), "")
        if page:
            yield outside(document, found), bare_rule(page, profile)
        if not ruled:
            rule = rule_for(document, profile, used)
            used.add(id(rule))
            if not document.is_record or rule.paths or rule.where:
                yield document, rule


def rule_for(note: Note, profile: Profile, used: Used | None = None) -> TypeRule:
    """The first rule that fits; a bare one of the kind the note calls itself, at the last."""
    for rule in profile.types:
        if not rule.records and (rule.paths or rule.where) and _fits(note, rule):
            return rule
    return bare_rule(kind_of(note, profile, used), profile)


def bare_rule(kind: str, profile: Profile) -> TypeRule:
    """The one that reads any note of the kind; one that reads nothing where there is none."""
    for rule in profile.types:
        if rule.kind == kind and not (rule.paths or rule.where or rule.records):
            return rule
    return TypeRule(kind)


def kind_of(note: Note, profile: Profile, used: Used | None = None) -> str:
    """The kind that the first telling source names."""
    for source in profile.classify.by:
        for found in find(note, (source,)):
            kind = profile.classify.words.get(folded(found.text))
            if kind:
                if used is not None:
                    used.add(id(profile.classify))
                return kind
    return profile.classify.default


def _fits(note: Note, rule: TypeRule) -> bool:
    if rule.paths and not matches(note.path, rule.paths):
        return False
    hits = ((first(note, (source,)), pattern) for source, pattern in rule.where.values())
    return all(_says(found, pattern) for found, pattern in hits)


def _says(found: Found | None, pattern: re.Pattern[str] | None) -> bool:
    """What the pattern asks for; without one, nothing."""
    return found is None if pattern is None else bool(found and pattern.search(found.text))
