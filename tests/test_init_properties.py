"""Whatever a folder holds, the file that `init` writes parses and loses nothing of the default."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcagraph.api import Vault, load
from rcagraph.profile import built_in
from rcagraph.starter import begin
from tests.notes import write_vault

UNTYPED = ("Document", "Unresolved")
"""What a note is until it is known to be more."""
FOLDERS = ("incidents", "services", "runbooks", "teams", "Ausfälle", "服务", "awarie", "docs/log")
NAMES = (
    "cart",
    "pay",
    "2025-01-02-pay-down",
    "2025-02-03",
    "shop",
    "x y",
    "Müller",
)
"""None that says a kind: a folder that says one is asked before it, as by default."""
KEYS = (
    *("date", "severity", "services", "owner", "depends_on", "uses", "title", "subject", "id"),
    *("Datum", "gravité", "影响服务", "incident_id", "reported_by", "kiedy", "a.b", "it's", "tier"),
)
VALUES = (
    *(
        "2025-01-02",
        "24/11/2025",
        "P1",
        "high",
        "cart",
        "[cart, pay]",
        '"[[pay]]"',
        "1h 20m",
        "x: y",
    ),
    *("shop, Müller", "", "null", "{a: b}", "3 weeks of work and more than that", "INC-1", "INC-2"),
)
LINES = (
    *("**Severity:** P2", "- **Service**: cart, pay", "Owner: shop", "**Datum**: 24.11.2025"),
    *(
        "## Timeline",
        "- 10:00 alert",
        "## 2025-03-04 - Down",
        "- 2025-03-04: cart down",
        "## Actions",
    ),
    *(
        "## Maßnahmen",
        "- [ ] mend it @shop",
        "[[pay]]",
        "| Severity | P1 |",
        "|-|-|",
        "影响服务：pay",
    ),
    *("## Root Cause", "A typo.", "Duration: 3h", "`Key: value`", "Category: DNS"),
)


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    paths = st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES))
    keys = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), max_size=5)
    lines = st.lists(st.sampled_from(LINES), max_size=7)
    notes = draw(st.dictionaries(paths, st.tuples(keys, lines), min_size=1, max_size=7))
    return {
        f"{folder}/{name}.md": _note(front, body) for (folder, name), (front, body) in notes.items()
    }


def _note(front: dict[str, str], body: list[str]) -> str:
    written = "".join(f'"{key}": {value}\n' for key, value in front.items())
    return f"---\n{written}---\n# T\n\n" + "\n\n".join(body) + "\n"


def counted(vault: Vault) -> Counter[str]:
    """What there is of each kind and each type."""
    kinds = Counter(n.kind for n in vault.graph.nodes() if n.kind not in UNTYPED)
    return kinds + Counter(e.type for e in vault.graph.edges() if e.type != "REFERENCES")


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(vaults())
def test_the_written_file_finds_at_least_what_the_default_finds(files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        root = write_vault(Path(folder), dict(files))
        before = counted(load(root, built_in()))
        start = begin(root)
        (root / "rcagraph.toml").write_text(start.text, "utf-8")
        after = counted(load(root))
    assert after == counted(start.vault)
    assert {name: (n, after[name]) for name, n in before.items() if after[name] < n} == {}
