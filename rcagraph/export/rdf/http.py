"""One HTTP request to a SPARQL store: within its time, never redirected, its failures spoken."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rcagraph.export.rdf.endpoint import PASSWORD, TOKEN, USERNAME, Endpoint
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

CHUNK = 1 << 16
CREDENTIALS = f"Check {USERNAME} and {PASSWORD}, or {TOKEN}"
ADDRESS = "Check that it runs, and its address"
HTML = ("text/html", "application/xhtml+xml")


class Refused(RcaGraphError):
    """A status that is no success; who knows what was asked may say it better."""

    def __init__(self, status: int, said: str, message: str, tip: str) -> None:
        super().__init__(message, tip)
        self.status, self.said = status, said


class Answer:
    """What the store answers, read no longer than until the deadline."""

    def __init__(self, response: "BaseHTTPResponse", endpoint: Endpoint, deadline: float) -> None:
        self.media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        self._response, self._endpoint, self._deadline = response, endpoint, deadline

    def read(self, size: int = CHUNK) -> bytes:
        """As of a file; empty at the end."""
        if time.monotonic() > self._deadline:
            raise _too_long(self._endpoint)
        with _one_sentence_each(self._endpoint):
            return self._response.read1(CHUNK if size < 0 else size)  # what has come, not all

    def beginning(self, most: int = 4096) -> bytes:
        data = b""
        while len(data) < most and (part := self.read(most)):
            data += part
        return data

    def whole(self, most: int) -> bytes:
        """`RcaGraphError` where it is more than so many bytes."""
        data = bytearray()
        while part := self.read():
            data += part
            if len(data) > most:
                raise RcaGraphError(
                    f"{self._endpoint} answers with more than {most >> 20} MB",
                    "Ask for less, or add LIMIT",
                )
        return bytes(data)


@contextmanager
def request(
    endpoint: Endpoint,
    method: str,
    url: str,
    headers: Mapping[str, str],
    seconds: float,
    body: bytes | Iterable[bytes] | None = None,
) -> Iterator[Answer]:
    """The answer to a request that succeeds; else `Refused`, or what else went wrong.

    A body that comes in parts is sent as it comes.
    """
    from urllib3 import Timeout

    deadline = time.monotonic() + seconds
    given = {"User-Agent": f"rcagraph/{__version__}", **_authorization(endpoint), **headers}
    with _pool(url) as pool:
        with _one_sentence_each(endpoint):
            response = pool.request(
                method,
                url,
                body=body,
                headers=given,
                timeout=Timeout(connect=min(seconds, 30.0), read=seconds),
                redirect=False,  # credentials go to the host that the user named, and to no other
                retries=False,
                preload_content=False,
            )
        with response:
            answer = Answer(response, endpoint, deadline)
            if not 200 <= response.status < 300:
                raise _refusal(endpoint, response.status, response.headers, answer)
            yield answer


@contextmanager
def _pool(url: str) -> "Iterator[PoolManager]":
    """Through the proxy of the environment, where it names one for the address."""
    from urllib.parse import urlsplit
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager

    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    through = proxy and not proxy_bypass(parts.hostname or "")
    with ProxyManager(proxy) if proxy and through else PoolManager() as pool:
        yield pool


def _authorization(endpoint: Endpoint) -> Mapping[str, str]:
    from urllib3.util import make_headers

    if endpoint.token:
        return {"Authorization": f"Bearer {endpoint.token}"}
    if endpoint.username:
        # UTF-8, which RFC 7617 asks for where a server says no other.
        pair = f"{endpoint.username}:{endpoint.password}".encode().decode("latin-1")
        return {"Authorization": make_headers(basic_auth=pair)["authorization"]}
    return {}


def _refusal(
    endpoint: Endpoint, status: int, headers: Mapping[str, str], answer: Answer
) -> Refused:
    if 300 <= status < 400:
        # Of the new address only what no secret stands in.
        to = re.sub(r"[?#].*|(?<=//)[^/@]*@", "", headers.get("Location", "another address"))
        tip = "Name that address, if it is meant"
        return Refused(status, "", f"{endpoint} sends on to {to}", tip)
    said = _said(answer)
    if status == 401 and not endpoint.has_credentials:
        return Refused(
            status,
            said,
            f"{endpoint} asks who you are",
            f"Set {USERNAME} and {PASSWORD}, or {TOKEN}",
        )
    message, tip = {
        401: (f"{endpoint} refuses the user name, the password or the token", CREDENTIALS),
        403: (f"{endpoint} does not allow it: {said}", "Ask for the right to do it"),
        404: (f"There is nothing at {endpoint}", ADDRESS),
        408: (f"{endpoint} took too long and gave up", "Ask for less"),
        413: (f"{endpoint} takes no body of that size", "Raise its limit"),
        503: (f"{endpoint} is busy, or gave up: {said}", "Repeat the command, or ask for less"),
    }.get(status, (f"{endpoint} answers with status {status}: {said}", ADDRESS))
    return Refused(status, said, message.rstrip(": "), tip)


def _said(answer: Answer) -> str:
    """The first line of what it says, unless it is a page for a browser."""
    if answer.media_type in HTML:
        return "a web page"
    try:
        text = answer.beginning().decode("utf-8", "replace")
    except RcaGraphError:
        return ""
    line = " ".join(text.strip().partition("\n")[0].split())
    return "a web page" if line.startswith("<") else line[:300].rstrip(".")


@contextmanager
def _one_sentence_each(endpoint: Endpoint) -> Iterator[None]:
    """Failures of the library as `RcaGraphError`; nothing of theirs is chained to it."""
    from urllib3 import exceptions as fail

    try:
        yield
    except fail.NameResolutionError:
        raise RcaGraphError(f"There is no host of the name in {endpoint}", ADDRESS) from None
    except fail.NewConnectionError:
        raise RcaGraphError(f"No SPARQL store answers at {endpoint}", ADDRESS) from None
    except (fail.ReadTimeoutError, fail.ConnectTimeoutError):
        raise _too_long(endpoint) from None
    except fail.ProxyError:
        raise RcaGraphError(
            f"The proxy to {endpoint} does not answer", "Check HTTP_PROXY and NO_PROXY"
        ) from None
    except fail.SSLError as error:
        raise _of_tls(endpoint, str(error)) from None
    except (fail.HTTPError, OSError, ValueError):
        raise RcaGraphError(
            f"The connection to {endpoint} broke off", "Repeat the command; look into its log"
        ) from None


def _of_tls(endpoint: Endpoint, said: str) -> RcaGraphError:
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return RcaGraphError(
            f"The certificate of {endpoint} is not trusted here",
            "Set SSL_CERT_FILE to that of its authority",
        )
    return RcaGraphError(f"{endpoint} does not speak TLS", "Write its address with http://")


def _too_long(endpoint: Endpoint) -> RcaGraphError:
    return RcaGraphError(
        f"{endpoint} did not answer in time", "Allow more with --timeout, or ask for less"
    )
