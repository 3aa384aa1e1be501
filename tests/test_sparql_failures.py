"""What a store may refuse or do wrong: one sentence each, and never a secret in it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rcagraph.export.rdf.endpoint import Endpoint, endpoint_from
from rcagraph.export.rdf.protocol import connect
from rcagraph.export.rdf.store import Push
from rcagraph.model.errors import RcaGraphError
from tests.graphs import shop
from tests.servers.stores import fuseki, oxigraph

SECRET = "s3cret-ünïcode"
ROWS = "application/sparql-results+json"


class Server(ThreadingHTTPServer):
    """Answers everything with one status, type and text, and remembers what it was sent."""

    def __init__(self, status: int, headers: dict[str, str], text: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.headers, self.text = status, headers, text
        self.sent: list[tuple[str, str, str | None]] = []
        self.slow = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ds"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.sent.append((self.command, body, self.headers.get("Authorization")))
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for byte in self.server.text.encode():
            time.sleep(self.server.slow)
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(status: int, media_type: str = "", text: str = "", **more: str) -> Iterator[Server]:
    headers = {"Content-Type": media_type} if media_type else {}
    with Server(status, headers | more, text) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "media_type", "text", "said"),
    [
        (200, "text/html", "<html>", "No SPARQL store answers at {}: it answers with a web page"),
        (200, "image/png", "x", "No SPARQL store answers at {}: it answers with image/png"),
        (200, "", "", "No SPARQL store answers at {}: it answers with nothing"),
        (200, ROWS, "{", "No SPARQL store answers at {}: its answer cannot be read"),
        (404, "text/plain", "no", "No SPARQL store answers at {}: nothing is there"),
        (500, "text/plain", "no", "No SPARQL store answers at {}: status 500"),
        (401, "text/plain", "no", "{} refuses the user name, the password or the token"),
        (403, "text/plain", "not you\nat", "{} does not allow it: not you"),
        (403, "text/html", "<h1>no", "{} does not allow it: a web page"),
    ],
)
def test_what_is_no_store_is_told_in_a_sentence(
    status: int, media_type: str, text: str, said: str
) -> None:
    with serving(status, media_type, text) as server:
        with pytest.raises(RcaGraphError) as raised:
            connect(Endpoint(server.url, "ada", SECRET), 10)
        assert raised.value.message == said.format(server.url)
        assert SECRET not in repr(raised.value) + str(raised.value)


def test_credentials_go_nowhere_else_by_a_redirect() -> None:
    with serving(200, ROWS, '{"head":{},"boolean":true}') as other:
        to = f"http://u:p@127.0.0.1:{other.server_port}/elsewhere?key=1"
        with serving(307, Location=to) as server:
            with pytest.raises(RcaGraphError) as raised:
                connect(Endpoint(server.url, "ada", SECRET), 10)
            where = f"http://127.0.0.1:{other.server_port}/elsewhere"
            assert raised.value.message == f"{server.url} sends on to {where}"
            assert len(server.sent) == 1
        assert other.sent == []


def test_only_queries_are_sent_by_post_with_who_asks() -> None:
    import base64

    with serving(200, ROWS, '{"head":{},"boolean":true}') as server:
        connect(Endpoint(server.url, "ada", SECRET), 10)
        connect(Endpoint(server.url, token="t0ken"), 10)
        connect(Endpoint(server.url), 10)
        asked = ("POST", "query=ASK+%7B+%7D")
        pair = base64.b64encode(f"ada:{SECRET}".encode()).decode()
        assert server.sent == [(*asked, f"Basic {pair}"), (*asked, "Bearer t0ken"), (*asked, None)]


def test_an_answer_that_comes_too_slowly_is_not_waited_for() -> None:
    with serving(200, ROWS, '{"head":{},"boolean":true}') as server:
        server.slow = 0.4
        started = time.monotonic()
        with pytest.raises(RcaGraphError, match="did not answer in time"):
            connect(Endpoint(server.url), 1)
        assert time.monotonic() - started < 8


def test_no_tls_no_host_and_no_address() -> None:
    with serving(200) as server:
        secure = server.url.replace("http:", "https:")
        with pytest.raises(RcaGraphError, match=f"{secure} does not speak TLS"):
            connect(Endpoint(secure), 10)
    with pytest.raises(RcaGraphError, match="There is no host of the name in http://nowhere"):
        connect(Endpoint("http://nowhere.invalid/x"), 10)
    for wrong in ("localhost:3030/ds", "file:///etc/passwd", "http:///x", "http://h/#x", ""):
        with pytest.raises(RcaGraphError, match="is no address of a SPARQL store"):
            Endpoint(wrong)


def test_who_asks_is_told_by_the_environment_alone() -> None:
    url = {"RCAGRAPH_SPARQL_URL": "http://h/ds"}
    user = {"RCAGRAPH_SPARQL_USERNAME": "ada", "RCAGRAPH_SPARQL_PASSWORD": SECRET}
    token = {"RCAGRAPH_SPARQL_TOKEN": "t0ken"}
    assert endpoint_from(None, url | user) == Endpoint("http://h/ds", "ada", SECRET)
    assert endpoint_from("http://g/ds", url | token) == Endpoint("http://g/ds", token="t0ken")
    assert SECRET not in repr(endpoint_from(None, url | user))
    asked = endpoint_from(None, url | {"RCAGRAPH_SPARQL_USERNAME": "ada"}, lambda url: f"for {url}")
    assert asked.password == "for http://h/ds"
    for environ, said in (
        ({}, "No SPARQL store is named. Give its address, or set RCAGRAPH_SPARQL_URL"),
        (url | user | token, "Both RCAGRAPH_SPARQL_USERNAME and RCAGRAPH_SPARQL_TOKEN are set"),
        (url | {"RCAGRAPH_SPARQL_USERNAME": "ada"}, "No password for the SPARQL store is given"),
    ):
        with pytest.raises(RcaGraphError, match=said):
            endpoint_from(None, environ)


@pytest.mark.sparql
def test_fuseki_with_a_password(tmp_path: Path) -> None:
    passwords = tmp_path / "passwords"
    passwords.write_text("ada: right\n")
    with fuseki("--update", "--auth=basic", f"--passwd={passwords}") as url:
        Push(shop(), Endpoint(url, "ada", "right")).push()
        with pytest.raises(RcaGraphError, match="refuses the user name, the password or the"):
            Push(shop(), Endpoint(url, "ada", "wrong"))
        with pytest.raises(RcaGraphError, match="asks who you are"):
            Push(shop(), Endpoint(url))


@pytest.mark.sparql
def test_fuseki_that_takes_no_writing(tmp_path: Path) -> None:
    with fuseki("--timeout=100000") as url:
        with pytest.raises(RcaGraphError, match="takes no writing"):
            Push(shop(), Endpoint(url)).push()
        with pytest.raises(RcaGraphError, match=r"No SPARQL store answers at .*/nothing: "):
            Push(shop(), Endpoint(url.replace("/rca", "/nothing")))


@pytest.mark.sparql
def test_oxigraph_that_takes_no_writing(tmp_path: Path) -> None:
    with oxigraph(location=tmp_path):
        pass
    with (
        oxigraph("serve-read-only", tmp_path) as url,
        pytest.raises(RcaGraphError, match="does not allow it: The server is read-only"),
    ):
        Push(shop(), Endpoint(url)).push()
