"""The house stands as drawn: contracts hold, and starting up loads nothing heavy."""

import subprocess
import sys
from pathlib import Path

from rcagraph.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
HEAVY = {"neo4j", "rdflib", "pyoxigraph", "ladybug", "networkx", "numpy", "scipy"}
HEAVY |= {"rich", "yaml", "frontmatter", "pyromark", "pandas"}


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after running the code."""
    listing = f"{code}\nimport sys\nprint(*sorted({{n.split('.')[0] for n in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "from rcagraph.cli import main\n"
        "try:\n    main(['--help'], prog_name='rcagraph')\nexcept SystemExit:\n    pass"
    )
    loaded = loaded_by(code)
    assert "click" in loaded
    assert not loaded & HEAVY


def test_the_help_of_every_command_loads_nothing_heavy() -> None:
    lines = ["from rcagraph.cli import main"]
    for name in COMMANDS:
        lines += ["try:", f"    main([{name!r}, '--help'])", "except SystemExit:", "    pass"]
    assert not loaded_by("\n".join(lines)) & HEAVY


def test_reading_and_asking_in_memory_loads_no_database() -> None:
    code = (
        "import rcagraph\n"
        "vault = rcagraph.load('examples/hopfield-pantry')\n"
        "vault.blast_radius('order-service')\n"
        "vault.recurrence()"
    )
    assert not loaded_by(code) & {"neo4j", "rdflib", "pyoxigraph", "ladybug", "rich", "click"}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in (ROOT / "rcagraph").rglob("*.py")}
    assert not names & {"utils", "helpers", "common", "misc", "util", "helper"}
