"""Front-matter keys that no rule reads and that are almost ones that a rule would read."""

from collections.abc import Iterator

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.distance import slips
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.profile.source import Where
from rcagraph.vault.note import Entry, Note, Scalar, folded_key

SHORTEST = 6
"""Among shorter words one slip too often leads to another word: `stage` and `state`."""
ALWAYS = ("tags", "tag", "title", "aliases")


def near_keys(note: Note, rule: TypeRule, profile: Profile) -> Iterator[Diagnostic]:
    """One a key. A house's own keys are its own: only what looks like a slip is said."""
    known = {folded_key(key): key for key in (*ALWAYS, *_read_keys(rule, profile))}
    written = {folded_key(key) for key in (*note.front, *note.inline)}
    wanted = sorted(one for one in known if len(one) >= SHORTEST and one not in written)
    for key, entry in {**note.inline, **note.front}.items():
        name = folded_key(key)
        if name in known or len(name) < SHORTEST - 1 or _is_blank(entry):
            continue
        if near := next((one for one in wanted if slips(name, one, most=1)), None):
            hint = f"did you mean `{known[near]}`?"
            yield Diagnostic(Code.RCA112, note.path, entry.line, key, hint)


def _read_keys(rule: TypeRule, profile: Profile) -> Iterator[str]:
    """The first part of every front-matter key that the profile reads from such a note."""
    for source in (*profile.classify.by, *rule.sources):
        if source.where is Where.KEY:
            yield source.keys[0]
            yield source.argument


def _is_blank(entry: Entry) -> bool:
    return isinstance(entry.value, Scalar) and not entry.value.text.strip()
