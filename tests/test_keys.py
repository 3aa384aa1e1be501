"""Slips in front-matter keys: what is almost a key that is read is said, and nothing else."""

import pytest

from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.distance import slips
from tests.notes import facts_of


def meant(front: str, path: str = "incidents/2025-01-02-x.md") -> list[str]:
    said = (d for d in facts_of(f"---\n{front}\n---\n", path) if isinstance(d, Diagnostic))
    return [f"{d.line} {d.detail}: {d.hint}" for d in said if d.code.name == "RCA112"]


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("severty", "severity"),
        ("Severitty", "severity"),
        ("serivces", "services"),
        ("durration", "duration"),
        ("root-casue", "root_cause"),
        ("affected-service", "affected_services"),
    ],
)
def test_a_slip_is_said_with_its_line(key: str, known: str) -> None:
    assert meant(f"date: 2025-01-02\n{key}: x") == [f"3 {key}: did you mean `{known}`?"]


@pytest.mark.parametrize(
    "front",
    [
        "severity: P1\nSeverity: P1",
        "stage: production",
        "data: x",
        "created: 2025-01-02",
        "severities: x",
        "severty:",
        "severity: P1\nseverty: P2",
        "root cause: x",
        "customer: x",
    ],
)
def test_other_keys_are_a_houses_own(front: str) -> None:
    assert meant(front) == []


def test_known_is_what_the_kinds_own_rule_reads() -> None:
    assert meant("depend_on: [x]", "services/a.md") == ["2 depend_on: did you mean `depends_on`?"]
    assert meant("depend_on: [x]") == []


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("abc", "abcd", True), ("abcd", "abd", True), ("abc", "axc", True), ("abcd", "acbd", True),
        ("abc", "abc", True), ("abcd", "badc", False), ("abc", "abcde", False),
        ("abc", "cba", False), ("created", "related", False),
    ],
)  # fmt: skip
def test_slips(a: str, b: str, alike: bool) -> None:
    assert (slips(a, b, most=1) is not None) is alike
