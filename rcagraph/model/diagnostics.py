"""What is wrong with the notes, and what to do: THE TABLE of codes, and a diagnostic's shape."""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from rcagraph.model.facts import Place


class Severity(Enum):
    """An error means that something was not read; a warning, that it may not mean what it says.

    What is only to be known may well be meant: it fails no check, however strict.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class CodeText(NamedTuple):
    severity: Severity
    title: str
    remedy: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


class Code(Enum):
    """Every diagnostic: 0xx files, 1xx front matter, 2xx a note, 3xx joining notes, 4xx the graph,
    6xx its RDF.

    A code's number never changes its meaning; a retired one is not used again.
    """

    RCA001 = CodeText(_E, "file cannot be read", "see that it is there and may be read")
    RCA002 = CodeText(_W, "file is not UTF-8", "save it as UTF-8; U+FFFD stands for the rest")
    RCA003 = CodeText(_W, "link leaves the vault", "copy the file in, or exclude the link")
    RCA004 = CodeText(_W, "note is empty", "write it or delete it")
    RCA005 = CodeText(_E, "file is too large", "split it, or exclude it in rcagraph.toml")
    RCA006 = CodeText(_W, "rule of the profile fits nothing", "mend it, or take it out")
    RCA007 = CodeText(_I, "rule of the profile gives nothing", "see what it reads, if it should")
    RCA101 = CodeText(_E, "YAML cannot be parsed", "mend the line; the body was still read")
    RCA102 = CodeText(_E, "front matter does not end", "close it with a line `---`")
    RCA103 = CodeText(_W, "key stands twice", "keep one; the last one was read")
    RCA104 = CodeText(_E, "front matter is no mapping", "write `key: value` lines")
    RCA105 = CodeText(_E, "YAML alias is not followed", "write the value out")
    RCA106 = CodeText(_W, "value has another type", "write it as the property's type asks")
    RCA107 = CodeText(_W, "values are nested too deep", "flatten them")
    RCA108 = CodeText(_W, "front matter lacks its opening fence", "begin it with a line `---`")
    RCA109 = CodeText(_E, "TOML cannot be parsed", "mend the line; the body was still read")
    RCA110 = CodeText(_E, "JSON cannot be parsed", "mend the line")
    RCA111 = CodeText(_W, "unknown value", "write one of the values that the profile lists")
    RCA112 = CodeText(_W, "key is not known", "write it as the profile spells it")
    RCA113 = CodeText(_I, "time is taken to be of another day", "write its day too, to be sure")
    RCA114 = CodeText(
        _W, "line of a header is no key", "write `Key: value`, or indent what goes on"
    )
    RCA201 = CodeText(_W, "timeline is out of order", "order its rows by time")
    RCA202 = CodeText(_W, "incident has no date", "add `date: YYYY-MM-DD`")
    RCA203 = CodeText(_W, "time in the timeline is no time", "write it as HH:MM")
    RCA204 = CodeText(_W, "record has no name", "give it one; it is called after its line")
    RCA205 = CodeText(_W, "incident ends before it starts", "mend one of the two times")
    RCA206 = CodeText(_W, "template is read as an incident", "exclude it, or say `type: template`")
    RCA207 = CodeText(_W, "time zone is not clear", "write UTC, or an offset as +01:00")
    RCA208 = CodeText(_W, "columns of a table are not known", "name them in the profile")
    RCA209 = CodeText(_W, "action item has no text", "write what is to be done, or take it out")
    RCA210 = CodeText(_I, "text stands in no record", "to have it read, say `page = 'Document'`")
    RCA211 = CodeText(_I, "times stand under no heading of a timeline", "name it in the profile")
    RCA301 = CodeText(_W, "link reaches no note", "mend the link, or write the note")
    RCA302 = CodeText(_W, "link fits several notes", "write the folder too: [[folder/name]]")
    RCA303 = CodeText(_W, "two notes declare one thing", "rename one, or give it an `id`")
    RCA304 = CodeText(_W, "statements contradict each other", "make them agree; the first stands")
    RCA305 = CodeText(_W, "edge joins kinds it cannot join", "check the kinds of both notes")
    RCA306 = CodeText(
        _W, "name is almost that of a note", "write the note's name, or a note of its own"
    )
    RCA307 = CodeText(_W, "name is known nowhere", "write a note of it, or name it in a field")
    RCA401 = CodeText(_W, "service has no owner", "add `owner: TEAM` to its note")
    RCA402 = CodeText(_W, "incident affects no service", "add `services: [NAME]`")
    RCA403 = CodeText(_W, "dependencies form a cycle", "cut the edge that is not needed")
    RCA404 = CodeText(_W, "action item is overdue", "close it, or give it a new date")
    RCA405 = CodeText(_W, "runbook is about nothing", "add `services: [NAME]`, or link to it")
    RCA406 = CodeText(_W, "incident is yet to come", "mend its date")
    RCA601 = CodeText(_E, "RDF breaks its structure", "mend the value; if it is right, report it")
    RCA602 = CodeText(_W, "RDF lacks what is asked of it", "say it in the note")
    RCA603 = CodeText(_I, "RDF could say more", "say it in the note, if there is something to say")

    @property
    def severity(self) -> Severity:
        return self.value.severity


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place."""

    code: Code
    path: str
    """Relative to the vault, with `/`."""
    line: int
    """From 1; 0 for the file as a whole."""
    detail: str
    """What is wrong here, in a few words: the link, the key, the value."""
    hint: str = ""
    """What to do here, where it says more than the code's own remedy."""
    also: tuple[Place, ...] = ()
    """The other places that it is about, sorted."""

    def __str__(self) -> str:
        """`path:line: severity[CODE] what is wrong: detail; what to do`."""
        text = self.code.value
        return (
            f"{self.path}:{self.line}: {text.severity.value}[{self.code.name}] "
            f"{text.title}: {self.detail}; {self.hint or text.remedy}"
        )

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        return (self.path, self.line, self.code.name, self.detail)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value, and what was found on the way to it. The value is always there."""

    value: T
    diagnostics: tuple[Diagnostic, ...]
