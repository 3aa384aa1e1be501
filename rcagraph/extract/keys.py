"""Front-matter keys that no rule reads and that are almost ones that a rule would read."""

from collections.abc import Iterator

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.distance import slips
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.profile.source import Source, Where
from rcagraph.vault.note import Entry, Note, Scalar

SHORTEST = 6
"""Among shorter words one slip too often leads to another word: `stage` and `state`."""
ALWAYS = ("tags", "tag", "title", "aliases")


def near_keys(note: Note, rule: TypeRule, profile: Profile) -> Iterator[Diagnostic]:
    """One a key. A house's own keys are its own: only what looks like a slip is said."""
    known = {_folded(key): key for key in (*ALWAYS, *_read_keys(rule, profile))}
    written = {_folded(key) for key in note.front}
    for key, entry in note.front.items():
        name = _folded(key)
        if name in known or len(name) < SHORTEST - 1 or _is_blank(entry):
            continue
        wanted = sorted(one for one in known if len(one) >= SHORTEST and one not in written)
        if near := next((one for one in wanted if slips(name, one, most=1)), None):
            hint = f"did you mean `{known[near]}`?"
            yield Diagnostic(Code.RCA112, note.path, entry.line, key, hint)


def _read_keys(rule: TypeRule, profile: Profile) -> Iterator[str]:
    """The first part of every front-matter key that the profile reads from such a note."""
    sources: list[Source] = [*profile.classify.by, *rule.id, *rule.name, *rule.title, *rule.aliases]
    sources += [source for source, _ in rule.where.values()]
    sources += [source for field in rule.fields.values() for source in field.sources]
    sources += [source for edge in rule.edges for source in edge.sources]
    sources += rule.dependencies.sources if rule.dependencies else ()
    for source in sources:
        if source.where is Where.KEY:
            yield source.keys[0]
            yield source.argument


def _folded(key: str) -> str:
    return key.casefold().replace("-", "_").replace(" ", "_")


def _is_blank(entry: Entry) -> bool:
    return isinstance(entry.value, Scalar) and not entry.value.text.strip()
