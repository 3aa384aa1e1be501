"""Which files of a folder are notes: sorted, and none outside the folder."""

import os
from collections import deque
from pathlib import Path

from rcagraph.model.diagnostics import Code, Diagnostic, Outcome
from rcagraph.model.errors import RcaGraphError
from rcagraph.vault.clean import CONTROL, cleaned
from rcagraph.vault.globs import matches

Patterns = tuple[str, ...]


def walk(
    root: Path, include: Patterns = ("**/*.md",), exclude: Patterns = (), below: str = ""
) -> Outcome[tuple[str, ...]]:
    """The paths of the notes, relative to the root, with `/`.

    Hidden files and folders are none of the vault's. A pattern of `exclude` that fits a folder
    excludes all in it. A file is listed once: a symbolic link adds only what the walk would not
    find at its own place. `below` is the folder of the root that is walked, where that is not
    all of it. Raises `RcaGraphError` where one of the two is no folder.
    """
    real = Path(os.path.realpath(root / below))
    if not real.is_dir() or not real.is_relative_to(os.path.realpath(root)):
        message = f"There is no folder {root / below}"
        raise RcaGraphError(message, "Name the folder that holds the notes")
    walker = _Walker(os.path.realpath(root), include, exclude)
    walker.run(str(real), f"{below}/" if below else "")
    return Outcome(
        tuple(sorted(walker.notes)), tuple(sorted(walker.found, key=lambda d: d.sort_key))
    )


class _Walker:
    def __init__(self, root: str, include: Patterns, exclude: Patterns) -> None:
        self.root, self.include, self.exclude = root, include, exclude
        self.notes: list[str] = []
        self.found: list[Diagnostic] = []
        self.links: deque[str] = deque()
        """Symbolic links by path, looked at when all that is no link is known."""
        self.real: set[str] = {root}
        """The folders and notes that were met, by their own place."""

    def run(self, real: str, path: str) -> None:
        """All below a folder, which is the root or in it."""
        self._folder(real, path)
        while self.links:
            self._link(self.links.popleft())

    def _folder(self, real: str, path: str) -> None:
        """All below a folder; no deeper on the stack for a deeper folder."""
        open_folders = [(real, path)]
        while open_folders:
            real, path = open_folders.pop()
            for entry in self._entries(real, path):
                self._entry(entry, path + entry.name, open_folders)

    def _entries(self, real: str, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(real) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._say(Code.RCA001, path.rstrip("/") or ".", f"folder: {error.strerror}")
            return []

    def _entry(
        self, entry: os.DirEntry[str], path: str, open_folders: list[tuple[str, str]]
    ) -> None:
        if entry.name.startswith(".") or entry.path in self.real or matches(path, self.exclude):
            return
        if entry.is_symlink():
            self.links.append(path)
        elif entry.is_dir(follow_symlinks=False):
            self.real.add(entry.path)
            open_folders.append((entry.path, path + "/"))
        elif entry.is_file(follow_symlinks=False) and matches(path, self.include):
            self._note(entry.path, path)

    def _note(self, real: str, path: str) -> None:
        self.real.add(real)
        if CONTROL.search(path):
            self._say(Code.RCA001, cleaned(path), "its name has control characters")
        else:
            self.notes.append(path)

    def _link(self, path: str) -> None:
        real = Path(os.path.realpath(f"{self.root}/{path}"))
        is_folder, is_note = real.is_dir(), matches(path, self.include)
        if not (is_folder or is_note) or str(real) in self.real:
            return
        if not real.is_relative_to(self.root):
            self._say(Code.RCA003, path, "it points outside")
        elif is_folder:
            self.real.add(str(real))
            self._folder(str(real), path + "/")
        elif real.is_file():
            self._note(str(real), path)
        else:
            self._say(Code.RCA001, path, "the link points to no file")

    def _say(self, code: Code, path: str, detail: str) -> None:
        self.found.append(Diagnostic(code, cleaned(path), 0, detail))
