"""Links by a site's own tags: Hugo's `{{< ref "x.md" >}}`, Jekyll's `{% link x.md %}`."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

_HUGO = (
    r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:[^\n{}]*?\bpath\s*=\s*)?"
    r'(?:"(?P<quoted>[^"\n]+)"|`(?P<raw>[^`\n]+)`|(?P<bare>[^\s"`<>{}=]+))[^\n{}]*?-?[%>]\}\}'
)
_JEKYLL = (
    r"(?:\{\{-?\s*site\.(?:base)?url\s*-?\}\})*"
    r"\{%-?\s*(?P<how>link|post_url)\s+(?P<page>[^\n{}%]*[^\n{}%\s-])\s*-?%\}"
)
_TAG = re.compile(rf"(?:{_HUGO}|{_JEKYLL})(?:#(?P<anchor>[^\s()<>]*))?")
_DESTINATION = re.compile(
    rf"(?P<before>\]\([ \t]*|^ {{0,3}}\[[^\[\]\n]+\]:[ \t]*)(?P<tag>{_TAG.pattern})",
    re.MULTILINE,
)
_SPECIAL = re.compile(r"[\\<>]")


class SiteLink(NamedTuple):
    """What a tag names: a path, from its page or with a slash before it, or a page's name."""

    target: str
    anchor: str


def site_link(url: str) -> SiteLink | None:
    """The page that a destination names, where it is a tag and nothing else."""
    match = _TAG.fullmatch(url)
    if not match:
        return None
    page = match["quoted"] or match["raw"] or match["bare"] or match["page"]
    target, _, anchor = page.partition("#")
    if match["how"] == "link":
        target = "/" + target.lstrip("/")  # Jekyll reads it from the site's root alone
    return SiteLink(target.strip(), match["anchor"] or anchor)


def with_tags_quoted(body: str, verbatim: Callable[[str], Iterable[tuple[int, int]]]) -> str:
    """The body with each tag that is a link's destination in `<…>`, on its line.

    Markdown reads a destination with blanks only so. What `verbatim` spans stays as it is.
    """
    tags = list(_DESTINATION.finditer(body))
    if not tags:
        return body
    parts, at = list[str](), 0
    for match in _outside(tags, verbatim(body)):
        quoted = _SPECIAL.sub(r"\\\g<0>", match["tag"])
        parts += body[at : match.start("tag")], f"<{quoted}>"
        at = match.end("tag")
    return "".join([*parts, body[at:]])


def _outside(
    matches: Iterable[re.Match[str]], spans: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches, in order, that begin in none of the spans, which are in order too."""
    left = iter(spans)
    span = next(left, None)
    for match in matches:
        while span and span[1] <= match.start():
            span = next(left, None)
        if not span or match.start() < span[0]:
            yield match
