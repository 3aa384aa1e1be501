"""What a server and the way to it may refuse: one sentence with what to do, nothing half-done."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rcagraph.export.neo4j import Target, export_neo4j, plan_export, verify_export
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.model.errors import RcaGraphError
from tests.certificates import self_signed, self_signed_from
from tests.databases import ask, chain, contents, numbered
from tests.graphs import shop

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


@contextmanager
def tls_server(made: Path, key: Path) -> Iterator[int]:
    """The port of something on this machine that shakes hands with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        is_over = threading.Event()

        def serve() -> None:
            while not is_over.is_set():
                try:
                    client, _ = listener.accept()
                    with client, context.wrap_socket(client, server_side=True):
                        pass
                except OSError:
                    continue

        server = threading.Thread(target=serve)
        server.start()
        yield listener.getsockname()[1]
        is_over.set()
        server.join()


def refused(target: Target, said: str) -> RcaGraphError:
    with pytest.raises(RcaGraphError, match=said) as caught:
        export_neo4j(shop(), target)
    assert caught.value.tip
    assert "\n" not in str(caught.value)
    assert target.password not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path: Path, scheme: str) -> None:
    with tls_server(*self_signed(tmp_path)) as port:
        error = refused(Target(f"{scheme}://localhost:{port}", "hunter2"), "is not trusted here")
    assert "+ssc" in error.tip


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("20200101000000Z", "20200201000000Z", "has expired"),
        ("20990101000000Z", "20990201000000Z", "is not valid yet"),
    ],
)
def test_a_certificate_of_another_day_is_told_as_a_clock_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, end: str, said: str
) -> None:
    made, key = self_signed_from(tmp_path, start, end)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with tls_server(made, key) as port:
        error = refused(Target(f"bolt+s://localhost:{port}", "hunter2"), said)
    assert "clocks" in error.tip


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s"])
def test_a_server_without_tls_is_told(neo4j: Target, scheme: str) -> None:
    secure = replace(neo4j, uri=neo4j.uri.replace("bolt", scheme))
    assert "without +s" in refused(secure, "does not speak TLS").tip


MUCH = 2**40
"""Bytes that no export sends."""


class Cut:
    """A way to the server that breaks off after so many bytes from us."""

    def __init__(self, target: Target, after: int) -> None:
        host, port = target.uri.rpartition("/")[2].split(":")
        self._there, self.left = (host, int(port)), after
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    def target(self, target: Target) -> Target:
        return replace(target, uri=f"bolt://127.0.0.1:{self._listener.getsockname()[1]}")

    def _accept(self) -> None:
        while self.left > 0:
            try:
                ours, _ = self._listener.accept()
            except OSError:  # it was shut down
                break
            theirs = socket.create_connection(self._there)
            for source, sink, counts in ((ours, theirs, True), (theirs, ours, False)):
                threading.Thread(
                    target=self._pass, args=(source, sink, counts), daemon=True
                ).start()
        self._listener.close()

    def _pass(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        while self.left > 0 and (data := source.recv(4096)):
            self.left -= len(data) if counts else 0
            if self.left > 0:
                sink.sendall(data)
        for end in (source, sink, self._listener):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.mark.neo4j
@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("max_rows", [10, 50_000])
def test_a_connection_that_breaks_off_is_one_sentence_and_the_next_export_repairs(
    neo4j: Target, share: float, max_rows: int
) -> None:
    old, new = chain(*numbered(40)), chain(*numbered(80)[20:])
    export_neo4j(old, neo4j)
    whole = Cut(neo4j, MUCH)
    export_neo4j(new, whole.target(neo4j), max_delete=1, max_rows=max_rows)
    wanted, sent = contents(neo4j), MUCH - whole.left
    export_neo4j(old, neo4j, max_delete=1)
    before = contents(neo4j)
    with pytest.raises(RcaGraphError) as caught:
        export_neo4j(
            new,
            Cut(neo4j, round(share * sent)).target(neo4j),
            max_delete=1,
            max_rows=max_rows,
            timeout=3,
        )
    assert caught.value.tip
    if max_rows == 50_000:
        assert contents(neo4j) == before
    export_neo4j(new, neo4j, max_delete=1)
    assert contents(neo4j) == wanted
    assert not verify_export(new, neo4j).is_drift


@pytest.mark.neo4j
def test_two_that_wait_for_each_other_both_get_through(neo4j: Target) -> None:
    """A deadlock is the driver's to try again."""
    export_neo4j(chain("a", "b"), neo4j)
    tries = list[int]()

    text = "MATCH (n {uid: 'test/Service/' + $name}) SET n.x = 1"

    def cross(first: str, second: str, meet: threading.Barrier) -> None:
        def work(tx: "ManagedTransaction") -> None:
            tries.append(1)
            tx.run(text, name=first).consume()
            if len(tries) <= 2:
                meet.wait(30)
            tx.run(text, name=second).consume()

        with driver_on(neo4j) as driver, driver.session(database="neo4j") as session:
            session.execute_write(work)

    meet = threading.Barrier(2)
    both = [threading.Thread(target=cross, args=(*way, meet)) for way in (("a", "b"), ("b", "a"))]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert len(tries) == 3
    assert ask(neo4j, "MATCH (n {x: 1}) RETURN count(n)") == [(2,)]


@pytest.mark.neo4j
@pytest.mark.parametrize("attempt", [plan_export, verify_export])
def test_looking_writes_nothing(neo4j: Target, attempt: object) -> None:
    attempt(shop(), neo4j)  # type: ignore[operator]
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [(0,)]
