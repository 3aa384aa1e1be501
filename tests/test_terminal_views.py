"""What the terminal draws: a line of bars a family, the tree of a blast radius, plain signs."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.analysis.blast_radius import BlastRadius, blast_radius
from rcagraph.cli import main
from rcagraph.cli.output import has_bars
from rcagraph.graph import KnowledgeGraph
from rcagraph.report.blast_radius_tree import branches, tree
from rcagraph.report.sparkline import BARS, bars, bins, digits
from tests.graphs import key, shop
from tests.impact import depends, vault

EXAMPLE = Path(__file__).parents[1] / "examples" / "hopfield-pantry"


def test_counts_as_bars_and_as_digits() -> None:
    assert bars((0, 1, 4, 8, 2), 8) == "·▁▄█▂"
    assert bars((1, 2), 2) == "▄█"
    assert bars((0, 0), 0) == "··"
    assert digits((0, 1, 9, 10, 250)) == ".19++"


@given(st.lists(st.integers(0, 500), max_size=12))
def test_every_count_has_one_sign_and_more_is_never_lower(counts: list[int]) -> None:
    line = bars(counts, max(counts, default=0))
    assert len(line) == len(digits(counts)) == len(counts)
    heights = sorted((n, BARS.index(sign)) for n, sign in zip(counts, line, strict=True) if n)
    assert [height for _, height in heights] == sorted(height for _, height in heights)


@pytest.mark.parametrize(
    ("first", "last", "word", "names"),
    [
        (date(2025, 2, 1), date(2025, 8, 9), "quarter", ["2025-Q1", "2025-Q2", "2025-Q3"]),
        (date(2025, 2, 1), date(2025, 2, 1), "quarter", ["2025-Q1"]),
        (date(2020, 9, 1), date(2023, 10, 1), "half", ["2020-H2", "2021-H1"]),
        (date(1990, 1, 1), date(2025, 1, 1), "year", ["2014", "2015"]),
    ],
)
def test_bins_are_as_fine_as_there_is_room(
    first: date, last: date, word: str, names: list[str]
) -> None:
    found = bins(first, last)
    assert found.word == word
    assert [period.name for period in found.periods][: len(names)] == names
    assert found.periods[-1].holds(last)
    assert len(found.periods) <= 12


def test_days_are_counted_where_they_fall() -> None:
    found = bins(date(2025, 1, 1), date(2025, 12, 31))
    days = [date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1), date(2025, 12, 31)]
    assert found.counts(days) == (2, 1, 0, 1)


def of(graph: KnowledgeGraph, service: str, *what_if: str) -> BlastRadius:
    return blast_radius(graph, key("Service", service), what_if=what_if)


def drawn(found: BlastRadius) -> list[str]:
    return [f"{b.stem}{b.dependent.node.name}" for b in branches(found)]


def test_each_dependent_stands_once_below_its_path() -> None:
    assert drawn(of(shop(), "users")) == [
        "└─ orders",
        "   ├─ cart",
        "   │  └─ web",
        "   └─ checkout",
    ]


def test_the_likeliest_stands_first_and_the_table_has_its_figures() -> None:
    graph = vault(depends("a", "s", strength="soft"), depends("b", "s"), depends("c", "b"))
    found = of(graph, "s")
    assert drawn(found) == ["├─ b", "│  └─ c", "└─ a"]
    assert [row[:3] for row in tree(found).table.rows] == [
        ("b", 1, "needs it"),
        ("c", 2, "needs it"),
        ("a", 1, "soft dependency"),
    ]
    assert tree(found).stems == (("├─ ", "│  │  "), ("│  └─ ", "│     "), ("└─ ", "   "))


def test_what_else_fails_is_a_root_too() -> None:
    graph = vault(depends("a", "s"), depends("b", "t"))
    assert drawn(of(graph, "s", "down:t")) == ["├─ a", "└─ b"]


def test_a_chain_deeper_than_the_screen_is_drawn_to_eight_levels() -> None:
    chain = [depends(f"n{i + 1:04}", f"n{i:04}") for i in range(2000)]
    lines = drawn(of(vault(*chain), "n0000"))
    assert len(lines) == 2000
    assert max(len(line) for line in lines) == 8 * 3 + 3 + 5
    assert lines[-1] == f"{8 * 3 * ' '}└─ n2000"


def run(*arguments: str, **environ: str) -> str:
    result = CliRunner(env={"COLUMNS": "80", **environ}).invoke(
        main, [*arguments, "--vault", str(EXAMPLE), "--quiet"]
    )
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("command", [("blast-radius", "user-accounts"), ("recurrence",)])
def test_at_eighty_columns_no_name_breaks(command: tuple[str, ...]) -> None:
    lines = run(*command).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.rstrip().endswith("-")] == []
    assert "notification-service" in "\n".join(lines)


def test_no_colour_means_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "  ▄███·····  " in run("recurrence")
    assert "  1222.....  " in run("recurrence", NO_COLOR="1")
    assert "  1222.....  " in run("recurrence", TERM="dumb")


def test_a_terminal_without_unicode_gets_plain_signs_in_the_same_places() -> None:
    runner = CliRunner(env={"COLUMNS": "80"}, charset="ascii")
    asked = ["blast-radius", "user-accounts", "--vault", str(EXAMPLE), "--quiet"]
    said = runner.invoke(main, asked).stdout
    assert said.isascii()
    assert " |  |- checkout-api " in said
    assert " `- notification-service" in said
    assert "?" not in said


def test_an_empty_no_color_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "")
    assert has_bars()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not has_bars()
