"""Near names for links that reach nothing, and the one that is surely meant."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.graph.near import Named, Near, is_slip, spoken
from rcagraph.graph.suggest import with_suggestions
from rcagraph.model.distance import slips
from rcagraph.model.facts import NodeKey
from tests.notes import joined


def hints(text: str) -> list[str]:
    return hints_in(
        {"services/order-service.md": "---\nowner: x\n---\n", "services/order-server.md": "x",
         "note.md": text}
    )  # fmt: skip


def hints_in(files: dict[str, str]) -> list[str]:
    made = joined(files)
    found = with_suggestions(made.diagnostics, made.dangling, made.names)
    return [one.hint for one in found if one.code.name == "RCA301"]


def test_a_typo_is_told_what_it_may_have_meant_nearest_first() -> None:
    assert hints("[[order-servise]]") == ["did you mean [[order-service]] or [[order-server]]?"]


def test_another_name_is_left_alone() -> None:
    assert hints("[[billing]]") == [""]


def test_other_diagnostics_stay_as_they_are() -> None:
    made = joined({"a/same.md": "x", "b/same.md": "y", "note.md": "[[same]]"})
    found = with_suggestions(made.diagnostics, made.dangling, made.names)
    assert found == made.diagnostics
    assert [one.code.name for one in found] == ["RCA302"]


def test_a_link_of_several_places_has_its_hint_too() -> None:
    files = {"order-service.md": "x", "a.md": "[[order-servise]]", "b.md": "[[order-servise]]"}
    assert hints_in(files) == ["did you mean [[order-service]]?"]


def test_the_kind_that_the_link_expects_comes_first() -> None:
    files = {"services/runbook-cart.md": "x", "runbooks/runbook-carts.md": "x"}
    hint = "did you mean [[runbook-carts]] or [[runbook-cart]]?"
    assert hints_in({**files, "incidents/2025-01-02-x.md": "[[runbook-cartt]]"}) == [hint]


def test_an_incident_of_the_same_day_may_be_meant_whatever_it_is_called() -> None:
    files = {f"incidents/2025-01-0{n}-{name}.md": "x" for n, name in enumerate("abc", 1)}
    files["note.md"] = "[[2025-01-02-previous-incident]]"
    assert hints_in(files) == ["did you mean [[2025-01-02-b]]?"]


def test_the_same_words_on_a_day_that_is_a_slip_away_may_be_meant() -> None:
    files = {"incidents/2025-01-20-leak.md": "x", "incidents/2024-03-05-leak.md": "x"}
    assert hints_in({**files, "n.md": "[[2025-01-02-leak]]"}) == [
        "did you mean [[2025-01-20-leak]]?"
    ]


def test_notes_of_one_name_are_told_with_their_folders() -> None:
    files = {"a/restart.md": "x", "b/restart.md": "x", "note.md": "[[restrat]]"}
    assert hints_in(files) == ["did you mean [[a/restart]] or [[b/restart]]?"]


def test_an_alias_and_a_record_are_names_too() -> None:
    aliased = {"cart.md": "---\naliases: [Shopping Basket]\n---\n", "note.md": "[[Shoping Basket]]"}
    assert hints_in(aliased) == ["did you mean [[cart]]?"]


def test_two_links_written_alike_are_told_by_what_each_of_them_means() -> None:
    files = {"a/runbooks/restart.md": "x", "a/n.md": "[x](restrat.md)", "b/n.md": "[x](restrat.md)"}
    assert hints_in(files) == ["did you mean [[restart]]?"] * 2


def named(*names: str) -> Near:
    return Near(Named(name, NodeKey("v", kind, name)) for kind, name in map(_split, names))


def _split(text: str) -> tuple[str, str]:
    kind, _, name = text.partition(":")
    return kind, name


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("checkout api", "checkout-api"),
        ("Checkout_API", "checkout-api"),
        ("chekout-api", "checkout-api"),
        ("checkotu-api", "checkout-api"),
        ("checkout-apis", None),  # a short word
        ("eu-east-1", None),
        ("us-east-2", None),
        ("us-est-1", None),  # a short word
        ("us-eats-1", "us-east-1"),
        ("export-orders", None),
        ("2025-01-02-disk-ful", None),  # a short word again
        ("2025-01-02-disk-exhastion", "2025-01-02-disk-exhaustion"),
        ("2025-01-03-disk-exhaustion", None),
        ("readme", None),
        ("", None),
        ("x" * 1000, None),
    ],
)
def test_what_is_surely_meant(target: str, meant: str | None) -> None:
    known = named(
        "Service:checkout-api", "Service:us-east-1", "Service:import-orders", "Document:README",
        "Incident:2025-01-02-disk-full", "Incident:2025-01-02-disk-exhaustion",
    )  # fmt: skip
    found = known.sure(target)
    assert (found.id if found else None) == meant


def test_two_that_fit_are_none() -> None:
    assert named("Service:orders-api", "Service:order-apis").sure("order-api") is not None
    assert named("Service:orders-api", "Service:ordere-api").sure("order-api") is None


def test_the_kind_decides_between_two_and_forbids_one_of_another() -> None:
    known = named("Service:orders-web", "Runbook:order5-web", "Runbook:ordert-web")
    assert known.sure("order-web", frozenset({"Service"})) == NodeKey("v", "Service", "orders-web")
    assert named("Runbook:orders-web").sure("order-web", frozenset({"Service"})) is None


def test_one_name_is_meant_whatever_its_kind() -> None:
    assert named("Runbook:order-web").sure("Order Web", frozenset({"Service"})) is not None


WORDS = st.text("abc", max_size=7)


@given(WORDS, WORDS, st.integers(0, 5))
def test_slips_are_counted_as_the_textbook_does(a: str, b: str, most: int) -> None:
    far = _alignment(a, b)
    assert slips(a, b, most) == (far if far <= most else None)


def _alignment(a: str, b: str) -> int:
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            costs = [rows[i - 1][j] + 1, rows[i][j - 1] + 1]
            costs.append(rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                costs.append(rows[i - 2][j - 2] + 1)
            rows[i][j] = min(costs)
    return rows[-1][-1]


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_slip_is_one_both_ways(a: str, b: str) -> None:
    assert is_slip(spoken(a), spoken(b)) == is_slip(spoken(b), spoken(a))


def test_many_names_and_many_targets_take_seconds() -> None:
    random = Random(1)
    words = ["".join(random.choices("abcdefgh", k=6)) for _ in range(300)]
    names = ["runbook-" + "-".join(random.sample(words, 3)) for _ in range(10_000)]
    known = named(*(f"Runbook:{name}" for name in names))
    meant = random.sample(sorted(set(names)), 1000)
    targets = [name[:10] + name[11:] for name in meant]
    start = time.process_time()
    found = [known.suggestions(target) for target in targets]
    assert [one[0].id for one in found] == meant
    assert time.process_time() - start < 5
