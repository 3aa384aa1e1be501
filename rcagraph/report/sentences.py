"""The answers in a few sentences, each with its counts; no claim beyond what was counted."""

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.recurrence import Recurrence
from rcagraph.report.amounts import percent


def blast_radius(found: BlastRadius) -> tuple[str, ...]:
    """Structural, probable, observed, each in words of its own; then whose, and its own risks."""
    return (
        _structural(found),
        *_probable(found),
        *_expected(found),
        _observed(found),
        *_falls_with(found),
        *_owner(found),
    )


def _structural(found: BlastRadius) -> str:
    name, dependents = _failing(found), found.structural
    if not dependents:
        return f"No note says that anything depends on {name}."
    hard = sum(d.hard for d in dependents)
    held = sum(d.loses_redundancy for d in dependents)
    parts = [f"{hard} cannot do without it"] if hard else []
    parts += [f"{held} {_verb(held, 'is', 'are')} held up by redundancy"] if held else []
    soft = len(dependents) - hard - held
    parts += [f"{soft} {_verb(soft, 'depends softly', 'depend softly')}"] if soft else []
    depend = _verb(len(dependents), "thing depends", "things depend")
    return f"{len(dependents)} {depend} on {name}: {', '.join(parts)}."


def _failing(found: BlastRadius) -> str:
    return " and ".join(found.study.net.nodes[number].name for number in found.study.failing)


def _probable(found: BlastRadius) -> tuple[str, ...]:
    hit = found.hit
    if not found.structural:
        return ()
    noise = "" if found.study.found.worlds.is_exact else f", from {found.samples} samples"
    return (
        f"Probable: {hit.mean:.1f} of them go down with it on average, {hit.median} typically, "
        f"no more than {hit.most} in 95 % of cases{noise}. Faults of their own and shared causes "
        "are not in that.",
    )


def _expected(found: BlastRadius) -> tuple[str, ...]:
    its = found.expected
    times, minutes, typical = its.times, its.minutes, its.typical_minutes
    if not times or not its.impact or minutes is None or typical is None:
        return ()
    shares = (f"{name or 'nobody owns'} {percent(share)}" for name, share in its.teams[:3])
    return (
        f"Expected: {minutes:.0f} weighted minutes of others ({typical:.0f} typical), with a mean "
        f"of {times.mean:.0f} minutes from {times.measure} (n={times.n}, {times.of}); borne by "
        f"{', '.join(shares)}.",
    )


def _observed(found: BlastRadius) -> str:
    name, began, until = found.service.name, found.originated, _until(found)
    if not began:
        return f"Observed: no incident began in {name}{until}: no evidence either way (n=0)."
    hit = len(found.observed)
    others = f"{hit} other {_verb(hit, 'service', 'services')}" if hit else "no other service"
    incidents = _verb(began, "incident", "incidents")
    return f"Observed: {began} {incidents} began in {name}{until}; hit: {others}."


def _falls_with(found: BlastRadius) -> tuple[str, ...]:
    name = found.service.name
    if found.falls_with is None:
        return (f"{name} itself falls with more combinations than can be told.",)
    alone = [one[0].name for one in found.falls_with if len(one) == 1]
    several = [" and ".join(n.name for n in one) for one in found.falls_with if len(one) > 1]
    said = [f"with {' or '.join(alone)} alone"] if alone else []
    more = f" and {len(several) - 2} more sets" if len(several) > 2 else ""
    said += [f"with {' together, or '.join(several[:2])} together{more}"] if several else []
    return (f"{name} itself falls {'; '.join(said)}.",) if said else ()


def _until(found: BlastRadius) -> str:
    return f" up to {found.as_of}" if found.as_of else ""


def _owner(found: BlastRadius) -> tuple[str, ...]:
    owners = found.owners[found.service.key]
    if owners:
        return (f"Owned by {', '.join(owners)}.",)
    return (f"No note says who owns {found.service.name}.",)


def recurrence(found: Recurrence) -> tuple[str, ...]:
    if not found.incidents:
        return ("The vault tells of no incident.",)
    return (_totals(found), *_fallback(found), *_unkeyed(found), *_listed(found))


def _totals(found: Recurrence) -> str:
    incidents = _verb(found.incidents, "incident", "incidents")
    families = _verb(found.all_families, "family", "families")
    window = f" from {found.first} to {found.last}" if found.first else ""
    share = round(100 * found.repeating_incidents / found.incidents)
    return (
        f"{found.incidents} {incidents}{window}, in {found.all_families} {families}: "
        f"{found.repeating_families} repeated, with {found.repeating_incidents} of the "
        f"incidents ({share} %)."
    )


def _fallback(found: Recurrence) -> tuple[str, ...]:
    if not found.is_fallback:
        return ()
    return (
        "No incident says both where it began and how it failed: families are by the one "
        "service affected, and its category where there is one.",
    )


def _unkeyed(found: Recurrence) -> tuple[str, ...]:
    if not found.unkeyed:
        return ()
    names = " and ".join(part.replace("_", " ") for part in found.by)
    verb = _verb(found.unkeyed, "incident is", "incidents are")
    return (f"{found.unkeyed} {verb} in no family: {names} not known, nor named a recurrence.",)


def _listed(found: Recurrence) -> tuple[str, ...]:
    of = f" of {found.service.name}" if found.service else ""
    some = f"{found.minimum} or more incidents{of}"
    if not found.families:
        return (f"No family has {some}.",)
    return (f"Listed: {len(found.families)} with {some}.",) if found.service else ()


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
