"""The `[analysis]` table: what makes a family, and until when the vault is complete."""

from datetime import date
from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import read_profile
from rcagraph.profile.shape import AnalysisRules


def read(folder: Path, toml: str) -> AnalysisRules:
    file = folder / "rcagraph.toml"
    file.write_text(f"[analysis]\n{toml}\n", "utf-8")
    return read_profile(file).analysis


def test_nothing_said(tmp_path: Path) -> None:
    rules = read(tmp_path, "")
    assert (rules.complete_until, rules.family) == (None, ("service", "failure_mode"))


@pytest.mark.parametrize("value", ["2026-01-31", '"2026-01-31"'])
def test_a_day(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, f"complete_until = {value}").complete_until == date(2026, 1, 31)


@pytest.mark.parametrize("value", ['"service, category"', '["service", "category"]'])
def test_the_parts_of_a_key(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, f"family = {value}").family == ("service", "category")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("complete_until = 'soon'", "rcagraph.toml:2: complete_until = 'soon' is no day"),
        ("complete_until = 3", "complete_until = '3' is no day"),
        ("complete_until = 2026-01-31T10:00:00", "is no day"),
        ("family = 'severity'", "rcagraph.toml:2: family = 'severity' means nothing"),
        ("family = []", "family names no part"),
    ],
)
def test_what_means_nothing(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(RcaGraphError) as error:
        read(tmp_path, toml)
    assert said in error.value.message
