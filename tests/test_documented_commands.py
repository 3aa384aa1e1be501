"""Every `rcagraph …` that the README and the docs tell people to type is there, options too."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from rcagraph.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
FENCE = re.compile(r"^ *```(?:sh|console|yaml)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^\s*(?:\$ |- run: |- run: uvx |entry: |run: )?rcagraph (?=[a-z-])(.*)$")
INLINE = re.compile(r"(?<!`)`rcagraph ([a-z][^`]*)`(?!`)")
ENDS = {">", "|", "&&", ";"}


def typed(page: str) -> Iterator[str]:
    for block in FENCE.findall(page):
        yield from (found[1] for line in block.splitlines() if (found := LINE.match(line)))
    prose = re.sub(r"^ *(`{3,}).*?^ *\1$", "", page, flags=re.MULTILINE | re.DOTALL)
    for text in INLINE.findall(prose):
        yield text.replace("\n", " ")


COMMANDS = [(page, text) for page in PAGES for text in typed(page.read_text("utf-8"))]


def words(text: str) -> list[str]:
    """Up to a comment, a pipe or a redirection."""
    found = shlex.split(text, comments=True)
    ends = [at for at, word in enumerate(found) if word in ENDS]
    return found[: ends[0]] if ends else found


def problem(text: str) -> str:
    """What click says to the command as it is parsed; nothing is run."""
    name, *arguments = words(text)
    if name == "watch" and arguments and not arguments[0].startswith(("[", "-")):
        return problem(shlex.join(arguments))  # the command that it runs
    try:
        _, command, _ = main.resolve_command(click.Context(main), [name])
        assert command
        parser = command.make_parser(click.Context(command, info_name=name))
        parser.parse_args([word for word in arguments if word != "…"])
    except click.BadOptionUsage:
        return ""  # prose may name an option without its value
    except click.UsageError as error:
        return error.format_message()
    return ""


@pytest.mark.parametrize(("page", "text"), COMMANDS, ids=[text for _, text in COMMANDS])
def test_the_command_is_there_with_its_options(page: Path, text: str) -> None:
    assert problem(text) == "", page


def test_there_are_commands_on_most_pages() -> None:
    assert len({page for page, _ in COMMANDS}) >= 18
    assert len(COMMANDS) >= 150


def test_what_is_not_there_would_be_noticed() -> None:
    assert problem("blast-radius web --vault notes > out.txt") == ""
    assert "--volt" in problem("blast-radius web --volt notes")
    assert "'chek'" in problem("chek --vault notes")
