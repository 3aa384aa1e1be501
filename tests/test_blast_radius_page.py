"""The figures that docs/blast-radius.md works out by hand are those of the code."""

import re
from pathlib import Path

import pytest

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.api import load
from tests.test_transcripts import FILE

PAGE = (Path(__file__).parent.parent / "docs/blast-radius.md").read_text("utf-8")
FILES = re.compile(FILE, re.MULTILINE | re.DOTALL)
BEFORE = re.findall(r"^\| (\w+) \| .+ \| ([\d.]+) \|$", PAGE, re.MULTILINE)
AFTER = re.findall(r"^\| (\w+) → (\w+) \| (\d) \| (\d) \| .+ \| ([\d.]+) \|$", PAGE, re.MULTILINE)


def ledger(folder: Path, *, with_incidents: bool) -> BlastRadius:
    for found in FILES.finditer(PAGE):
        file = folder / found["path"]
        if with_incidents or file.parent.name == "services":
            file.parent.mkdir(exist_ok=True)
            file.write_text(found["text"], "utf-8")
    return load(folder).blast_radius("ledger")


def probable(found: BlastRadius) -> dict[str, float]:
    return {key.id: chance.estimate for key, chance in found.probable.items()}


def test_the_page_has_its_tables() -> None:
    assert [row[0] for row in BEFORE] == ["tickets", "screens", "gates", "refunds"]
    assert [row[:2] for row in AFTER] == [
        ("tickets", "ledger"),
        ("screens", "ledger"),
        ("gates", "tickets"),
    ]


def test_before_any_incident_the_probabilities_are_those_of_the_table(tmp_path: Path) -> None:
    found = probable(ledger(tmp_path, with_incidents=False))
    assert found == pytest.approx({name: float(value) for name, value in BEFORE})


def test_after_two_incidents_too(tmp_path: Path) -> None:
    found = probable(ledger(tmp_path, with_incidents=True))
    learned = {(row[0], row[1]): float(row[4]) for row in AFTER}
    assert found["tickets"] == pytest.approx(learned["tickets", "ledger"], abs=0.0005)
    assert found["screens"] == pytest.approx(learned["screens", "ledger"], abs=0.0005)
    both = learned["tickets", "ledger"] * learned["gates", "tickets"]
    assert found["gates"] == pytest.approx(both, abs=0.0005)
    assert found["refunds"] == 0
