"""Takes each diagnostic out of a copy of the package, and sees whether its case file notices.

`make mutate` runs it: one line a code, exit code 1 where a case still passes, or only crashes.
A statement that says a code is dropped. Where the code stands inside a value that is needed (what
a function returns, an entry of a table), another code stands in for it. Each place is also taken
out alone: places that the case does not reach are told, and are no failure.
"""

import ast
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
TABLE = "model/diagnostics.py"
RUN = """
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
import rcagraph
from tests.test_diagnostics import blocks, said, write
code, home = sys.argv[1:]
assert Path(rcagraph.__file__).is_relative_to(home), rcagraph.__file__
*files, expect = blocks(code)
day = date.fromisoformat(expect.words[0]) if expect.words else None
with TemporaryDirectory() as folder:
    root = Path(folder) / "vault"
    root.mkdir()
    for block in files:
        write(root, block)
    print("same" if list(said(code, root, day)) == expect.text.splitlines() else "differs")
"""


class Site(NamedTuple):
    """A place of the source that names a code."""

    file: str
    """Relative to the package."""
    line: int
    column: int


def sites(package: Path) -> Iterator[tuple[str, Site]]:
    """Every place but comparisons, which say nothing."""
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package).as_posix()
        if name == TABLE:
            continue
        tree = ast.parse(file.read_text("utf-8"))
        compared = {
            id(part) for n in ast.walk(tree) if isinstance(n, ast.Compare) for part in ast.walk(n)
        }
        for node in ast.walk(tree):
            if (code := _code(node)) and id(node) not in compared:
                yield code, Site(name, node.lineno, node.col_offset)  # type: ignore[attr-defined]


def _code(node: ast.AST) -> str | None:
    is_code = isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Code"
    return node.attr if is_code and isinstance(node, ast.Attribute) else None


class _Without(ast.NodeTransformer):
    """The source without what is said at some places."""

    def __init__(self, code: str, places: set[tuple[int, int]]) -> None:
        self.code, self.places = code, places

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if not any(self._is_meant(part) for part in ast.walk(node)):
            return node
        # Not deleted: a function stays a generator, and a block keeps a statement.
        return ast.If(test=ast.Constant(False), body=[node], orelse=[])

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if self._is_meant(node):
            node.attr = "RCA002" if self.code == "RCA001" else "RCA001"
        return self.generic_visit(node)

    def _is_meant(self, node: ast.AST) -> bool:
        place = (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))
        return _code(node) == self.code and place in self.places


def mutate(package: Path, code: str, places: list[Site]) -> None:
    """Writes the package's files anew, without what the places say."""
    for name in {place.file for place in places}:
        file = package / name
        here = {(place.line, place.column) for place in places if place.file == name}
        tree = _Without(code, here).visit(ast.parse(file.read_text("utf-8")))
        file.write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")


def outcome(code: str, places: list[Site]) -> str:
    """`differs`, `same` or `crashes`: the case in a fresh copy without what the places say."""
    with TemporaryDirectory() as folder:
        home = Path(folder).resolve()
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "rcagraph", home / "rcagraph", ignore=ignored)
        mutate(home / "rcagraph", code, places)
        environ = {**os.environ, "PYTHONPATH": f"{home}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-c", RUN, code, str(home)],
            cwd=home,
            env=environ,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    return done.stdout.strip() or "crashes"


def report(code: str, places: list[Site]) -> tuple[bool, str]:
    """Whether the case notices, and the line that says so."""
    if outcome(code, []) != "same":
        return False, f"{code}  its case does not even pass as things are"
    found = outcome(code, places) if places else "is said nowhere"
    unseen = [p for p in places if len(places) > 1 and outcome(code, [p]) == "same"]
    seen = f"{len(places) - len(unseen)} of {len(places)} places"
    rest = "".join(f"\n        not reached: {p.file}:{p.line}" for p in unseen)
    return found == "differs", f"{code}  {found:8} {seen}{rest}"


def main(chosen: list[str]) -> int:
    from rcagraph.model.diagnostics import Code

    places: Mapping[str, list[Site]] = {code.name: [] for code in Code}
    for code, site in sites(ROOT / "rcagraph"):
        places[code].append(site)
    failed, start = 0, time.monotonic()
    for code in chosen or places:
        is_noticed, line = report(code, places[code])
        failed += not is_noticed
        print(line if is_noticed else f"{line}  <- FAILS", flush=True)
    print(f"{len(chosen or places)} codes, {failed} not noticed, {time.monotonic() - start:.0f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
