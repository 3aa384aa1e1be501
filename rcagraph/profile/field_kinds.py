"""The kinds of value that a field rule may ask for, and the types of property that hold them."""

from collections.abc import Mapping

from rcagraph.model.vocabulary import ValueType

FIELD_KINDS: Mapping[str, tuple[ValueType, ...]] = {
    "text": (ValueType.STRING, ValueType.STRINGS),
    "integer": (ValueType.INTEGER,),
    "count": (ValueType.INTEGER,),
    "duration": (ValueType.INTEGER,),
    "decimal": (ValueType.DECIMAL,),
    "percentage": (ValueType.DECIMAL,),
    "money": (ValueType.DECIMAL,),
    "boolean": (ValueType.BOOLEAN,),
    "date": (ValueType.DATE,),
    "datetime": (ValueType.DATETIME,),
}
"""For each type of property, the first kind that fits is the one that is meant."""


def kind_for(type_: ValueType) -> str:
    """What a field is that does not say its kind."""
    return next(kind for kind, types in FIELD_KINDS.items() if type_ in types)


def kinds_for(type_: ValueType) -> tuple[str, ...]:
    """Every kind that a property of the type can hold."""
    return tuple(kind for kind, types in FIELD_KINDS.items() if type_ in types)


def currency_property(name: str) -> str:
    """Where the currency of an amount of money is kept."""
    return f"{name}_currency"
