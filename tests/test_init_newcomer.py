"""What `rcagraph init` makes of inline fields, bare times, due dates, old encodings and boards."""

from pathlib import Path

from rcagraph.starter import begin
from tests.notes import write_vault


def text_for(tmp_path: Path, files: dict[str, str | bytes]) -> str:
    return begin(write_vault(tmp_path, files)).text


def test_a_due_date_is_no_date_of_the_incident(tmp_path: Path) -> None:
    body = "# Down\n\n## Action Items\n\n- [ ] Mend it by 2025-03-01\n"
    text = text_for(tmp_path, {f"incidents/{n}.md": body for n in "abc"})
    assert r"(\d{4}-\d{2}-\d{2})(?!\d)'" not in text


def test_inline_fields_are_keys(tmp_path: Path) -> None:
    note = "when:: 2025-01-0{0}\nbegan:: 2025-01-0{0} 08:00\nhit:: [[cart]]\n"
    files: dict[str, str | bytes] = {f"incidents/{n}.md": note.format(n) for n in range(1, 4)}
    files["services/cart.md"] = "needs:: [[db]]\n"
    text = text_for(tmp_path, files)
    assert "# - date: `when:` of 3 of 3 notes" in text
    assert "# - started_at: `began:` of 3 of 3 notes" in text
    assert "# - AFFECTS: `hit:` of 3 of 3 notes" in text
    assert "# - DEPENDS_ON: `needs:` of 1 of 1 notes" in text


def test_a_time_is_a_start_and_no_duration(tmp_path: Path) -> None:
    note = "---\ndate: 2025-01-0{0}\ndébut: 0{0}h05\n---\n"
    text = text_for(tmp_path, {f"incidents/{n}.md": note.format(n) for n in range(1, 4)})
    assert "# - started_at: `début:` of 3 of 3 notes" in text
    assert "duration_minutes" not in text


def test_the_encoding_of_old_notes_is_named(tmp_path: Path) -> None:
    note = "---\ntype: incident\ndate: 2025-01-02\n---\n# Caché épuisé\n\nLe service tombe.\n"
    text = text_for(tmp_path, {"a.md": note.encode("cp1252"), "b.md": note})
    assert 'encoding = "cp1252"' in text


def test_japanese_is_known_by_its_letters(tmp_path: Path) -> None:
    note = "---\ntype: incident\ndate: 2025-01-02\n---\n# サーバーがダウンしました\n"
    assert 'encoding = "shift_jis"' in text_for(tmp_path, {"a.md": note.encode("shift_jis")})


def test_no_encoding_is_named_where_all_is_utf_8(tmp_path: Path) -> None:
    assert "encoding" not in text_for(tmp_path, {"incidents/a.md": "# é\n"})


def test_a_board_among_the_incidents_is_left_out(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"incidents/_Board.md": "TABLE\n"}
    files |= {f"incidents/2025-01-0{n}-x.md": "# Down\n" for n in range(1, 4)}
    assert 'exclude = ["incidents/_Board.md"]' in text_for(tmp_path, files)
