"""What is a link and what only looks like one: shell tests, templates, web addresses."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from rcagraph.vault.clean import cleaned
from rcagraph.vault.note import Entry, FrontValue, Link, Scalar
from rcagraph.vault.site_links import site_link

_WIKILINK = re.compile(r"(!?)\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_CONTENTS = re.compile(r"_?TOC_?", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{|\{%|<%|<<|\$\{")
_SHELL_WORD = re.compile(r"[$\"`]|\s(?:-\w+|[=!<>]=?|=~|&&|\|\|)\s")
# One letter is a Windows drive; a colon in a first path segment must be written `./a:b` (RFC 3986).
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")

_PAGE = re.compile(r"https?://", re.IGNORECASE)


def wikilink(
    inside: str, label: str, line: int, section: int = -1, is_embed: bool = False
) -> Link | None:
    """The link `[[inside|label]]`, or nothing where no note can be meant.

    A table writes `[[x\\|y]]`, and the parser leaves the backslash on the target.
    """
    if "\n" in inside or "://" in inside or _TEMPLATE.search(inside) or _is_shell_test(inside):
        return None
    target, _, anchor = inside.removesuffix("\\").partition("#")
    if not (target.strip() or anchor.strip()):
        return None
    return Link(target.strip(), line, section, label, anchor.strip(), True, is_embed)


def _is_shell_test(inside: str) -> bool:
    """`[[ -f x ]]`: a shell asks for the spaces, a person seldom writes them."""
    spaced = inside[:1].isspace() and inside[-1:].isspace()
    return spaced and _SHELL_WORD.search(inside) is not None


def markdown_link(
    url: str, label: str, line: int, section: int = -1, is_embed: bool = False
) -> Link | None:
    """The link `[label](url)`, percent-decoded, or nothing where it leaves the vault.

    A tag of Hugo or Jekyll that names a page is a link to it; any other template is none.
    """
    if "{" in url and (tag := site_link(url)):
        target, anchor = cleaned(tag.target), cleaned(tag.anchor)
        return Link(target, line, section, label, anchor, False, is_embed, True)
    if SCHEME.match(url) or _TEMPLATE.search(url):
        return None
    path, _, anchor = url.partition("#")
    path = path.partition("?")[0]
    path, anchor = cleaned(unquote(path)), cleaned(unquote(anchor))
    if not (path or anchor):
        return None
    return Link(path, line, section, label, anchor, False, is_embed)


def web_link(url: str, label: str, line: int, section: int = -1) -> Link | None:
    """The link `[label](https://…)` without query and anchor; nothing for what is no page."""
    if not _PAGE.match(url):
        return None
    page = url.partition("#")[0].partition("?")[0]
    return Link(cleaned(unquote(page)), line, section, label, is_wikilink=False)


def front_links(front: Mapping[str, Entry], where: str = "") -> Iterator[tuple[str, Link]]:
    """The wikilinks in the values of front matter, at any depth, each with its dotted key."""
    for key, entry in front.items():
        yield from _within(entry.value, f"{where}.{key}" if where else key)


def _within(value: FrontValue, where: str) -> Iterator[tuple[str, Link]]:
    if isinstance(value, Scalar):
        if "[[" in value.text:
            yield from ((where, link) for link in links_in(value.text, value.line))
    elif isinstance(value, Mapping):
        yield from front_links(value, where)
    else:
        for item in value:
            yield from _within(item, where)


def links_in(text: str, line: int = 0) -> tuple[Link, ...]:
    """The wikilinks of a front-matter value; a place mark for contents is none there."""
    found = (
        wikilink(match[2], (match[3] or "").strip(), line, is_embed=bool(match[1]))
        for match in _WIKILINK.finditer(text)
        if not _CONTENTS.fullmatch(match[2])
    )
    return tuple(link for link in found if link)
