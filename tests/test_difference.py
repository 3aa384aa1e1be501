"""Two graphs compared (B10): who newly depends on whom, by which way."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rcagraph.analysis.difference import Pair, difference
from rcagraph.cli import main
from tests.impact import depends, needs, vault
from tests.notes import write_vault

OLD = vault(depends("web", "orders"), depends("orders", "db"), depends("cart", "orders"))
NEW = vault(depends("web", "orders"), depends("orders", "db"), depends("mail", "web"))


def test_pairs_that_appear_and_vanish_with_their_paths() -> None:
    found = difference(OLD, NEW)
    kinds = ("Service", "Service")
    assert found.new == (
        Pair("db", "mail", kinds, ("db", "orders", "web", "mail")),
        Pair("orders", "mail", kinds, ("orders", "web", "mail")),
        Pair("web", "mail", kinds, ("web", "mail")),
    )
    assert [(p.failing, p.dependent) for p in found.gone] == [("db", "cart"), ("orders", "cart")]
    assert found.nodes_added == (("Service", "mail"),)
    assert found.edges_removed == (("DEPENDS_ON", ("Service", "cart"), ("Service", "orders")),)


def test_nothing_changed_and_a_cycle() -> None:
    knot = vault(depends("a", "b"), depends("b", "a"))
    assert difference(knot, knot).new == ()
    found = difference(vault(depends("a", "b")), knot)
    assert [p.path for p in found.new] == [("a", "b")]


def test_a_group_reaches_its_dependent_structurally() -> None:
    found = difference(vault(depends("t", "a")), vault(needs("t", ("a", "b"))))
    assert [(p.failing, p.dependent) for p in found.new] == [("b", "t")]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def service(*below: str) -> str:
    return f"---\ntype: service\ndepends_on: [{', '.join(below)}]\n---\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A vault two commits old, of which the second made `mail` depend on `web`."""
    vault = write_vault(tmp_path, {"services/web.md": service("db"), "services/mail.md": service()})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    (vault / "services/mail.md").write_text(service("web"), "utf-8")
    git(tmp_path, "commit", "-qam", "two")
    return vault


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments), "-q"])


def test_two_revisions_of_a_vault(repository: Path) -> None:
    result = run("HEAD~1", "HEAD", "--vault", repository, "--format", "csv")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:3] == [
        "if this fails,it now may hit,by",
        "db,mail,db → web → mail",
        "web,mail,web → mail",
    ]


def test_new_dependents_fail_a_build_and_the_other_way_does_not(repository: Path) -> None:
    options = ("--vault", repository, "--fail-on", "new-dependents")
    assert run("HEAD~1", "HEAD", *options).exit_code == 1
    assert run("HEAD", "HEAD~1", *options).exit_code == 0


def test_a_revision_and_the_folder_as_it_is(repository: Path) -> None:
    (repository / "services/cart.md").write_text(service("web"), "utf-8")
    result = run("HEAD", repository, "--vault", repository)
    assert "2 new and 0 gone" in result.stdout
    assert "web → cart" in result.stdout


def test_the_repository_is_left_as_it_was(repository: Path) -> None:
    index = (repository.parent / ".git" / "index").read_bytes()
    run("HEAD~1", "HEAD", "--vault", repository)
    assert (repository.parent / ".git" / "index").read_bytes() == index
    assert (repository / "services/mail.md").read_text("utf-8") == service("web")


def test_no_hook_or_monitor_of_the_repository_is_run(repository: Path, tmp_path: Path) -> None:
    for name in ("post-index-change", "monitor"):
        script = tmp_path / ".git" / "hooks" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\n")
        script.chmod(0o755)
    git(tmp_path, "config", "core.fsmonitor", str(tmp_path / ".git" / "hooks" / "monitor"))
    assert run("HEAD~1", "HEAD", "--vault", repository).exit_code == 0
    assert list(tmp_path.glob("ran-*")) == []


def test_what_is_no_revision_is_said(repository: Path, tmp_path: Path) -> None:
    result = run("HEAD~9", "HEAD", "--vault", repository)
    assert result.exit_code == 2
    assert "HEAD~9 is neither a folder nor a revision of" in result.stderr
    assert run("--", "--output=x", "HEAD").exit_code == 2
    lonely = tmp_path.parent / f"{tmp_path.name}-lonely"
    lonely.mkdir()
    assert "is in no git repository" in run("HEAD", "HEAD", "--vault", lonely).stderr


def test_files_that_git_cannot_write_out_are_no_empty_vault(
    repository: Path, tmp_path: Path
) -> None:
    (repository / ".gitattributes").write_text("*.md filter=lost\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "filter")
    git(tmp_path, "config", "filter.lost.smudge", "false")
    git(tmp_path, "config", "filter.lost.required", "true")
    result = run("HEAD~1", "HEAD", "--vault", repository)
    assert result.exit_code == 2
    assert "git cannot write out the files of HEAD. Try `git checkout`" in result.stderr
