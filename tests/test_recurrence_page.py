"""The figures that docs/recurrence.md works out by hand, worked out again from the dates alone."""

import re
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

import pytest
from scipy.stats import chi2

PAGE = (Path(__file__).parent.parent / "docs/recurrence.md").read_text("utf-8")
WORKED = PAGE.split("\n## Worked by hand\n")[1].split("\n## ")[0]
ROWS = dict(re.findall(r"^\| ([^|]+) \| [^|]+ \| ([−\d.]+) \|$", WORKED, re.MULTILINE))
DAYS = [date.fromisoformat(day) for day in re.findall(r"^date: (\S+)$", WORKED, re.MULTILINE)]
END = date(2025, 12, 31) + timedelta(days=1)
OPENS = DAYS[0] + timedelta(days=7)
T = (END - OPENS).days - 0.5
TIMES = [(day - OPENS).days for day in DAYS[1:]]


def test_the_page_gives_the_dates_and_four_figures() -> None:
    assert len(DAYS) == 4
    assert list(ROWS) == ["days between", "lower end, 95 %", "upper end, 95 %", "Laplace's U"]


def test_the_window_is_as_long_as_the_page_says() -> None:
    assert f"T = {T} days, with n = {len(TIMES)} events" in WORKED


def test_the_days_between_and_their_interval() -> None:
    n = len(TIMES)
    assert round(T / n) == int(ROWS["days between"])
    assert round(2 * T / chi2.ppf(0.975, 2 * n + 2)) == int(ROWS["lower end, 95 %"])
    assert round(2 * T / chi2.ppf(0.025, 2 * n)) == int(ROWS["upper end, 95 %"])


def test_laplace() -> None:
    u = sum(t - T / 2 for t in TIMES) / (T * sqrt(len(TIMES) / 12))
    assert u == pytest.approx(float(ROWS["Laplace's U"].replace("−", "-")), abs=0.005)


def test_the_command_prints_the_same() -> None:
    printed = WORKED.split("```console\n")[1].split("```")[0]
    assert f"{ROWS['days between']} ({ROWS['lower end, 95 %']} to " in printed
    assert f"{ROWS['upper end, 95 %']})" in printed
    u = ROWS["Laplace's U"].replace("−", "-")
    assert f"Laplace's U {u}," in printed
