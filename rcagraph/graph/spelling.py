"""How a node is named in the place of a target, in the manner of what stood there."""

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from rcagraph.extract.links import rewritten
from rcagraph.graph.dangling import Dangling
from rcagraph.graph.resolve import Resolver
from rcagraph.model.facts import LinkTarget, Mention, NodeKey
from rcagraph.profile.shape import LinkRules
from rcagraph.vault.note import Note

_NOT_IN_WIKILINKS = frozenset("[]|#^\\\r\n")


def spelt(one: Dangling, key: NodeKey, names: Resolver, rules: LinkRules) -> str | None:
    """What reaches just the node when it is written there; none where nothing would."""
    if one.form == "name":
        texts = iter((names.link_to(key), key.id))
        reached = (t for t in texts if names.mentioned(Mention(one.kinds, t)) == (key, ()))
        return next(reached, None)
    if one.form == "wikilink":
        links = (LinkTarget(text) for text in _wikilinks(one, key, names))
    else:
        links = (LinkTarget(text, (), True) for text in _paths(one, key, names, rules))
    hits = (link for link in links if names.linked(link, one.place.path) == (key, ()))
    link = next(hits, None)
    if link is None:
        return None
    return quote(link.target) if link.is_path else link.target


def _wikilinks(one: Dangling, key: NodeKey, names: Resolver) -> Iterator[str]:
    """With its folder where one was written; with `.md` where that was."""
    file = names.file(key)
    texts = [names.link_to(key)]
    if file:
        texts.append(Note(file).path_stem)
    if "/" in one.target:
        texts.reverse()
    suffix = ".md" if file and file.endswith(".md") and one.target.endswith(".md") else ""
    slash = "/" if file and one.target.startswith("/") else ""
    for text in texts:
        if not _NOT_IN_WIKILINKS & set(text) and text == text.strip():
            yield slash + text + suffix


def _paths(one: Dangling, key: NodeKey, names: Resolver, rules: LinkRules) -> Iterator[str]:
    """From the note's own folder, or from the vault's where it was so.

    A path without the suffix of a note is one of a folder.
    """
    file = names.file(key) or ""
    suffix = file.removeprefix(Note(file).path_stem).casefold()
    if not suffix or not one.target.casefold().endswith(suffix):
        return
    if one.target.startswith("/"):
        path = f"/{file}"
    else:
        path = posixpath.relpath(file, posixpath.dirname(one.place.path) or ".")
        if one.target.startswith("./") and not path.startswith("../"):
            path = f"./{path}"
    if rewritten(one.target, rules) == one.target and rewritten(path, rules) == path:
        yield path
