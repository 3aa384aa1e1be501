"""What a regular expression needs that does not compile, by the reason that Python gives."""

TIPS = (
    ("unknown extension ?<", "(?P<name>…) for a named group"),
    ("unknown extension", "Python's syntax: (?:…), (?=…), (?!…), (?P<name>…)"),
    ("global flags not at the start", "flags such as (?i) first, before all else"),
    ("missing )", r"\( for a bracket that is meant as such, or close the group"),
    ("unbalanced parenthesis", r"\) for a bracket that is meant as such"),
    ("unterminated character set", r"\[ for a bracket that is meant as such, or close the set"),
    ("nothing to repeat", r"\* \+ \? for a sign that is meant as such"),
    ("multiple repeat", r"\* \+ \? for a sign that is meant as such"),
    ("bad escape", "letters without a backslash, and the pattern in 'single quotes'"),
    ("redefinition of group name", "each name of a group once"),
    ("look-behind requires fixed-width", "a look-behind of one length"),
)


def regex_tip(error: Exception) -> str:
    """What to write."""
    said = str(error)
    return next((tip for reason, tip in TIPS if reason in said), "a regular expression of Python")
