"""Front-matter keys that no rule reads and that are almost ones that a rule would read."""

from collections.abc import Iterable, Iterator, Mapping

from rcagraph.extract.once import once_each
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.distance import slips
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.profile.source import Source, Where
from rcagraph.vault.note import Entry, Note, Scalar, folded_key

SHORTEST = 6
"""Among shorter words one slip too often leads to another word: `stage` and `state`."""
ALWAYS = ("tags", "tag", "title", "aliases")


def near_keys(note: Note, rule: TypeRule, profile: Profile) -> Iterator[Diagnostic]:
    """One a key. A house's own keys are its own: only what looks like a slip is said."""
    known = {**_read_anywhere(profile), **_read_by(rule)}
    written = {folded_key(key) for key in (*note.front, *note.inline)}
    if written <= known.keys():
        return
    wanted = sorted(one for one in known if len(one) >= SHORTEST and one not in written)
    for key, entry in {**note.inline, **note.front}.items():
        name = folded_key(key)
        if name in known or len(name) < SHORTEST - 1 or _is_blank(entry):
            continue
        if near := next((one for one in wanted if slips(name, one, most=1)), None):
            hint = f"did you mean `{known[near]}`?"
            yield Diagnostic(Code.RCA112, note.path, entry.line, key, hint)


@once_each
def _read_anywhere(profile: Profile) -> Mapping[str, str]:
    """Folded, to as they are spelt: the keys that the profile reads from any note."""
    keys = (*ALWAYS, *_keys(profile.classify.by))
    return {folded_key(key): key for key in keys}


@once_each
def _read_by(rule: TypeRule) -> Mapping[str, str]:
    """The same of the keys that the rule reads."""
    return {folded_key(key): key for key in _keys(rule.sources)}


def _keys(sources: Iterable[Source]) -> Iterator[str]:
    """The first part of every front-matter key, and the whole."""
    for source in sources:
        if source.where is Where.KEY:
            yield source.keys[0]
            yield source.argument


def _is_blank(entry: Entry) -> bool:
    return isinstance(entry.value, Scalar) and not entry.value.text.strip()
