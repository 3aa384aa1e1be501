"""A vault of incidents as notes, made by a seed: for measuring what reads a whole vault."""

import random
from datetime import date, timedelta
from pathlib import Path

MODES = (
    *("Connection Pool Exhaustion", "Bad Deployment", "Certificate Expiration", "Cache Stampede"),
    *("Disk Full", "DNS Failure", "Memory Leak", "Message Queue Backlog", "Retry Storm"),
    *("Slow Query", "Stale Index", "Config Drift", "Clock Skew", "Thread Starvation"),
)
TEAMS = ("payments", "storefront", "platform", "fulfilment", "search", "identity")
INCIDENT = """\
---
title: "{day} - {mode} in {origin}"
date: {day}
severity: P{severity}
services: [{services}]
tags: [rca]
status: resolved
duration_minutes: {minutes}
author: {team}
---

## Summary

{origin} failed again.

## Action Items

| Action | Priority | Owner | Due Date | Status |
|--------|----------|-------|----------|--------|
| Bound the {mode} of {origin} | P1 | {team} | {due} | {status} |
| Add an alert | P2 | {team} | {due} | open |

## Related

- [[runbook-{origin}]]
"""
SERVICE = """\
---
title: {name}
type: service
owner: {team}
depends_on: [{needs}]
---
"""


def write_vault(root: Path, incidents: int = 1000, services: int = 40, seed: int = 1) -> None:
    """Some services fail far more often than others, and so do some modes of each."""
    chance = random.Random(seed)
    names = [f"{chance.choice(TEAMS)}-service-{n:02d}" for n in range(services)]
    needs = {n: chance.sample(names[:i], min(i, 2)) for i, n in enumerate(names)}
    for folder in ("services", "runbooks", "incidents"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name in names:
        told = SERVICE.format(name=name, team=name.split("-")[0], needs=", ".join(needs[name]))
        (root / "services" / f"{name}.md").write_text(told)
        if chance.random() < 0.6:
            runbook = (
                f"---\ntitle: {name}\ntype: runbook\nupdated: 2023-05-01\n---\n\nRestart it.\n"
            )
            (root / "runbooks" / f"runbook-{name}.md").write_text(runbook)
    for number in range(incidents):
        _incident(root / "incidents", number, names, needs, chance)


def _incident(
    folder: Path, number: int, names: list[str], needs: dict[str, list[str]], chance: random.Random
) -> None:
    origin = names[min(int(chance.expovariate(1 / 10)), len(names) - 1)]
    mode = MODES[min(int(chance.expovariate(1 / 4)), len(MODES) - 1)]
    hit = [name for name in names if origin in needs[name] and chance.random() < 0.4]
    day = date(2022, 1, 1) + timedelta(days=chance.randrange(1500))
    told = INCIDENT.format(
        day=day,
        mode=mode,
        origin=origin,
        severity=chance.randint(1, 4),
        services=", ".join([origin, *hit]),
        minutes=chance.randint(5, 400),
        team=origin.split("-")[0],
        due=day + timedelta(days=30),
        status=chance.choice(("open", "done")),
    )
    (folder / f"{day}-{number:04d}-{mode.lower().replace(' ', '-')}.md").write_text(told)
