"""Joining facts: declared, mentioned or unresolved; edges merged; the same in any order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.graph.join import Joined, join
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.model.facts import EdgeFact, Fact, Mention, NodeKey, Place
from rcagraph.profile.shape import NameRules
from tests.notes import complaints_of, edges_in, facts_in, joined, load_vault, profile

SHOP = {
    "services/cart.md": """---
owner: Core
depends_on:
  - {service: orders, kind: hard}
  - {service: orders, kind: soft}
  - any_of: [north, south]
---

## Dependencies

- Cache: redis
- [[orders]]
""",
    "services/orders.md": "---\nowner: core\naliases: [Order Desk]\n---\n\n[[runbook-orders]]\n",
    "runbooks/runbook-orders.md": "---\nowner: ann\n---\n\nSee [[gone]] and [[runbook-gone]].\n",
    "runbooks/runbook-nobody.md": "x\n",
    "teams/core.md": "---\nmembers: [ann]\n---\n",
    "incidents/2025-01-02-x.md": """---
title: 2025-01-02 - Pool Exhaustion in orders
services: [cart, Order Desk, unheard-of]
author: CORE
related: 2024-01-01-lost
---

### Affected Services

- Orders
- what we know not

## Related Incidents

- [[2024-01-01-lost]]
- [[2025-01-03-y]]
- [[runbook-orders]]
- [[Gone]]
""",
    "incidents/2025-01-03-y.md": "---\ntitle: 2025-01-03 - X in a dream\nservices: [orders]\n---\n",
}
MADE = joined(SHOP)
X, Y = "incidents/2025-01-02-x", "incidents/2025-01-03-y"


def names(kind: str, declared: bool, made: Joined = MADE) -> list[str]:
    return [node.key.id for node in made.graph.nodes(kind) if node.declared is declared]


def test_declared_mentioned_and_unresolved() -> None:
    assert names("Service", True) == ["cart", "orders"]
    assert names("Service", False) == ["north", "south", "unheard-of"]
    assert names("Team", True) == ["core"]
    assert names("Team", False) == []
    assert names("Person", False) == ["ann"]
    assert names("Resource", False) == ["redis"]
    assert [(n.key.id, n.properties) for n in MADE.graph.nodes("Unresolved")] == [
        ("2024-01-01-lost", {"expected_kinds": ("Incident",)}),
        ("Gone", {"expected_kinds": ("Document", "Incident")}),
        ("runbook-gone", {"expected_kinds": ("Runbook",)}),
    ]


def test_names_are_one_whatever_their_case_and_aliases_are_names() -> None:
    assert edges_in(MADE, "AUTHORED_BY") == [(X, "core")]
    assert edges_in(MADE, "AFFECTS") == [(X, "cart"), (X, "orders"), (X, "unheard-of"),
                                         (Y, "orders")]  # fmt: skip


def test_what_prose_says_counts_only_where_something_else_names_it() -> None:
    assert edges_in(MADE, "ORIGINATED_IN") == [(X, "orders")]
    assert edges_in(MADE, "DOCUMENTS") == [("runbooks/runbook-orders", "orders")]
    front = "title: 2025-01-02 - X in a\nservices: [A]"
    by_field = joined({"incidents/2025-01-02-x.md": f"---\n{front}\n---\n"})
    assert edges_in(by_field, "ORIGINATED_IN") == [(X, "A")]


def test_an_edge_said_several_times_is_one_with_all_its_places_and_rules() -> None:
    hits = {edge.target.id: edge for edge in MADE.graph.edges("AFFECTS") if edge.source.id == X}
    assert [str(place) for place in hits["orders"].places] == [
        "incidents/2025-01-02-x.md:3 services",
        "incidents/2025-01-02-x.md:10 Affected Services",
    ]
    assert hits["orders"].rules == ("list:Affected Services", "services")
    (documents,) = MADE.graph.edges("DOCUMENTS")
    assert (documents.asserted, len(documents.places)) == (True, 2)
    (origin,) = MADE.graph.edges("ORIGINATED_IN")
    assert not origin.asserted
    lost = MADE.graph.edges("RELATES_TO")[1]
    assert lost.rules == ("link", "related")
    assert [place.line for place in lost.places] == [5, 15]


def test_places_of_what_is_only_mentioned() -> None:
    (redis,) = MADE.graph.nodes("Resource")
    assert redis.record() == {
        "uid": "test/Resource/redis", "name": "redis", "declared": False, "line": 11,
        "said_at": ("services/cart.md:11 Dependencies",),
    }  # fmt: skip


def test_a_link_means_by_the_kinds_at_its_ends_then_by_its_section() -> None:
    assert edges_in(MADE, "RELATES_TO") == [(X, Y), (X, "2024-01-01-lost"), (X, "Gone")]
    assert edges_in(MADE, "USES_RUNBOOK") == [(X, "runbooks/runbook-orders")]
    assert edges_in(MADE, "REFERENCES") == [
        ("runbooks/runbook-orders", "Gone"),
        ("runbooks/runbook-orders", "runbook-gone"),
    ]
    assert ("cart", "orders") in edges_in(MADE, "DEPENDS_ON")


def test_everything_that_is_wrong_with_its_place() -> None:
    assert complaints_of(MADE.diagnostics) == [
        "RCA301 incidents/2025-01-02-x.md:5 [[2024-01-01-lost]] (and 1 more place)",
        "RCA307 incidents/2025-01-02-x.md:11 Service 'what we know not'",
        "RCA301 incidents/2025-01-02-x.md:18 [[Gone]] (and 1 more place)",
        "RCA301 runbooks/runbook-orders.md:5 [[runbook-gone]]",
        "RCA304 services/cart.md:5 DEPENDS_ON from 'cart' to 'orders': "
        "strength is 'hard' and 'soft'",
    ]
    (edge,) = (e for e in MADE.graph.edges("DEPENDS_ON") if e.target.id == "orders")
    assert edge.properties == {"strength": "hard"}


def test_the_wikilinks_are_counted() -> None:
    assert MADE.wikilinks == LinkCounts(
        all=8, resolved=4, dangling=4, dangling_targets=3, by_file_name=4
    )


def test_two_notes_of_one_thing_join_what_they_say() -> None:
    made = joined(
        {
            "services/a/cart.md": "---\ntier: 1\nowner: x\n---\n",
            "services/b/cart.md": "---\ntier: 2\nlifecycle: old\nowner: y\n---\n",
        }
    )
    (cart,) = made.graph.nodes("Service")
    assert cart.properties == {"path": "services/a/cart.md", "tier": "1", "lifecycle": "old"}
    assert [place.path for place in cart.places] == ["services/a/cart.md", "services/b/cart.md"]
    assert edges_in(made, "OWNS") == [("x", "cart"), ("y", "cart")]
    assert complaints_of(made.diagnostics) == [
        "RCA303 services/b/cart.md:1 Service 'cart' stands also in services/a/cart.md:1"
    ]


def test_an_edge_that_the_table_forbids_is_said_and_left_out() -> None:
    made = joined(
        {
            "runbooks/fix.md": "x",
            "incidents/2025-01-02-x.md": '---\nservices: ["[[fix]]"]\n---\n',
        }
    )
    assert made.graph.edges() == ()
    assert complaints_of(made.diagnostics) == [
        f"RCA305 incidents/2025-01-02-x.md:2 AFFECTS from Incident '{X}' to Runbook 'runbooks/fix'"
    ]


@pytest.mark.parametrize(
    ("front", "edge", "kind"),
    [
        ('services: ["[[nowhere]]"]', "AFFECTS", "Service"),
        ('services: ["[[services/nowhere]]"]', "AFFECTS", "Service"),
        ('author: "[[nowhere]]"', "AUTHORED_BY", "Team"),
        ('duplicate_of: "[[nowhere]]"', "DUPLICATE_OF", "Unresolved"),
        ("duplicate_of: nowhere", "DUPLICATE_OF", "Unresolved"),
    ],
)
def test_a_link_in_a_field_that_dangles_makes_its_end_and_a_complaint(
    front: str, edge: str, kind: str
) -> None:
    made = joined({"incidents/2025-01-02-x.md": f"---\n{front}\n---\n"})
    assert edges_in(made, edge) == [(X, "nowhere")]
    assert [(n.kind, n.declared) for n in made.graph.nodes() if n.kind != "Incident"] == [
        (kind, False)
    ]
    (complaint,) = made.diagnostics
    assert (complaint.code.name, complaint.line) == ("RCA301", 2)


def test_a_link_to_itself_is_no_edge() -> None:
    made = joined({"incidents/2025-01-02-x.md": "[[2025-01-02-x]] [x](2025-01-02-x.md)\n"})
    assert made.graph.edges() == ()
    assert made.wikilinks == LinkCounts(
        all=1, resolved=1, dangling=0, dangling_targets=0, by_file_name=1
    )


def test_what_is_not_there_is_one_thing_wherever_it_is_named() -> None:
    made = joined(
        {
            "a.md": "[x](ops/gone.md) [[ops/gone]]\n\n[[Ops/Gone.md]]\n",
            "ops/b.md": "[x](gone.md) [y](../ops/gone.md#h) [[./gone]]\n",
            "team/c.md": "[x](gone.md)\n",
        }
    )
    assert [node.key.id for node in made.graph.nodes("Unresolved")] == ["ops/gone", "team/gone"]
    assert complaints_of(made.diagnostics) == [
        "RCA301 a.md:1 [[ops/gone]] (and 5 more places)",
        "RCA301 team/c.md:1 [[gone.md]]",
    ]


def test_a_complaint_lists_all_its_places() -> None:
    made = joined(
        {"a.md": "[[gone]]", "b.md": "\n## Up\n\n[[Gone]]", "c.md": '---\nx: "[[gone]]"\n---\n'}
    )
    (one,) = made.diagnostics
    assert (one.path, one.line) == ("a.md", 1)
    assert one.also == (Place("b.md", 4, "Up"), Place("c.md", 2, "x"))


FRONT = """---
up: "[[b]]"
deep: {list: ["see [[b|B]] and [[nowhere#h]]", 3]}
test: "[[ -f /etc/x ]] && [[ $a == b ]]"
toc: "[[_TOC_]]"
---
"""


def test_links_in_front_matter_that_no_rule_reads_are_links() -> None:
    made = joined({"a.md": FRONT, "b.md": "x"})
    (edge, lost) = made.graph.edges("REFERENCES")
    assert [str(place) for place in edge.places] == ["a.md:2 up", "a.md:3 deep.list"]
    assert lost.target.id == "nowhere"
    assert made.wikilinks == LinkCounts(
        all=3, resolved=2, dangling=1, dangling_targets=1, by_file_name=2
    )


def test_a_link_that_a_rule_has_read_is_read_once() -> None:
    front = '---\nservices: ["[[cart]]"]\nrelated: "[[y]]"\nsee: "[[cart]]"\n---\n'
    made = joined({"services/cart.md": "x", "incidents/2025-01-02-x.md": front})
    assert edges_in(made, "AFFECTS") == [(X, "cart")]
    assert edges_in(made, "REFERENCES") == [(X, "cart")]
    assert made.wikilinks == LinkCounts(
        all=3, resolved=2, dangling=1, dangling_targets=1, by_file_name=2
    )


def test_a_key_is_a_section() -> None:
    made = joined(
        {"services/a.md": '---\n"Dependencies": {cache: "[[b]]"}\n---\n', "services/b.md": ""}
    )
    assert edges_in(made, "REFERENCES") == [("a", "b")]
    listed = joined({"incidents/2025-01-02-x.md": '---\n"Related Incidents": "[[gone]]"\n---\n'})
    assert edges_in(listed, "RELATES_TO") == [(X, "gone")]


def test_a_file_that_is_no_note_is_no_link_and_a_note_called_so_is_one() -> None:
    links = "[[plan.json]] [a](x.png) [b](scripts/) [c](plan.json.md) ![[pic.png]]\n"
    made = joined({"plan.json.md": "x", "n.md": links})
    assert edges_in(made, "REFERENCES") == [("n", "plan.json")]
    assert made.diagnostics == ()


@pytest.mark.parametrize("spelling", ["infra.ci", "Infra.CI", "services/infra.ci"])
def test_a_link_that_dangles_is_looked_up_by_the_name_that_is_meant(spelling: str) -> None:
    rules = NameRules(alias={"infra.ci": "infra.ci.example"}, drop=(re.compile("^nothing$"),))
    by = replace(profile(), normalise={"Service": rules})
    front = f'---\nservices: ["[[{spelling}]]", "[[nothing]]"]\n---\n'
    made = joined({"services/infra.ci.example.md": "x", "incidents/2025-01-02-x.md": front}, by)
    assert edges_in(made, "AFFECTS") == [(X, "infra.ci.example")]
    assert made.diagnostics == ()


def test_names_of_links_that_dangle_are_made_alike() -> None:
    rules = replace(profile().links, sections={"uses": "Service"})
    by = replace(profile(), links=rules, normalise={"Service": NameRules(slug=True, fold=True)})
    made = joined(
        {
            "a.md": "# Uses\n\n[[Mail Relay]] [[mail_relay]] [[The Cart]]",
            "services/the-cart.md": "",
        },
        by,
    )
    assert [node.key.id for node in made.graph.nodes("Unresolved")] == ["mail-relay"]
    assert edges_in(made, "REFERENCES") == [("a", "the-cart"), ("a", "mail-relay")]


def test_one_name_composed_or_decomposed_is_one_thing() -> None:
    front = "---\nservices: [caf\u00e9, 'cafe\u0301']\naffected: '  CAF\u00c9 '\n---\n"
    body = "\n[[d\u00e9j\u00e0]] [[de\u0301ja\u0300]]\n"
    made = joined({"incidents/2025-01-02-x.md": front + body})
    assert len(edges_in(made, "AFFECTS")) == 1
    assert len(made.graph.nodes("Unresolved")) == 1


def needs(*entries: str) -> Joined:
    listed = "".join(f"  - {entry}\n" for entry in entries)
    return joined({"services/web.md": f"---\ndepends_on:\n{listed}---\n"})


HARD, SOFT = "{service: a, kind: hard}", "{service: a, kind: soft}"
GROUP, CHANCE = "any_of: [a, b]", "{service: a, kind: hard, probability: 0.2}"


@pytest.mark.parametrize(
    ("entries", "properties", "complaint"),
    [
        ((HARD, SOFT), {"strength": "hard"}, "strength is 'hard' and 'soft'"),
        ((SOFT, HARD), {"strength": "hard"}, "strength is 'soft' and 'hard'"),
        ((GROUP, HARD), {"strength": "hard"}, "group is 'depends_on/1', and it stands without one"),
        ((HARD, GROUP), {"strength": "hard"}, "group is 'depends_on/2', and it stands without one"),
        ((CHANCE, HARD), {"strength": "hard"}, "probability is 0.2, and it stands without one"),
    ],
)
def test_no_dependency_is_weakened_in_silence(
    entries: tuple[str, ...], properties: dict[str, str], complaint: str
) -> None:
    made = needs(*entries)
    (edge,) = (e for e in made.graph.edges("DEPENDS_ON") if e.target.id == "a")
    assert edge.properties == properties
    assert complaints_of(made.diagnostics) == [
        f"RCA304 services/web.md:4 DEPENDS_ON from 'web' to 'a': {complaint}"
    ]
    assert made.diagnostics[0].also == (Place("services/web.md", 3, "depends_on"),)


def test_a_plain_dependency_that_is_also_one_of_a_group_stands() -> None:
    made = needs("a", GROUP)
    (edge,) = (e for e in made.graph.edges("DEPENDS_ON") if e.target.id == "a")
    assert edge.properties == {"strength": "hard"}
    assert [one.code.name for one in made.diagnostics] == ["RCA304"]


def test_a_mere_link_says_nothing_of_strength() -> None:
    made = joined(
        {
            "services/web.md": f"---\ndepends_on: [{SOFT}]\n---\n\n## Dependencies\n\n[[a]]\n",
            "services/a.md": "x",
        }
    )
    (edge,) = made.graph.edges("DEPENDS_ON")
    assert edge.properties == {"strength": "soft"}
    assert made.diagnostics == ()


@pytest.mark.parametrize(
    ("declared", "named", "is_like"),
    [
        ("checkout", "chekout", True),
        ("checkout-api", "Checkout_API", True),
        ("payments", "payment", True),
        ("postgres-main", "postgers-main", True),
        ("orders", "oders", True),
        ("api-1", "api-2", False),
        ("search-v1", "search-v2", False),
        ("queue-eu", "queue-us", False),
        ("cart", "card", False),
        ("import", "export", False),
        ("inbound-mail", "outbound-mail", False),
        ("mail", "mail-relay", False),
        ("billing", "ledger", False),
    ],
)
def test_a_name_that_is_almost_a_declared_one(declared: str, named: str, is_like: bool) -> None:
    front = f"---\nservices: [{named}]\n---\n"
    made = joined({f"services/{declared}.md": "x", "incidents/2025-01-02-x.md": front})
    wanted = [f"RCA306 incidents/2025-01-02-x.md:2 Service {named!r} is named like {declared!r}"]
    assert complaints_of(made.diagnostics) == (wanted if is_like else [])


def test_a_misspelt_name_is_said_once_with_its_places_and_a_link_only_as_a_link() -> None:
    page = "---\nservices: [chekout, '[[chekuot]]']\n---\n"
    files = {f"incidents/2025-01-0{n}-x.md": page for n in (1, 2)}
    made = joined({"services/checkout.md": "x", "teams/chekout.md": "x", **files})
    assert complaints_of(made.diagnostics) == [
        "RCA301 incidents/2025-01-01-x.md:2 [[chekuot]] (and 1 more place)",
        "RCA306 incidents/2025-01-01-x.md:2 Service 'chekout' is named like 'checkout' "
        "(and 1 more place)",
    ]


def test_wikilinks_are_counted_by_what_they_reach() -> None:
    made = joined(
        {
            "a.md": "---\nid: A-1\naliases: [The A]\n---\n",
            "n.md": "[[a]] [[A.md]] [[a-1]] [[the a]] [x](a.md)",
        }
    )
    assert made.wikilinks == LinkCounts(4, 4, 0, 0, by_file_name=2, by_id=1, by_alias=1)


def told(made: Joined) -> bytes:
    """All of a graph and its diagnostics, as bytes."""
    nodes = [(node.key, sorted(node.record().items())) for node in made.graph.nodes()]
    edges = [
        (edge.type, edge.source, edge.target, sorted(edge.record().items()))
        for edge in made.graph.edges()
    ]
    return repr((nodes, edges, list(map(str, made.diagnostics)), made.wikilinks)).encode()


FACTS = facts_in(SHOP)


@settings(max_examples=60, deadline=None)
@given(st.permutations(FACTS))
def test_the_order_of_the_facts_never_matters(facts: Sequence[Fact]) -> None:
    assert told(join(facts, profile())) == told(MADE)


def said(properties: dict[str, str], asserted: bool) -> EdgeFact:
    """The same statement at the same place, but for what it says of the edge."""
    source, place = NodeKey("test", "Service", "web"), Place("services/web.md", 2, "depends_on")
    target = Mention(("Service",), "cart")
    return EdgeFact("DEPENDS_ON", source, target, place, "depends_on", properties, asserted)


WEB = facts_in({"services/web.md": "---\nowner: x\n---\n"})
CLASHING = [
    said({"strength": "hard"}, True), said({"strength": "soft"}, False), said({"role": "x"}, True)
]  # fmt: skip


@settings(deadline=None)
@given(st.permutations([*WEB, *CLASHING]))
def test_nor_where_one_line_says_two_things(facts: Sequence[Fact]) -> None:
    assert told(join(facts, profile())) == told(join([*WEB, *CLASHING], profile()))


@pytest.mark.parametrize("heading", ["Dependencies", "3. Dependencies:", "🔗 DEPENDENCIES (hard)"])
def test_what_a_section_names_is_a_thing_though_no_note_is_there(heading: str) -> None:
    made = joined({"services/a.md": f"## {heading}\n\n- [[nowhere]]\n- [[runbook-x]]\n"})
    assert edges_in(made, "DEPENDS_ON") == [("a", "nowhere")]
    assert names("Unresolved", False, made) == ["runbook-x"]
    assert complaints_of(made.diagnostics) == [
        "RCA301 services/a.md:3 [[nowhere]]",
        "RCA301 services/a.md:4 [[runbook-x]]",
    ]


def test_a_link_and_a_list_that_name_one_thing_make_one(tmp_path: Path) -> None:
    from_list = (
        "[[type]]\ntype = 'Service'\nextend = true\n[[type.edge]]\nrel = 'DEPENDS_ON'\n"
        "to = ['Resource', 'Service']\nfrom = 'list:Dependencies'\n"
    )
    files = {"rcagraph.toml": from_list, "services/a.md": "## Dependencies\n\n- [[nowhere]]\n"}
    made = load_vault(tmp_path, dict(files))
    ends = [(edge.type, edge.target.kind, edge.target.id) for edge in made.graph.edges()]
    assert ends == [("DEPENDS_ON", "Resource", "nowhere")]


def test_a_placeholder_in_brackets_names_nothing_too() -> None:
    front = "---\nrecurrence_of: '[[{}]]'\n---\n"
    days = {f"incidents/2025-01-0{n}-x.md": front.format("TBD") for n in (1, 2)}
    made = joined({**days, "incidents/2025-01-03-x.md": front.format("unwritten")})
    assert edges_in(made, "RECURRENCE_OF") == [("incidents/2025-01-03-x", "unwritten")]
    assert complaints_of(made.diagnostics) == ["RCA301 incidents/2025-01-03-x.md:2 [[unwritten]]"]


SKIPS = """\
[vault]
name = "test"
[[type]]
type = "-"
path = "drafts/**"
"""


def test_a_link_to_a_skipped_file_is_no_edge_and_no_complaint(tmp_path: Path) -> None:
    front = "---\nservices: [x]\nrelated: '[[note-on-cart]]'\n---\n"
    body = "See [[note-on-cart]], [it](../drafts/note-on-cart.md) and [[gone]].\n"
    files = {
        "rcagraph.toml": SKIPS,
        "drafts/note-on-cart.md": "[[nowhere]]\n",
        "incidents/2025-01-02-x.md": front + body,
    }
    made = load_vault(tmp_path, files)
    assert complaints_of(made.diagnostics) == ["RCA301 incidents/2025-01-02-x.md:5 [[gone]]"]
    assert [n.name for n in made.graph.nodes("Unresolved")] == ["gone", "note-on-cart"]


def test_aliases_are_kept_those_of_twins_and_of_the_profile_too(tmp_path: Path) -> None:
    files = {
        "rcagraph.toml": "[[declare]]\ntype = 'Service'\nnames = ['pay|payments|till']\n",
        "services/a.md": "---\nid: cart\naliases: [Basket, cart, trolley]\n---\n",
        "services/b.md": "---\nid: cart\naliases: [trolley, Bag]\n---\n",
        "teams/core.md": "---\nalias: kernel\n---\n\n# Core Team\n",
        "teams/web.md": "# Web\n",
    }
    nodes = load_vault(tmp_path, files).graph.nodes
    assert [n.properties.get("aliases") for n in nodes("Service")] == [
        ("Basket", "cart", "trolley", "Bag"),
        ("payments", "till"),
    ]
    assert [n.properties.get("aliases") for n in nodes("Team")] == [("kernel",), None]


@pytest.mark.parametrize(
    ("items", "ends", "said"),
    [
        ("- Redis", ["Resource Redis"], []),
        ("- Payment Gateway - all of it", ["Resource Payment Gateway"], []),
        ("- Database: [[pg]] (primary)", ["Resource pg"], ["RCA301 services/a.md:3 [[pg]]"]),
        ("- Database: pg (primary)\n- Pg", ["Resource pg"], []),
        ("- Cart (EU)", ["Service cart"], []),
        ("- Database: pg (EU)\n- Database: pg (US)", ["Resource pg (EU)", "Resource pg (US)"], []),
        ("- [The cart](cart.md)", ["Service cart"], []),
        ("- the cart, mostly", [], ["RCA307 services/a.md:3 Resource 'the cart, mostly'"]),
        ("- see [[cart]]", ["Service cart"], []),
        (
            "- my old cache ([[cart]])",
            ["Service cart"],
            ["RCA307 services/a.md:3 Resource 'my old cache'"],
        ),
        ("- None\n- Nothing", [], []),
    ],
)
def test_what_a_list_of_dependencies_names(items: str, ends: list[str], said: list[str]) -> None:
    made = joined({"services/a.md": f"## Dependencies\n\n{items}\n", "services/cart.md": ""})
    edges = made.graph.edges("DEPENDS_ON")
    assert [f"{edge.target.kind} {edge.target.id}" for edge in edges] == ends
    assert complaints_of(made.diagnostics) == said


@pytest.mark.parametrize(
    "link", ["[[cart]]", "[[cart|The cart]]", "[The cart](../services/cart.md)"]
)
def test_what_an_edge_rule_makes_of_a_link_in_a_body_is_enough(link: str) -> None:
    body = f"## Affected Services\n\n- {link}\n\nSee [[cart]].\n"
    made = joined({"incidents/2025-01-02-x.md": body, "services/cart.md": "", "teams/t.md": link})
    assert [(edge.type, edge.source.kind) for edge in made.graph.edges()] == [
        ("AFFECTS", "Incident"), ("REFERENCES", "Incident"), ("REFERENCES", "Team"),
    ]  # fmt: skip
    (reference, _) = made.graph.edges("REFERENCES")
    assert [place.line for place in reference.places] == [5]


def test_nor_is_what_a_list_names_unresolved_besides() -> None:
    files = {
        "incidents/2025-01-02-x.md": "## Affected Services\n\n- [[cart]]\n",
        "incidents/2025-01-03-y.md": "---\nservices: cart\n---\n",
    }
    made = joined(files)
    assert sorted(edge.type for edge in made.graph.edges()) == ["AFFECTS", "AFFECTS"]
    assert names("Unresolved", False, made) == []
    assert complaints_of(made.diagnostics) == ["RCA301 incidents/2025-01-02-x.md:3 [[cart]]"]
