"""What the commands load with the Neo4j driver, and what they leave alone."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def after_loading_the_driver(code: str) -> str:
    """What a fresh interpreter then prints."""
    text = f"import sys\nfrom rcagraph.cli.driver import load_driver\nload_driver()\n{code}"
    command = [sys.executable, "-c", text]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_the_driver_comes_without_arrays_and_tables() -> None:
    names = "('neo4j', 'numpy', 'pandas', 'pyarrow')"
    assert after_loading_the_driver(f"print([n in sys.modules for n in {names}])") == (
        "[True, False, False, False]\n"
    )


def test_who_needs_arrays_afterwards_has_them() -> None:
    assert after_loading_the_driver("import numpy\nprint(numpy.arange(3).sum())") == "3\n"


def test_what_is_loaded_already_stays() -> None:
    text = (
        "import numpy, sys\n"
        "from rcagraph.cli.driver import load_driver\n"
        "load_driver()\n"
        "print(sys.modules['numpy'] is numpy)"
    )
    done = subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "True\n"
