"""Which files are notes: patterns, hidden folders, symbolic links, what cannot be read."""

import os
from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.vault.globs import matches
from rcagraph.vault.walk import walk


def make(root: Path, *paths: str) -> Path:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    return root


def test_paths_are_sorted_and_relative(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/c.md", "a/B.md", "a/x.txt", "a b/ü.md")
    assert walk(tmp_path).value == ("a b/ü.md", "a/B.md", "a/c.md", "b.md")
    assert walk(tmp_path).diagnostics == ()


def test_hidden_is_skipped(tmp_path: Path) -> None:
    make(tmp_path, ".git/a.md", ".obsidian/b.md", "x/.trash/c.md", ".d.md", "x/e.md")
    assert walk(tmp_path).value == ("x/e.md",)


def test_include_and_exclude(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b.mdx", "_templates/t.md", "x/archive/old.md", "x/new.md", "cat.yml")
    found = walk(tmp_path, ("**/*.{md,mdx}", "cat.yml"), ("_templates/**", "**/archive"))
    assert found.value == ("a.md", "b.mdx", "cat.yml", "x/new.md")


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("**/*.md", "a.md", True),
        ("**/*.md", "a/b/c.md", True),
        ("*.md", "a/b.md", False),
        ("a/**", "a/b/c", True),
        ("a/**", "ab", False),
        ("**/RCAs/**/*.md", "x/RCAs/y.md", True),
        ("{a,b/{c,d}}/*.md", "b/d/x.md", True),
        ("{a,b/{c,d}}/*.md", "b/x.md", False),
        ("a{b.md", "a{b.md", True),
        ("a,b.md", "a,b.md", True),
        ("x?.md", "x1.md", True),
        ("x?.md", "x/.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("[!ab].md", "c.md", True),
        ("a[z-a].md", "a[z-a].md", True),
        ("a[!].md", "a[!].md", True),
        ("[a--].md", "-.md", True),
        ("[[&&].md", "&.md", True),
        ("[!ab].md", "/.md", False),
        ("a+(b).md", "a+(b).md", True),
        ("a.md", "axmd", False),
        ("docs/", "docs", True),
        ("./docs", "docs", True),
        ("A.md", "a.md", False),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert matches(path, [pattern]) is fits


def test_a_link_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    vault, outside = make(tmp_path / "vault", "a.md"), make(tmp_path / "out", "secret.md", "s.txt")
    (vault / "folder").symlink_to(outside)
    (vault / "note.md").symlink_to(outside / "secret.md")
    (vault / "text.txt").symlink_to(outside / "s.txt")
    (vault / "up.md").symlink_to("../out/none.md")
    outcome = walk(vault)
    assert outcome.value == ("a.md",)
    assert [(d.code.name, d.path, d.line) for d in outcome.diagnostics] == [
        ("RCA003", "folder", 0),
        ("RCA003", "note.md", 0),
        ("RCA003", "up.md", 0),
    ]


def test_a_folder_whose_name_begins_like_the_vaults_is_outside(tmp_path: Path) -> None:
    vault, outside = make(tmp_path / "vault", "a.md"), make(tmp_path / "vault-2", "b.md")
    (vault / "b.md").symlink_to(outside / "b.md")
    assert walk(vault).value == ("a.md",)


def test_links_inside_add_only_what_is_not_met_elsewhere(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "a/plain.txt", ".shared/sub/y.md")
    (tmp_path / "a/again.md").symlink_to("x.md")
    (tmp_path / "a/text.md").symlink_to("plain.txt")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "shared").symlink_to(".shared")
    outcome = walk(tmp_path)
    assert outcome.value == ("a/text.md", "a/x.md", "shared/sub/y.md")
    assert outcome.diagnostics == ()


def test_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", ".h/y.md")
    (tmp_path / "a/up").symlink_to("..")
    (tmp_path / ".h/h").symlink_to("../.h")
    (tmp_path / "h").symlink_to(".h")
    (tmp_path / "self.md").symlink_to("self.md")
    outcome = walk(tmp_path)
    assert outcome.value == ("a/x.md", "h/y.md")
    assert [str(d) for d in outcome.diagnostics] == [
        "self.md:0: error[RCA001] file cannot be read: the link points to no file; "
        "see that it is there and may be read"
    ]


def test_the_root_may_be_a_link(tmp_path: Path) -> None:
    make(tmp_path / "real", "a.md")
    (tmp_path / "root").symlink_to("real")
    assert walk(tmp_path / "root").value == ("a.md",)


def test_an_unreadable_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "closed/a.md", "open/b.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    outcome = walk(tmp_path)
    assert outcome.value == ("open/b.md",)
    assert [(d.code.name, d.path, d.detail) for d in outcome.diagnostics] == [
        ("RCA001", "closed", "folder: Permission denied")
    ]


def test_a_name_with_control_characters_is_said(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b\x1b[2J.md")
    (tmp_path / os.fsdecode(b"c\xff.md")).write_text("x")
    outcome = walk(tmp_path)
    assert outcome.value == ("a.md",)
    assert [(d.code.name, d.path) for d in outcome.diagnostics] == [
        ("RCA001", "b\ufffd[2J.md"),
        ("RCA001", "c\ufffd.md"),
    ]


def test_a_pipe_is_no_note(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert walk(tmp_path).value == ()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RcaGraphError, match="There is no folder"):
        walk(tmp_path / "none")
