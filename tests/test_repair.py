"""Links that reach nothing, mended in place: the right bytes, and no others."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.api import load
from rcagraph.graph.join import Joined, join
from rcagraph.graph.link_places import Written, link_places
from rcagraph.graph.repair import Edit, Repair, apply, mends, repair
from rcagraph.model.facts import Fact
from tests.notes import facts_of, load_vault, profile, write_vault

RUNBOOKS = {
    "runbooks/runbook-checkout-api.md": "# Checkout\n",
    "runbooks/how to (re)start it.md": "# Start\n",
    "runbooks/übung für alle.md": "# Ü\n",
    "incidents/2024-05-06-disk-exhaustion.md": "---\ndate: 2024-05-06\n---\n",
    "services/order-service.md": "---\nowner: x\n---\n",
    "a/escalation.md": "x",
    "b/escalation.md": "x",
}
PATH = "incidents/2025-01-02-x.md"
RULES = profile()


@cache
def facts_in(path: str, text: str) -> tuple[Fact, ...]:
    """Read once: the runbooks stand beside every note."""
    return tuple(facts_of(text, path, RULES).facts)


def joined(files: Mapping[str, str]) -> Joined:
    return join([fact for path, text in files.items() for fact in facts_in(path, text)], RULES)


def repair_of(data: bytes, path: str = PATH, more: dict[str, str] | None = None) -> Repair | None:
    """What would be mended in a note of these bytes, beside the runbooks."""
    files = {**RUNBOOKS, **(more or {})}
    made = joined({**files, path: data.decode("utf-8", "replace")})
    wanted = mends(made.dangling, made.names, RULES.links)
    if path not in wanted:
        return None
    return repair(path, data, wanted[path], RULES.vault.front_matter)


def mended(data: bytes, path: str = PATH, more: dict[str, str] | None = None) -> bytes:
    found = repair_of(data, path, more)
    assert found is None or not found.problem
    return found.mended if found else data


BODIES = [
    ("[[runbook-chekout-api]]", "[[runbook-checkout-api]]"),
    ("[[runbook-chekout-api#x|text]]", "[[runbook-checkout-api#x|text]]"),
    ("[[runbook-chekout-api#^b1]]", "[[runbook-checkout-api#^b1]]"),
    ("![[runbook-chekout-api]]", "![[runbook-checkout-api]]"),
    ("[[ runbook-chekout-api ]]", "[[ runbook-checkout-api ]]"),
    ("[[runbook-chekout-api.md]]", "[[runbook-checkout-api.md]]"),
    ("[[Runbook Checkout API]]", "[[runbook-checkout-api]]"),
    ("[[runbook_checkout_api|x]]", "[[runbook-checkout-api|x]]"),
    ("[[old/runbook-checkout-api]]", "[[runbooks/runbook-checkout-api]]"),
    ("[[/old/runbook-checkout-api]]", "[[/runbooks/runbook-checkout-api]]"),
    ("[[ubung für alle]] [[übung fur alle]]", "[[ubung für alle]] [[übung fur alle]]"),
    ("[[Übung  für_alle]]", "[[übung für alle]]"),
    ("[[how to restart]]", "[[how to restart]]"),
    ("[[a/escalatoin]]", "[[a/escalatoin]]"),  # two notes fit
    ("é [[runbook-chekout-api]] é", "é [[runbook-checkout-api]] é"),
    (
        "[[runbook-chekout-api]] [[runbook-chekout-api|b]] [[nothing]] [[runbook-chekout-api#c]]",
        "[[runbook-checkout-api]] [[runbook-checkout-api|b]] [[nothing]] "
        "[[runbook-checkout-api#c]]",
    ),
    (
        "[[runbook-chekout-api|runbook-chekout-api]] runbook-chekout-api",
        "[[runbook-checkout-api|runbook-chekout-api]] runbook-chekout-api",
    ),
    (
        "`[[runbook-chekout-api]]` [[runbook-chekout-api]] ``[[runbook-chekout-api]]``",
        "`[[runbook-chekout-api]]` [[runbook-checkout-api]] ``[[runbook-chekout-api]]``",
    ),
    (
        "%%[[runbook-chekout-api]]%% [[runbook-chekout-api]] <!-- [[runbook-chekout-api]] -->",
        "%%[[runbook-chekout-api]]%% [[runbook-checkout-api]] <!-- [[runbook-chekout-api]] -->",
    ),
    (
        "\\[[runbook-chekout-api]] [[runbook-chekout-api]]",
        "\\[[runbook-chekout-api]] [[runbook-checkout-api]]",
    ),
    (
        "[[runbook-chekout-api]]\n\n```\n[[runbook-chekout-api]]\n```\n\n"
        "    [[runbook-chekout-api]]\n",
        "[[runbook-checkout-api]]\n\n```\n[[runbook-chekout-api]]\n```\n\n"
        "    [[runbook-chekout-api]]\n",
    ),
    (
        "| a | b |\n|---|---|\n"
        "| [[runbook-chekout-api\\|the book]] | `[[runbook-chekout-api]]` |\n",
        "| a | b |\n|---|---|\n"
        "| [[runbook-checkout-api\\|the book]] | `[[runbook-chekout-api]]` |\n",
    ),
    (
        "- [ ] [[runbook-chekout-api]]\n  > [[runbook-chekout-api]]\n",
        "- [ ] [[runbook-checkout-api]]\n  > [[runbook-checkout-api]]\n",
    ),
    ("# [[runbook-chekout-api]]\n\ntext", "# [[runbook-checkout-api]]\n\ntext"),
    (
        "[text](../runbooks/runbook-chekout-api.md#y)",
        "[text](../runbooks/runbook-checkout-api.md#y)",
    ),
    ("[t](runbook-checkout-api.md)", "[t](../runbooks/runbook-checkout-api.md)"),
    ("[t](/old/runbook-checkout-api.md)", "[t](/runbooks/runbook-checkout-api.md)"),
    (
        "[t](how%20to%20%28re%29start%20it.md#y 'why')",
        "[t](../runbooks/how%20to%20%28re%29start%20it.md#y 'why')",
    ),
    ("[t](<how to (re)start it.md>)", "[t](<../runbooks/how%20to%20%28re%29start%20it.md>)"),
    ("[t](how_to_(re)start_it.md)", "[t](../runbooks/how%20to%20%28re%29start%20it.md)"),
    ("[t](%C3%BCbung_f%C3%BCr-alle.md)", "[t](../runbooks/%C3%BCbung%20f%C3%BCr%20alle.md)"),
    ("[t](runbook-chekout-api.md?x=1#y)", "[t](../runbooks/runbook-checkout-api.md?x=1#y)"),
    (
        "[a][b] and [b]\n\n[b]: runbook-chekout-api.md 'T'\n",
        "[a][b] and [b]\n\n[b]: ../runbooks/runbook-checkout-api.md 'T'\n",
    ),
    (
        "[two\nlines](runbook-chekout-api.md)",
        "[two\nlines](../runbooks/runbook-checkout-api.md)",
    ),
    ("![pic](runbook-chekout-api.md)", "![pic](runbook-chekout-api.md)"),
    ("[t](runbook-checkout-api)", "[t](runbook-checkout-api)"),  # may be a folder
    ("[t](https://x.org/runbook-chekout-api.md)", "[t](https://x.org/runbook-chekout-api.md)"),
    (
        "`[t](runbook-chekout-api.md)` [t](runbook-chekout-api.md)",
        "`[t](runbook-chekout-api.md)` [t](../runbooks/runbook-checkout-api.md)",
    ),
]


@pytest.mark.parametrize(("before", "after"), BODIES)
def test_a_link_in_a_body(before: str, after: str) -> None:
    assert mended(before.encode()).decode() == after


FRONTS = [
    ('runbook: "[[runbook-chekout-api]]"', 'runbook: "[[runbook-checkout-api]]"'),
    ("runbook: '[[runbook-chekout-api|b]]'", "runbook: '[[runbook-checkout-api|b]]'"),
    # Without quotes it is a list in a list: a name, and a runbook need not have a note.
    ("runbook: [[runbook-chekout-api]]", "runbook: [[runbook-chekout-api]]"),
    ("related: [[2024-05-06-disk-exhastion]]", "related: [[2024-05-06-disk-exhaustion]]"),
    (
        "related: [2024-05-06-disk-exhastion, x] # 2024-05-06-disk-exhastion",
        "related: [2024-05-06-disk-exhaustion, x] # 2024-05-06-disk-exhastion",
    ),
    (
        "related:\n- 2024-05-06-disk-exhastion\nsummary: 2024-05-06-disk-exhastion",
        "related:\n- 2024-05-06-disk-exhaustion\nsummary: 2024-05-06-disk-exhastion",
    ),
    (
        'runbook: "[[runbook-chekout-api]]" # [[runbook-chekout-api]]',
        'runbook: "[[runbook-checkout-api]]" # [[runbook-chekout-api]]',
    ),
    (
        'note: "see [[runbook-chekout-api]]"\nrunbook: "[[runbook-chekout-api]]"',
        'note: "see [[runbook-checkout-api]]"\nrunbook: "[[runbook-checkout-api]]"',
    ),
    (
        'runbooks:\n  - "[[runbook-chekout-api#x]]"\n  - "[[order-service]]"',
        'runbooks:\n  - "[[runbook-checkout-api#x]]"\n  - "[[order-service]]"',
    ),
]


@pytest.mark.parametrize(("before", "after"), FRONTS)
def test_a_link_in_front_matter(before: str, after: str) -> None:
    around = "---\ndate: 2025-01-02\n{}\n---\n\n`[[runbook-chekout-api]]`\n"
    assert mended(around.format(before).encode()).decode() == around.format(after)


def test_a_link_in_toml_front_matter() -> None:
    before = b'+++\nrunbook = "[[runbook-chekout-api]]" # [[runbook-chekout-api]]\n+++\n'
    after = b'+++\nrunbook = "[[runbook-checkout-api]]" # [[runbook-chekout-api]]\n+++\n'
    assert mended(before) == after


L, R = b"[[runbook-chekout-api]]", b"[[runbook-checkout-api]]"


@pytest.mark.parametrize(
    "around",
    [
        b"%b\r\n\r\nx\r\n",
        b"x\r\n%b\ny\r%b\r\nz\n\n\n",
        b"\xef\xbb\xbf%b",
        b"\xef\xbb\xbf---\r\ndate: 2025-01-02\r\n---\r\n%b\r\n",
        b"%b\n",
        b"   %b  \t\n",
        b"\x00\x1b[31m %b \x07\n",
        "\u2028\x85\u00e9\U0001f600 %b \u2029\U0001f600".encode(),
        b"---\ntitle: x\n\n# Not closed\n%b",
        b"%b\n%%%% [[runbook-chekout-api]]\n\nb %%%% %b\n",
        b"\n\n\n---\ndate: 2025-01-02\n---\n\n%b",
    ],
)
def test_all_other_bytes_stay(around: bytes) -> None:
    count = around.count(b"%b")
    assert mended(around % ((L,) * count)) == around % ((R,) * count)


def test_a_file_that_is_not_utf_8_is_left_as_it_is() -> None:
    found = repair_of(b"\xff " + L)
    assert found == Repair(PATH, b"\xff " + L, (), "it is not UTF-8")


def test_a_name_that_would_not_be_read_is_not_written() -> None:
    more = {"runbooks/runbook-o'brien's-way.md": "x"}
    data = b"---\nrunbook: '[[runbook-obrien''s-way]]'\n---\n"
    found = repair_of(data, more=more)
    assert found is None or found.mended == data
    inside = b"---\nrunbook: '[[Runbook_checkout_api]]'\n---\n[[Runbook_o'brien's_way]]\n"
    assert mended(inside, more=more) == (
        b"---\nrunbook: '[[runbook-checkout-api]]'\n---\n[[runbook-o'brien's-way]]\n"
    )


def test_a_quote_in_the_name_that_would_end_the_value_leaves_the_file_as_it_is() -> None:
    more = {"runbooks/runbook-o'brien.md": "x"}
    data = b"---\nrunbook: '[[Runbook_o''brien]]'\n---\n"
    found = repair_of(data, more=more)
    assert found is not None
    assert found.mended == data


def test_a_note_of_a_name_that_no_wikilink_can_hold_is_not_linked() -> None:
    assert mended(b"[[a b c]]", more={"notes/a_b-c.md": "x"}) == b"[[a_b-c]]"
    assert mended(b"[[a b #c]]", more={"notes/a_b#c.md": "x"}) == b"[[a b #c]]"


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("[t](./overview.md)", "other/overview.md"),
        ("[t](../other/README.md)", "elsewhere/README.md"),
        ("[[guides/postgres]]", "services/postgres.md"),
    ],
)
def test_one_word_in_another_folder_is_another_note(link: str, file: str) -> None:
    assert mended(link.encode(), more={file: "x"}) == link.encode()


def test_one_word_in_a_folder_of_the_same_name_is_that_note() -> None:
    data = b"[t](../guides/overview.md)"
    assert mended(data, more={"more/guides/overview.md": "x"}) == b"[t](../more/guides/overview.md)"


def test_a_note_is_not_linked_to_itself() -> None:
    data = b"[[runbook-checkuot-api]]"
    assert mended(data, "runbooks/runbook-checkout-api.md") == data


def test_a_link_under_related_incidents_is_mended_to_an_incident_only() -> None:
    text = b"## Related Incidents\n\n- [[order-servise]]\n"
    assert mended(text) == text
    assert mended(text.replace(b"Related Incidents", b"Other")) == (
        b"## Other\n\n- [[order-service]]\n"
    )


def test_edits_say_what_they_replace() -> None:
    found = repair_of("é [[runbook-chekout-api]]".encode())
    assert found is not None
    assert found.edits == (Edit(5, b"runbook-chekout-api", b"runbook-checkout-api"),)


def test_apply_refuses_other_bytes_and_overlapping_edits() -> None:
    with pytest.raises(ValueError, match="does not stand at byte 1"):
        apply(b"abc", [Edit(1, b"x", b"y")])
    with pytest.raises(ValueError, match="does not stand at byte 1"):
        apply(b"abc", [Edit(0, b"ab", b"y"), Edit(1, b"b", b"z")])
    assert apply(b"abc", [Edit(2, b"c", b""), Edit(0, b"a", b"xy")]) == b"xyb"


def test_places_are_found_on_the_lines_asked_for_only() -> None:
    text = "[[x]]\n[[x]]\n"
    (place,) = link_places("n.md", text, {Written(2, "wikilink", "x")}, ())
    assert (place.start, place.end) == (8, 9)


def test_marks_are_words_that_the_text_does_not_have() -> None:
    text = "rcagraphmark0x [[x]] [[rcagraphmark0x]]"
    (place,) = link_places("n.md", text, {Written(1, "wikilink", "x")}, ())
    assert text[place.start : place.end] == "x"
    assert place.start == 17


PIECES = st.sampled_from(
    ["[[runbook-chekout-api]]", "[[runbook-chekout-api#h|t]]", "![[runbook-chekout-api]]",
     "[t](runbook-chekout-api.md#y)", "[[order-servise\\|o]]", "[[gone]]",
     "`", "``", "```\n", "%%", "<!--", "-->", "\n", "\r\n", "\r", "    ", "> ", "- ", "| a | b |\n",
     "|---|---|\n", "| ", " |\n", "# ", "---\n", "runbook: ", '"', "'", " # ", "\\", "é", "\x00",
     "\ufeff", "text ", "[", "]", "(", ")", "](", "[[", "]]", "|", "#", "<", ">", "\u2028"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_only_targets_change_and_only_once(text: str) -> None:
    data = text.encode()
    found = repair_of(data)
    if found is None or not found.edits:
        return
    at = shift = 0
    for edit in found.edits:
        assert found.mended[at + shift : edit.start + shift] == data[at : edit.start]
        assert edit.old in (b"runbook-chekout-api", b"runbook-chekout-api.md", b"order-servise")
        at, shift = edit.start + len(edit.old), shift + len(edit.new) - len(edit.old)
    assert found.mended[at + shift :] == data[at:]
    again = repair_of(found.mended)
    assert again is None or not again.edits
    assert dangling_in(found.mended) < dangling_in(data)


def dangling_in(data: bytes) -> int:
    return len(joined({**RUNBOOKS, PATH: data.decode()}).dangling)


def test_the_repairs_of_a_vault_are_those_of_its_files_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    root = write_vault(tmp_path, {**RUNBOOKS, "b.md": L, "a.md": b"x " + L, "c.md": b"\xff" + L})
    repairs = load(root).repairs()
    assert [(one.path, one.mended, one.problem) for one in repairs] == [
        ("a.md", b"x " + R, ""),
        ("b.md", R, ""),
        ("c.md", b"\xff" + L, "it is not UTF-8"),
    ]
    assert (root / "b.md").read_bytes() == L


def test_what_is_mended_reaches_its_note(tmp_path: Path) -> None:
    files = {f"notes/{n}.md": before for n, (before, _) in enumerate(BODIES)}
    vault = load_vault(tmp_path, {**RUNBOOKS, **files})
    targets = {one.place for one in vault.dangling}
    changed = {one.path for one in vault.repairs() if one.edits}
    for one in vault.repairs():
        (vault.root / one.path).write_bytes(one.mended)
    left = load(vault.root)
    assert len(changed) >= 25
    assert {one.place for one in left.dangling} < targets
    assert not [one for one in left.repairs() if one.edits]


def test_a_file_keeps_its_encoding_and_line_ends(tmp_path: Path) -> None:
    note = "---\r\ndate: 2025-01-02\r\n---\r\n\r\ncafé [[Übung  für_alle]]\r\n".encode("cp1252")
    files: dict[str, str | bytes] = {**RUNBOOKS, PATH: note}
    vault = load_vault(tmp_path, {**files, "rcagraph.toml": "[vault]\nencoding = 'cp1252'\n"})
    (found,) = vault.repairs()
    assert (found.problem, found.encoding) == ("", "cp1252")
    assert found.mended == note.replace(b"\xdcbung  f\xfcr_alle", b"\xfcbung f\xfcr alle")


def test_what_an_encoding_cannot_write_is_left(tmp_path: Path) -> None:
    note = "café [[old/runbook-mailer-api]]\n".encode("cp1252")
    files = {"łódź/runbook-mailer-api.md": "x", PATH: note}
    vault = load_vault(tmp_path, {**files, "rcagraph.toml": "[vault]\nencoding = 'cp1252'\n"})
    assert [one.problem for one in vault.repairs()] == ["cp1252 cannot write the names"]
