"""The Browser style: current, and a rule for every kind and type."""

import os
import re
from pathlib import Path

from rcagraph.export.neo4j.style import style
from rcagraph.model.ontology import EDGES, NODES, ONTOLOGY, ontology
from rcagraph.model.vocabulary import NodeType

KEPT = Path(__file__).parent.parent / "docs" / "neo4j-style.grass"


def test_the_style_kept_is_the_style_written() -> None:
    if os.environ.get("RCAGRAPH_UPDATE_GOLDEN"):
        KEPT.write_text(style(), encoding="utf-8")
    assert KEPT.read_text(encoding="utf-8") == style(), (
        "the table has changed: RCAGRAPH_UPDATE_GOLDEN=1 writes the style anew"
    )


def test_every_kind_and_type_has_its_rule_and_kinds_differ() -> None:
    assert re.findall(r"^node\.(\w+) {$", style(), re.M) == ["RcaEntity", *ONTOLOGY.nodes]
    assert re.findall(r"^relationship\.(\w+) {$", style(), re.M) == list(ONTOLOGY.edges)
    colours = re.findall(r"^node\.\w+ {\n  color: (#\w{6});", style(), re.M)
    assert len(set(colours)) == len(colours) == 13


def test_a_caption_is_what_people_read() -> None:
    assert re.search(r'node\.ActionItem {[^}]*caption: "{text}";', style())
    assert re.search(r'node\.Incident {[^}]*caption: "{name}";', style())


def test_a_profiles_own_kind_has_a_rule() -> None:
    table = ontology((*NODES, NodeType("Vendor", "Sells.")), EDGES)
    assert "node.Vendor {" in style(table)
