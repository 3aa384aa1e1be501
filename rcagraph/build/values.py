"""Values of properties as msgpack has them: it tells no day from a text, and no list from a tuple.

Its own moments lose their offset.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.msgpack import Ext
from msgspec.structs import replace

DAY, MOMENT = 1, 2
S = TypeVar("S", bound=Struct)


def marked(one: S) -> S:
    """The same with days and moments among its `properties` marked."""
    said: Mapping[str, Any] = one.properties  # type: ignore[attr-defined]
    if not any(isinstance(value, date) for value in said.values()):
        return one
    return replace(one, properties={name: _mark(value) for name, value in said.items()})


def _mark(value: object) -> object:
    if isinstance(value, datetime):
        return Ext(MOMENT, value.isoformat().encode())
    return Ext(DAY, value.isoformat().encode()) if isinstance(value, date) else value


def unmarked(code: int, data: memoryview) -> date:
    """What was marked, for a decoder."""
    text = bytes(data).decode()
    return datetime.fromisoformat(text) if code == MOMENT else date.fromisoformat(text)


def restore(properties: Any) -> None:
    """Lists of texts are tuples."""
    for name, value in properties.items():
        if isinstance(value, list):
            properties[name] = tuple(value)
