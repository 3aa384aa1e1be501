"""The Mermaid map: what is on it, and that no name can break it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.export.mermaid import label, mermaid
from rcagraph.graph import KnowledgeGraph
from tests.graphs import edge, node, shop
from tests.strategies import graphs, shuffled, texts

PLAIN = r'"(?:[\w \-./]|#\d+;)*"'
BOX = re.compile(rf"    (n\d+)(?:\[{PLAIN}\]|\[\({PLAIN}\)\]|\[\[{PLAIN}\]\])")
ARROW = re.compile(rf"    (n\d+) (?:-->|-\.->)(?:\|{PLAIN}\|)? (n\d+)")


def test_the_map_of_the_shop() -> None:
    text = "".join(mermaid(shop()))
    assert text.splitlines() == [
        "flowchart LR",
        '    n0["cart"]',
        '    n1["checkout"]',
        '    n2["orders"]',
        '    n3["users"]',
        '    n4["web"]',
        "    n0 --> n2",
        "    n1 --> n2",
        "    n2 --> n3",
        "    n4 --> n0",
        "    n4 --> n1",
    ]


def test_shapes_and_arrows_tell_kind_strength_and_role() -> None:
    web, db, all_ = node("Service", "web"), node("Resource", "db"), node("System", "shop")
    edges = [
        edge("DEPENDS_ON", web.key, db.key, role="the [main] one", strength="hard"),
        edge("DEPENDS_ON", web.key, all_.key, strength="soft"),
    ]
    lines = "".join(mermaid(KnowledgeGraph("test", [web, db, all_], edges))).splitlines()
    assert lines == [
        "flowchart LR",
        '    n0["web"]',
        '    n1[("db")]',
        '    n2[["shop"]]',
        '    n0 -->|"the #91;main#93; one"| n1',
        "    n0 -.-> n2",
    ]


@settings(deadline=None)
@given(graphs())
def test_every_line_is_a_box_or_an_arrow_between_boxes(graph: KnowledgeGraph) -> None:
    head, *lines = "".join(mermaid(graph)).split("\n")[:-1]
    assert head == "flowchart LR"
    arrows = graph.edges("DEPENDS_ON")
    boxes = [BOX.fullmatch(line) for line in lines[: len(lines) - len(arrows)]]
    ids = {box[1] for box in boxes if box}
    assert len(ids) == len(boxes)
    for line in lines[len(boxes) :]:
        arrow = ARROW.fullmatch(line)
        assert arrow
        assert set(arrow.groups()) <= ids


@settings(deadline=None)
@given(st.data())
def test_order_of_the_input_does_not_matter(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    assert list(mermaid(graph)) == list(mermaid(data.draw(shuffled(graph))))


@given(texts())
def test_a_label_read_back_is_its_text(text: str) -> None:
    made = label(text)
    assert re.fullmatch(PLAIN, made)
    read = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), made[1:-1])
    assert read == " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('a"b', '"a#34;b"'),
        ("a#b;c", '"a#35;b#59;c"'),
        ("<b>&amp;", '"#60;b#62;#38;amp#59;"'),
        ("1. first", '"1#46; first"'),
        ("- item", '"#45; item"'),
        ("search-api v1.2", '"search-api v1.2"'),
        ("snake_case", '"snake_case"'),
        ("__init__ *x* `y`", '"#95;#95;init#95;#95; #42;x#42; #96;y#96;"'),
        ("two\nlines", '"two lines"'),
        ("日本語", '"日本語"'),
    ],
)
def test_labels(text: str, made: str) -> None:
    assert label(text) == made
