"""`[extend.KIND]` over rules that read only some notes, and what is taken away from a rule."""

from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import Profile, read_profile
from tests.notes import edges_of, facts_of, load_vault


def read(tmp_path: Path, text: str) -> Profile:
    file = tmp_path / "rcagraph.toml"
    file.write_text(text, "utf-8")
    return read_profile(file)


ENTITY = """\
kind: Component
metadata: {name: cart, labels: {"acme.io/tier": gold}}
spec: {owner: "group:core", system: shop, dependsOn: ["component:db"]}
"""
GOLD = """
use = "backstage"
[extend.Service]
fields.tier = 'metadata.labels."acme.io/tier"'
edges.DEPENDS_ON = []
"""


def test_a_rule_that_reads_some_notes_is_extended_with_what_it_reads(tmp_path: Path) -> None:
    made = load_vault(tmp_path, {"rcagraph.toml": GOLD, "a.yaml": ENTITY}).graph
    (cart,) = made.nodes("Service")
    assert cart.properties["tier"] == "gold"
    assert edges_of(made, "OWNS") == [("core", "cart")]
    assert edges_of(made, "PART_OF") == [("cart", "shop")]


def test_an_inherited_edge_is_switched_off_by_an_empty_list(tmp_path: Path) -> None:
    made = load_vault(tmp_path, {"rcagraph.toml": GOLD, "a.yaml": ENTITY}).graph
    assert edges_of(made, "DEPENDS_ON") == []


def test_an_inherited_field_is_switched_off_by_an_empty_list(tmp_path: Path) -> None:
    profile = read(tmp_path, "[extend.Incident]\nfields.severity = []\nedges.IN_CATEGORY = []\n")
    said = facts_of("---\nseverity: P1\ncategory: dns\n---\n", "incidents/2025-01-02-x.md", profile)
    assert "severity" not in said.node.properties
    assert said.edges("IN_CATEGORY") == []


def test_every_rule_of_the_kind_is_extended(tmp_path: Path) -> None:
    profile = read(tmp_path, 'use = "cstate"\n[extend.Incident]\nfields.summary = "teaser"\n')
    said = facts_of(
        "---\ndate: 2025-01-02\nteaser: down\naffected: [API]\n---\n",
        "content/issues/x.md", profile,
    )  # fmt: skip
    assert said.node.properties["summary"] == "down"
    assert said.ends("AFFECTS") == ["API"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('use = "backstage"\n[extend.Incident]\nid = "id"\n',
         ":2: the built-in profile has no rule for 'Incident' to extend. Write a [[type]] with"),
        ('use = "backstage"\n[extend.Servic]\nid = "id"\n', "Did you mean Service?"),
    ],
)  # fmt: skip
def test_a_kind_without_a_rule_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RcaGraphError) as error:
        read(tmp_path, text)
    assert message in str(error.value)
