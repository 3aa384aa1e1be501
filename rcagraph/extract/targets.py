"""What a text names: a link's target, or a thing by its name."""

import re

from rcagraph.model.facts import LinkTarget, Mention, Target

WIKILINK = re.compile(r"^!?\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\\?\|[^\[\]]*)?\]\]$")


def target_of(text: str, kinds: tuple[str, ...], must_exist: bool = False) -> Target | None:
    """A whole-text wikilink is unwrapped; anything else is a name. None for no text."""
    text = " ".join(text.split())
    match = WIKILINK.match(text)
    if match:
        return LinkTarget(match.group(1).strip(), kinds)
    return Mention(kinds, text, must_exist) if text else None
