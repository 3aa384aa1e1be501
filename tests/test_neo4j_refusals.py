"""Servers that cannot do what is asked: read-only, short of memory or disk, behind TLS, no rights.

Each says one sentence and exits with 2, and leaves nothing half-done.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest
from click.testing import CliRunner

from rcagraph.cli import main
from rcagraph.export.neo4j import Target, export_neo4j, plan_export, verify_export
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.bolt_proxy import failing
from tests.certificates import self_signed
from tests.databases import ask, chain, contents, counts, numbered, run
from tests.graphs import edge, node, shop
from tests.notes import write_vault
from tests.servers.kept import kept, kept_on_a_small_disk
from tests.servers.neo4j import CURRENT, LTS, Neo4jServer, neo4j_server
from tests.servers.process import GRACE

pytestmark = pytest.mark.neo4j

SMALL_LOGS = {"db.tx_log.preallocate": "false", "db.tx_log.rotation.size": "1m"}

versions = pytest.mark.parametrize("version", [LTS, CURRENT])


def target_of(server: Neo4jServer) -> Target:
    return Target(server.uri, server.password, server.username)


def command(target: Target, folder: Path, *more: str) -> tuple[int, str]:
    """The exit code of `rcagraph export --neo4j` with a vault of one note, and what it says."""
    if not folder.exists():
        write_vault(folder, {"services/cart.md": "---\ntype: service\n---\n# Cart\n"})
    environ = {"NEO4J_PASSWORD": target.password, "NEO4J_DATABASE": target.database}
    given = ["export", "--vault", str(folder), "--neo4j", target.uri, "--quiet", *more]
    done = CliRunner().invoke(main, given, env=environ)
    assert target.password not in done.output
    return done.exit_code, done.output


@versions
def test_a_database_that_is_read_only_is_told_and_can_be_looked_at(
    version: str, tmp_path: Path
) -> None:
    with kept(version) as home:
        with home.started() as server:
            export_neo4j(chain("a"), target_of(server))
            before = contents(target_of(server))
        with home.started({"server.databases.read_only": "neo4j"}, GRACE) as server:
            target = target_of(server)
            code, said = command(target, tmp_path / "notes")
            assert code == 2
            assert said.startswith(f"error: The database neo4j on {target.uri} takes no writing:")
            assert "server.databases.read_only" in said
            for max_rows in (1, 50_000):
                with pytest.raises(RcaGraphError, match="takes no writing"):
                    export_neo4j(shop(), target, schema=False, max_rows=max_rows)
            assert contents(target) == before
            assert counts(export_neo4j(chain("a"), target)) == (0, 0, 0, 0)
            assert plan_export(shop(), target).added == 38


@pytest.fixture(scope="module", params=[LTS, CURRENT])
def narrow(request: pytest.FixtureRequest) -> Iterator[Target]:
    """A server on which a transaction may take little memory."""
    with neo4j_server(request.param, {"db.memory.transaction.max": "8m"}) as server:
        yield target_of(server)


def test_a_transaction_too_large_for_the_servers_memory_is_told_at_once(narrow: Target) -> None:
    """And not after half a minute of trying the same again."""
    export_neo4j(chain("a"), narrow)
    before, started = contents(narrow), monotonic()
    with pytest.raises(RcaGraphError, match="ran out of memory") as caught:
        export_neo4j(chain(*numbered(5_000)), narrow)
    assert monotonic() - started < 25
    assert "lower --max-rows" in caught.value.tip
    assert "db.memory.transaction.max" in caught.value.tip
    assert contents(narrow) == before


def test_smaller_steps_get_through(narrow: Target) -> None:
    many = chain(*numbered(3_000), vault="steps")
    with pytest.raises(RcaGraphError, match="ran out of memory"):
        export_neo4j(many, narrow)
    assert export_neo4j(many, narrow, max_rows=300).added == 5_999
    assert not verify_export(many, narrow).is_drift


@versions
def test_a_full_disk_is_told_and_that_the_database_has_stopped(
    version: str, tmp_path: Path
) -> None:
    """What comes of a restart is the server's affair: now and then it cannot read its own log."""
    with (
        kept_on_a_small_disk(version, "150m") as (home, disk),
        home.started(SMALL_LOGS, GRACE) as server,  # it cannot shut down in order any more
    ):
        target = target_of(server)
        export_neo4j(chain("a"), target)
        disk.fill(but=300_000)
        with pytest.raises(RcaGraphError, match="disk") as caught:
            export_neo4j(chain(*numbered(8_000)), target)
        assert "ake room" in caught.value.tip
        code, said = command(target, tmp_path / "notes")
        assert (code, "its disk is full" in said) == (2, True)


@pytest.fixture(scope="module", params=[LTS, CURRENT])
def secure(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Target, Path]]:
    """A server that speaks TLS only with whom wants it, and its certificate, for localhost."""
    folder = tmp_path_factory.mktemp("certificates")
    public, private = self_signed(folder)
    settings = {
        "server.bolt.tls_level": "OPTIONAL",
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(folder),
        "dbms.ssl.policy.bolt.public_certificate": public.name,
        "dbms.ssl.policy.bolt.private_key": private.name,
        "dbms.ssl.policy.bolt.client_auth": "NONE",
    }
    with neo4j_server(request.param, settings, folder) as server:
        yield target_of(server), public


def over(secure: tuple[Target, Path], scheme: str, host: str = "localhost") -> Target:
    target, _ = secure
    return replace(target, uri=f"{scheme}://{host}:{target.uri.rpartition(':')[2]}")


def test_a_self_signed_certificate_goes_with_ssc_and_not_without(
    secure: tuple[Target, Path], tmp_path: Path
) -> None:
    code, said = command(over(secure, "bolt+s"), tmp_path / "notes")
    assert (code, "is not trusted here" in said, "+ssc" in said) == (2, True, True)
    export_neo4j(chain("a"), over(secure, "bolt+ssc"))
    assert ask(secure[0], "MATCH (n:RcaEntity) RETURN n.name") == [("a",)]


def test_a_certificate_that_is_trusted_holds_for_its_own_host_alone(
    secure: tuple[Target, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure[1]))
    assert plan_export(shop(), over(secure, "bolt+s")).added
    with pytest.raises(RcaGraphError, match="is for another host") as caught:
        plan_export(shop(), over(secure, "bolt+s", "127.0.0.1"))
    assert "name that stands in it" in caught.value.tip


def refused(graph: KnowledgeGraph, target: Target, max_rows: int) -> RcaGraphError:
    with pytest.raises(RcaGraphError, match=r"may not do this|takes no writing") as caught:
        export_neo4j(graph, target, max_rows=max_rows, timeout=4)
    assert caught.value.tip
    return caught.value


FORBIDDEN = (
    "Neo.ClientError.Security.Forbidden",
    "Schema operation 'create_constraint' on database 'neo4j' is not allowed for user 'ada'.",
)
NO_LEADER = ("Neo.ClientError.Cluster.NotALeader", "No write operations are allowed here.")


def drop_schema(target: Target) -> None:
    """Of ours; a constraint takes its index along."""
    for (name,) in ask(target, "SHOW INDEXES YIELD name RETURN name"):
        if name.startswith("rcagraph_"):
            run(target, f"DROP CONSTRAINT {name} IF EXISTS")
            run(target, f"DROP INDEX {name} IF EXISTS")


def test_missing_schema_rights_are_told_and_no_schema_does_without(
    neo4j: Target, tmp_path: Path
) -> None:
    with failing(neo4j, *FORBIDDEN, at="CREATE CONSTRAINT") as poor:
        drop_schema(neo4j)
        code, said = command(poor, tmp_path / "notes")
        assert code == 2
        assert "The user may not do this in database neo4j" in said
        assert "add --no-schema" in said
        assert contents(neo4j) == []
        assert command(poor, tmp_path / "notes", "--no-schema")[0] == 0
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN n.name") == [("cart",)]


@pytest.mark.parametrize("refusal", [FORBIDDEN, NO_LEADER], ids=["rights", "leader"])
@pytest.mark.parametrize("max_rows", [1, 50_000])
def test_what_is_refused_in_the_middle_is_undone_or_finished_later(
    neo4j: Target, refusal: tuple[str, str], max_rows: int
) -> None:
    """Nodes get through, relationships do not."""
    export_neo4j(chain("a"), neo4j)
    before, new = contents(neo4j), chain("a", "b", "c")
    with failing(neo4j, *refusal, at="(a)-[r:DEPENDS_ON") as poor:
        caught = refused(new, poor, max_rows)
    in_part = "part of the export is in the database" in caught.message
    assert in_part is (max_rows == 1)
    assert (contents(neo4j) == before) is (max_rows > 1)
    export_neo4j(new, neo4j)
    assert not verify_export(new, neo4j).is_drift


def test_a_service_of_thirty_thousand_incidents_is_taken_away(neo4j: Target) -> None:
    """Its relationships go in batches before it does; a heap of 1 GB is enough."""
    bus, told = node("Service", "bus"), [node("Incident", f"i{i:05}") for i in range(30_000)]
    edges = [edge("AFFECTS", one.key, bus.key) for one in told]
    export_neo4j(KnowledgeGraph("test", [*told, bus], edges), neo4j)
    assert ask(neo4j, "MATCH (n {name: 'bus'}) RETURN count { (n)--() }") == [(30_000,)]
    done = export_neo4j(KnowledgeGraph("test", told, []), neo4j, max_delete=1)
    assert done.removed == 30_001
    assert ask(neo4j, "MATCH (n:Service) RETURN count(n)") == [(0,)]
    assert ask(neo4j, "MATCH (n:Incident) RETURN count(n)") == [(30_000,)]
