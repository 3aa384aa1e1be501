"""A way to a real Neo4j server on which some statements fail as a server elsewhere would fail them.

Only what a test server cannot be brought to: rights, which Community has not, and clusters.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

from rcagraph.export.neo4j import Target

BOLT_5_4 = bytes.fromhex("6060B017 00000405 00000000 00000000 00000000")
"""The one version that both are told to speak, whatever the driver proposes."""

RUN, RESET, GOODBYE, RECORD = 0x10, 0x0F, 0x02, 0x71
IGNORED = b"\xb0\x7e"


@dataclass
class _Way:
    """One connection: each request that is passed on is answered by one message and its records."""

    client: socket.socket
    server: socket.socket
    wrong: bytes
    failure: bytes
    open: int = 0
    """Requests that the server has not answered."""
    answered: threading.Condition = field(default_factory=threading.Condition)

    def requests(self) -> None:
        self.client.recv(20)
        self.server.sendall(BOLT_5_4)
        self.client.sendall(self.server.recv(4))
        threading.Thread(target=self.answers, daemon=True).start()
        has_failed = False
        for message in _messages(self.client):
            has_failed &= message[1] not in (RESET, GOODBYE)
            if has_failed:
                self._send(IGNORED)
            elif message[1] == RUN and self.wrong in message:
                has_failed = True
                with self.answered:
                    self.answered.wait_for(lambda: not self.open)
                self._send(self.failure)
            else:
                with self.answered:
                    self.open += 1
                self.server.sendall(_chunked(message))
        self.server.close()

    def answers(self) -> None:
        for message in _messages(self.server):
            self._send(message)
            if message[1] != RECORD:
                with self.answered:
                    self.open -= 1
                    self.answered.notify()

    def _send(self, message: bytes) -> None:
        with suppress(OSError):
            self.client.sendall(_chunked(message))


@contextmanager
def failing(target: Target, code: str, said: str, at: str) -> Iterator[Target]:
    """The server, but that statements with the text `at` in them fail with the code."""
    host, port = target.uri.rpartition("/")[2].split(":")
    failure = b"\xb1\x7f\xa2" + b"".join(map(_text, ("code", code, "message", said)))
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with suppress(OSError):  # it was closed
                while True:
                    client, _ = listener.accept()
                    server = socket.create_connection((host, int(port)))
                    way = _Way(client, server, at.encode(), failure)
                    threading.Thread(target=way.requests, daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield replace(target, uri=f"bolt://127.0.0.1:{listener.getsockname()[1]}")


def _messages(source: socket.socket) -> Iterator[bytes]:
    """Until the connection ends; an empty chunk ends a message."""
    with suppress(OSError), source.makefile("rb") as stream:
        message = b""
        while head := stream.read(2):
            (size,) = struct.unpack(">H", head)
            message += stream.read(size)
            if not size and message:
                yield message
                message = b""


def _chunked(message: bytes) -> bytes:
    most = 0xFFFF
    parts = [message[at : at + most] for at in range(0, len(message), most)]
    return b"".join(struct.pack(">H", len(part)) + part for part in [*parts, b""])


def _text(text: str) -> bytes:
    """As PackStream has it."""
    raw = text.encode()
    return b"\xd1" + struct.pack(">H", len(raw)) + raw
