"""What a Neo4j server or its driver may refuse, each as one sentence and what to try."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from neo4j.exceptions import Neo4jError

P = ParamSpec("P")
T = TypeVar("T")


class Failure(NamedTuple):
    code: str
    """Part of the server's code, one of `BY_TEXT`, or part of the names and texts of the driver's
    exception and causes.
    """
    message: str
    """`{where}` is the database and server, `{said}` the first line that the server says."""
    tip: str


CREDENTIALS = "Check NEO4J_USERNAME and NEO4J_PASSWORD"
ADDRESS = "Check that it runs, and its address: neo4j://HOST:7687, or neo4j+s://HOST with TLS"
MEMORY = (
    "Send less at once with a lower --max-rows, or raise db.memory.transaction.max, "
    "dbms.memory.transaction.total.max and server.memory.heap.max_size on the server"
)
RIGHTS = "Ask for the missing rights; where only schema rights are missing, add --no-schema"

SELF_SIGNED = "For one that is self-signed write +ssc; else set SSL_CERT_FILE to its authority's"
FULL = "No space left on device"
STOPPED = "needs to be restarted"
TOO_MUCH = "db.memory.transaction.max threshold reached"
BY_TEXT = (FULL, STOPPED)
"""Words of the server by which a failure is known, whatever its code."""
LEADER = "Name the server that takes writing; neo4j:// finds it in a cluster"
READ_ONLY = f"Take it out of server.databases.read_only. {LEADER}"
CLOCK = "Set the clocks of this machine and of the server right, or renew the certificate"

FAILURES = (
    Failure("AuthenticationRateLimit", "Too many wrong passwords for {where}", "Wait a minute"),
    Failure("CredentialsExpired", "The password for {where} has expired", "Set a new one"),
    Failure("Security.Unauthorized", "{where} refuses the user name or password", CREDENTIALS),
    Failure("TokenExpired", "The token for {where} has expired", CREDENTIALS),
    Failure("Security.", "The user may not do this in {where}: {said}", RIGHTS),
    Failure("DatabaseNotFound", "There is no {where}", "Check NEO4J_DATABASE"),
    Failure("DatabaseUnavailable", "The {where} does not run now", "Start it, or wait for it"),
    Failure("OnReadOnly", "The {where} takes no writing: {said}", READ_ONLY),
    Failure("NotALeader", "This server of {where} takes no writing", LEADER),
    Failure(FULL, "The disk of the server of {where} is full", "Make room there"),
    Failure(
        "TransactionLogError",
        "The server of {where} could not write its log, mostly since its disk is full",
        "Make room there, and start it again",
    ),
    Failure(
        STOPPED,
        "The {where} stopped after an error of the server's own, mostly since its disk is full",
        "Look into the server's log, make room, and start it again",
    ),
    Failure("OutOfMemory", "The server of {where} ran out of memory", MEMORY),
    Failure("MemoryLimit", "The server of {where} ran out of memory", MEMORY),
    Failure(
        "TransactionTimedOut",
        "It took too long in {where}, and was undone",
        "Allow more with --timeout, or ask for less",
    ),
    Failure("LockClientStopped", "Somebody else holds a lock in {where}", "Repeat the command"),
    Failure("AccessMode", "The query would write, and may only read", "Ask without writing"),
    Failure("SyntaxError", "Neo4j does not understand the query: {said}", "Mend the query"),
    Failure("Statement.", "Neo4j refuses the query: {said}", "Mend the query or its parameters"),
    Failure(
        "IndexAlreadyExists",
        "An index of somebody else stands where a constraint of rcagraph belongs: {said}",
        "Drop that index, or add --no-schema",
    ),
    Failure(
        "ConstraintCreationFailed",
        "A constraint does not hold in {where}: {said}",
        "Remove the duplicates, or add --no-schema",
    ),
    Failure(
        "ConstraintValidationFailed",
        "Somebody else changed {where} meanwhile: {said}",
        "Repeat the command",
    ),
    Failure("TransientError", "{where} is busy: {said}", "Repeat the command"),
    Failure("certificate has expired", "The certificate of {where} has expired", CLOCK),
    Failure("not yet valid", "The certificate of {where} is not valid yet", CLOCK),
    Failure(
        "certificate is not valid for",
        "The certificate of {where} is for another host",
        "Write the address with the name that stands in it",
    ),
    Failure(
        "SSLCertVerificationError", "The certificate of {where} is not trusted here", SELF_SIGNED
    ),
    Failure("SSL", "{where} does not speak TLS", "Write its address without +s or +ssc"),
    Failure("ConfigurationError", "The driver cannot reach {where}: {said}", ADDRESS),
    Failure("WriteServiceUnavailable", "This server of {where} takes no writing", LEADER),
    Failure("ServiceUnavailable", "No Neo4j server answers for {where}", ADDRESS),
    Failure("SessionExpired", "The connection to {where} broke off", "Repeat the command"),
    Failure("IncompleteCommit", "The connection to {where} broke off", "Repeat the command"),
)
"""The first that fits speaks."""

UNKNOWN = Failure("", "Neo4j failed for {where}: {said}", "Look into the server's own log")


@contextmanager
def one_sentence_each(where: str) -> Iterator[None]:
    """Failures of the driver and server as `RcaGraphError`; nothing of theirs is chained to it."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except Neo4jError as error:
        raise _spoken_of(error, where) from None
    except _Hopeless as hopeless:
        raise _spoken_of(hopeless.error, where) from None
    except DriverError as error:
        raise _spoken(" ".join(_names(error)), str(error), where) from None


class _Hopeless(Exception):
    """What the server calls transient, and trying again does not mend."""

    def __init__(self, error: "Neo4jError") -> None:
        self.error = error


def not_in_vain(work: Callable[P, T]) -> Callable[P, T]:
    """The work of a managed transaction: what is too much for one is too much each time, and the
    driver would try it for half a minute.
    """
    from neo4j.exceptions import TransientError

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        except TransientError as error:
            if TOO_MUCH in (error.message or ""):
                raise _Hopeless(error) from None
            raise

    return run


def _spoken_of(error: "Neo4jError", where: str) -> RcaGraphError:
    said = error.message or ""
    code = next((text for text in BY_TEXT if text in said), error.code or "")
    return _spoken(code, said, where)


def _names(error: BaseException) -> Iterator[str]:
    """Of an exception's classes and its causes', and what these say."""
    yield from (cls.__name__ for cls in type(error).__mro__)
    causes = error.exceptions if isinstance(error, BaseExceptionGroup) else (error.__cause__,)
    for cause in causes:
        if cause is not None:
            yield str(cause)
            yield from _names(cause)


def _spoken(code: str, said: str, where: str) -> RcaGraphError:
    failure = next((f for f in FAILURES if f.code in code), UNKNOWN)
    line = said.strip().partition("\n")[0].strip().rstrip(".")
    text = failure.message.format(where=where, said=line)
    return RcaGraphError(text[:1].upper() + text[1:], failure.tip)
