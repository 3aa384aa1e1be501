"""The benchmarks' own parts: made-up vaults are the same each time, and noise is no miss."""

from collections import Counter
from hashlib import sha256
from pathlib import Path

from benchmarks.bars import bars, missed
from benchmarks.vault_notes import VaultNotes
from rcagraph.api import load


def digest(made: VaultNotes) -> str:
    return sha256("".join(path + text for path, text in made.texts()).encode()).hexdigest()


def test_a_seed_makes_the_same_notes() -> None:
    assert digest(VaultNotes(132)) == digest(VaultNotes(132))
    assert digest(VaultNotes(132)) != digest(VaultNotes(132, seed=2))


def test_notes_are_as_many_and_as_large_as_asked() -> None:
    texts = dict(VaultNotes(132, size=5_000).texts())
    assert len(texts) == 132
    assert Counter(path.partition("/")[0] for path in texts) == {
        "RCAs": 111, "Services": 10, "Runbooks": 10, "README.md": 1,
    }  # fmt: skip
    sizes = [len(text.encode()) for path, text in texts.items() if path.startswith("RCAs/")]
    assert min(sizes) >= 5_000
    assert max(sizes) < 5_400


def test_made_notes_are_read_link_for_link_as_those_of_a_team(tmp_path: Path) -> None:
    VaultNotes(132).write(tmp_path)
    vault = load(tmp_path, cache=False)
    joined = vault.graph.kinds_joined
    assert joined["RELATES_TO"] == {("Incident", "Unresolved"): 111}
    assert joined["USES_RUNBOOK"] == {("Incident", "Runbook"): 111}
    assert joined["REFERENCES"] == {
        ("Document", "Service"): 10,
        ("Incident", "Unresolved"): 111,
        ("Runbook", "Unresolved"): 20,
        ("Service", "Unresolved"): 10,
    }
    assert joined["HAS_ACTION_ITEM"] == {("Incident", "ActionItem"): 444}
    assert {diagnostic.code.name for diagnostic in vault.diagnostics} == {"RCA301"}


def test_more_links_lead_to_earlier_incidents(tmp_path: Path) -> None:
    VaultNotes(50, links=5).write(tmp_path)
    graph = load(tmp_path, cache=False).graph
    assert graph.kinds_joined["RELATES_TO"]["Incident", "Incident"] > 40


def test_a_bar_is_missed_when_chance_does_not_explain_it() -> None:
    assert missed([2.6, 2.7, 2.6, 2.9, 2.51], 2.5)
    assert not missed([2.6, 2.7, 2.6, 2.9, 2.49], 2.5)
    assert not missed([9, 9, 9, 9], 2.5)
    assert missed([2.6, 2.7, 2.6, 2.9, 2.6, 2.6, 2.6, 2.6, 2.4], 2.5)
    assert not missed([1, 1, 1, 1, 1], 2.5)


def test_every_bar_says_what_it_is_of() -> None:
    said = [bar.said for name in ("vault", "startup", "exports") for bar in bars(name)]
    assert "cold ≤ 2.5 × hyalo" in said
    assert "unchanged ≤ 0.6 s" in said
    assert "cold ≤ 1500 MB" in said
    assert len(said) == 11
