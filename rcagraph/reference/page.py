"""Pieces of the generated pages: a page with its heading, a table, a sentence."""

from collections.abc import Iterable

GENERATED = "<!-- Written by `rcagraph.reference`; change the table it comes from instead. -->"


def page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", GENERATED, *parts)) + "\n"


def sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
