"""The links of a body in the making: what each shows is known where it ends."""

from collections.abc import Callable
from typing import Any, NamedTuple

from rcagraph.vault.links import markdown_link, web_link, wikilink
from rcagraph.vault.note import Link

_ADDRESSES = ("Autolink", "Email")
# Images nest without end, and each would repeat the text of all inside it.
_MAX_NESTED_LABELS = 4


class _OpenLink(NamedTuple):
    url: str
    line: int
    is_wiki: bool
    is_labelled: bool
    is_embed: bool
    at: int
    """Where its text begins among the pieces of the block's text."""


class OpenLinks:
    """Those that are open, and those that were found."""

    def __init__(self, tidy: Callable[[str], str]) -> None:
        self.tidy = tidy
        self.found: list[Link] = []
        self.addresses: list[Link] = []
        self._open: list[_OpenLink | None] = []
        self.open_anchor: _OpenLink | None = None
        """A tag of HTML's that is open; no such link goes on in another block."""

    def start(self, value: dict[str, Any], line: int, at: int) -> None:
        ((tag, link),) = value.items()
        kind = link["link_type"]
        if kind in _ADDRESSES:
            self._open.append(None)
            return
        is_wiki = isinstance(kind, dict)
        is_labelled = not is_wiki or kind["WikiLink"]["has_pothole"]
        is_embed = tag == "Image"
        self._open.append(_OpenLink(link["dest_url"], line, is_wiki, is_labelled, is_embed, at))

    def end(self, text: list[str], section: int) -> None:
        """`text` are the pieces of the block's text: a wikilink without a label shows its end."""
        opened = self._open.pop()
        if opened is None:
            return
        label = ""
        if opened.is_labelled and len(self._open) < _MAX_NESTED_LABELS:
            label = self._label(opened, text)
        link = self._add(opened, label, section)
        if link and not opened.is_labelled:
            text[opened.at :] = [link.target or link.anchor]

    def anchor(self, url: str, line: int, text: list[str], section: int) -> None:
        """A tag of HTML's within Markdown: it ends a link, and with an address it begins one."""
        if opened := self.open_anchor:
            self._add(opened, self._label(opened, text), section)
        url = self.tidy(url)
        self.open_anchor = _OpenLink(url, line, False, True, False, len(text)) if url else None

    def add(self, url: str, label: str, line: int, section: int) -> None:
        self._add(_OpenLink(url, line, False, True, False, 0), label, section)

    def _label(self, opened: _OpenLink, text: list[str]) -> str:
        return self.tidy("".join(text[opened.at :])).strip()

    def _add(self, opened: _OpenLink, label: str, section: int) -> Link | None:
        make = wikilink if opened.is_wiki else markdown_link
        link = make(opened.url, label, opened.line, section, opened.is_embed)
        if link:
            self.found.append(link)
        elif not (opened.is_wiki or opened.is_embed):
            page = web_link(opened.url, label, opened.line, section)
            self.addresses += (page,) if page else ()
        return link
