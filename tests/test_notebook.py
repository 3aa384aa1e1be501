"""The example notebook runs, and what stands below its cells is what they say now.

With RCAGRAPH_UPDATE_GOLDEN=1 the outputs are written into it instead.
"""

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "examples" / "notebook"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
UPDATE = os.environ.get("RCAGRAPH_UPDATE_GOLDEN") == "1"


def executed(file: Path) -> Any:
    """A copy of it with the outputs of a fresh kernel, without times."""
    book = nbformat.read(file, as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        book,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(FOLDER)}},
        record_timing=False,
    )
    client.execute()
    book.metadata.language_info = {"name": "python"}
    return book


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_notebook_says_what_stands_in_it(file: Path) -> None:
    now = executed(file)
    if UPDATE:
        nbformat.write(now, file)
    stored = json.loads(file.read_text("utf-8"))
    assert len(stored["cells"]) > 10
    said = json.loads(nbformat.writes(now))
    assert [cell.get("outputs") for cell in said["cells"]] == [
        cell.get("outputs") for cell in stored["cells"]
    ]


def test_there_is_a_notebook_and_it_shows_html() -> None:
    stored = json.loads(NOTEBOOKS[0].read_text("utf-8"))
    outputs = [o for cell in stored["cells"] for o in cell.get("outputs", [])]
    assert sum("text/html" in output["data"] for output in outputs) == 6
