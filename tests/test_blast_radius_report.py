"""A blast radius as sentences, tables and JSON; the explanation; the commands that print them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from rcagraph.analysis.blast_radius import BlastRadius, blast_radius
from rcagraph.analysis.critical_services import critical_services
from rcagraph.analysis.impact.explanation import explanation
from rcagraph.api import load
from rcagraph.cli import main
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import read_profile
from rcagraph.profile.shape import AnalysisRules
from rcagraph.report import (
    blast_radius_json,
    blast_radius_tables,
    critical_services_tables,
    explanation_tables,
    sentences,
    text,
)
from rcagraph.report.amounts import proportion
from tests.graphs import key, shop
from tests.impact import depends, needs, vault

EXAMPLE = Path(__file__).parents[1] / "examples" / "hopfield-pantry"


def orders(**options: Any) -> BlastRadius:
    return blast_radius(shop(), key("Service", "orders"), **options)


def shown(*renderables: object) -> str:
    console = Console(width=120, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(*renderables)
    return captured.get()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--vault", str(EXAMPLE), "--quiet"])


def test_sentences_keep_structural_probable_and_observed_apart() -> None:
    assert sentences.blast_radius(orders()) == (
        "3 things depend on orders: 3 cannot do without it.",
        "Probable: 2.8 of them go down with it on average, 3 typically, no more than 3 in 95 % of "
        "cases. Faults of their own and shared causes are not in that.",
        "Expected: 83 weighted minutes of others (83 typical), with a mean of 30 minutes from "
        "start to resolution (n=3, all incidents); borne by nobody owns 100 %.",
        "Observed: 2 incidents began in orders up to 2025-05-06; hit: 2 other services.",
        "orders itself falls with users alone.",
        "Owned by alpha.",
    )


def test_nothing_known_is_no_verdict() -> None:
    assert sentences.blast_radius(blast_radius(shop(), key("Service", "web"))) == (
        "No note says that anything depends on web.",
        "Observed: no incident began in web up to 2025-05-06: no evidence either way (n=0).",
        "web itself falls with cart or checkout or orders or users alone.",
        "No note says who owns web.",
    )


def test_json_of_what_is_structural_and_probable() -> None:
    shape: Any = blast_radius_json.blast_radius(orders())
    web = shape["structural"][2]
    assert {k: v for k, v in web.items() if k != "interval"} == {
        "name": "web", "kind": "Service", "hops": 2, "path": ["orders", "cart", "web"],
        "hard": True, "soft": False, "loses_redundancy": False,
        "redundancy_of": None, "members_left": None,
        "score": 0.828, "probability": 0.941933, "simulation": None, "owners": [],
    }  # fmt: skip
    assert web["interval"][0] < 0.94 < web["interval"][1]
    assert (shape["as_of"], shape["owners"]) == ("2025-05-06", ["alpha"])
    assert shape["falls_with"] == [["users"]]
    assert shape["hit"] == {"mean": 2.781933, "median": 3, "most": 3, "samples": None}


def test_json_of_what_was_observed() -> None:
    shape: Any = blast_radius_json.blast_radius(orders())
    assert shape["observed"][1] == {
        "name": "cart", "incidents": 1, "of": 2, "families": 1, "share": 0.5, "interval": None,
        "wilson_interval": [0.094531, 0.905469], "last": "2025-01-03", "ids": ["2025-01-03-pool"],
    }  # fmt: skip


def test_expected_impact_by_tier_and_team() -> None:
    its = orders(rules=AnalysisRules(weights={"1": 2.0})).expected
    assert (its.weight, its.impact) == (2.0, pytest.approx(2 * 2.781933, abs=1e-5))
    assert its.teams == (("", pytest.approx(1.0)),)
    assert its.times is not None
    assert (its.times.n, its.times.mean, its.times.measure) == (3, 30, "start to resolution")


def test_terminal_shows_tree_owner_and_runbook() -> None:
    said = shown(text.blast_radius(orders()))
    assert " ├─ cart         1  needs it " in said
    assert " │  └─ web       2  needs it " in said
    assert "runbooks/runbook-orders.md" in said
    assert said.index("Depends on orders") < said.index("Hit when orders failed before")


def test_what_if_shows_now_then_and_the_change() -> None:
    (table,) = blast_radius_tables.what_if(orders(what_if=["cut:web->cart"]))
    assert table.title == "What if cut:web->cart"
    assert table.rows[0] == ("web", "94 %", "66 %", "down 28 points")
    assert table.rows[1] == ("cart", "92 %", "92 %", "none")


def test_what_else_fails_is_certain_to_be_down() -> None:
    its = orders(what_if=["down:cart"])
    assert [(c.node.name, c.after) for c in its.compared if c.node.name == "cart"] == [("cart", 1)]
    assert "cart" not in [d.node.name for d in its.structural]
    explained = explanation(its.study, key("Service", "cart"))
    assert explanation_tables.sentences(explained, "orders") == ("cart is what fails.",)


def test_what_is_behind_a_gate_has_no_score() -> None:
    graph = vault(depends("a", "s"), depends("b", "s"), needs("t", ("a", "b")))
    shape: Any = blast_radius_json.blast_radius(blast_radius(graph, key("Service", "s")))
    assert [(d["name"], d["score"], d["probability"]) for d in shape["structural"]] == [
        ("a", 0.9, 0.9),
        ("b", 0.9, 0.9),
        ("t", None, 0.729),
    ]


def test_explanation_names_each_dependency_its_incidents_and_lines() -> None:
    found = orders()
    its = explanation(found.study, key("Service", "web"))
    shape: Any = blast_radius_json.explanation(its, None)
    assert (shape["coins"], shape["samples"], shape["observed"]) == (4, None, [])
    first, *_, last = shape["dependencies"]
    assert (first["dependent"], first["needs"], first["crossed"], first["of"]) == (
        "cart", ["orders"], 1, 1,
    )  # fmt: skip
    assert (last["dependent"], last["needs"], last["crossed"], last["of"]) == (
        "web", ["checkout"], 0, 1,
    )  # fmt: skip
    assert last["incidents"] == [
        {
            "name": "2025-03-04-pool", "path": "incidents/2025-03-04-pool.md", "line": 1,
            "date": "2025-03-04", "crossed": False,
        }
    ]  # fmt: skip
    assert last["said_at"] == ["services/web.md:2 depends_on"]
    assert explanation_tables.sentences(its, "orders")[1] == "Exact, over 4 dependencies in doubt."


def test_explanation_of_what_no_failure_reaches() -> None:
    its = explanation(orders().study, key("Service", "users"))
    assert explanation_tables.sentences(its, "orders") == (
        "No failure of orders alone reaches users: what the notes say depends on it is held by "
        "redundancy, or does not lead there.",
    )


def test_critical_services_of_the_shop() -> None:
    found = critical_services(shop(), samples=1024)
    assert [(c.node.name, [n.name for n in c.forces]) for c in found.found][:2] == [
        ("orders", ["cart", "checkout", "web"]),
        ("users", ["cart", "checkout", "orders", "web"]),
    ]
    table = critical_services_tables.critical_services(found, 2)
    assert [row[0] for row in table.rows] == ["orders", "users"]
    assert table.truncated == "3 more: --all shows them."
    assert found.incidents[key("Service", "orders").uid] == 1


def test_vault_of_a_notebook_gives_the_same() -> None:
    its = load(EXAMPLE)
    assert its.critical_services().found[0].node.name == "user-accounts"
    cut = its.blast_radius("order-service", what_if=["cut:checkout-api->order-service"])
    assert "checkout-api" not in [d.node.name for d in cut.structural if d.hops == 1]


def test_critical_services_without_incidents_make_no_claim() -> None:
    found = critical_services(vault(depends("b", "a")))
    assert (found.window, found.found[0].imposed, found.found[0].suffered) == (None, None, None)
    assert critical_services_tables.sentences(found)[1] == (
        "No incident has a date: no evidence of how often anything fails (n=0)."
    )


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0 %"),
        (0.004, "<1 %"),
        (0.005, "<1 %"),
        (0.5, "50 %"),
        (0.996, ">99 %"),
        (1.0, "100 %"),
    ],
)
def test_percent_never_says_none_or_all_of_what_is_neither(share: float, said: str) -> None:
    assert proportion(share) == said


def test_command_refuses_a_change_with_a_suggestion() -> None:
    result = run("blast-radius", "user-accounts", "--what-if", "cut:checkout-apy->order-service")
    assert result.exit_code == 2
    assert result.stderr == ("error: no service 'checkout-apy'. Did you mean checkout-api?\n")


def test_a_replica_of_a_what_if_is_explained_from_what_its_original_needs() -> None:
    asked = ("blast-radius", "order-service", "--what-if", "add-replica:checkout-api")
    said = run(*asked, "--explain", "Checkout-API (replica)", "--format", "csv").stdout
    assert "checkout-api (replica),order-service,0.9 hard,2 of 4,70 %," in said
    assert "checkout-api (replica),payment-gateway,0.9 hard,2 of 2,93 %," in said
    assert "\ncheckout-api,order-service" not in said
    unknown = run(*asked, "--explain", "web-storefront (replica)")
    assert unknown.stderr.startswith("error: no service 'web-storefront (replica)'.")


def test_seed_and_samples_are_those_asked_for() -> None:
    options = ("blast-radius", "redis", "--format", "json", "--samples", "100", "--seed")
    one, same, other = (run(*options, seed) for seed in ("1", "1", "2"))
    assert one.stdout == same.stdout
    assert one.stdout != other.stdout
    assert json.loads(one.stdout)["hit"]["samples"] == 128


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[analysis]\nhard = 1.5\n", ":2: hard = 1.5 is no number that fits"),
        ("[analysis]\nsoft = 'low'\n", ":2: soft = 'low' is no number that fits"),
        ("[analysis]\n[analysis.weights]\n1 = -1\n", ":3: 1 = -1 is no number that fits"),
        ("[analysis]\nhart = 0.9\n", ":2: [analysis] has no key 'hart'"),
    ],
)
def test_a_wrong_analysis_table_is_refused_with_its_line(
    toml: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "rcagraph.toml").write_text(toml, "utf-8")
    with pytest.raises(RcaGraphError) as caught:
        read_profile(tmp_path / "rcagraph.toml")
    assert caught.value.message.endswith(said)


def test_analysis_table_as_read(tmp_path: Path) -> None:
    toml = "[analysis]\nhard = 0.8\nsoft = 0\n[analysis.weights]\nGold = 5\n"
    (tmp_path / "rcagraph.toml").write_text(toml, "utf-8")
    rules = read_profile(tmp_path / "rcagraph.toml").analysis
    assert (rules.hard, rules.soft, rules.weight("gold"), rules.weight("silver")) == (
        0.8, 0.0, 5.0, 1.0,
    )  # fmt: skip
