"""A vault of notes made by a seed, like those that teams write after outages.

Of 132 notes 111 are incidents, 10 services and 10 runbooks. An incident has three links, to an
earlier one that is not there, to a runbook that is, and to a page of architecture that is not;
a service has a link that reaches its runbook and one that reaches nothing, a runbook two of those.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

from benchmarks.note_texts import (
    ACTIONS,
    DID,
    EVENTS,
    INCIDENT,
    INDEX,
    MODES,
    RUNBOOK,
    SERVICE,
    TEAMS,
    WHEN,
    WHO,
)

SHARE_OF_SERVICES = 10 / 132
FIRST_DAY = date(2022, 1, 1)
DAYS = 1500
SIZE = 2_600
"""Bytes of an incident at least: what is missing is filled up with paragraphs and lists."""


@dataclass
class VaultNotes:
    """Draws notes from one seed; some services and some modes fail far more often than others."""

    notes: int = 10_000
    services: int = 0
    """By default as many for each note as in a real vault."""
    links: int = 3
    """Of each incident; from the fourth on they lead to earlier incidents."""
    size: int = SIZE
    seed: int = 1
    runbooks: float = 1.0
    """The share of services that have one."""
    draw: Random = field(init=False)

    def __post_init__(self) -> None:
        self.draw = Random(self.seed)

    def write(self, root: Path) -> None:
        for path, text in self.texts():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")

    def texts(self) -> Iterator[tuple[str, str]]:
        """Each note's path and text."""
        for name in self.names:
            yield f"Services/{name}.md", self._service(name)
        with_runbook = [name for name in self.names if self.draw.random() < self.runbooks]
        for name in with_runbook:
            yield f"Runbooks/runbook-{name}.md", self._runbook(name)
        stems: list[str] = []
        for number in range(self.notes - 1 - len(self.names) - len(with_runbook)):
            stem, text = self._incident(number, stems)
            stems.append(stem)
            yield f"RCAs/{stem}.md", text
        yield "README.md", self._index(stems)

    @cached_property
    def names(self) -> list[str]:
        count = self.services or max(1, round(self.notes * SHARE_OF_SERVICES))
        return [f"{_slug(self.draw.choice(TEAMS))}-{number:04}" for number in range(count)]

    @cached_property
    def needs(self) -> Mapping[str, list[str]]:
        """Each service on two before it, so that there is no cycle."""
        return {
            name: self.draw.sample(self.names[:number], min(number, 2))
            for number, name in enumerate(self.names)
        }

    @cached_property
    def needed_by(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {name: [] for name in self.names}
        for name, needs in self.needs.items():
            for other in needs:
                found[other].append(name)
        return found

    def _service(self, name: str) -> str:
        needs = ", ".join(self.needs[name])
        team = self.draw.choice(TEAMS)
        return SERVICE.format(name=name, team=team, needs=needs, more=self._sentences(6))

    def _runbook(self, name: str) -> str:
        day = FIRST_DAY + timedelta(days=self.draw.randrange(DAYS))
        team = self.draw.choice(TEAMS)
        return RUNBOOK.format(name=name, team=team, day=day, more=self._sentences(6))

    def _index(self, stems: list[str]) -> str:
        services = "\n".join(f"- [[Services/{name}|{name}]]" for name in self.names[:10])
        return INDEX.format(services=services, incidents="\n".join(f"- {s}" for s in stems[-10:]))

    def _incident(self, number: int, earlier: list[str]) -> tuple[str, str]:
        draw = self.draw
        origin = self.names[self._skewed(len(self.names))]
        mode = list(MODES)[self._skewed(len(MODES))]
        day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        stem = f"{day}-{_slug(mode)}-{number:05}"
        told = self._told(origin, mode, day)
        links = "\n".join(self._links(origin, f"{day}-{number:05}", MODES[mode], earlier))
        text = INCIDENT.format(**told, links=links)
        while len(text.encode()) < self.size:
            told["cause"] = f"{told['cause']}\n\n{self._passage()}"
            text = INCIDENT.format(**told, links=links)
        return stem, text

    def _told(self, origin: str, mode: str, day: date) -> dict[str, object]:
        draw = self.draw
        hit, minutes, severity = self._hit(origin), draw.randint(5, 240), draw.randint(1, 4)
        start = draw.randrange(1, 19) * 60 + draw.randrange(60)
        return {
            **{"day": day, "mode": mode, "origin": origin, "category": MODES[mode]},
            **{"severity": f"P{severity}", "tag": f"p{severity}", "services": ", ".join(hit)},
            **{"count": len(hit), "affected": "\n".join(f"- {name}" for name in hit)},
            **{"minutes": minutes, "author": draw.choice(TEAMS), "cause": self._sentences(1)},
            "timeline": "\n".join(
                f"| {_clock(start + minutes * number // 6)} | {event.format(origin=origin)} |"
                for number, event in enumerate(EVENTS)
            ),
            "actions": "\n".join(
                f"| P{number // 2 + 1} | {text.format(mode=mode, origin=origin)} "
                f"| {draw.choice(TEAMS)} | {day + timedelta(days=7 * number + 7)} |"
                for number, text in enumerate(ACTIONS)
            ),
            **{"because": self._some(3), "done": self._some(3)},
            **{"well": self._some(2), "badly": self._sentence()},
            **{"users": draw.randint(20, 9000), "share": draw.randint(5, 100)},
            **{"errors": draw.randint(20, 900), "fast": draw.randint(20, 200)},
            **{"slow": draw.randint(900, 9000), "tickets": draw.randint(1, 90)},
            **{"refunds": draw.randint(10, 20000), "alert": draw.randint(1, 9)},
            "written": day + timedelta(days=draw.randint(1, 6)),
        }

    def _hit(self, origin: str) -> list[str]:
        """The origin, some that need it, and some that only happened to be there."""
        near = [name for name in self.needed_by[origin] if self.draw.random() < 0.4]
        far = self.draw.sample(self.names, min(self.draw.randint(0, 2), len(self.names)))
        return list(dict.fromkeys((origin, *near[:4], *far)))

    def _links(self, origin: str, place: str, category: str, earlier: list[str]) -> list[str]:
        links = [
            f"- [[{place}-once-before|Once before]]",
            f"- [[runbook-{origin}|Runbook of {origin}]]",
            f"- [[architecture-{category}|How it is built]]",
        ]
        more = self.draw.choices(earlier, k=max(0, self.links - 3)) if earlier else []
        return [*links[: self.links], *(f"- [[{stem}]]" for stem in more)]

    def _skewed(self, count: int) -> int:
        return min(int(self.draw.expovariate(4 / count)), count - 1)

    def _passage(self) -> str:
        """A paragraph, or a list."""
        if self.draw.random() < 0.5:
            return self._sentences(self.draw.randint(1, 3))
        return "Seen there:\n" + "\n".join(f"- {text}" for text in self._some(3))

    def _some(self, count: int) -> list[str]:
        return [self._sentence() for _ in range(count)]

    def _sentence(self) -> str:
        return " ".join(self.draw.choice(words) for words in (WHO, DID, WHEN))

    def _sentences(self, count: int) -> str:
        return " ".join(f"{sentence}." for sentence in self._some(count))


def _slug(text: str) -> str:
    return text.lower().replace(" ", "-")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--services", type=int, default=0)
    parser.add_argument("--links", type=int, default=3)
    parser.add_argument("--size", type=int, default=SIZE, help="bytes of an incident")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = VaultNotes(asked.notes, asked.services, asked.links, asked.size, asked.seed)
    made.write(asked.folder)


if __name__ == "__main__":
    main()
