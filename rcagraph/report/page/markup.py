"""HTML from values: text is escaped, and only what is already HTML goes in as it is."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from rcagraph.report.escaping import as_spaced


class Html(str):
    """Markup that was made here."""

    __slots__ = ()


Part = str | int | None


def text(of: Part) -> Html:
    """Without what moves a cursor or turns the reading direction; HTML stays as it is."""
    if isinstance(of, Html):
        return of
    return Html("") if of is None else _escaped(str(of))


@lru_cache(1 << 14)
def _escaped(of: str) -> Html:
    """Names come again and again."""
    harmless = of.isascii() and of.isprintable()
    return Html(escape(of if harmless else as_spaced(of)))


def prose(sentence: str) -> Html:
    """A sentence of ours, with what stands between backticks as code."""
    parts = (tag("code", p) if n % 2 else text(p) for n, p in enumerate(sentence.split("`")))
    return Html("".join(parts))


def tag(name: str, *inside: Part, **attributes: str | int | bool | None) -> Html:
    """`class_` and `data_x` become `class` and `data-x`; True is a bare attribute, None none."""
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{name}{told}>{''.join(map(text, inside))}</{name}>")


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(value)}"'
