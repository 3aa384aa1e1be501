"""`recurrence`, `dependencies` and `report` on the command line, over what the past says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rcagraph.cli import main
from tests.notes import write_vault

EXAMPLE = str(Path(__file__).parents[1] / "examples" / "hopfield-pantry")


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, list(arguments), env={"COLUMNS": "80"})
    assert result.exit_code == code, result.output
    return result


def example(*arguments: str, code: int = 0) -> Result:
    return run(*arguments, "--vault", EXAMPLE, "--quiet", code=code)


def note(day: str, service: str, mode: str) -> str:
    where = f"services: [{service}]\norigin: {service}"
    return f"---\ntype: rca\ndate: {day}\n{where}\nfailure_mode: {mode}\n---\n"


def small(folder: Path, toml: str = "") -> str:
    days = ("2025-01-01", "2025-03-01", "2025-06-01", "2025-07-01")
    files = {f"rcas/{day}-x.md": note(day, "a", f"m{n % 2}") for n, day in enumerate(days)}
    return str(write_vault(folder, {**files, "rcagraph.toml": toml}))


def test_no_line_of_a_table_is_wider_than_a_terminal_of_80() -> None:
    explain = ("recurrence", "--explain", "order-service")
    for arguments in (("recurrence",), ("dependencies",), explain):
        lines = example(*arguments).stdout.splitlines()
        assert len(lines) > 10
        assert max(map(len, lines)) <= 80


def test_explain_a_family_as_a_table_and_as_json() -> None:
    shown = example("recurrence", "--explain", "catalog-search: Stale Index").stdout
    assert shown.startswith("catalog-search: Stale Index: 5 events in 728 days")
    assert "T/n with n=5, T=728" in " ".join(shown.split())
    told = example("recurrence", "--explain", "catalog-search", "--format", "csv").stdout
    assert "2024-09-12-stale-index,2024-09-12,56,event," in told


def test_explain_what_there_is_not() -> None:
    said = example("recurrence", "--explain", "catalog", code=2).stderr
    assert "no family or service 'catalog'" in said


def test_csv_is_the_families_alone_and_markdown_has_all_tables() -> None:
    csv = example("recurrence", "--format", "csv").stdout
    assert csv.splitlines()[0].endswith(
        'ids,"days between, 95 %",again in 30 d,again in 90 d,trend'
    )
    assert len(csv.splitlines()) == 6
    markdown = example("recurrence", "--format", "markdown").stdout
    assert [line for line in markdown.splitlines() if line.startswith("**")] == [
        "**Recurring failures**",
        "**Promised more than once**",
        "**Where failures begin**",
        "**Did the fix work?**",
        "**Fail together (families that hit)**",
    ]


def test_the_profile_says_what_a_family_is_and_until_when_the_vault_is_complete(
    tmp_path: Path,
) -> None:
    root = small(tmp_path, '[analysis]\ncomplete_until = 2025-12-31\nfamily = "service"\n')
    shape = json.loads(run("recurrence", "--vault", root, "-q", "--format", "json").stdout)
    assert (shape["as_of"], shape["by"]) == ("2025-12-31", ["service"])
    assert [f["incidents"] for f in shape["families"]] == [4]
    assert shape["window"]["closed_by"] == "complete_until"
    other = run("recurrence", "--vault", root, "-q", "--format", "json", "--by", "failure_mode")
    assert [f["incidents"] for f in json.loads(other.stdout)["families"]] == [2, 2]


def test_silence_is_remarked_on_stderr_and_not_with_quiet(tmp_path: Path) -> None:
    root = small(tmp_path)
    loud = run("recurrence", "--vault", root, "--today", "2026-11-24")
    assert "Silent since 2025-07-01: nothing happened, or nobody wrote." in loud.stderr
    soon = run("recurrence", "--vault", root, "--today", "2025-08-01")
    assert "Silent" not in soon.stderr
    assert "Silent" not in run("recurrence", "--vault", root, "--today", "2026-11-24", "-q").output


def test_a_vault_without_days(tmp_path: Path) -> None:
    root = str(write_vault(tmp_path, {"rcas/x.md": "---\ntype: rca\nservices: [a]\n---\n"}))
    shape = json.loads(run("recurrence", "--vault", root, "-q", "--format", "json").stdout)
    assert (shape["incidents"], shape["window"], shape["services"]) == (1, None, None)
    assert run("recurrence", "--vault", root, "-q").stdout.startswith("1 incident, in ")
    run("recurrence", "--vault", root, "-q", "--explain", "a", code=2)
    run("report", "--vault", root, "-q", "-o", str(tmp_path / "r.md"))
    assert "How long it takes" not in (tmp_path / "r.md").read_text("utf-8")


def test_the_report_has_what_the_past_says(tmp_path: Path) -> None:
    example("report", "-o", str(tmp_path / "r.md"), "--today", "2026-10-01", "--no-git")
    told = (tmp_path / "r.md").read_text("utf-8")
    assert "order-service: Connection Pool Exhaustion: improving (n=6, q=.044)." in told
    assert "## The declared dependencies\n\nDependencies that nobody declared: no evidence" in told
    assert "| runbook-catalog-search | 2025-06-05 | updated | catalog-search: Stale Index |" in told


@pytest.mark.parametrize("format_", ["json", "csv", "markdown", "table"])
def test_dependencies_in_every_format(format_: str) -> None:
    shown = example("dependencies", "--format", format_).stdout
    assert "delivery-planner" in " ".join(shown.split()) or "delivery-" in shown
    assert "never seen" in " ".join(shown.split()) or "never" in shown


def test_dependencies_as_of_a_day() -> None:
    shape = json.loads(example("dependencies", "--as-of", "2025-01-31", "--format", "json").stdout)
    assert shape["calibration"]["rolling"]["incidents"] == 10


def test_promises_made_again_and_what_recurred_after_each() -> None:
    shown = example("recurrence").stdout
    assert "Promised more than once" in shown
    debts = json.loads(example("recurrence", "--no-git", "--format", "json").stdout)["debts"]
    (pool, broker) = debts["repeated_promises"]
    assert pool["text"] == "Take the stock reservation out of the order transaction"
    assert [len(made["recurred"]) for made in pool["made"]] == [2, 4]
    assert [len(made["recurred"]) for made in broker["made"]] == [1, 0]
    assert {stale["by"] for stale in debts["stale_runbooks"]} == {"updated"}


def test_an_explanation_is_one_json_document() -> None:
    told = json.loads(
        example("recurrence", "--explain", "order-service", "--format", "json").stdout
    )
    assert [i["role"] for i in told["incidents"]][:2] == ["opens the vault's window", "event"]
    assert told["figures"][0]["figure"] == "days between failures, 95 %"
