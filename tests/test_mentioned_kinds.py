"""Of which kind a thing is that notes only name, whatever the order of the notes."""

from itertools import permutations

import pytest

from tests.notes import Joined, complaints_of, joined

ACTION = "---\ndate: 2025-01-02\n---\n\n## Action Items\n\n- Mend it (owner: {})\n"
MEMBER = "---\nmembers: [{}]\n---\n"
ESCALATES = "---\nescalates_to: {}\n---\n"


def people(files: dict[str, str]) -> list[str]:
    """The teams and people that the notes only name, in every order of the notes."""
    found = [_named(joined(dict(order))) for order in permutations(files.items())]
    assert all(one == found[0] for one in found)
    return found[0]


def _named(made: Joined) -> list[str]:
    kinds = ("Team", "Person")
    nodes = (node for kind in kinds for node in made.graph.nodes(kind) if not node.declared)
    return [f"{node.key.kind} {node.key.id}" for node in nodes]


@pytest.mark.parametrize("first", ["a", "z"])
def test_a_field_that_takes_one_kind_tells_what_one_of_several_means(first: str) -> None:
    files = {
        f"incidents/{first}.md": ACTION.format("Zoe"),
        "teams/core.md": MEMBER.format("zoe"),
    }
    assert [name.casefold() for name in people(files)] == ["person zoe"]


def test_without_any_that_does_it_is_the_first_that_the_rule_names() -> None:
    assert people({"incidents/a.md": ACTION.format("Zoe")}) == ["Team Zoe"]


def test_a_note_beats_what_fields_say() -> None:
    files = {
        "incidents/a.md": ACTION.format("Zoe"),
        "people/zoe.md": "# Zoe\n",
        "runbooks/x.md": ESCALATES.format("Zoe"),
    }
    made = joined(files)
    assert [node.key.id for node in made.graph.nodes("Person")] == ["zoe"]
    assert complaints_of(made.diagnostics) == [
        "RCA304 runbooks/x.md:2 'Zoe' is named as Team and as Person"
    ]


def test_most_statements_decide_and_the_contradiction_is_said() -> None:
    files = {
        "incidents/a.md": ACTION.format("Zoe"),
        "runbooks/x.md": ESCALATES.format("Zoe"),
        "teams/core.md": MEMBER.format("Zoe"),
        "teams/web.md": MEMBER.format("Zoe"),
    }
    made = joined(files)
    owners = [edge.source.kind for edge in made.graph.edges("OWNS")]
    assert owners == ["Person"]
    assert complaints_of(made.diagnostics) == [
        "RCA304 runbooks/x.md:2 'Zoe' is named as Team and as Person (and 2 more places)"
    ]
    assert people(files) == ["Team Zoe", "Person Zoe"]


def test_of_equals_the_first_of_the_table() -> None:
    files = {
        "incidents/a.md": ACTION.format("Zoe"),
        "runbooks/x.md": ESCALATES.format("Zoe"),
        "teams/core.md": MEMBER.format("Zoe"),
    }
    assert [edge.source.kind for edge in joined(files).graph.edges("OWNS")] == ["Team"]


def test_what_most_rules_assume_where_none_says() -> None:
    files = {
        "services/a.md": "---\ndepends_on: [redis]\n---\n",
        "services/b.md": "## Dependencies\n\n- Cache: redis\n",
        "services/c.md": "## Dependencies\n\n- Cache: Redis\n",
    }
    made = joined(files)
    assert [node.key.id for node in made.graph.nodes("Resource")] == ["redis"]
    assert len(list(made.graph.edges("DEPENDS_ON"))) == 3


def test_a_link_in_a_field_is_of_the_kind_that_others_say() -> None:
    files = {
        "services/a.md": '---\nowner: "[[Zoe]]"\n---\n',
        "teams/core.md": MEMBER.format("Zoe"),
    }
    assert people(files) == ["Person Zoe"]
