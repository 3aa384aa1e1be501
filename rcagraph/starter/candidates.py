"""What was seen and nothing reads, for someone who knows the words: folders, keys, headings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rcagraph.extract.classify import bare_rule
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.starter.folders import folder_kinds
from rcagraph.starter.guess import Guess, first_of_each, guess_lines, guessed
from rcagraph.starter.sources import key_source
from rcagraph.starter.survey import READ_BY_EVERY_KIND, Seen, add
from rcagraph.starter.text import comment, one_line
from rcagraph.starter.toml_text import value_text
from rcagraph.starter.words import folded
from rcagraph.vault.note import Note

FEWEST = 2
MOST_TOLD = 12


def candidates(notes: Iterable[tuple[Note, TypeRule]], profile: Profile) -> str:
    """Comments on the notes that are mere documents."""
    plain = [note for note, rule in notes if rule.kind == "Document" and not rule.paths]
    below: dict[str, list[Note]] = defaultdict(list)
    for note in plain:
        if "/" in note.path:
            below[note.path.rpartition("/")[0]].append(note)
    folders = Counter(note.path.split("/")[-2] for note in plain if "/" in note.path)
    keys = Counter(key for note in plain for key in note.front)
    keys = Counter({key: n for key, n in keys.items() if folded(key) not in READ_BY_EVERY_KIND})
    headings = Counter(h for note in plain for h in {h.text for h in note.headings if h.level > 1})
    counted = (*_counted("Keys", keys), *_counted("Headings", headings))
    return "".join((*_folders(folders), *counted, *_rules(below, profile)))


def _folders(counted: Counter[str]) -> Iterator[str]:
    if told := _frequent(counted):
        yield "\n" + comment(
            (
                "Folders of notes that are documents as yet:",
                *(f"- {one_line(name)}/ ({count} notes)" for name, count in told),
                "Where they are more, name each under its kind, beside the words that it has:",
                "[classify.words]",
                'Incident = ["incidents", "FOLDER"]',
            )
        )


def _counted(what: str, counted: Counter[str]) -> Iterator[str]:
    if told := _frequent(counted):
        listed = ", ".join(f"{one_line(name)} ({count})" for name, count in told)
        yield comment([f"{what} of such notes: {listed}"])
        if what == "Keys":
            rule = ("[[type]]", 'type = "Incident"', "extend = true", 'fields.date = "KEY"')
            yield comment(("To read one as a property:", *rule))


def _frequent(counted: Counter[str]) -> list[tuple[str, int]]:
    known = [(name, n) for name, n in counted.items() if n >= FEWEST]
    return sorted(known, key=lambda one: (-one[1], one[0]))[:MOST_TOLD]


def _rules(below: dict[str, list[Note]], profile: Profile) -> Iterator[str]:
    """A rule for each folder whose notes' values tell what they are, ready to be taken in."""
    kinds = folder_kinds(below, profile)
    known = {
        folded(name): kind
        for folder, kind in kinds.items()
        for note in below[folder]
        for name in (note.h1, note.stem)
    }
    for folder, kind in kinds.items():
        guesses = first_of_each(_guesses(kind, below[folder], profile, known))
        lines = ["[[type]]", f'type = "{kind}"', "extend = true"]
        path = value_text(f"{one_line(folder)}/**/*.md")
        why = f"By their values, the notes of {one_line(folder)}/ may be of kind {kind}:"
        yield "\n" + comment([why, *lines, f"path = {path}", *guess_lines(guesses)])


def _guesses(
    kind: str, notes: list[Note], profile: Profile, known: dict[str, str]
) -> Iterator[Guess]:
    """Of the keys whose values tell something."""
    seen, rule = Seen(), bare_rule(kind, profile)
    for note in notes:
        add(seen, note, rule)
    for key, values in seen.keys.items():
        guess = guessed(kind, key_source(key), values, rule, profile, known)
        if guess:
            yield guess
