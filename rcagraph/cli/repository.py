"""Where a vault lies in its repository, as GitHub and SARIF viewers name its files."""

from pathlib import Path


def folder_in_repository(root: Path) -> str:
    """The vault's folder from the repository's root, with `/` at its end; empty for the root.

    Where there is no repository, from the current folder; where the vault is not below that
    either, empty.
    """
    root = root.resolve()
    tops = (folder for folder in (root, *root.parents) if (folder / ".git").exists())
    top = next(tops, Path.cwd())
    if not root.is_relative_to(top):
        return ""
    folder = root.relative_to(top).as_posix()
    return "" if folder == "." else f"{folder}/"
