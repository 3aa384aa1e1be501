"""Field rules: kinds of value, enumerations, what means nothing, which of several is taken."""

from pathlib import Path

import pytest

from rcagraph.model.vocabulary import Value
from rcagraph.profile import read_profile
from tests.notes import Said, facts_of


def said(folder: Path, rule: str, front: str, body: str = "") -> Said:
    """What an incident with this front matter says, read by these field rules alone."""
    file = folder / "rcagraph.toml"
    head = '[vault]\nname = "test"\n[[type]]\ntype = "Incident"\npath = "incidents/*.md"\n'
    file.write_text(f"{head}[type.fields]\ndate = '=2025-01-02'\n{rule}\n", "utf-8")
    return facts_of(f"---\n{front}\n---\n\n{body}", by=read_profile(file))


def value(one: Said, name: str) -> Value | None:
    return one.node.properties.get(name)


@pytest.mark.parametrize(
    ("rule", "front", "name", "expected"),
    [
        ("users_affected = {kind = 'count'}", "users_affected: 1.2k", "users_affected", 1200),
        ("duration_minutes = {from = 'a', kind = 'duration'}", "a: 1h30", "duration_minutes", 90),
        ("error_rate_percent = {kind = 'percentage'}", "error_rate_percent: 7 %",
         "error_rate_percent", 7.0),
        ("severity = {map = {down = 'P1'}}", "severity: DOWN", "severity", "P1"),
        ("severity = {values = ['P1', 'P2']}", "severity: p2", "severity", "P2"),
        ("severity = {values = ['P1'], map = {down = 'P1'}}", "severity: Down", "severity", "P1"),
        ("severity = {values = ['P1'], open = true}", "severity: odd", "severity", "odd"),
        ("severity = {from = ['a', 'b'], placeholders = ['^x$']}", "a: x\nb: P3", "severity", "P3"),
        ("severity = {from = 'a[]', pick = 'last'}", "a: [P1, P2]", "severity", "P2"),
        ("users_affected = {from = ['a', 'b'], pick = 'max'}", "a: 3\nb: 12", "users_affected", 12),
        ("summary = {from = 'section:S', pick = 'all'}", "", "summary", "One.\n\nTwo."),
        ("summary = 'section:S'", "", "summary", "One."),
        ("to_improve = 'section:S'", "", "to_improve", ("One.", "Two.")),
        ("to_improve = {from = 'a', map = {x = 'y'}}", "a: [X, z]", "to_improve", ("y", "z")),
    ],
)  # fmt: skip
def test_a_rule_reads_its_kind(
    tmp_path: Path, rule: str, front: str, name: str, expected: Value
) -> None:
    one = said(tmp_path, rule, front, "## S\n\nOne.\n\nTwo.\n")
    assert value(one, name) == expected
    assert one.complaints == []


@pytest.mark.parametrize(
    ("rule", "front", "detail"),
    [
        ("users_affected = {kind = 'count'}", "users_affected: -3",
         "users_affected: '-3' is below zero"),
        ("error_rate_percent = {kind = 'percentage'}", "error_rate_percent: 120%",
         "error_rate_percent: '120%' is no share of 100"),
        ("latency_after_ms = 'a'", "a: 1,5", "a: '1,5' is no number"),
        ("severity = 'a'", "a: [P1, P2]", "a: of a list, only 'P1' is read"),
        ("severity = 'a'", "a: {b: c}", "a: keys stand where a value of severity is asked"),
        ("resolved_at = 'a'", "a: 2025-01-02", "a: '2025-01-02' is a day without a time"),
    ],
)  # fmt: skip
def test_what_is_no_such_value_is_said(tmp_path: Path, rule: str, front: str, detail: str) -> None:
    assert said(tmp_path, rule, front).complaints == [("RCA106", 2, detail)]


def test_a_value_that_is_none_of_the_listed_is_left_out_and_said(tmp_path: Path) -> None:
    one = said(tmp_path, "status = {values = ['open', 'resolved']}", "status: resolvd")
    assert value(one, "status") is None
    assert one.complaints == [("RCA111", 2, "status: 'resolvd'")]
    assert "did you mean resolved? write one of open, resolved" in str(one[0])


MONEY = "revenue_impact = { from = ['loss', 'b'], kind = 'money', currency = 'SEK' }"


@pytest.mark.parametrize(
    ("front", "amount", "currency"),
    [("loss: $1.2k", 1200.0, "USD"), ("loss: 500", 500.0, "SEK"), ("b: 3 400,50 €", 3400.5, "EUR")],
)
def test_money_keeps_its_currency(tmp_path: Path, front: str, amount: float, currency: str) -> None:
    one = said(tmp_path, MONEY, front)
    assert value(one, "revenue_impact") == amount
    assert value(one, "revenue_impact_currency") == currency
    assert one.complaints == []


def test_a_currency_of_its_own_field_stands_and_another_one_is_said(tmp_path: Path) -> None:
    rule = f"{MONEY}\nrevenue_impact_currency = 'cur'"
    one = said(tmp_path, rule, "loss: 5 EUR\ncur: USD")
    assert value(one, "revenue_impact_currency") == "USD"
    detail = "revenue_impact_currency: USD in one place, EUR in another"
    assert one.complaints == [("RCA304", 2, detail)]


def test_an_amount_in_no_currency_has_none(tmp_path: Path) -> None:
    one = said(tmp_path, "revenue_impact = { kind = 'money' }", "revenue_impact: 1,200")
    assert value(one, "revenue_impact") == 1200.0
    assert value(one, "revenue_impact_currency") is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("## What Went Well\n\n| A | B |\n|-|-|\n| x | y |\n",
         [("RCA208", 6, "A, B (under 'What Went Well')")]),
        ("## Root Cause\n\nNo owner.\n\n| Why | So |\n|-|-|\n| x | y |\n",
         [("RCA208", 8, "Why, So (under 'Root Cause')")]),
        ("## What Went Well\n\n- x\n\n| A |\n|-|\n| x |\n", []),
        ("## Resolution\n\n### Action Items\n\n| Task |\n|-|\n| x |\n", []),
        ("## Affected Services\n\n| Service |\n|-|\n| x |\n", []),
    ],
)  # fmt: skip
def test_a_table_where_a_list_is_looked_for(body: str, said: list[tuple[str, int, str]]) -> None:
    assert facts_of(f"---\ndate: 2025-01-02\n---\n{body}").complaints == said
