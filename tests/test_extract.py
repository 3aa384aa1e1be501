"""A whole post-mortem, and a service and a runbook: every fact that they give."""

from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.extract import extract
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import LinkTarget, Mention, NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.model.vocabulary import ValueType
from rcagraph.vault.read import parse_note
from tests.notes import facts_of, load_vault, profile, written

PAGE = """\
---
title: "2025-03-04 - Certificate Expiry in Payments in payment-gateway"
date: 2025-03-04
severity: P2
services: [payment-gateway, "[[checkout|The checkout, EU]]", "ledger, mailer"]
tags: [rca, p2, security]
status: resolved
duration: 1h 30m
author: Payments
runbook: "[[runbook-payment-gateway]]"
related: ["[[2025-01-01-old]]"]
recurrence_of: 2024-12-24-certificate-expiry
aliases: [The big one]
impact: N/A
---

# Certificate Expiry

## Summary

The certificate ran out. About 2,300 users were affected.

It affected about 2,300 users.

## Timeline

| Time (UTC) | Event |
|---|---|
| 23:40 | Monitoring alert triggered |
| 00:10 | Cause identified |
| 01:10 | Incident resolved |

## Root Cause

Nobody renewed it.

- No reminder
- No owner

## Impact

- 92.5% of requests affected
- Error rate spike: 13% (baseline: <1%)
- p99 went from 480ms to 4300 ms
- 1,860 customer-facing errors
- 66 support tickets created
- Estimated revenue impact: $45,726.50

### Affected Services

- payment-gateway
- [[checkout|The checkout]]
- something else

## Resolution

1. Renewed it

## Lessons Learned

### What Went Well

- Alerting

### What Could Be Improved

- Reminders

## Action Items

| Priority | Action | Owner | Due Date |
|---|---|---|---|
| P1 | Renew automatically | [[platform\\|Platform Team]] | 2025-03-11 |

## Related Incidents

- [[2025-01-01-old|An old one]], [how](../runbooks/renew.md#now), ![x](x.png), [[#Summary]]
"""
PATH = "incidents/2025-03-04-certificate-expiry.md"
SAID = facts_of(PAGE, PATH)


def test_the_incident_with_every_property_typed() -> None:
    assert SAID.node.key == NodeKey("test", "Incident", PATH.removesuffix(".md"))
    assert SAID.node.name == "2025-03-04-certificate-expiry"
    assert SAID.node.place == Place(PATH, 2, "title")
    assert SAID.node.aliases == ("The big one", PATH.removesuffix(".md"))
    assert SAID.node.properties == {
        "path": PATH,
        "title": "2025-03-04 - Certificate Expiry in Payments in payment-gateway",
        "aliases": ("The big one",),
        "tags": ("rca", "p2", "security"),
        "date": date(2025, 3, 4),
        "epoch_day": 20151,
        "severity": "P2",
        "status": "resolved",
        "duration_minutes": 90,
        "started_at": datetime(2025, 3, 4, 23, 40, tzinfo=UTC),
        "detected_at": datetime(2025, 3, 4, 23, 40, tzinfo=UTC),
        "identified_at": datetime(2025, 3, 5, 0, 10, tzinfo=UTC),
        "resolved_at": datetime(2025, 3, 5, 1, 10, tzinfo=UTC),
        "timeline": (
            "2025-03-04 23:40 Monitoring alert triggered",
            "2025-03-05 00:10 Cause identified",
            "2025-03-05 01:10 Incident resolved",
        ),
        "summary": "The certificate ran out. About 2,300 users were affected.",
        "root_cause": "Nobody renewed it.",
        "contributing_factors": ("No reminder", "No owner"),
        "resolution": ("Renewed it",),
        "went_well": ("Alerting",),
        "to_improve": ("Reminders",),
        "users_affected": 2300,
        "customer_errors": 1860,
        "support_tickets": 66,
        "revenue_impact": 45726.5,
        "revenue_impact_currency": "USD",
        "requests_affected_percent": 92.5,
        "error_rate_percent": 13.0,
        "latency_before_ms": 480.0,
        "latency_after_ms": 4300.0,
    }
    assert SAID.complaints == []


def test_every_edge_with_its_line_and_rule() -> None:
    found = [
        (e.type, written(e.source), written(e.target), e.place.line, e.rule) for e in SAID.edges()
    ]
    me = SAID.node.key.id
    item = f"{me}/1"
    by_field = [one for one in found if not one[4].startswith(("title:", "tag:"))]
    assert by_field == [
        ("AFFECTS", me, "payment-gateway", 5, "services"),
        ("AFFECTS", me, "[[checkout]]", 5, "services"),
        ("AFFECTS", me, "ledger", 5, "services"),
        ("AFFECTS", me, "mailer", 5, "services"),
        ("AFFECTS", me, "payment-gateway", 51, "list:Affected Services"),
        ("AFFECTS", me, "checkout", 52, "list:Affected Services"),
        ("AFFECTS", me, "something else", 53, "list:Affected Services"),
        ("AUTHORED_BY", me, "Payments", 9, "author"),
        ("USES_RUNBOOK", me, "[[runbook-payment-gateway]]", 10, "runbook"),
        ("RECURRENCE_OF", me, "2024-12-24-certificate-expiry", 12, "recurrence_of"),
        ("RELATES_TO", me, "[[2025-01-01-old]]", 11, "related"),
        ("HAS_ACTION_ITEM", me, item, 73, "table:Action Items"),
        ("OWNS", "platform", item, 73, "table:Action Items"),
    ]
    assert SAID.ends("ORIGINATED_IN") == ["payment-gateway"]
    assert SAID.ends("HAS_FAILURE_MODE") == ["Certificate Expiry in Payments"]
    assert SAID.ends("IN_CATEGORY") == ["security"]


def test_what_prose_says_is_inferred_and_must_exist() -> None:
    (origin,) = SAID.edges("ORIGINATED_IN")
    assert origin.target == Mention(("Service",), "payment-gateway", must_exist=True)
    assert not origin.asserted
    listed = [e for e in SAID.edges("AFFECTS") if e.rule == "list:Affected Services"]
    assert {(e.asserted, e.target.must_exist) for e in listed if isinstance(e.target, Mention)} == {
        (True, True)
    }
    assert all(e.asserted for e in SAID.edges("USES_RUNBOOK", "RELATES_TO", "OWNS"))


def test_links_to_notes_with_their_section_and_label() -> None:
    assert [(f.target, f.place.line, f.place.where, f.label) for f in SAID.links] == [
        (LinkTarget("checkout"), 52, "Affected Services", "The checkout"),
        (LinkTarget("platform"), 73, "Action Items", "Platform Team"),
        (LinkTarget("2025-01-01-old"), 77, "Related Incidents", "An old one"),
        (LinkTarget("../runbooks/renew.md", (), True), 77, "Related Incidents", "how"),
    ]


def test_an_origin_that_a_field_names_need_not_be_declared() -> None:
    said = facts_of("---\ntitle: 2025-01-01 - X in a\norigin: b\ndate: 2025-01-01\n---\n")
    assert [(e.target, e.asserted) for e in said.edges("ORIGINATED_IN")] == [
        (Mention(("Service",), "b"), True)
    ]


SERVICE = """\
---
id: pay
name: ignored
owner: Payments
tier: 1
part_of: shop
escalation: Platform
runbook: "[[renew]]"
depends_on: [ledger]
---

# Payment gateway

## Dependencies

- Database: PostgreSQL
- see [[ledger]]
- Cache: [[redis|Redis cluster]]
"""


def test_a_service() -> None:
    said = facts_of(SERVICE, "services/payment-gateway.md")
    assert said.node.key == NodeKey("test", "Service", "pay")
    assert (said.node.name, said.node.aliases) == ("payment-gateway", ("pay",))
    assert said.node.properties["title"] == "Payment gateway"
    assert said.node.properties["tier"] == "1"
    edges = [
        (e.type, written(e.source), written(e.target), dict(e.properties)) for e in said.edges()
    ]
    assert edges == [
        ("DEPENDS_ON", "pay", "PostgreSQL", {"role": "Database"}),
        ("DEPENDS_ON", "pay", "redis", {"role": "Cache"}),
        ("DEPENDS_ON", "pay", "see ledger", {}),  # which counts where it is known
        ("OWNS", "Payments", "pay", {}),
        ("PART_OF", "pay", "shop", {}),
        ("ESCALATES_TO", "pay", "Platform", {}),
        ("DOCUMENTS", "[[renew]]", "pay", {}),
        ("DEPENDS_ON", "pay", "ledger", {"strength": "hard"}),
    ]


def test_a_runbook_documents_by_its_name_and_escalates_to_a_team_not_a_channel() -> None:
    page = (
        "---\nlast_updated: 2025-01-02\nalerts: [CartDown]\n---\n\n## Contacts\n\n"
        "- Escalation: Platform Team\n- Escalation: #platform\n- Owner: somebody\n"
    )
    said = facts_of(page, "ops/runbook-cart.md")
    assert said.node.key == NodeKey("test", "Runbook", "ops/runbook-cart")
    assert said.node.properties["updated"] == date(2025, 1, 2)
    assert said.ends("DOCUMENTS") == ["cart", "CartDown"]
    assert [e.asserted for e in said.edges("DOCUMENTS")] == [False, True]
    assert said.ends("ESCALATES_TO") == ["Platform Team"]


def test_a_team_and_a_person() -> None:
    team = facts_of("---\nmembers: [Ann, Bo]\n---\n", "teams/core.md")
    assert [(written(e.source), written(e.target)) for e in team.edges("MEMBER_OF")] == [
        ("Ann", "core"),
        ("Bo", "core"),
    ]
    person = facts_of("---\nteam: core\n---\n", "people/Ann.md")
    assert person.ends("MEMBER_OF") == ["core"]


def test_what_is_no_value_is_none_and_what_does_not_fit_is_said() -> None:
    page = '---\ndate: YYYY-MM-DD\nseverity: N/A\nduration: soon\nservices: [none, TBD, ""]\n---\n'
    said = facts_of(page, "incidents/2025-02-30-x.md")
    assert said.edges() == []
    assert set(said.node.properties) == {"path"}
    assert said.complaints == [
        ("RCA106", 1, "name: '2025-02-30' is no date"),
        ("RCA106", 4, "duration: 'soon' is no duration"),
        ("RCA202", 1, "2025-02-30-x"),
        ("RCA206", 2, "date: YYYY-MM-DD (and 3 more to fill in)"),
    ]


def test_a_date_that_is_wrong_gives_way_to_the_one_in_the_name() -> None:
    said = facts_of("---\ndate: 22025-01-02\n---\n")
    assert said.node.properties["date"] == date(2025, 1, 2)
    assert said.complaints == [("RCA106", 2, "date: '22025-01-02' is no date")]


HEAD = """\
# Cart was down

**Severity:** SEV-2
**Status**: Resolved
**Duration:** 1h 30m (10:00 - 11:30)
**Authors:** Dana & Bo, SRE

**Root cause:** The pool was
too small.

**Contributing factors:**

- No alert
- No owner

**Impacted services:** cart, checkout and ledger

| Field | Value |
|---|---|
| Users affected | ~2,300 |
| Support tickets | 66 |

## Impact

- **Customer-facing errors:** 1,860
- Latency rose from 480 ms to 4300 ms

### Impacted Services

- cart – slow
- **checkout**: down
- [[ledger|The ledger]] (EU)
- [ ] mailer

## Executive summary (draft)

It was short.

## 4. What didn't go well?

- Reminders

### Action 1

**Status:** open
"""


def test_the_head_of_a_post_mortem_says_it_by_labels() -> None:
    said = facts_of(HEAD, "incidents/2025-01-02-cart.md")
    given = {k: v for k, v in said.node.properties.items() if k not in ("path", "epoch_day")}
    assert given == {
        "title": "Cart was down",
        "date": date(2025, 1, 2),
        "severity": "SEV-2",
        "status": "Resolved",
        "duration_minutes": 90,
        "root_cause": "The pool was too small.",
        "contributing_factors": ("No alert", "No owner"),
        "summary": "It was short.",
        "to_improve": ("Reminders",),
        "users_affected": 2300,
        "support_tickets": 66,
        "customer_errors": 1860,
        "latency_before_ms": 480.0,
        "latency_after_ms": 4300.0,
    }
    assert said.complaints == []
    assert said.ends("AUTHORED_BY") == ["Dana", "Bo", "SRE"]


def test_services_in_lists_and_labels_count_where_they_are_known(tmp_path: Path) -> None:
    files = {f"services/{name}.md": "" for name in ("cart", "checkout", "ledger", "mailer")}
    graph = load_vault(tmp_path, {**files, "incidents/2025-01-02-cart.md": HEAD}).graph
    assert sorted(graph[e.target].name for e in graph.edges("AFFECTS")) == [
        "cart",
        "checkout",
        "ledger",
    ]


def test_several_owners_and_the_sign_before_a_team(tmp_path: Path) -> None:
    files = {
        "teams/plat.md": "---\ntitle: Platform Team\n---\n",
        "services/cart.md": '---\nowner: "@plat, Ops & @core"\n---\n',
        "services/web.md": "---\nowner: Platform Team\n---\n# Web\n\n**Owner:** @plat\n",
    }
    graph = load_vault(tmp_path, files).graph
    assert [(graph[e.source].name, graph[e.target].name) for e in graph.edges("OWNS")] == [
        ("Ops", "cart"),
        ("core", "cart"),
        ("plat", "cart"),
        ("plat", "web"),
    ]


def test_contacts_in_a_table() -> None:
    page = "## Contacts:\n\n| Role | Who |\n|-|-|\n| Escalation | Platform |\n| Escalation | #x |\n"
    assert facts_of(page, "ops/runbook-cart.md").ends("ESCALATES_TO") == ["Platform"]


def test_a_title_of_dashes_and_without_service() -> None:
    said = facts_of("---\ntitle: 2025-01-02 — Disk Full\n---\n")
    assert said.ends("HAS_FAILURE_MODE") == ["Disk Full"]
    assert said.ends("ORIGINATED_IN") == []
    assert facts_of("---\ntitle: All was well\n---\n").ends("HAS_FAILURE_MODE") == []


@pytest.mark.parametrize(
    "body", ["1" * 30_000, "1," * 15_000, "error rate " * 5_000, "went from 1" * 5_000]
)
def test_a_long_line_is_read_in_time_that_grows_with_its_length(body: str) -> None:
    """Backtracking over these took from 2 to 50 seconds once."""
    start = perf_counter()
    assert facts_of(f"---\ndate: 2025-01-02\n---\n\n{body}\n").complaints == []
    assert perf_counter() - start < 2


ODD = ("tags:", "depends_on: {any_of: x}", "date: 9999-12-31")
LINES = st.sampled_from((*PAGE.splitlines(), *SERVICE.splitlines(), *ODD))
PATHS = st.sampled_from(["incidents/a.md", "services/a.md", "runbook-a.md", "teams/a.md", "a.md"])
TYPES = {
    ValueType.STRING: str, ValueType.STRINGS: tuple, ValueType.INTEGER: int,
    ValueType.DECIMAL: float, ValueType.DATE: date, ValueType.DATETIME: datetime,
}  # fmt: skip


@settings(deadline=None)
@given(PATHS, st.lists(LINES | st.text(max_size=20), max_size=25))
def test_any_lines_give_properties_of_the_table_and_places_in_the_note(
    path: str, lines: list[str]
) -> None:
    data = "\n".join(["---", *lines]).encode(errors="replace")
    last = data.count(b"\n") + data.count(b"\r") + 1
    for said in extract(parse_note(path, data).value, profile()):
        line = said.line if isinstance(said, Diagnostic) else said.place.line
        assert 1 <= line <= last
    node = facts_of(data.decode(errors="replace"), path).node
    table = {
        p.name: TYPES[p.type] for p in ONTOLOGY.node_properties(node.key.kind) if p.type in TYPES
    }
    for name, value in node.properties.items():
        assert isinstance(value, table[name])


def test_keys_are_found_whatever_their_case(tmp_path: Path) -> None:
    service = "---\nOwner: sre\nDepends-On: [cart]\nTIER: 1\n---\n"
    graph = load_vault(tmp_path, {"services/web.md": service}).graph
    assert [graph[e.target].name for e in graph.edges("DEPENDS_ON")] == ["cart"]
    assert [graph[e.source].name for e in graph.edges("OWNS")] == ["sre"]
    assert graph.nodes("Service")[1].properties["tier"] == "1"


def test_nothing_is_no_dependency(tmp_path: Path) -> None:
    for nothing in ("null", "~", "none", "[n/a]"):
        vault = load_vault(tmp_path, {"services/web.md": f"---\ndepends_on: {nothing}\n---\n"})
        assert [node.name for node in vault.graph.nodes("Service")] == ["web"]


def test_a_blank_title_leaves_the_heading_its_say(tmp_path: Path) -> None:
    text = "---\ntitle:\n---\n# 2025-01-02 - Leak in web\n"
    graph = load_vault(tmp_path, {"incidents/a.md": text}).graph
    assert [node.name for node in graph.nodes("FailureMode")] == ["Leak"]


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("$1.2M", 1_200_000.0, "USD"),
        ("50k EUR (est.)", 50_000.0, "EUR"),
        ("€4.500,50", 4500.5, "EUR"),
        ("GBP 300.", 300.0, "GBP"),
        ("12,000", 12_000.0, None),
        ("$500-600", None, None),
        ("5x the usual", None, None),
        ("€4.500", None, None),
    ],
)
def test_an_amount_in_prose_is_read_or_left(
    written: str, amount: float | None, currency: str | None
) -> None:
    text = f"---\ndate: 2025-01-02\n---\nEstimated revenue impact: {written}\n"
    found = facts_of(text).node.properties
    assert found.get("revenue_impact") == amount
    assert found.get("revenue_impact_currency") == currency


@pytest.mark.parametrize(
    ("front", "line", "keys"),
    [
        ("services: [{name: cart, impact: bad}, web]", 2, "name, impact"),
        ("services: {cart: bad}", 2, "cart"),
        ("services:\n  - web\n  - name: cart", 4, "name"),
    ],
)
def test_keys_where_a_name_is_asked_are_said(front: str, line: int, keys: str) -> None:
    said = facts_of(f"---\n{front}\ndate: 2025-01-02\n---\n")
    found = [(d.code.name, d.line, d.detail) for d in said if isinstance(d, Diagnostic)]
    assert found == [("RCA106", line, f"services: keys stand where a name is asked: {keys}")]
