"""The parameters of a query: read as their types, and names as the graph spells them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from rcagraph.engines.header import Parameter
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.table import Cell
from rcagraph.model.vocabulary import ValueType

Names = Callable[[Sequence[str]], Sequence[tuple[str, str]]]
"""Kind and name of the nodes of some kinds, in the order of the graph."""


def in_order_of_a_graph(
    kinds: Sequence[str], found: Iterable[tuple[str, object, object]]
) -> list[tuple[str, str]]:
    """Kind and name, of what a store gives in any order: kind, name and uid."""
    keyed = [(kinds.index(kind), str(uid).split("/"), str(name)) for kind, name, uid in found]
    return [(kinds[number], name) for number, _, name in sorted(keyed)]


def value_of(parameter: Parameter, given: Mapping[str, object], names: Names) -> Cell:
    value = given.get(parameter.name, parameter.default)
    if value is None:
        raise RcaGraphError(
            f"The query needs the parameter {parameter.name}", f"Add {parameter.name}=VALUE"
        )
    typed = _typed(parameter, value)
    if parameter.kinds:
        return _real_name(str(typed), parameter.kinds, names(parameter.kinds))
    return typed


def _typed(parameter: Parameter, value: object) -> Cell:
    try:
        return _READERS[parameter.type](value)
    except ValueError as error:
        raise RcaGraphError(
            f"The parameter {parameter.name} is no {parameter.type.value}: {value!r}",
            f"Write it like {_EXAMPLES[parameter.type]}",
        ) from error


def _integer(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?[0-9]{1,18}", str(value)):
        raise ValueError(value)
    return int(str(value))


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(str(value))


_READERS: Mapping[ValueType, Callable[[object], Cell]] = {
    ValueType.STRING: str,
    ValueType.INTEGER: _integer,
    ValueType.DATE: _day,
}
_EXAMPLES = {ValueType.INTEGER: "2", ValueType.DATE: "2025-01-31"}


def _real_name(name: str, kinds: Sequence[str], known: Sequence[tuple[str, str]]) -> str:
    """The name as the graph spells it: an unknown name must not look like one with no rows."""
    names = [each for _, each in known]
    if name in names:
        return name
    for kind in kinds:
        for its, each in known:
            if its == kind and each.casefold() == name.casefold():
                return each
    raise unknown(f"There is no {' or '.join(kinds)} named {name}", name, names)


def refuse_unknown(given: Iterable[str], known: Iterable[str], sentence: str) -> None:
    names = list(known)
    for name in given:
        if name not in names:
            raise unknown(f"{sentence} {name}", name, names)


def unknown(sentence: str, name: str, known: Sequence[str]) -> RcaGraphError:
    """The error, with the names that are near."""
    near = get_close_matches(name, known, 3) or sorted(known)[:10]
    return RcaGraphError(sentence, f"Did you mean {', '.join(near)}?" if near else "")
