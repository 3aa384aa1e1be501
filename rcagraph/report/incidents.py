"""What is told of one incident beside its name."""

from rcagraph.analysis.events import Event


def incident_facts(event: Event) -> list[str]:
    """Its day, its severity and its minutes, those that are known; text from notes, unescaped."""
    severity = event.node.properties.get("severity")
    told = [str(event.day or "no date"), *([str(severity)] if severity else [])]
    return told + ([f"{event.minutes} minutes"] if event.minutes is not None else [])
