"""What a text names: a link's target, or a thing by its name."""

import re
from collections.abc import Mapping

from rcagraph.model.facts import LinkTarget, Mention, Target
from rcagraph.model.names import folded

WIKILINK = re.compile(r"^!?\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\\?\|[^\[\]]*)?\]\]$")


def target_of(text: str, kinds: tuple[str, ...], must_exist: bool = False) -> Target | None:
    """A whole-text wikilink is unwrapped; anything else is a name. None for no text."""
    text = " ".join(text.split())
    match = WIKILINK.match(text)
    if match:
        return LinkTarget(match.group(1).strip(), kinds)
    return Mention(kinds, text, must_exist) if text else None


ENTITY = re.compile(r"(?:(?P<kind>[^:/\s]+):)?(?:(?P<namespace>[^/\s]+)/)?(?P<name>\S.*)\Z")


def entity(text: str, kinds: tuple[str, ...], words: Mapping[str, str]) -> Target | None:
    """Backstage's `kind:namespace/name`; None where the kind is another than those asked for.

    Without a kind it is the first of them. The default namespace is no part of the name; case
    counts nowhere: kinds and namespaces are folded, and names are compared so.
    """
    match = ENTITY.match(text.strip())
    if not match:
        return None
    if match["kind"]:
        kind = words.get(folded(match["kind"]))
        kinds = (kind,) if kind in kinds else ()
    namespace = (match["namespace"] or "default").casefold()
    name = match["name"] if namespace == "default" else f"{namespace}/{match['name']}"
    return Mention(kinds, name) if kinds else None
