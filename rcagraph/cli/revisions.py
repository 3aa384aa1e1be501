"""A vault as it was at a revision of its git repository, in a folder of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rcagraph.cli import git
from rcagraph.model.errors import RcaGraphError


@contextmanager
def at_revision(vault: Path, revision: str) -> Iterator[Path]:
    """The vault's files as `revision` has them; nothing in the repository changes.

    `RcaGraphError` where the vault is in no repository, or the revision is none or has no such
    folder.
    """
    top = _repository(vault)
    inside = vault.resolve().relative_to(top).as_posix()
    tree = f"{_commit(top, revision)}:{'' if inside == '.' else inside}"
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / vault.resolve().name
        folder.mkdir()
        index = {**os.environ, "GIT_INDEX_FILE": str(Path(temporary) / "index")}
        if _git(top, "read-tree", tree, env=index) is None:
            message = f"{revision} has no folder {inside}"
            raise RcaGraphError(message, "Name a revision in which the vault was there already")
        if _git(top, "checkout-index", "--all", f"--prefix={folder}/", env=index) is None:
            message = f"git cannot write out the files of {revision}"
            raise RcaGraphError(
                message, "Try `git checkout` of it: a filter like git-lfs may be missing"
            )
        yield folder


def _repository(vault: Path) -> Path:
    top = _git(vault, "rev-parse", "--show-toplevel")
    if top is None:
        message = f"{vault} is in no git repository"
        raise RcaGraphError(message, "Name two folders, or a --vault that is in a repository")
    return Path(top)


def _commit(top: Path, revision: str) -> str:
    found = _git(
        top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}"
    )
    if found is None:
        message = f"{revision} is neither a folder nor a revision of {top}"
        raise RcaGraphError(message, "Name a folder, or a commit, branch or tag: HEAD~5, v1.2")
    return found


def _git(folder: Path, *words: str, env: dict[str, str] | None = None) -> str | None:
    """What git says; None where it refuses. `RcaGraphError` where there is no git."""
    try:
        said = git.said(folder, *words, env=env)
    except FileNotFoundError:
        raise RcaGraphError("git is not installed", "Install it, or name two folders") from None
    return None if said is None else said.strip()
