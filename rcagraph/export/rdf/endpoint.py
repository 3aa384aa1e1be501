"""Which SPARQL store, as whom, and the addresses under which its services answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rcagraph.model.errors import RcaGraphError

URL = "RCAGRAPH_SPARQL_URL"
USERNAME = "RCAGRAPH_SPARQL_USERNAME"
PASSWORD = "RCAGRAPH_SPARQL_PASSWORD"
TOKEN = "RCAGRAPH_SPARQL_TOKEN"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One store. Its text and its `repr` never show a secret."""

    url: str
    username: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if "@" in parts.netloc:
            raise RcaGraphError(
                "The address of the SPARQL store must not hold a user name or a password",
                f"Write it like https://HOST/DATASET and set {USERNAME} and {PASSWORD}",
            )
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
            raise RcaGraphError(
                f"{self.url!r} is no address of a SPARQL store",
                "Write it like https://HOST/DATASET",
            )

    def __str__(self) -> str:
        return self.url

    @property
    def has_credentials(self) -> bool:
        return bool(self.username or self.token)


def endpoint_from(
    url: str | None, environ: Mapping[str, str], ask: Callable[[str], str] | None = None
) -> Endpoint:
    """The option's value, else the environment; never an address that only the vault names.

    `ask` prompts for the password of a user name for which the environment gives none.
    """
    address = url or environ.get(URL)
    if not address:
        raise RcaGraphError("No SPARQL store is named", f"Give its address, or set {URL}")
    username, token = environ.get(USERNAME, ""), environ.get(TOKEN, "")
    password = environ.get(PASSWORD, "")
    if username and token:
        raise RcaGraphError(
            f"Both {USERNAME} and {TOKEN} are set", "Unset the one that the store does not want"
        )
    if username and not password:
        if ask is None:
            raise RcaGraphError("No password for the SPARQL store is given", f"Set {PASSWORD}")
        password = ask(address)
    return Endpoint(address, username, password, token)


QUERY = ("/sparql", "/query")
DATA = ("/data", "/store")
"""Of the Graph Store Protocol, at Fuseki and at Oxigraph."""
UPDATE = "/update"


@dataclass(frozen=True, slots=True)
class Services:
    """A store, and the addresses at which its services may be."""

    endpoint: Endpoint
    query: str
    data: tuple[str, ...]
    update: str


def candidates(endpoint: Endpoint) -> list[Services]:
    """The address may be that of the store, of one of its services, or one for all of them."""
    url = endpoint.url.rstrip("/")
    at_once = Services(endpoint, endpoint.url, (endpoint.url,), endpoint.url)
    if "?" in url:
        return [at_once]
    last = f"/{url.rpartition('/')[2]}"
    is_service = last in (*QUERY, *DATA, UPDATE) and urlsplit(url).path
    root = url.removesuffix(last) if is_service else url
    data = tuple(root + service for service in DATA)
    found = [Services(endpoint, root + service, data, root + UPDATE) for service in QUERY]
    return [*found, at_once]
