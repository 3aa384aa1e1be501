"""Two vaults of one name: told from each other by `[vault] id`, as the database remembers it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.cli import main
from rcagraph.export.neo4j import Target, export_neo4j, plan_export, verify_export
from rcagraph.export.neo4j.orders import Order
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import read_profile
from tests.databases import ask, chain, contents, counts, run
from tests.notes import write_vault

OURS, THEIRS = chain("a", "b"), chain("x", "y")


def noted(target: Target) -> str:
    [(id_,)] = ask(target, "MATCH (lock:RcaSync {owner: 'rcagraph:test'}) RETURN lock.vaultId")
    return str(id_)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("one", "two", "its id is 'one', that of this vault is 'two'"),
        ("one", "", "its id is 'one', this vault has none"),
    ],
)
@pytest.mark.parametrize("max_rows", [1, 50_000])
def test_another_vault_of_the_name_is_refused_and_nothing_changes(
    neo4j: Target, first: str, second: str, said: str, max_rows: int
) -> None:
    export_neo4j(OURS, neo4j, vault_id=first)
    before = contents(neo4j)
    with pytest.raises(RcaGraphError, match=said) as caught:
        export_neo4j(THEIRS, neo4j, vault_id=second, max_rows=max_rows)
    assert "--take-over" in caught.value.tip
    assert contents(neo4j) == before
    assert counts(export_neo4j(OURS, neo4j, vault_id=first)) == (0, 0, 0, 0)


@pytest.mark.neo4j
@pytest.mark.parametrize("look", [plan_export, verify_export])
def test_looking_is_refused_too_and_goes_with_take_over(neo4j: Target, look: object) -> None:
    export_neo4j(OURS, neo4j, vault_id="one")
    with pytest.raises(RcaGraphError, match="another vault under rcagraph:test"):
        look(OURS, neo4j, vault_id="two")  # type: ignore[operator]
    look(OURS, neo4j, vault_id="two", take_over=True)  # type: ignore[operator]
    assert noted(neo4j) == "one"


@pytest.mark.neo4j
@pytest.mark.parametrize("vault_id", ["two", ""])
def test_taking_over_makes_the_place_the_second_vaults(neo4j: Target, vault_id: str) -> None:
    export_neo4j(OURS, neo4j, vault_id="one")
    done = export_neo4j(THEIRS, neo4j, vault_id=vault_id, take_over=True)
    assert counts(done) == (3, 0, 3, 0)
    assert noted(neo4j) == vault_id
    assert counts(export_neo4j(THEIRS, neo4j, vault_id=vault_id)) == (0, 0, 0, 0)


@pytest.mark.neo4j
def test_what_stands_there_without_an_id_is_adopted_by_the_first_that_has_one(
    neo4j: Target,
) -> None:
    export_neo4j(OURS, neo4j)
    assert counts(export_neo4j(OURS, neo4j, vault_id="one")) == (0, 0, 0, 0)
    assert noted(neo4j) == "one"
    with pytest.raises(RcaGraphError, match="another vault"):
        export_neo4j(OURS, neo4j, vault_id="two")


@pytest.mark.neo4j
def test_the_id_is_kept_where_the_last_export_is_not_believed(neo4j: Target) -> None:
    export_neo4j(OURS, neo4j, vault_id="one")
    run(neo4j, "MATCH (lock:RcaSync) SET lock.sealed = null")
    with pytest.raises(RcaGraphError, match="another vault"):
        export_neo4j(OURS, neo4j, vault_id="two")


@pytest.mark.neo4j
def test_an_export_that_died_half_way_holds_the_place_already(
    neo4j: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Order, "run", die)
        with pytest.raises(KeyboardInterrupt):
            export_neo4j(OURS, neo4j, vault_id="one", max_rows=1)
    with pytest.raises(RcaGraphError, match="its id is 'one', that of this vault is 'two'"):
        export_neo4j(THEIRS, neo4j, vault_id="two")
    assert counts(export_neo4j(OURS, neo4j, vault_id="one")) == (3, 0, 0, 0)


@pytest.mark.neo4j
def test_the_command_reads_the_id_of_the_file(
    neo4j: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.password)
    folders = [
        write_vault(
            tmp_path / name,
            {"rcagraph.toml": f'[vault]\nname = "notes"\nid = "{name}"\n', "a.md": f"# {name}\n"},
        )
        for name in ("one", "two")
    ]
    first, second = (
        ["export", "--vault", str(folder), "--neo4j", neo4j.uri, "--quiet"] for folder in folders
    )
    assert CliRunner().invoke(main, first).exit_code == 0
    refused = CliRunner().invoke(main, second)
    assert refused.exit_code == 2
    assert "its id is 'one', that of this vault is 'two'" in refused.output
    for more in ("--dry-run", "--verify"):
        assert CliRunner().invoke(main, [*second, more]).exit_code == 2
    assert CliRunner().invoke(main, [*second, "--take-over"]).exit_code == 0


def test_the_id_is_any_text_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text('[vault]\nid = "Fähren, 2"\n', encoding="utf-8")
    assert read_profile(file).vault.id == "Fähren, 2"


@pytest.mark.parametrize("text", ["a\\nb", " a", "\\u001b[2J"])
def test_an_id_that_would_not_show_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text(f'[vault]\nid = "{text}"\n', encoding="utf-8")
    with pytest.raises(RcaGraphError, match=r"rcagraph\.toml:2: .*can tell no vault"):
        read_profile(file)


def test_take_over_goes_with_neo4j() -> None:
    done = CliRunner().invoke(main, ["export", "--take-over", "--cypher", "x.cypher"])
    assert (done.exit_code, "--take-over goes with --neo4j" in done.output) == (2, True)
