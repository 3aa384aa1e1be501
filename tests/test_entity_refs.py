"""Backstage's references mean the same whatever their case."""

import pytest

from rcagraph.extract.targets import entity
from rcagraph.model.facts import Mention

WORDS = {"component": "Service", "group": "Team"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("component:default/cart", "cart"),
        ("Component:Default/cart", "cart"),
        ("DEFAULT/cart", "cart"),
        ("cart", "cart"),
        ("component:Prod/cart", "prod/cart"),
    ],
)
def test_kind_and_namespace_are_folded(text: str, name: str) -> None:
    assert entity(text, ("Service",), WORDS) == Mention(("Service",), name)
