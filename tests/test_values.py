"""Typing the text of a value: what fits is exact, and what does not fit is no value."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.extract.durations import minutes
from rcagraph.extract.misfit import Misfit
from rcagraph.extract.money import Money, money
from rcagraph.extract.numbers import count, decimal, percentage
from rcagraph.extract.values import typed
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
        ("2025-02-03 24:99", None),
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
        ("94.5", 95),
        ("148 minutes", 148),
        ("1,440 minutes", 1440),
        ("148min", 148),
        ("1 m", 1),
        ("1d 5h 47m", 1787),
        ("1 day 5 hours 47 mins", 1787),
        ("1 day, 5 hours and 47 minutes", 1787),
        ("1w 1d", 11520),
        ("~2 hours", 120),
        ("about 2 hours", 120),
        ("≈ 90 min", 90),
        ("1.5h", 90),
        ("1h30", 90),
        ("1h 30", 90),
        ("1:30:00", 90),
        ("1:30 h", 90),
        ("PT1H30M", 90),
        ("P1DT2H", 1560),
        ("2 HRS", 120),
        ("3d", 4320),
        ("0", 0),
        ("90s", 2),
        ("89 seconds", 1),
        ("2\t \n hours", 120),
    ],
)
def test_a_duration_is_whole_minutes(text: str, expected: int) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [(text, "is no duration") for text in ("", "hours", "~", "500ms", "50%", "5m 1h", "1e3", "P")]
    + [(text, "is no duration") for text in ("2-3 hours", "1,5h", "2 hours or so", "1h75", "PT")]
    + [("9" * 400 + "h", "is no duration"), ("9" * 30 + " days", "is no duration")]
    + [("9" * 9000, "is no duration"), ("1d" + " " * 50_000 + "x", "is no duration")]
    + [("-5", "is below zero"), ("-5 minutes", "is below zero"), ("~-5", "is no duration")]
    + [("1:30", "may be hours or minutes")],
)
def test_what_is_no_duration_is_said(text: str, problem: str) -> None:
    found = minutes(text)
    assert isinstance(found, Misfit)
    assert found.problem == problem
    assert found.hint.startswith("write ")


def test_a_clock_that_may_be_two_things_is_said_with_both() -> None:
    assert minutes("1:30") == Misfit("may be hours or minutes", "write 1h 30m or 1m 30s")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,200", 1200, "USD"),
        ("1.2k", 1200, ""),
        ("€ 3 400,50", 3400.5, "EUR"),
        ("3.400,50 €", 3400.5, "EUR"),
        ("1.234.567 EUR", 1234567, "EUR"),
        ("USD 12m", 12_000_000, "USD"),
        ("$1.234 million", 1_234_000, "USD"),
        ("~£ 2bn", 2_000_000_000, "GBP"),
        ("CHF 1’200.50", 1200.5, "CHF"),
        ("NZ$5", 5, "NZD"),
        ("US$ 5 USD", 5, "USD"),
        ("0", 0, ""),
    ],
)
def test_an_amount_keeps_its_currency(text: str, amount: float, currency: str) -> None:
    assert money(text) == Money(amount, currency)


def test_a_bare_amount_is_in_the_usual_currency() -> None:
    assert money("1200", "SEK") == Money(1200, "SEK")
    assert money("€1200", "SEK") == Money(1200, "EUR")


@pytest.mark.parametrize(
    ("text", "problem"),
    [(text, "is no amount of money") for text in ("", "$", "1,5", "12,34,567", "$5/h", "$1-2k")]
    + [(text, "is no amount of money") for text in ("some", "kr 5", "12 minutes", "9" * 5000)]
    + [("€1.234", "may be thousands or thousandths")]
    + [("5 ABC", "is in no currency of ISO 4217"), ("EUR 5 $", "is in no currency of ISO 4217")]
    + [("-$5", "is below zero"), ("($5)", "is below zero")],
)
def test_what_is_no_amount_is_said(text: str, problem: str) -> None:
    found = money(text)
    assert isinstance(found, Misfit)
    assert found.problem == problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12%", 12.0), ("0.5 %", 0.5), ("12 percent", 12.0), ("~7", 7.0), ("0", 0.0), ("100%", 100.0)],
)
def test_a_percentage_is_a_share(text: str, expected: float) -> None:
    assert percentage(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [("101%", "is no share of 100"), ("-1", "is no share of 100")]
    + [(text, "is no percentage") for text in ("", "%", "12,5%", "1.5k", "a few", "12%%")],
)
def test_what_is_no_share_is_said(text: str, problem: str) -> None:
    found = percentage(text)
    assert isinstance(found, Misfit)
    assert found.problem == problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12", 12), ("1,200", 1200), ("1.2k", 1200), ("3 million", 3_000_000), ("0", 0)],
)
def test_a_count(text: str, expected: int) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [("-3", "is below zero")]
    + [(text, "is no whole number") for text in ("1.5", "1.2345k", "12%", "12 users", "")],
)
def test_what_is_no_count_is_said(text: str, problem: str) -> None:
    found = count(text)
    assert isinstance(found, Misfit)
    assert found.problem == problem


@pytest.mark.parametrize("text", ["1,5", "1,50", "12,34", "1 5", "1_5", "12,34,567", "1234,567"])
def test_what_groups_no_three_digits_joins_none(text: str) -> None:
    assert as_integer(text) is None
    assert as_decimal(text) is None


def test_a_decimal_comma_is_said_with_both_spellings() -> None:
    assert decimal("1,5") == Misfit("is no number", "write 1.5, or 1,500: a comma groups by three")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 7),
        ("-7", -7),
        ("1,234,567", 1234567),
        ("12 000", 12000),
        ("12\u202f000", 12000),
        ("1’000", 1000),
        ("1_000", 1000),
        ("~300", 300),
        ("3.0", 3),
        ("92%", 92),
        ("3.5", None),
        ("1,000 000", None),
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


NUMBERS = st.text("0123456789.,_ %~+-mshd:TZkPT$€", max_size=30)
KINDS = {
    ValueType.INTEGER: int, ValueType.DECIMAL: float, ValueType.DATE: date,
    ValueType.DATETIME: datetime, ValueType.BOOLEAN: bool, ValueType.STRING: str,
}  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=30) | NUMBERS, st.sampled_from(sorted(KINDS, key=str)))
def test_any_text_is_a_value_of_the_type_or_none(text: str, type_: ValueType) -> None:
    assert isinstance(typed(text, type_, BERLIN), KINDS[type_] | None)
    found = minutes(text)
    assert isinstance(found, Misfit) or 0 <= found < 2**63
    assert isinstance(count(text), int | Misfit)
    assert isinstance(percentage(text), float | Misfit)
    assert isinstance(money(text), Money | Misfit)


@settings(deadline=None)
@given(st.integers(-(2**63) + 1, 2**63 - 1), st.dates(), st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_what_is_read(number: int, day: date, moment: datetime) -> None:
    assert as_integer(f"{number:,}") == number
    assert as_date(day.isoformat()) == day
    assert as_moment(moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("3 décembre 2025", date(2025, 12, 3)), ("3 March 2025", date(2025, 3, 3))),
        *(("3 März 2025", date(2025, 3, 3)), ("3 mayo 2025", date(2025, 5, 3))),
        *(("3 мая 2025", date(2025, 5, 3)), ("3 SETTEMBRE 2025", date(2025, 9, 3))),
        ("3 brumaire 2025", None),
    ],
)
def test_months_are_known_by_their_names_in_other_languages(
    text: str, expected: date | None
) -> None:
    assert typed(text, ValueType.DATE, UTC, ("%d %B %Y",)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("45分钟", 45), ("2小时", 120), ("1小时30分钟", 90), ("2時間", 120), ("1日", 1440)),
        *(("2 Stunden 5 Minuten", 125), ("3 jours et 2 heures", 4440), ("1 hora y 5 minutos", 65)),
    ],
)
def test_durations_as_other_languages_write_them(text: str, expected: int) -> None:
    assert minutes(text) == expected
