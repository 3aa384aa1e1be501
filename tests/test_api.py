"""Loading a vault from disk, as notebooks and the command line do."""

from pathlib import Path

import pytest

import rcagraph
from rcagraph.api import load
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import built_in
from tests.notes import complaints_of, load_vault, write_vault

POOL = "---\ntitle: 2025-0%s-02 - Pool in orders\nservices: [orders]\n---\n"
FILES: dict[str, str | bytes] = {
    "services/cart.md": "---\nowner: core\ndepends_on: orders\n---\n",
    "services/orders.md": "---\nowner: core\n---\n",
    "incidents/2025-01-02-x.md": POOL % 1,
    "incidents/2025-02-02-x.md": POOL % 2,
    "incidents/2025-01-03-y.md": "---\ndate: [\n---\n\n[[gone]]\n",
    ".obsidian/x.md": "hidden",
    "picture.png": b"\x89PNG",
}


def test_a_vault_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    vault = load_vault(tmp_path, FILES)
    assert (vault.root, vault.files, vault.graph.vault) == (tmp_path / "vault", 5, "vault")
    assert [n.key.uid for n in vault.graph.nodes("Service")] == [
        "vault/Service/cart",
        "vault/Service/orders",
    ]
    assert [line.split(" ")[:2] for line in complaints_of(vault.diagnostics)] == [
        ["RCA101", "incidents/2025-01-03-y.md:3"],
        ["RCA301", "incidents/2025-01-03-y.md:5"],
    ]
    assert vault.unread == {"incidents/2025-01-03-y.md"}
    assert vault.wikilinks.dangling == 1


def test_it_answers_questions(tmp_path: Path) -> None:
    vault = load_vault(tmp_path, FILES)
    assert [one.node.name for one in vault.blast_radius("orders").structural] == ["cart"]
    (family,) = vault.recurrence().families
    assert len(family.events) == 2
    assert vault.recurrence(minimum=3).families == ()
    assert vault.query("team_load").rows[0][0] == "core"
    count = vault.cypher("MATCH (i:Incident) RETURN count(i)")
    assert count.rows == ((3,),)
    assert vault.to_networkx().number_of_edges() == len(vault.graph.edges())
    with pytest.raises(RcaGraphError) as caught:
        vault.blast_radius("order")
    assert "orders" in caught.value.tip


def test_the_package_offers_load(tmp_path: Path) -> None:
    assert rcagraph.load(str(write_vault(tmp_path, FILES))).files == 5


def test_an_empty_folder_is_an_empty_graph(tmp_path: Path) -> None:
    vault = load_vault(tmp_path, {})
    assert (vault.files, vault.graph.nodes(), vault.diagnostics) == (0, (), ())
    assert vault.recurrence().families == ()


@pytest.mark.parametrize("name", ["gone", "file.md"])
def test_no_folder_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.md").write_text("x")
    with pytest.raises(RcaGraphError, match="is no folder") as caught:
        load(tmp_path / name)
    assert str(tmp_path / name) in caught.value.message
    assert caught.value.tip == "Name the folder that holds the notes"


def test_the_vaults_own_configuration_is_read(tmp_path: Path) -> None:
    toml = '[vault]\nname = "acme"\nexclude = ["old/**"]\n[vault.share]\nService = "all"\n'
    vault = load_vault(tmp_path, {**FILES, "old/x.md": "x", "rcagraph.toml": toml})
    assert (vault.files, vault.graph.vault) == (5, "acme")
    assert {n.key.scope for n in vault.graph.nodes("Service")} == {"all"}
    assert {n.key.scope for n in vault.graph.nodes("Incident")} == {"acme"}


def test_wrong_configuration_is_a_sentence_with_its_line(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"rcagraph.toml": "[vault]\nnam = 1\n"})
    with pytest.raises(RcaGraphError, match=r"rcagraph\.toml:2: \[vault\] has no key 'nam'"):
        load(root)


def test_a_profile_given_comes_before_the_vaults_own(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {**FILES, "rcagraph.toml": "nonsense = 1\n"})
    assert load(root, built_in()).graph.vault == "vault"


def test_progress_is_told_for_every_note(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    load(write_vault(tmp_path, FILES), progress=lambda done, all_: told.append((done, all_)))
    assert told == [(5, 5)]  # a chunk at a time


def test_diagnostics_stand_in_the_order_of_their_places(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"a.md": "[[gone]]", "b.md": "", "incidents/x.md": "[[lost]]"})
    (root / "z.md").symlink_to("nowhere.md")
    assert [(d.code.name, d.path) for d in load(root).diagnostics] == [
        ("RCA301", "a.md"),
        ("RCA004", "b.md"),
        ("RCA202", "incidents/x.md"),
        ("RCA301", "incidents/x.md"),
        ("RCA001", "z.md"),
    ]


def test_loading_twice_gives_the_same(tmp_path: Path) -> None:
    root = write_vault(tmp_path, FILES)
    one, two = load(root), load(root)
    assert (one.graph.nodes(), one.graph.edges()) == (two.graph.nodes(), two.graph.edges())
    assert one.diagnostics == two.diagnostics
