"""Every form of a link from a note's text to the node that it reaches, in whole vaults."""

from pathlib import Path

import pytest

from rcagraph.api import Vault, load
from rcagraph.model.errors import RcaGraphError
from tests.notes import complaints_of, edges_in, joined, write_vault

OTHERS = {
    "b.md": "---\nid: B-1\naliases: [The Bee]\n---\n",
    "ops/c d.md": "x",
    "ops/v1.2 notes.md": "x",
    "ops/sub/e.md": "x",
}


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("[[b]]", "B-1"),
        ("[[B.MD]]", "B-1"),
        ("[[b-1]]", "B-1"),
        ("[[the bee]]", "B-1"),
        ("[[ops/c d]]", "ops/c d"),
        ("[[C D|alias]]", "ops/c d"),
        ("[[c d#A Heading]]", "ops/c d"),
        ("[[c d#^block|x]]", "ops/c d"),
        ("![[c d]]", "ops/c d"),
        ("![[c d#Part]]", "ops/c d"),
        ("[[v1.2 notes]]", "ops/v1.2 notes"),
        ("[[sub/e]]", "ops/sub/e"),
        ("[[../b]]", "B-1"),
        ("[[../ops/c d.md]]", "ops/c d"),
        ("[x](../ops/c%20d.md#h)", "ops/c d"),
        ("[x](<../ops/c d.md>)", "ops/c d"),
        ("[x](../ops/v1.2%20notes)", "ops/v1.2 notes"),
        ("[x][r]\n\n[r]: ../b.md 'title'", "B-1"),
        ("[r]\n\n[r]: <../ops/c d.md>", "ops/c d"),
        ("[r][]\n\n[R]: ../b.md", "B-1"),
        ("| a |\n|---|\n| [[b\\|B]] |", "B-1"),
        ("| a |\n|---|\n| [b \\| c](../b.md) |", "B-1"),
        ("> - [ ] [[b]]", "B-1"),
        ("[^1]\n\n[^1]: See [[b]].", "B-1"),
    ],
)
def test_a_link_reaches(text: str, reached: str) -> None:
    made = joined({**OTHERS, "notes/n.md": text})
    assert edges_in(made, "REFERENCES") == [("notes/n", reached)]
    assert made.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[#A Heading]]",
        "[x](#here)",
        "`[[b]]` ``[x](../b.md)``",
        "```\n[[b]]\n[x](../b.md)\n```",
        "x\n\n    [[b]]",
        "%%[[b]]%% <!-- [[b]] -->",
        "[x](https://example.org/b.md)",
        "[x](mailto:b@example.org)",
        "![x](b.png) ![[b.png]]",
        "\\[[b]\\]",
        "[[_TOC_]]",
        "[[ -f b ]]",
        "[[n]] [x](n.md)",
        "[r]: ../b.md",
    ],
)
def test_what_leads_to_no_other_note(text: str) -> None:
    made = joined({**OTHERS, "notes/n.md": text})
    assert made.graph.edges() == ()
    assert made.diagnostics == ()


def vault(folder: Path, profile: str, files: dict[str, str]) -> Vault:
    return load(write_vault(folder, {"rcagraph.toml": profile, **files}))


SITE = """
[links]
site_root = "content"
[links.suffixes]
".html" = [".html.md.erb", ".md"]
"/" = ["/README.md", ".md"]
[links.rewrite]
'^https://docs\\.example/' = "/"
[vault]
include = ["**/*.md", "**/*.html.md.erb"]
"""


def test_a_site_in_a_vault(tmp_path: Path) -> None:
    links = (
        "[a](/ops/a.html) [b](b.html) [c](/ops/c/) [d](https://docs.example/ops/b.md?x#y)\n\n"
        "[e](https://docs.example/gone.html) [f](gone.html) [g](https://other.example/ops/b.md)\n"
    )
    made = vault(
        tmp_path,
        SITE,
        {
            "content/ops/a.html.md.erb": "x",
            "content/ops/b.md": "x",
            "content/ops/c.md": "x",
            "content/ops/n.md": links,
        },
    )
    assert edges_in_vault(made) == [
        ("content/ops/n", "content/ops/a.html.md"),
        ("content/ops/n", "content/ops/b"),
        ("content/ops/n", "content/ops/c"),
        ("content/ops/n", "content/ops/gone.html"),
    ]
    assert complaints_of(made.diagnostics) == ["RCA301 content/ops/n.md:3 [[gone.html]]"]


def test_an_address_is_rewritten_once(tmp_path: Path) -> None:
    rules = "[links.rewrite]\n'^https://host/' = \"\"\n'^docs/' = \"docs/content/\"\n"
    notes = {"docs/content/x.md": "x", "n.md": "[a](https://host/docs/x.md)"}
    assert edges_in_vault(vault(tmp_path, rules, notes)) == [("n", "docs/content/x")]


@pytest.mark.parametrize(
    ("tag", "reached"),
    [
        ('{{< ref "near.md" >}}', "content/log/near"),
        ('{{< relref "/ops/far.md#x" >}}', "content/ops/far"),
        ('{{% ref "far" %}}', "content/ops/far"),
        ("{{< ref far.md >}}#x", "content/ops/far"),
        ('{{< relref path="far" lang="en" >}}', "content/ops/far"),
        ("{% link ops/far.md %}", "content/ops/far"),
        ("{{ site.baseurl }}{% post_url far %} 'title'", "content/ops/far"),
        ("{% post_url ops/far %}", "content/ops/far"),
    ],
)
def test_a_site_s_own_tag_reaches_a_page_by_path_or_name(
    tmp_path: Path, tag: str, reached: str
) -> None:
    files = {
        "content/log/n.md": f"[x]({tag})\n",
        **{"content/log/near.md": "x", "content/ops/far.md": "x"},
    }
    made = vault(tmp_path, "[links]\nsite_root = 'content'\n", files)
    assert edges_in_vault(made) == [("content/log/n", reached)]
    assert made.diagnostics == ()


def test_a_tag_that_reaches_nothing_is_said_and_one_in_code_or_of_another_use_is_none() -> None:
    text = (
        'a [m]({{< ref "gone.md" >}})\n\n`[m]({{< ref "code.md" >}})`\n\n[q]({{< param gone >}})\n'
    )
    made = joined({"log/n.md": text})
    assert edges_in(made, "REFERENCES") == [("log/n", "log/gone")]
    assert complaints_of(made.diagnostics) == ["RCA301 log/n.md:1 [[gone.md]]"]


def test_on_a_site_a_page_that_is_not_there_is_said_and_a_folder_of_notes_is_there(
    tmp_path: Path,
) -> None:
    files = {"content/n.md": "[a](gone/) [b](/old/) [c](ops/)\n", "content/ops/x/a.md": "x"}
    made = vault(tmp_path, "[links]\nsite_root = 'content'\n", files)
    assert complaints_of(made.diagnostics) == [
        "RCA301 content/n.md:1 [[/old/]]",
        "RCA301 content/n.md:1 [[gone/]]",
    ]
    no_site = joined({"n.md": "[a](gone/)"})
    assert (no_site.graph.edges(), no_site.diagnostics) == ((), ())


def test_a_file_of_several_things_is_there_though_it_is_no_note(tmp_path: Path) -> None:
    rule = "[[type]]\ntype = 'Incident'\npath = 'log/*'\nrecords = 'regex:(?m)^- (?P<id>.+)$'\n"
    files = {
        "log/2025-03.md": "- A\n- B\n",
        "n.md": "[March](log/2025-03.md) [[2025-03]] [[March]]",
    }
    made = vault(tmp_path, rule + "id = 'id'\nfields.date = '=2025-03-01'\n", files)
    assert edges_in_vault(made) == [("n", "March")]
    said = [one for one in complaints_of(made.diagnostics) if "RCA301" in one]
    assert said == ["RCA301 n.md:1 [[March]]"]


def edges_in_vault(made: Vault) -> list[tuple[str, str]]:
    return [(edge.source.id, edge.target.id) for edge in made.graph.edges("REFERENCES")]


def test_each_language_of_a_manual_links_to_its_own(tmp_path: Path) -> None:
    pages = {f"content/{one}/start.md": "[[setup]] [s](/setup.md)" for one in ("de", "en")}
    setups = {f"content/{one}/setup.md": "x" for one in ("de", "en")}
    made = vault(tmp_path, "[links]\nnamespaces = ['content/*']\n", {**pages, **setups})
    assert edges_in_vault(made) == [
        ("content/de/start", "content/de/setup"),
        ("content/en/start", "content/en/setup"),
    ]
    assert made.diagnostics == ()


def test_only_the_folder_of_the_notes_is_read_and_paths_are_those_of_the_vault(
    tmp_path: Path,
) -> None:
    files = {"README.md": "x", "docs/a.md": "[b](/ops/b.md) [[gone]]", "docs/ops/b.md": "x"}
    made = vault(tmp_path, "[vault]\nroot = './docs/'\n", files)
    assert made.files == 2
    assert edges_in_vault(made) == [("docs/a", "docs/ops/b"), ("docs/a", "gone")]
    assert complaints_of(made.diagnostics) == ["RCA301 docs/a.md:1 [[gone]]"]


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("[vault]\nroot = 'gone'\n", "There is no folder "),
        ("[vault]\nroot = '../x'\n", "root = '../x' leaves the vault"),
        ("[links]\nsite_root = 'a/../..'\n", "site_root = 'a/../..' leaves the vault"),
        ("[links]\nnamespaces = 3\n", "namespaces must be a string or a list of strings"),
    ],
)
def test_a_folder_that_is_not_in_the_vault_is_refused(
    tmp_path: Path, profile: str, message: str
) -> None:
    with pytest.raises(RcaGraphError) as caught:
        vault(tmp_path, profile, {"a.md": "x"})
    assert message in caught.value.message


def test_a_service_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    front = "---\nid: SVC-7\ntitle: The Cart\naliases: [basket]\n---\n"
    made = load(write_vault(tmp_path, {"services/cart.md": front, "services/web.md": "x"}))
    for name in ("cart", "CART", "svc-7", "Basket", "the cart", "vault/Service/SVC-7"):
        assert made.blast_radius(name).service.name == "cart"
    with pytest.raises(RcaGraphError) as caught:
        made.blast_radius("baskte")
    assert (caught.value.message, caught.value.tip) == ("no service 'baskte'", "Did you mean cart?")
