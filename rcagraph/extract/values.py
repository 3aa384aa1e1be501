"""Types the text of a value as its field or its property asks."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo

from rcagraph.extract.durations import minutes
from rcagraph.extract.misfit import Misfit
from rcagraph.extract.money import Money
from rcagraph.extract.months import in_english
from rcagraph.extract.numbers import count, decimal, integer, percentage
from rcagraph.model.vocabulary import Value, ValueType
from rcagraph.profile.field_kinds import kind_for

DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.A)
DATETIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?",
    re.A,
)
BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}


def typed(text: str, type_: ValueType, zone: tzinfo, formats: tuple[str, ...] = ()) -> Value | None:
    """The value of a property of the type, or None where the text is no such value.

    Times without a zone are in `zone`; `formats` are for dates that are not ISO 8601, as
    `strptime` has them.
    """
    if type_ is ValueType.STRINGS:
        return (text,)
    value = read_value(text, kind_for(type_), zone, formats)
    return None if isinstance(value, Misfit | Money) else value


_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_WIDE |= {ord(wide): plain for wide, plain in zip("：－／．，％～", ":-/.,%~", strict=True)}


def narrow(text: str) -> str:
    """With the digits and signs that Chinese and Japanese keyboards make wide as all write them."""
    return text if text.isascii() else text.translate(_WIDE)


def read_value(text: str, kind: str, zone: tzinfo, formats: tuple[str, ...] = ()) -> Value | Misfit:
    """The value of a field of the kind (money apart), or why the text is none."""
    text = text if kind == "text" else narrow(text)
    if kind in ("date", "datetime"):
        moment = _moment(text, zone, formats)
        if kind == "datetime":
            problem = "is a day without a time" if day_of(text) else "is no date and time"
            return moment or Misfit(problem, "write YYYY-MM-DD HH:MM")
        day = moment.date() if moment else day_of(text)
        return day or Misfit("is no date", "write YYYY-MM-DD")
    return _READERS[kind](text)


def _boolean(text: str) -> bool | Misfit:
    return BOOLEANS.get(text.casefold(), Misfit("is neither true nor false", "write true or false"))


def day_of(text: str) -> date | None:
    """The day that is written YYYY-MM-DD."""
    if not DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str, zone: tzinfo, formats: tuple[str, ...]) -> datetime | None:
    moment = _datetime(text)
    for format_ in formats if moment is None else ():
        try:
            moment = datetime.strptime(in_english(text) if "%B" in format_ else text, format_)
        except ValueError:
            continue
        break
    return moment.replace(tzinfo=zone) if moment and not moment.tzinfo else moment


def _datetime(text: str) -> datetime | None:
    match = DATETIME.fullmatch(text)
    if not match:
        return None
    day, clock, offset = match.groups()
    try:
        return datetime.fromisoformat(f"{day}T{clock}{_offset(offset)}")
    except ValueError:
        return None


def _offset(text: str | None) -> str:
    if text in ("Z", "UTC"):
        return "+00:00"
    return "" if text is None else f"{text[:3]}:{text[-2:]}"


_READERS: Mapping[str, Callable[[str], Value | Misfit]] = {
    "text": lambda text: text,
    "integer": integer,
    "count": count,
    "duration": minutes,
    "decimal": decimal,
    "percentage": percentage,
    "boolean": _boolean,
}
