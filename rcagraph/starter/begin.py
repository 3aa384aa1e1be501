"""A folder looked at: the profile that fits, the file that says the rest, what it then finds."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rcagraph.api import CONFIG, Vault, load
from rcagraph.graph import Node
from rcagraph.model.diagnostics import Code
from rcagraph.profile import Profile, built_in, read_profile
from rcagraph.profile.read import DEFAULT
from rcagraph.starter.candidates import candidates
from rcagraph.starter.catalogue import catalogues
from rcagraph.starter.dates import formats_of
from rcagraph.starter.encodings import encoding_of
from rcagraph.starter.files import beyond_markdown, have_headers
from rcagraph.starter.fit import fitting
from rcagraph.starter.journals import journals
from rcagraph.starter.kinds import Kinds, kinds_of
from rcagraph.starter.rules import rule_texts
from rcagraph.starter.survey import files_of, notes_of
from rcagraph.starter.text import (
    HINTS,
    classify_table,
    comment,
    excluding,
    head,
    one_line,
    with_dialects,
    with_encoding,
    with_formats,
)
from rcagraph.starter.toml_text import type_table
from rcagraph.vault.globs import is_literal

HEADED = ("yaml", "toml", "header", "headless", "lines")
"""The dialects where notes begin with `Key: value` lines."""


class Start(NamedTuple):
    """A first `rcagraph.toml`, and the vault as it reads it."""

    profile: str
    text: str
    vault: Vault
    others: Mapping[str, tuple[Node, ...]]
    """By other profiles: what only they find, in files that this one does not know."""


def begin(root: Path) -> Start:
    """Looks at every file below `root`, and writes nothing there."""
    fit = fitting(root)
    name = root.resolve().name or "vault"
    if fit.profile == DEFAULT:
        text = _default_text(root, name)
    else:
        text = head(fit.profile, name, built_in(fit.profile).vault.include) + HINTS
    text = "".join((text, *_elsewhere(fit.others)))
    vault = load(root, _read(text), cache=False)
    if templates := _templates(vault):
        text = excluding(text, (*built_in(fit.profile).vault.exclude, *templates))
        vault = load(root, _read(text), cache=False)
    return Start(fit.profile, text, vault, fit.others)


def _templates(vault: Vault) -> list[str]:
    """Notes that are read as incidents and are none, by their paths as patterns.

    What begins with `_` is put first in its folder, above what the folder is for.
    """
    found = [d.path for d in vault.diagnostics if d.code is Code.RCA206]
    found += (n.key.id + ".md" for n in vault.graph.nodes("Incident") if n.name.startswith("_"))
    return sorted({path for path in found if is_literal(path)})


def _default_text(root: Path, name: str) -> str:
    listed = catalogues(root)
    more = (*beyond_markdown(root), *dict.fromkeys(one.path for one in listed))
    usual = built_in()
    include = usual.vault.include
    vault = replace(usual.vault, include=(*include, *more), exclude=(CONFIG,))
    encoding = encoding_of(root, vault)
    if encoding:
        vault = replace(vault, encodings=(encoding,))
    files = files_of(root, vault)
    notes = notes_of(files, usual)
    has_headers = have_headers(note for note, _ in notes)
    if has_headers:
        vault = replace(vault, front_matter=HEADED)
        files = files_of(root, vault)
        notes = notes_of(files, usual)
    written = formats_of(note for note, _ in notes)
    formats = tuple(one.format for one in written)
    profile = replace(usual, vault=replace(vault, date_formats=formats))
    kinds = kinds_of(notes, profile, name)
    words = {**profile.classify.words, **kinds.words}
    classify = replace(profile.classify, words=words, default=kinds.default or "Document")
    told = replace(profile, classify=classify)
    notes = notes_of(files, told)
    table = "\n".join(classify_table(_listed(profile, kinds), kinds.default))
    start = head(DEFAULT, name, include, more)
    start = with_dialects(start, HEADED) if has_headers else start
    start = with_formats(start, written)
    start = with_encoding(start, encoding) if encoding else start
    parts = [start, _told(kinds), f"{table}\n" if table else ""]
    rules = rule_texts(notes, told, kinds.folders)
    own = [type_table(one.rule) for one in listed]
    pages = journals(notes, told)
    seen = candidates(notes, told)
    return "\n".join((*filter(None, parts), *rules, *own, *pages, *filter(None, [seen]))) + HINTS


def _listed(profile: Profile, kinds: Kinds) -> dict[str, list[str]]:
    """By kind that gains a word: all its words, since a list stands in place of another."""
    known = profile.classify.words
    new = {word: kind for word, kind in kinds.words.items() if known.get(word) != kind}
    kept = {
        kind: [w for w, k in known.items() if k == kind and w not in new] for kind in new.values()
    }
    return {kind: [*kept[kind], *sorted(w for w in new if new[w] == kind)] for kind in sorted(kept)}


def _told(kinds: Kinds) -> str:
    lines = [f"{one_line(path)}/: {kind}" for path, kind in kinds.folders.items()]
    lines += [f"type: {one_line(word)}: {kind}" for word, kind in kinds.types.items()]
    lines += [
        f"`type: {one_line(word)}` (in {count}) is no kind here: such notes are documents"
        for word, count in sorted(kinds.unknown_types.items())
        if word.casefold() not in ("document", "template", "index")
    ]
    return comment(lines)


def _elsewhere(others: Mapping[str, tuple[Node, ...]]) -> Iterator[str]:
    for profile, nodes in others.items():
        where = one_line(nodes[0].places[0].path)
        things = "1 thing" if len(nodes) == 1 else f"{len(nodes)} things"
        yield "\n" + comment(
            (
                f"The profile {profile} finds {things} more, as in {where}.",
                f"A vault has one profile: copy rules of `rcagraph init --show {profile}` here,",
                "or make two vaults of the folder.",
            )
        )


def _read(text: str) -> Profile:
    with TemporaryDirectory() as folder:
        file = Path(folder) / CONFIG
        file.write_text(text, "utf-8")
        return read_profile(file)
