"""`rcagraph init`: the profile that fits, and a file that reads as it says."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rcagraph.api import Vault, load
from rcagraph.cli import main
from rcagraph.profile.read import BUILT_IN, read_profile
from rcagraph.starter import begin
from tests.notes import edges_of, write_vault

ENTITY = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {}\n---\n"
ISSUE = "---\ntitle: Down\ndate: 2025-01-02 10:00:00\nseverity: down\naffected: [API]\n---\n"
STORY = "# {}\n\n## Timeline\n\nIt began on 2025-01-0{}.\n\n## Root Cause\n\nA typo.\n"
STEPS = "# {}\n\n## Meaning\n\nIt is slow.\n\n## Mitigation\n\nRestart it.\n"


def init(folder: Path, *options: str) -> Result:
    result = CliRunner().invoke(main, ["init", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result


def started(folder: Path, files: dict[str, str]) -> Vault:
    """The vault as it is read with the file that `init` writes for it."""
    root = write_vault(folder, dict(files))
    init(root)
    return load(root)


def names(vault: Vault, kind: str) -> list[str]:
    return [node.name for node in vault.graph.nodes(kind) if node.declared]


@pytest.mark.parametrize(
    ("files", "profile"),
    [
        ({"incidents/2025-01-02-a.md": "# A\n", "services/b.md": "# B\n"}, "rca-vault"),
        ({"content/issues/a.md": ISSUE, "content/issues/b.md": ISSUE}, "cstate"),
        ({"content/incidents/a.md": ISSUE}, "cstate"),
        ({"catalog-info.yaml": ENTITY.format("a")}, "backstage"),
        ({"services/service-catalog.yml": "services:\n  - name: a\n"}, "gitlab-catalog"),
        ({"a.txt": "nothing"}, "rca-vault"),
    ],
)
def test_the_profile_that_finds_most_fits(
    tmp_path: Path, files: dict[str, str], profile: str
) -> None:
    assert begin(write_vault(tmp_path, dict(files))).profile == profile


def test_the_vault_s_name_tells_what_its_notes_are(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"a.md": "# A\n", "b.md": "# B\n", "README.md": "# All\n"})
    vault = begin(root.rename(tmp_path / "acme-postmortems")).vault
    assert names(vault, "Incident") == ["a", "b"]


def test_the_file_reads_as_it_was_said_to(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"a.md": "# A\n", "b.md": "# B\n"})
    root = root.rename(tmp_path / "our 'post-mortems' \"é\"")
    assert "profile: rca-vault\nfinds: 2 Incident in 2 files" in init(root).stderr
    assert read_profile(root / "rcagraph.toml").vault.name == root.name
    assert len(load(root).graph.nodes("Incident")) == 2


def test_a_folder_s_name_tells_what_is_in_it(tmp_path: Path) -> None:
    files = {"70_Outages/2025/a.md": "# A\n", "apps/b.md": "# B\n", "emailing/c.md": "# C\n"}
    vault = started(tmp_path, files)
    assert (names(vault, "Incident"), names(vault, "Service")) == (["a"], ["b"])
    assert names(vault, "Document") == ["c"]


def test_headings_tell_what_the_names_do_not(tmp_path: Path) -> None:
    files = {f"x/{i}.md": STORY.format(i, i) for i in (1, 2)}
    files |= {f"y/{i}.md": STEPS.format(i) for i in (3, 4)} | {"z/5.md": "# Five\n"}
    vault = started(tmp_path, files)
    assert (names(vault, "Incident"), names(vault, "Runbook")) == (["1", "2"], ["3", "4"])


def test_a_type_of_the_house_s_own_is_a_word_or_is_said_to_be_none(tmp_path: Path) -> None:
    files = {"a.md": "---\ntype: SOP\n---\n", "b.md": "---\ntype: recipe\n---\n"}
    vault = started(tmp_path, files)
    assert names(vault, "Runbook") == ["a"]
    text = (vault.root / "rcagraph.toml").read_text("utf-8")
    assert "# `type: recipe` (in 1) is no kind here: such notes are documents\n" in text


def test_keys_under_other_names_are_read(tmp_path: Path) -> None:
    note = "---\noccurred: 2025-01-0{}\nimpacted: [cart]\nttr: 2h\nmood: bad\n---\n"
    vault = started(tmp_path, {f"incidents/{i}.md": note.format(i) for i in (1, 2)})
    first = vault.graph.nodes("Incident")[0]
    assert str(first.properties["date"]) == "2025-01-01"
    assert first.properties["duration_minutes"] == 120
    assert edges_of(vault.graph, "AFFECTS") == [("1", "cart"), ("2", "cart")]
    text = (vault.root / "rcagraph.toml").read_text("utf-8")
    assert "# - date: `occurred:` of 2 of 2 notes\n" in text
    assert "# Keys of Incident notes that nothing reads: mood (2)\n" in text


def test_a_key_whose_values_do_not_fit_is_not_read(tmp_path: Path) -> None:
    note = "---\ndate: 2025-01-0{}\nend_time: at night\n---\n"
    vault = started(tmp_path, {f"incidents/{i}.md": note.format(i) for i in (1, 2)})
    assert vault.diagnostics == ()
    assert "resolved_at" not in vault.graph.nodes("Incident")[0].properties


def test_ids_under_another_key_are_ids(tmp_path: Path) -> None:
    note = "---\ndate: 2025-01-0{0}\nincident_id: INC-{0}\n---\nSee [[INC-2]].\n"
    vault = started(tmp_path, {f"incidents/{i}.md": note.format(i) for i in (1, 2)})
    assert [node.key.id for node in vault.graph.nodes("Incident")] == ["INC-1", "INC-2"]
    assert ("1", "2") in edges_of(vault.graph, "RELATES_TO")


def test_labels_of_dates_are_read_and_other_labels_named(tmp_path: Path) -> None:
    note = "# A\n\n**Date:** 2025-01-0{0}\n\n## B\n\nServices: cart\n\nOn 2026-01-01, more.\n"
    vault = started(tmp_path, {f"incidents/{i}.md": note.format(i) for i in (1, 2)})
    days = [str(node.properties["date"]) for node in vault.graph.nodes("Incident")]
    assert days == ["2025-01-01", "2025-01-02"]
    assert vault.graph.edges("AFFECTS") == ()
    text = (vault.root / "rcagraph.toml").read_text("utf-8")
    assert "# - AFFECTS: lines `Services: …` of 2 of 2 notes, label:Services\n" in text


def test_the_first_date_of_a_body_stands_in_where_no_other_is(tmp_path: Path) -> None:
    vault = started(tmp_path, {f"incidents/{i}.md": STORY.format(i, i) for i in (1, 2)})
    days = [str(node.properties["date"]) for node in vault.graph.nodes("Incident")]
    assert days == ["2025-01-01", "2025-01-02"]


def test_runbooks_called_after_alerts_document_them(tmp_path: Path) -> None:
    files = {f"alerts/etcd/{n}.md": STEPS.format(n) for n in ("EtcdSlow", "EtcdGone")}
    files["alerts/etcd/helpers.md"] = "# How to\n"
    vault = started(tmp_path, files)
    assert edges_of(vault.graph, "DOCUMENTS") == [
        ("EtcdGone", "EtcdGone"),
        ("EtcdGone", "etcd"),
        ("EtcdSlow", "EtcdSlow"),
        ("EtcdSlow", "etcd"),
        ("helpers", "etcd"),
    ]


def test_notes_with_other_suffixes_and_members_of_a_series_are_read(tmp_path: Path) -> None:
    files = {f"incidents/PM-00{i}.md": "# P\n" for i in (1, 2, 3)}
    files |= {"incidents/PM-004 - Lost": "# P\n", "incidents/x.markdown": "# X\n", "LICENSE": "x"}
    vault = started(tmp_path, files)
    assert vault.files == 5
    assert "PM-004 - Lost" in names(vault, "Incident")


def test_templates_are_left_out(tmp_path: Path) -> None:
    files = {f"incidents/2025-01-0{i}-a.md": "---\nservices: [b]\n---\n" for i in (1, 2)}
    files["incidents/YYYY-MM-DD-name.md"] = "---\nservices: []\n---\n"
    vault = started(tmp_path, files)
    assert names(vault, "Incident") == ["2025-01-01-a", "2025-01-02-a"]
    text = (vault.root / "rcagraph.toml").read_text("utf-8")
    assert 'exclude = ["incidents/YYYY-MM-DD-name.md"]  # templates\n' in text


def test_what_only_another_profile_finds_is_said(tmp_path: Path) -> None:
    files = {f"incidents/2025-01-0{i}-a.md": "services: [x]\n" for i in (1, 2, 3)}
    files["catalog/catalog-info.yaml"] = ENTITY.format("a")
    root = write_vault(tmp_path, dict(files))
    result = init(root)
    assert "finds: 3 Incident in 3 files" in result.stderr
    assert "beside that, backstage finds 1 Service in 1 more file" in result.stderr
    text = (root / "rcagraph.toml").read_text("utf-8")
    assert "# The profile backstage finds 1 thing more, as in catalog/catalog-info.yaml.\n" in text


def test_an_empty_folder_and_one_without_notes_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n")
    assert "finds: no notes" in init(tmp_path).stderr
    (tmp_path / "a.md").write_text("# A\n")
    result = init(tmp_path, "--force")
    assert "finds: 1 file, nothing but documents" in result.stderr
    assert "[classify]" in result.stderr


def test_a_vault_that_the_profile_reads_needs_no_rules(tmp_path: Path) -> None:
    files = {"incidents/2025-01-02-a.md": "---\nservices: [b]\n---\n", "services/b.md": "# B\n"}
    text = begin(write_vault(tmp_path, dict(files))).text
    assert tomllib.loads(text) == {"use": "rca-vault", "vault": {"name": "vault"}}


def test_what_notes_say_cannot_break_the_file(tmp_path: Path) -> None:
    note = '---\ntype: "x\\ny = 1"\n"a\\n[vault]": 1\n---\n'
    files = {"in\"cidents'/a.md": STORY.format(1, 1), "b.md": note}
    files["in\"cidents'/c.md"] = STORY.format(2, 2)
    vault = started(tmp_path, files)
    assert names(vault, "Incident") == ["a", "c"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    result = init(write_vault(tmp_path, {"a.md": "# A\n"}), "--dry-run")
    assert tomllib.loads(result.stdout)["use"] == "rca-vault"
    assert not (tmp_path / "vault" / "rcagraph.toml").exists()


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "rcagraph.toml").write_text("# mine\n")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert (tmp_path / "rcagraph.toml").read_text() == "# mine\n"
    assert "--force" in result.stderr
    assert CliRunner().invoke(main, ["init", str(tmp_path), "--force"]).exit_code == 0


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_profile_can_be_shown_and_used(name: str, tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["init", "--show", name])
    assert tomllib.loads(shown.stdout)
    (tmp_path / "rcagraph.toml").write_text(f'use = "{name}"\n')
    assert load(tmp_path).files == 0


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    result = CliRunner().invoke(main, ["init", "--show", "nagios"])
    assert result.exit_code == 2
    assert "backstage" in result.stderr
