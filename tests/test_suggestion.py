"""What to write into which note where a dependency is missing: read back, it is that dependency."""

from pathlib import Path

import pytest

from rcagraph.analysis.dependencies.suggestion import Form, Notes, Suggestion, forms, quoted
from rcagraph.api import Vault, load
from rcagraph.graph import Edge
from rcagraph.model.facts import Place
from rcagraph.profile import built_in
from rcagraph.report import dependency_tables
from tests.graphs import key, node
from tests.impact import depends
from tests.pasts import happened, vault

COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: {name}
spec:
  type: service
"""
OWN = """\
[[type]]
type = "Service"
path = "services/*.md"
[type.dependencies]
from = "needs.services"
to = ["Service"]
keys = { name = "to", strength = "how.much" }
map = { must = "hard", may = "soft" }
"""


def on_disk(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_yaml", ".yaml").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def offered(read: Vault, dependent: str, needed: str, strength: str = "hard") -> Suggestion:
    services = {service.name: service for service in read.graph.nodes("Service")}
    notes = Notes(read.graph, forms(read.profile.types))
    return notes.suggestion(services[dependent], services[needed], strength)


def needs(read: Vault) -> list[tuple[str, str, object]]:
    edges = read.graph.edges("DEPENDS_ON")
    return [(e.source.id, e.target.id, e.properties.get("strength")) for e in edges]


def test_a_backstage_component_gets_an_entity_reference(tmp_path: Path) -> None:
    toml = 'use = "backstage"\n'
    web, orders = (COMPONENT.format(name=name) for name in ("web", "orders"))
    root = on_disk(tmp_path, rcagraph_toml=toml, web_yaml=web, orders_yaml=orders)
    its = offered(load(root), "web", "orders")
    assert (its.text, its.under) == ("dependsOn: [component:default/orders]", "spec")
    assert dependency_tables.where(its) == "`spec` in web.yaml:1"
    (root / "web.yaml").write_text(f"{web}  {its.text}\n", "utf-8")
    assert needs(load(root)) == [("web", "orders", "hard")]


def test_a_list_of_entity_references_gets_one_more(tmp_path: Path) -> None:
    toml = 'use = "backstage"\n'
    web = COMPONENT.format(name="web") + "  dependsOn:\n    - component:shop/users\n"
    users = COMPONENT.format(name="users").replace("  name", "  namespace: shop\n  name")
    root = on_disk(tmp_path, rcagraph_toml=toml, web_yaml=web, users_yaml=users)
    its = offered(load(root), "web", "shop/users")
    assert (its.text, its.is_line, its.place.line) == ("component:shop/users", False, 8)


def test_a_house_gets_its_own_keys_and_words(tmp_path: Path) -> None:
    root = on_disk(tmp_path, rcagraph_toml=OWN, **{"services__a.md": "---\ntags: [service]\n---\n"})
    on_disk(root, **{"services__b.md": "---\ntags: [service]\n---\n"})
    its = offered(load(root), "a", "b", "soft")
    assert its.text == "services: [{to: b, how: {much: may}}]"
    assert dependency_tables.where(its) == "`needs` in the front matter of services/a.md:1"
    text = f"---\ntags: [service]\nneeds:\n  {its.text}\n---\n"
    (root / "services" / "a.md").write_text(text, "utf-8")
    assert needs(load(root)) == [("a", "b", "soft")]


def test_an_entry_for_the_list_that_is_there() -> None:
    kept = depends("t", "db")
    place = Place("services/t.md", 7, "depends_on")
    listed = Edge(kept.type, kept.source, kept.target, (place,), True, ("depends_on",), {})
    graph = vault([happened(0)], [node("Service", "t"), node("Service", "yes")], listed)
    t, db, yes = (graph[key("Service", name)] for name in ("t", "db", "yes"))
    its = Notes(graph).suggestion(t, yes, "soft")
    assert (its.text, its.place) == ('{service: "yes", kind: soft}', place)
    assert dependency_tables.where(its) == "the list at services/t.md:7"
    named = Notes(graph).suggestion(db, t, "soft")
    assert dependency_tables.where(named).startswith("a note of its own")


def test_the_name_may_be_the_key_of_an_entry() -> None:
    form = Form("needs", name_key="@key", strength_key="mode")
    assert form.entry(node("Service", "orders"), "hard") == "{orders: {mode: hard}}"


def test_a_plain_key_says_no_strength() -> None:
    assert Form("needs", says_strength=False).entry(node("Service", "orders"), "soft") == "orders"


def test_the_built_in_profile_has_the_usual_form_first() -> None:
    assert forms(built_in().types)[0] == Form("depends_on")
    assert forms(()) == (Form("depends_on"),)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("order-api", "order-api"),
        ("a: b", '"a: b"'),
        ("No", '"No"'),
        ("1e3", '"1e3"'),
        ("[x]", '"[x]"'),
    ],
)
def test_names_that_yaml_would_read_as_something_else(name: str, written: str) -> None:
    assert quoted(name) == written


def test_a_reference_is_read_as_a_text() -> None:
    assert quoted("component:default/x", ":") == "component:default/x"
    assert quoted("component:default/a: b", ":") == '"component:default/a: b"'
