"""What the default profile asks for as prose and a note gives as a list, and the other way."""

import pytest

from tests.notes import facts_of


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        ("## Summary\n\n- All was slow.\n- Then it fell.\n", "summary",
         "- All was slow.\n- Then it fell."),
        ("## Summary\n\n- All was slow.\n", "summary", "All was slow."),
        ("## Summary\n\nTwo things:\n\n1. slow\n2. down\n\nMore.\n", "summary",
         "Two things:\n- slow\n- down"),
        ("## Summary\n\nTwo things:\n\n- slow\n", "summary", "Two things: slow"),
        ("## Summary\n\nTwo things:\n", "summary", "Two things:"),
        ("## Summary\n\nTwo things.\n\n- slow\n", "summary", "Two things."),
        ("## Resolution\n\nWe rolled back.\n\nWe restarted.\n", "resolution",
         ("We rolled back.", "We restarted.")),
        ("## Resolution\n\nSo:\n\n- rolled back\n", "resolution", ("rolled back",)),
        ("## What Went Well\n\nPaging.\n", "went_well", ("Paging.",)),
        ("## What Went Wrong\n\nNothing else.\n", "to_improve", ("Nothing else.",)),
        ("## Contributing Factors\n\nNo tests.\n\n## Root Cause\n\n- a\n", "contributing_factors",
         ("No tests.",)),
        ("## Root Cause\n\nA typo.\n", "contributing_factors", None),
    ],
)  # fmt: skip
def test_a_text_may_be_a_list_and_a_list_prose(
    body: str, name: str, expected: str | tuple[str, ...] | None
) -> None:
    assert facts_of(body).node.properties.get(name) == expected


def test_chinese_labels_lists_and_digits() -> None:
    said = facts_of(
        "# 故障\n\n**Date**：２０２５-０１-０２\nSeverity：P2\n状态：好\nStatus：resolved\n"
        "Authors：张三、李四，王五；赵六\n"
    )
    values = said.node.properties
    assert (str(values["date"]), values["severity"], values["status"]) == (
        "2025-01-02", "P2", "resolved",
    )  # fmt: skip
    assert said.ends("AUTHORED_BY") == ["张三", "李四", "王五", "赵六"]
    assert facts_of("---\nservices: 购物车、支付，搜索\n---\n").ends("AFFECTS") == [
        "购物车", "支付", "搜索",
    ]  # fmt: skip
