"""Tests on one server run in one process, all others wherever there is room."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFTEST = "from tests.conftest import pytest_xdist_make_scheduler\n"
TESTS = """
import os
import pytest

def ran(what):
    with open("ran", "a") as file:
        file.write(f"{what} {os.environ.get('PYTEST_XDIST_WORKER')}\\n")

@pytest.fixture(scope="session", params=("5.26.30", "oxigraph"))
def server(request):
    ran(request.param)

@pytest.mark.parametrize("name", ["a[1]", "b-c", "x::y", "é"])
def test_on_a_server(server, name):
    ran("test")

@pytest.mark.parametrize("name", range(8))
def test_on_none(name):
    ran("single")
"""


def ran(folder: Path, *options: str) -> list[str]:
    """What was started or run, and by which worker."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(TESTS, "utf-8")
    command = [sys.executable, "-m", "pytest", f"--rootdir={folder}", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *options, "test_it.py"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "16 passed" in done.stdout, done.stdout
    return (folder / "ran").read_text().splitlines()


def test_each_server_is_started_once(tmp_path: Path) -> None:
    lines = ran(tmp_path, "-n", "2")
    assert len([line for line in lines if line.startswith("5.26.30")]) == 1
    assert len([line for line in lines if line.startswith("oxigraph")]) == 1
    assert {line.split()[1] for line in lines} == {"gw0", "gw1"}


@pytest.mark.parametrize("options", [("-n", "0"), ("-p", "no:xdist")], ids=" ".join)
def test_all_can_run_in_one_process(tmp_path: Path, options: tuple[str, ...]) -> None:
    lines = ran(tmp_path, *options)
    assert [line for line in lines if "test" not in line and "single" not in line] == [
        "5.26.30 None",
        "oxigraph None",
    ]
