"""The command line: exit codes, files written, and what goes to which stream."""

import json
import os
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from rcagraph.cli import main
from rcagraph.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
EXAMPLE = str(ROOT / "examples" / "hopfield-pantry")


def run(*arguments: str, environ: dict[str, str] | None = None) -> Result:
    clean = {key: None for key in os.environ if key.startswith(("NEO4J_", "RCAGRAPH_"))}
    return CliRunner().invoke(main, list(arguments), env={**clean, **(environ or {})})


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A vault with one note that is well and one whose front matter is not YAML."""
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "2025-01-01-good.md").write_text(
        "---\ntitle: 2025-01-01 - Leak in web\ndate: 2025-01-01\nservices: [web]\n---\n"
    )
    (tmp_path / "incidents" / "2025-01-02-bad.md").write_text("---\ntitle: [\n---\n# Bad\n")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"rcagraph {name}" in result.output.split("Example:")[1]


def test_version() -> None:
    assert run("--version").output.startswith("rcagraph, version ")


def test_check_of_a_sound_vault_exits_0_and_strictly_1() -> None:
    assert run("check", "--vault", EXAMPLE).exit_code == 0
    assert run("check", "--vault", EXAMPLE, "--strict").exit_code == 1


def test_check_of_a_broken_note_exits_1_and_names_its_line(broken: Path) -> None:
    result = run("check", "--vault", str(broken))
    assert result.exit_code == 1
    assert "incidents/2025-01-02-bad.md:" in result.stdout
    assert "error[RCA101]" in result.stdout
    assert "1 error" in result.stderr


def test_a_broken_note_is_not_lost(broken: Path) -> None:
    stats = json.loads(run("stats", "--vault", str(broken), "--format", "json").stdout)
    assert stats["nodes"]["Incident"] == {"declared": 2, "mentioned": 0}


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_check_prints_json_that_parses(format_: str) -> None:
    assert json.loads(run("check", "--vault", EXAMPLE, "--format", format_).stdout)


def test_answers_go_to_stdout_and_remarks_to_stderr() -> None:
    result = run("stats", "--vault", EXAMPLE, "--format", "json")
    assert json.loads(result.stdout)["vault"] == "hopfield-pantry"
    assert "warnings" in result.stderr
    assert run("stats", "--vault", EXAMPLE, "--quiet").stderr == ""


def test_the_vault_is_found_upward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(EXAMPLE) / "incidents")
    assert json.loads(run("stats", "--format", "json").stdout)["vault"] == "hopfield-pantry"


def test_the_environment_names_the_vault() -> None:
    result = run("stats", "--format", "json", environ={"RCAGRAPH_VAULT": EXAMPLE})
    assert json.loads(result.stdout)["vault"] == "hopfield-pantry"


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    result = run("stats", "--vault", str(tmp_path), "--format", "json")
    assert result.exit_code == 0
    assert "no notes in" in result.stderr


def test_a_wrong_profile_exits_2_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rcagraph.toml").write_text('[vault]\nname = "x"\ninclud = ["*.md"]\n')
    result = run("stats", "--vault", str(tmp_path))
    assert result.exit_code == 2
    assert "rcagraph.toml:3" in result.stderr
    assert "include" in result.stderr


def test_report_writes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "report.md"
    result = run("report", "--vault", EXAMPLE, "-o", str(file), "--today", "2026-10-01")
    assert result.exit_code == 0
    assert "Connection Pool Exhaustion" in file.read_text("utf-8")


def test_export_writes_each_file(tmp_path: Path) -> None:
    wanted = {"--rdf": "g.ttl", "--graphml": "g.graphml", "--json": "g.json", "--mermaid": "g.mmd"}
    options = [part for option, name in wanted.items() for part in (option, str(tmp_path / name))]
    assert run("export", "--vault", EXAMPLE, *options).exit_code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(wanted.values())


def test_an_unwritable_place_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("export", "--vault", EXAMPLE, "--rdf", str(tmp_path / "file" / "g.ttl"), "-q")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: cannot write")
    assert len(result.stderr.splitlines()) == 1


def test_a_closed_port_is_one_sentence_without_the_password() -> None:
    result = run(
        *("export", "--vault", EXAMPLE, "-q", "--neo4j", "bolt://127.0.0.1:9"),
        environ={"NEO4J_PASSWORD": "hush-hush"},
    )
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "hush-hush" not in result.output


def test_max_delete_must_be_a_share() -> None:
    result = run("export", "--vault", EXAMPLE, "--neo4j", "--max-delete", "much")
    assert result.exit_code == 2
    assert "write 30% or 0.3" in result.stderr


def test_demo_copies_the_example_and_answers(tmp_path: Path) -> None:
    result = run("demo", str(tmp_path / "demo"))
    assert result.exit_code == 0
    assert "rcagraph blast-radius order-service" in result.output
    assert (tmp_path / "demo" / "hopfield-pantry" / "rcagraph.toml").is_file()
    assert (tmp_path / "demo" / "exports" / "recurring-failures.md").is_file()


def test_demo_answers_by_the_rules_of_the_vault(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    copytree(EXAMPLE, vault)
    with (vault / "rcagraph.toml").open("a") as file:
        file.write("\n[analysis]\nhard = 0.5\n")
    assert run("demo", "--vault", str(vault), "--exports", str(tmp_path), "-q").exit_code == 0
    answer = json.loads((tmp_path / "blast-radius.json").read_text("utf-8"))
    first = answer["structural"][0]
    assert (first["name"], first["score"]) == ("checkout-api", 0.5)


def test_demo_check_sees_a_stale_file(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    arguments = ("demo", "--vault", EXAMPLE, "--exports", str(exports), "--quiet")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--check").exit_code == 0
    (exports / "recurrence.json").write_text("{}")
    assert run(*arguments, "--check").exit_code == 1


def test_demo_names_the_files_it_wrote_and_check_those_it_did_not(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "mine.txt").write_text("")
    arguments = ("demo", "--vault", EXAMPLE, "--exports", str(exports))
    written = run(*arguments).stdout
    assert "recurrence.json" in written
    assert "mine.txt" not in written
    checked = run(*arguments, "--check", "--quiet")
    assert checked.exit_code == 1
    assert checked.stdout == f"{exports / 'mine.txt'} is none of the demo's files: move it away\n"


def test_a_code_that_is_none_is_said_with_where_the_codes_are_listed() -> None:
    result = run("check", "--vault", EXAMPLE, "--select", "RCA9")
    assert result.exit_code == 2
    assert "No code begins with 'RCA9': `rcagraph schema --diagnostics` lists them." in (
        result.stderr
    )


def test_stats_counts_what_the_graph_lacks_and_leaves_out_what_the_day_decides() -> None:
    found = json.loads(run("stats", "--vault", EXAMPLE, "--format", "json").stdout)["diagnostics"]
    assert found["RCA401"] == 1
    assert "RCA404" not in found


def test_schema_check_sees_a_stale_page(tmp_path: Path) -> None:
    assert run("schema", "--write", str(tmp_path)).exit_code == 0
    assert run("schema", "--check", str(tmp_path)).exit_code == 0
    (tmp_path / "ontology.md").write_text("")
    assert run("schema", "--check", str(tmp_path)).exit_code == 1


def test_schema_prints_the_constraints() -> None:
    assert "CREATE CONSTRAINT rcagraph_uid IF NOT EXISTS" in run("schema", "--neo4j").stdout


def test_query_text_is_the_shipped_cypher() -> None:
    assert "MATCH" in run("query", "recurrence", "--text").stdout


def test_cypher_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "q.cypher"
    file.write_text("MATCH (s:Service) RETURN count(*) AS n")
    result = run("cypher", "-f", str(file), "--vault", EXAMPLE, "--format", "csv", "-q")
    assert result.stdout == "n\n12\n"


@pytest.fixture
def misspelt(tmp_path: Path) -> Path:
    """A vault with a runbook, and a note with a link that misses it."""
    (tmp_path / "runbook-orders-api.md").write_text("---\nservices: [orders]\n---\n# Orders\n")
    (tmp_path / "note.md").write_bytes(b"See [[runbook-ordres-api|it]].\r\nAnd [[gone]].")
    return tmp_path


def test_fix_shows_a_diff_and_writes_nothing(misspelt: Path) -> None:
    result = run("check", "--vault", str(misspelt), "--fix")
    assert result.exit_code == 0
    assert "-See [[runbook-ordres-api|it]].\n+See [[runbook-orders-api|it]].\n" in result.stdout
    assert "RCA301" not in result.stdout
    assert "1 link in 1 note would be mended: --fix --write does it" in result.stderr
    assert b"ordres" in (misspelt / "note.md").read_bytes()


def test_fix_and_write_mends_the_note_and_shows_what_is_left(misspelt: Path) -> None:
    result = run("check", "--vault", str(misspelt), "--fix", "--write", "--strict")
    assert result.exit_code == 1
    assert "+See [[runbook-orders-api|it]].\n" in result.stdout
    assert result.stdout.count("RCA301") == 1
    assert "note.md:2: warning[RCA301] link reaches no note: [[gone]]" in result.stdout
    assert "mended 1 link in 1 note" in result.stderr
    after = (misspelt / "note.md").read_bytes()
    assert after == b"See [[runbook-orders-api|it]].\r\nAnd [[gone]]."
    assert sorted(path.name for path in misspelt.iterdir()) == ["note.md", "runbook-orders-api.md"]
    again = run("check", "--vault", str(misspelt), "--fix", "--write")
    assert "nothing to fix" in again.stderr
    assert (misspelt / "note.md").read_bytes() == after


def test_fix_and_write_with_a_format_prints_that_alone(misspelt: Path) -> None:
    result = run("check", "--vault", str(misspelt), "--fix", "--write", "--format", "json")
    assert [one["detail"] for one in json.loads(result.stdout)] == ["[[gone]]"]


def test_fix_has_the_exit_code_of_check(misspelt: Path, broken: Path) -> None:
    assert misspelt == broken  # one folder: the notes of both
    assert run("check", "--vault", str(misspelt), "--fix").exit_code == 1


def test_fix_leaves_codes_that_are_not_asked_for(misspelt: Path) -> None:
    result = run("check", "--vault", str(misspelt), "--fix", "--write", "--ignore", "RCA301")
    assert result.stdout == ""
    assert b"ordres" in (misspelt / "note.md").read_bytes()


def test_fix_says_which_file_it_leaves(misspelt: Path) -> None:
    (misspelt / "note.md").write_bytes(b"\xff [[runbook-ordres-api]]")
    result = run("check", "--vault", str(misspelt), "--fix", "--write")
    assert "note.md is left as it is: it is not UTF-8\n" in result.stderr
    assert "nothing to fix" in result.stderr
    assert (misspelt / "note.md").read_bytes() == b"\xff [[runbook-ordres-api]]"


@pytest.mark.parametrize(
    "options",
    [
        ["--write"],
        ["--fix", "--format", "json"],
        ["--update-baseline"],
        ["--fix", "--update-baseline", "--baseline", "x.json"],
    ],
)
def test_options_of_check_that_make_no_sense_together_exit_2(options: list[str]) -> None:
    result = run("check", "--vault", EXAMPLE, *options)
    assert result.exit_code == 2
    assert "Error: --" in result.stderr


def test_a_baseline_hides_what_was_known_and_tells_of_both(misspelt: Path, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    options = ["check", "--vault", str(misspelt), "--baseline", str(file)]
    written = run(*options, "--update-baseline", "--strict")
    assert (written.exit_code, written.stdout) == (0, "")
    assert "2 findings written" in written.stderr
    note = misspelt / "note.md"
    note.write_bytes(b"\n\n" + note.read_bytes() + b"\n[[new]]")
    result = run(*options, "--strict")
    assert result.exit_code == 1
    assert result.stdout.startswith("note.md:5: warning[RCA301] link reaches no note: [[new]]")
    assert result.stdout.count("\n") == 1
    assert "2 hidden by the baseline\n" in result.stderr
    note.write_bytes(b"[[gone]]")
    assert "1 of the baseline no longer found" in run(*options).stderr
    assert run(*options, "--quiet").stderr == ""


def test_updating_a_baseline_keeps_codes_that_are_not_asked_for(
    broken: Path, tmp_path: Path
) -> None:
    file = tmp_path / "known.json"
    options = ["check", "--vault", str(broken), "--baseline", str(file), "--update-baseline"]
    assert run(*options).exit_code == 0
    before = file.read_bytes()
    assert run(*options, "--select", "RCA4").exit_code == 0
    assert file.read_bytes() == before
    assert run(*options, "--ignore", "RCA4").exit_code == 0
    assert file.read_bytes() == before


def test_a_baseline_that_is_none_is_one_sentence_and_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    options = ["check", "--vault", EXAMPLE, "--baseline", str(file)]
    missing = run(*options)
    assert missing.exit_code == 2
    assert missing.stderr.startswith(f"error: cannot read the baseline {file}: No such file")
    for text in (b"# Not JSON", b"\xff", b"{}"):
        file.write_bytes(text)
        for more in ([], ["--update-baseline"]):
            result = run(*options, *more)
            assert result.exit_code == 2
            assert result.stderr.startswith(f"error: {file} is no baseline: ")
            assert result.stderr.count("\n") == 1
            assert file.read_bytes() == text


def cypher_in(folder: Path, data: bytes) -> Result:
    (folder / "q.cypher").write_bytes(data)
    file = str(folder / "q.cypher")
    return run("cypher", "-f", file, "--vault", EXAMPLE, "--format", "csv", "-q")


def test_a_query_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert cypher_in(tmp_path, b"\xef\xbb\xbfRETURN 1 AS n").stdout == "n\n1\n"


def test_a_query_file_that_is_not_utf_8_is_said_with_its_line(tmp_path: Path) -> None:
    result = cypher_in(tmp_path, b"// title\nRETURN '\xe9' AS n")
    assert result.exit_code == 2
    file = tmp_path / "q.cypher"
    assert result.stderr == f"error: {file}:2: is not UTF-8. Save it as UTF-8\n"


def test_a_query_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    result = run("cypher", "-f", str(tmp_path / "none"), "--vault", EXAMPLE)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: cannot read the query {tmp_path / 'none'}: No such")


def test_a_query_comes_from_standard_input() -> None:
    result = CliRunner().invoke(
        main, ["cypher", "-f", "-", "--vault", EXAMPLE, "--format", "csv", "-q"], "RETURN 1 AS n"
    )
    assert result.stdout == "n\n1\n"


def test_a_query_is_stopped_after_its_time() -> None:
    deep = "CASE WHEN true THEN " * 50 + "1" + " END" * 50  # takes for ever to parse
    result = run("cypher", f"RETURN {deep}", "--vault", EXAMPLE, "-q", "--timeout", "1")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: The query took more than 1 seconds and was stopped.")


def test_an_error_shows_no_control_character_of_a_note(tmp_path: Path) -> None:
    (tmp_path / "web.md").write_text(
        '---\ntype: service\nname: "a\\e[31mb\\u202e"\n---\n', encoding="utf-8"
    )
    result = run("query", "blast_radius", "service=ab", "--vault", str(tmp_path), "-q")
    assert result.exit_code == 2
    assert "Did you mean" in result.stderr
    assert not set(result.stderr) & {"\x1b", "\u202e"}


def test_what_was_cut_off_is_said_once(tmp_path: Path) -> None:
    for i in range(13):
        (tmp_path / f"s{i}.md").write_text(
            f"---\ntype: service\ndepends_on: [s{i + 1}]\n---\n", encoding="utf-8"
        )
    for format_ in ("table", "csv", "markdown", "json"):
        options = ("--vault", str(tmp_path), "-q", "--format", format_)
        result = run("query", "blast_radius", "service=s12", *options)
        assert result.output.count("2 more lie deeper") == 1, format_


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """A vault that names a server which does not answer."""
    (tmp_path / "rcagraph.toml").write_text(
        '[neo4j]\nuri = "bolt://127.0.0.1:9"\nusername = "reader"\ndatabase = "ops"\n'
    )
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ("export", "--neo4j"),
        ("query", "team_load", "--on", "neo4j"),
        ("cypher", "RETURN 1", "--on", "neo4j"),
    ],
)
def test_the_server_may_stand_in_the_profile(served: Path, command: tuple[str, ...]) -> None:
    given = {"NEO4J_PASSWORD": "x"}
    result = run(*command, "--vault", str(served), "-q", environ=given)
    assert "No Neo4j server answers for database ops on bolt://127.0.0.1:9" in result.stderr
    given |= {"NEO4J_URI": "bolt://127.0.0.1:8", "NEO4J_DATABASE": "mine"}
    result = run(*command, "--vault", str(served), "-q", environ=given)
    assert "No Neo4j server answers for database mine on bolt://127.0.0.1:8" in result.stderr


def test_a_password_in_the_profile_is_refused_and_not_shown(served: Path) -> None:
    file = served / "rcagraph.toml"
    file.write_text('[neo4j]\nuri = "bolt://127.0.0.1:9"\npassword = "hush-hush"\n')
    result = run("stats", "--vault", str(served))
    assert result.exit_code == 2
    assert result.stderr == (
        f"error: {file}:3: a password does not belong in a file that is shared: take it out, "
        "and set NEO4J_PASSWORD\n"
    )


def test_the_text_of_a_query_is_that_of_the_engine() -> None:
    assert "$vault" not in run("query", "team_load", "--text").stdout
    assert "[:OWNS {_vault: $vault}]" in run("query", "team_load", "--text", "--on", "neo4j").stdout
