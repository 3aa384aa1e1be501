"""Typing the text of a value: what fits is exact, and what does not fit is no value."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.extract.values import minutes, typed
from rcagraph.model.vocabulary import Value, ValueType

BERLIN = ZoneInfo("Europe/Berlin")


def as_date(text: str) -> Value | None:
    return typed(text, ValueType.DATE, BERLIN)


def as_moment(text: str) -> Value | None:
    return typed(text, ValueType.DATETIME, BERLIN)


def as_integer(text: str) -> Value | None:
    return typed(text, ValueType.INTEGER, BERLIN)


def as_decimal(text: str) -> Value | None:
    return typed(text, ValueType.DECIMAL, BERLIN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2025-02-03T04:05:06Z", date(2025, 2, 3)),
        ("2025-02-03 04:05", date(2025, 2, 3)),
        ("2025-02-30", None),
        ("2025-02-29", None),
        ("22025-03-18", None),
        ("20202-01-16", None),
        ("2025-3-18", None),
        ("20250318", None),
        ("2025-W12-2", None),
        ("2025/03/18", None),
        ("18.03.2025", None),
        ("2025-03-18 (approx)", None),
        ("2025-03-18\n", None),
        ("0000-01-01", None),
        ("٢٠٢٥-٠٣-١٨", None),
        ("", None),
    ],
)
def test_a_date_is_iso_and_exists(text: str, expected: date | None) -> None:
    assert as_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-01-02 03:04", datetime(2025, 1, 2, 3, 4, tzinfo=BERLIN)),
        ("2025-01-02T03:04:05", datetime(2025, 1, 2, 3, 4, 5, tzinfo=BERLIN)),
        ("2025-01-02T03:04:05.5Z", datetime(2025, 1, 2, 3, 4, 5, 500000, tzinfo=UTC)),
        ("2025-01-02 03:04 UTC", datetime(2025, 1, 2, 3, 4, tzinfo=UTC)),
        (
            "2025-01-02T03:04+0530",
            datetime(2025, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        ("2025-01-02T03:04-08:00", datetime(2025, 1, 2, 11, 4, tzinfo=UTC)),
        ("2022-03-10 11.56", None),
        ("2022-03-10", None),
        ("2022-03-10 1:00", None),
        ("2022-03-10 T015:00", None),
        ("2022-03-10T25:00", None),
        ("2022-03-10T10:60", None),
        ("2022-03-10T10:00+25:00", None),
        ("2025-02-30 10:00", None),
        ("22025-03-18 10:00", None),
        ("2022-03-10 10:00 CET", None),
        ("11:56", None),
    ],
)
def test_a_moment_is_iso_with_its_zone_or_the_vaults(text: str, expected: datetime | None) -> None:
    found = as_moment(text)
    assert found == expected
    assert not isinstance(found, datetime) or found.tzinfo is not None


def test_a_moment_of_no_zone_knows_summer_time() -> None:
    winter, summer = as_moment("2025-01-15 12:00"), as_moment("2025-07-15 12:00")
    assert isinstance(winter, datetime)
    assert isinstance(summer, datetime)
    assert (winter.utcoffset(), summer.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("94", 94),
        ("148 minutes", 148),
        ("148min", 148),
        ("1 m", 1),
        ("1d 5h 47m", 1787),
        ("1 day 5 hours 47 mins", 1787),
        ("~2 hours", 120),
        ("≈ 90 min", 90),
        ("1.5h", 90),
        ("2 HRS", 120),
        ("3d", 4320),
        ("0", 0),
        ("2\t \n hours", 120),
        ("", None),
        ("hours", None),
        ("~", None),
        ("45 seconds", None),
        ("500ms", None),
        ("50%", None),
        ("5m 1h", None),
        ("1:30", None),
        ("1e3", None),
        ("2 hours or so", None),
        ("9" * 400 + "h", None),
        ("9" * 30 + " days", None),
        ("1d" + " " * 50_000 + "x", None),
    ],
)
def test_a_duration_is_whole_minutes(text: str, expected: int | None) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("-7", -7),
        ("1,234,567", 1234567),
        ("12 000", 12000),
        ("1_000", 1000),
        ("~300", 300),
        ("3.0", 3),
        ("92%", 92),
        ("3.5", None),
        ("0x10", None),
        ("1e3", None),
        ("nan", None),
        ("inf", None),
        ("9223372036854775808", None),
        ("9" * 5000, None),
        ("many", None),
        ("", None),
    ],
)
def test_an_integer_fits_every_database(text: str, expected: int | None) -> None:
    assert as_integer(text) == expected


def test_an_integer_is_exact() -> None:
    assert as_integer("9007199254740993") == 9007199254740993


@pytest.mark.parametrize(
    ("text", "expected"),
    [("13%", 13.0), ("4320ms", 4320.0), ("0.25", 0.25), ("-1.5", -1.5), ("1,234.5", 1234.5)]
    + [(text, None) for text in ("1.2.3", "1,5 %%", "nan", "9" * 400, "five", "")],
)
def test_a_decimal_is_finite(text: str, expected: float | None) -> None:
    assert as_decimal(text) == expected


def test_booleans_and_texts() -> None:
    assert typed("No", ValueType.BOOLEAN, BERLIN) is False
    assert typed("yes", ValueType.BOOLEAN, BERLIN) is True
    assert typed("1", ValueType.BOOLEAN, BERLIN) is None
    assert typed("no", ValueType.STRING, BERLIN) == "no"
    assert typed("11:30", ValueType.STRINGS, BERLIN) == ("11:30",)


NUMBERS = st.text("0123456789.,_ %~+-mshd:TZ", max_size=30)
KINDS = {
    ValueType.INTEGER: int, ValueType.DECIMAL: float, ValueType.DATE: date,
    ValueType.DATETIME: datetime, ValueType.BOOLEAN: bool, ValueType.STRING: str,
}  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=30) | NUMBERS, st.sampled_from(sorted(KINDS, key=str)))
def test_any_text_is_a_value_of_the_type_or_none(text: str, type_: ValueType) -> None:
    assert isinstance(typed(text, type_, BERLIN), KINDS[type_] | None)
    found = minutes(text)
    assert found is None or abs(found) < 2**63


@settings(deadline=None)
@given(st.integers(-(2**63) + 1, 2**63 - 1), st.dates(), st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_what_is_read(number: int, day: date, moment: datetime) -> None:
    assert as_integer(f"{number:,}") == number
    assert as_date(day.isoformat()) == day
    assert as_moment(moment.isoformat()) == moment
