"""No bytes raise: notes, data files and profiles that are nearly right, of every sort.

`RCAGRAPH_FUZZ_EXAMPLES` says how many of each are drawn; `make fuzz` draws by coverage instead.
"""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

EXAMPLES = int(os.environ.get("RCAGRAPH_FUZZ_EXAMPLES", "60"))
TOKENS = (
    *(
        "[[",
        "]]",
        "|",
        "---\n",
        "+++\n",
        "```\n",
        "\\",
        "#",
        ": ",
        "- ",
        "\n\n",
        "\t",
        "{",
        "}",
        "[",
    ),
    *(
        "'",
        '"',
        "&a ",
        "*a ",
        "!!int ",
        "<<: ",
        "null",
        "2025-02-30",
        "10:61",
        "1e999",
        "-0",
        "1,5",
    ),
    *(
        "\x00",
        "\ufeff",
        "\u2028",
        "é",
        "e\u0301",
        "\udcff",
        "𝟙",
        "\r",
        "%",
        "../",
        "(?P<a>",
        "$",
        "|x|",
    ),
)


@st.composite
def nearly(draw: st.DrawFn, target: str) -> bytes:
    """One of the seeds with pieces cut out, doubled, or replaced by what means something."""
    text = draw(st.sampled_from(seeds(target)))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        token = draw(st.sampled_from(TOKENS).map(_bytes) | st.binary(max_size=8))
        text = text[:start] + draw(st.sampled_from((token, b"", text[start:end] * 2))) + text[end:]
    return text


def _bytes(token: str) -> bytes:
    return token.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(("target", "run"), TARGETS.items(), ids=list(TARGETS))
def test_what_is_nearly_right_raises_nothing(target: str, run: Callable[[bytes], None]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(nearly(target) | st.binary(max_size=60))
    def holds(data: bytes) -> None:
        run(data)

    holds()


@pytest.mark.parametrize("target", TARGETS)
def test_every_seed_is_read(target: str) -> None:
    texts = seeds(target)
    assert len(texts) > 4
    for text in texts:
        TARGETS[target](text)
