"""What the made-up notes say: headings, tables and lists as people write them after an outage."""

MODES = {
    "Connection Pool Exhaustion": "database",
    "Slow Query": "database",
    "Lock Wait": "database",
    "Bad Deployment": "deployment",
    "Config Drift": "deployment",
    "Certificate Expiration": "network",
    "DNS Failure": "network",
    "Disk Full": "infrastructure",
    "Clock Skew": "infrastructure",
    "Memory Leak": "application",
    "Thread Starvation": "application",
    "Cache Stampede": "application",
    "Queue Backlog": "messaging",
    "Retry Storm": "messaging",
    "Vendor Outage": "external",
}
"""Modes of failure, each with its category."""
TEAMS = ("Checkout", "Storefront", "Data Stores", "Delivery", "Search", "Accounts")

INCIDENT = """\
---
title: "{day} - {mode} in {origin}"
date: {day}
severity: {severity}
services: [{services}]
tags: [rca, {tag}, {category}]
status: resolved
duration_minutes: {minutes}
author: {author}
---

# {day} - {mode} in {origin}

## Summary

{mode} took {origin} down on {day} for {minutes} minutes. {users} people met an error page, and \
{count} services felt it.

## Timeline

| Time (UTC) | Event |
|------------|-------|
{timeline}

## Root Cause

{cause}

What came together:
1. {because[0]}
2. {because[1]}
3. {because[2]}



## Impact


- {share}% of the calls to `{origin}` failed
- Errors per minute: {errors} (usually 2)
- p99 rose from {fast} ms to {slow} ms

### Affected Services
{affected}

### Customers

- {users} people could not finish what they had begun
- {tickets} letters reached support
- Refunds of some {refunds} EUR



## Resolution


1. {done[0]}
2. {done[1]}
3. {done[2]}

## Lessons Learned

### What Went Well

- The pager rang within {alert} minutes
- {well[0]}
- {well[1]}
- Those whom it hit were told

### What Could Be Improved

- {badly}
- Too few of us know `{origin}`
- Going back took too long
- The runbook said nothing of this



## Action Items


| Priority | Action | Owner | Due Date |
|----------|--------|-------|----------|
{actions}

## Related Incidents

{links}


---
*Written by {author} on {written}*
"""
EVENTS = (
    "The pager rings",
    "Whoever is on call looks",
    "The logs point to {origin}",
    "The cause is found",
    "A first remedy is tried",
    "Errors go down",
    "All is as it was",
)
ACTIONS = (
    "Put a bound on what led to {mode}",
    "Add an alert",
    "Rehearse it in staging",
    "Look at the neighbours of {origin}",
)

RUNBOOK = """\
---
title: "{name} Runbook"
tags: [runbook, {name}, operations]
last_updated: {day}
---

# {name} Runbook

## Overview

What to do when {name} is slow or down. {more}

## Picture

```
┌──────────┐      ┌──────────┐      ┌──────────┐
│ callers  │ ───▶ │ {name:8.8} │ ───▶ │ its data │
└──────────┘      └──────────┘      └──────────┘
```

## Usual Trouble

### Slow answers

**Seen as:**
- p99 over half a second
- more errors than usual

**Look at:**
1. The pool of connections: `kubectl exec {name}-0 -- curl localhost:8080/health`
2. What was deployed of late
3. Whether those it needs are well

**Do:**
1. More of it: `kubectl scale deployment {name} --replicas=6`
2. Stop the slowest query
3. See that the cache is hit

### Memory

**Seen as:**
- pods that are killed
- a line that only goes up

**Do:**
1. Begin anew: `kubectl rollout restart deployment {name}`
2. Raise the bound if it is too low
3. Look for what is never freed

## Where to Look

- Board: https://boards.example.com/d/{name}
- Log: `kubectl logs -l app={name} --tail=100`

## Contacts

- On call: #{name}-oncall
- Escalation: {team}

## Related Documents

- [[architecture-{name}|How it is built]]
- [[deployment-{name}|How it gets there]]
"""
SERVICE = """\
---
title: "{name} Service"
type: service
tags: [service, {name}, documentation]
status: active
owner: {team}
depends_on: [{needs}]
---

# {name}

## Purpose

{more}

## Endpoints

| Path | Method | What it does |
|------|--------|--------------|
| /v1/things | GET | All of them |
| /v1/things/:id | GET | One |
| /v1/things | POST | A new one |
| /healthz | GET | Whether it is well |

## Dependencies

- Database: PostgreSQL
- Cache: Redis
- Message Queue: RabbitMQ

## Settings

- `DATABASE_URL`: where its rows are
- `CACHE_URL`: where it keeps what it knows
- `LOG_LEVEL`: how much it says

## Delivery

```bash
kubectl apply -f k8s/{name}/
```

## See Also

- [[runbook-{name}|Runbook]]
- [[rca-{name}|Its past]]
"""
INDEX = """\
---
title: "Where things are"
tags: [index, documentation]
---

# Where things are

## Services
{services}

## Latest incidents
{incidents}

## Tags

- #rca for what went wrong
- #runbook for what to do
"""

WHO = (
    *("The pool of connections", "A long query", "The new release", "One worker", "The cache"),
    *("A retry without pause", "The load balancer", "The nightly job", "A half-open socket"),
)
DID = (
    *(
        "held its lock",
        "ran dry",
        "answered too late",
        "filled the disk",
        "dropped every tenth call",
    ),
    *("kept what it should have let go", "waited for a reply that never came", "woke all others"),
)
WHEN = (
    *(
        "while traffic was at its highest",
        "after the change of noon",
        "as soon as the replica fell",
    ),
    *("until someone looked", "because nothing told it to stop", "although the test had passed"),
    *("for twice as long as in staging", "just as `deploy 7` went out", "and *nobody* was told"),
)
