"""Rules of a profile of one's own that do nothing, and those that may be idle."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.api import load
from rcagraph.cli.app import main
from rcagraph.profile import read_profile
from tests.notes import load_vault, write_vault

INCIDENT = "---\ndate: 2025-01-02\nservices: [cart]\n---\n"


def idle(folder: Path, profile: str, files: dict[str, str]) -> list[str]:
    found = load_vault(folder, {"rcagraph.toml": profile, **files}).diagnostics
    codes = ("RCA006", "RCA007")
    return [f"{d.code.name} {d.line} {d.detail}" for d in found if d.code.name in codes]


def test_of_an_empty_vault_one_finding_is_enough(tmp_path: Path) -> None:
    rules = '[[type]]\ntype = "Incident"\nfields.status = "x"\n[[type]]\ntype = "Team"\n'
    assert idle(tmp_path, rules, {}) == ["RCA006 1 [[type]] Incident: no file is read"]


def test_without_rules_of_ones_own_nothing_is_idle(tmp_path: Path) -> None:
    assert idle(tmp_path, '[vault]\nname = "x"\n', {"incidents/a.md": INCIDENT}) == []


def test_rules_that_do_something_and_rules_beneath_are_not_said(tmp_path: Path) -> None:
    rules = """\
        [[type]]
        type = "Incident"
        extend = true
        fields.status = "zustand"
        [type.edges]
        AFFECTS = "services"
        """
    files = {"incidents/a.md": "---\ndate: 2025-01-02\nservices: x\nzustand: zu\n---\n"}
    assert idle(tmp_path, rules, files) == []


@pytest.mark.parametrize(
    "field", ["fields.severity = { from = 'date', values = ['P1'] }", "fields.started_at = 'date'"]
)
def test_a_field_that_is_complained_of_is_not_idle(tmp_path: Path, field: str) -> None:
    rules = f'[[type]]\ntype = "Incident"\nextend = true\n{field}\n'
    assert idle(tmp_path, rules, {"incidents/a.md": INCIDENT}) == []


def test_the_lines_of_tables_in_braces_and_of_short_edges(tmp_path: Path) -> None:
    rules = """\
        [[type]]
        type = "Incident"
        extend = true
        fields = { severity = "stufe" }
        [type.edges]
        USES_RUNBOOK = "anleitung"
        AFFECTS = "services"

        [[type]]
        type = "Team"
        extend = true
        [[type.edge]]
        rel = "MEMBER_OF"
        to = "Person"
        from = "leute"
        reverse = true
        """
    files = {"incidents/a.md": INCIDENT, "teams/core.md": "# Core\n"}
    assert idle(tmp_path, rules, files) == [
        "RCA007 4 Incident.severity: no note gives any",
        "RCA007 6 Incident: USES_RUNBOOK: no note gives any",
        "RCA007 12 Team: MEMBER_OF: no note gives any",
    ]


def test_a_rule_that_skips_nothing(tmp_path: Path) -> None:
    rules = '[[type]]\ntype = "-"\npath = "drafts/**"\n'
    assert idle(tmp_path, rules, {"incidents/a.md": INCIDENT}) == [
        "RCA006 1 [[type]] -: its path fits no file"
    ]
    assert idle(tmp_path / "b", rules, {"drafts/a.md": INCIDENT}) == []


def test_a_profile_from_elsewhere_is_named(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"incidents/a.md": INCIDENT})
    file = tmp_path / "mine.toml"
    file.write_text('[[type]]\ntype = "Team"\n', "utf-8")
    assert [d.path for d in load(root, read_profile(file)).diagnostics if d.line == 1] == [
        str(file)
    ]


def checked(folder: Path, *options: str) -> tuple[int, str]:
    rules = '[[type]]\ntype = "Incident"\nextend = true\nfields.severity = "stufe"\n'
    files = {"rcagraph.toml": rules, "incidents/a.md": INCIDENT}
    root = folder if folder.name == "vault" else write_vault(folder, files)
    result = CliRunner().invoke(main, ["check", "--vault", str(root), *options])
    return result.exit_code, result.output


def test_what_is_only_told_fails_no_check(tmp_path: Path) -> None:
    code, output = checked(tmp_path, "--strict")
    assert code == 0
    assert "rcagraph.toml:4: info[RCA007]" in output
    assert output.endswith("1 info\n")


def test_what_is_only_told_in_other_formats(tmp_path: Path) -> None:
    assert checked(tmp_path, "--format", "github")[1].startswith("::notice file=")
    assert '"level": "note"' in checked(tmp_path / "vault", "--format", "sarif")[1]
