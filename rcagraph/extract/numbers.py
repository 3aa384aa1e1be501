"""Numbers as people write them: grouped by three, rounded with a `~`, shares with a `%`."""

import re
from decimal import Decimal

from rcagraph.extract.misfit import Misfit

ABOUT = r"(?:(?:[~≈]|about|around|approx(?:imately|\.)?|circa|ca\.?)\s*)?"
"""Words that say that the number is rounded; the number is read all the same."""
GROUPED = r"\d{1,3}(?P<group>[,_ ’'])\d{3}(?:(?P=group)\d{3})*"
NUMBER = re.compile(rf"{ABOUT}(?P<number>[+-]?(?:{GROUPED}|\d+)(?:\.\d+)?)", re.A | re.I)
DECIMAL_COMMA = re.compile(r"\D*\d+,\d+\D*", re.A)
UNIT = re.compile(r" ?(?:%|ms)?")
PERCENT = re.compile(r" ?(?:%|percent|per cent|pct\.?)?", re.I)
THOUSANDS = {"": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6}
THOUSANDS |= {"b": 9, "bn": 9, "billion": 9}
MAGNITUDE = re.compile(r" ?(?P<word>[a-z]*)", re.I)
INT64, MOST_DIGITS = 2**63, 400


def squeezed(text: str) -> str:
    """With single blanks, whatever the white space (a no-break space groups digits, too)."""
    return " ".join(text.split())


def integer(text: str) -> int | Misfit:
    """Exact: a float would round what needs more than 53 bits."""
    return _whole(_exact(text, UNIT), text)


def decimal(text: str) -> float | Misfit:
    number = _exact(text, UNIT)
    if number is None:
        return _no_number(text, "number")
    return _finite(number, text)


def count(text: str) -> int | Misfit:
    """A whole number from 0 up; `1.2k` and `3 million` are counts."""
    number = scaled(text)
    if number is not None and number < 0:
        return Misfit("is below zero", "write a number from 0 up")
    return _whole(number, text)


def percentage(text: str) -> float | Misfit:
    """A share, from 0 to 100."""
    number = _exact(text, PERCENT)
    if number is None:
        return _no_number(text, "percentage")
    if not 0 <= number <= 100:
        return Misfit("is no share of 100", "write a number from 0 to 100, with or without %")
    return float(number)


def scaled(text: str) -> Decimal | None:
    """A number with what it counts: `1.2k` is 1200."""
    text = squeezed(text)
    match = NUMBER.match(text)
    unit = MAGNITUDE.fullmatch(text, match.end()) if match else None
    if not match or not unit or len(text) > MOST_DIGITS:
        return None
    power = THOUSANDS.get(unit["word"].casefold())
    return None if power is None else plain(match["number"]).scaleb(power)


def plain(number: str) -> Decimal:
    """The digits, sign and point of a number, without what groups them."""
    return Decimal(re.sub("[,_ ’']", "", number))


def _exact(text: str, unit: re.Pattern[str]) -> Decimal | None:
    text = squeezed(text)
    match = NUMBER.match(text) if len(text) <= MOST_DIGITS else None
    return plain(match["number"]) if match and unit.fullmatch(text, match.end()) else None


def _whole(number: Decimal | None, text: str) -> int | Misfit:
    if number is None or number != number.to_integral_value() or abs(number) >= INT64:
        return _no_number(text, "whole number")
    return int(number)


def _finite(number: Decimal, text: str) -> float | Misfit:
    value = float(number)
    return value if abs(value) < float("inf") else _no_number(text, "number")


def _no_number(text: str, wanted: str) -> Misfit:
    if DECIMAL_COMMA.fullmatch(text):
        return Misfit(f"is no {wanted}", "write 1.5, or 1,500: a comma groups by three")
    return Misfit(f"is no {wanted}", "write it in digits: 1200, 1,200 or 0.5")
