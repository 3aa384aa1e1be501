"""Every exporter of the table writes the small shop as its golden file has it.

After a change that is meant, `RCAGRAPH_UPDATE_GOLDEN=1` writes the golden files anew.
"""

import os
from pathlib import Path

import pytest

from rcagraph.export.registry import EXPORTERS, FOLDER_EXPORTERS, Exporter
from tests.graphs import shop

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    pytest.param(exporter, suffix, id=suffix)
    for exporter in EXPORTERS
    for suffix in (exporter.suffixes[:2])
]
"""Each exporter's own formats; what RDF's others hold is compared with its N-Triples elsewhere."""


@pytest.mark.parametrize(("exporter", "suffix"), CASES)
def test_the_shop_is_written_as_its_golden_file(
    exporter: Exporter, suffix: str, tmp_path: Path
) -> None:
    golden, path = GOLDEN / f"shop{suffix}", tmp_path / f"shop{suffix}"
    exporter.write(shop(), path)
    if os.environ.get("RCAGRAPH_UPDATE_GOLDEN"):
        exporter.write(shop(), golden)
    assert golden.is_file(), f"{golden} is missing; RCAGRAPH_UPDATE_GOLDEN=1 writes it"
    assert path.read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")


def test_every_golden_file_of_the_shop_has_its_exporter() -> None:
    suffixes = {suffix for exporter in EXPORTERS for suffix in exporter.suffixes}
    assert {path.suffix for path in GOLDEN.glob("shop.*")} <= suffixes


def test_no_two_exporters_share_an_option_or_a_suffix() -> None:
    every = (*EXPORTERS, *FOLDER_EXPORTERS)
    options = [exporter.option for exporter in every]
    suffixes = [suffix for exporter in EXPORTERS for suffix in exporter.suffixes]
    assert len(set(options)) == len(options)
    assert len(set(suffixes)) == len(suffixes)
    assert all(exporter.doc.endswith(".") for exporter in every)
