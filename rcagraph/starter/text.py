"""The text of a first `rcagraph.toml`: short, commented, and already right for most of a vault."""

from collections.abc import Iterable, Iterator, Mapping

from rcagraph.starter.dates import Written
from rcagraph.starter.toml_text import value_text

TEMPLATE = """\
# How rcagraph reads this vault. Everything here is optional.
# `rcagraph init --show {profile}` prints the profile that it starts from.
use = {use}

[vault]
name = {name}                # the scope of its things in a database that vaults share
{include}      # which files are read; `**` is any folder, {{a,b}} either
{exclude}
# front_matter = ["yaml", "toml", "headless", "lines"]  # "header": `Key: value`, no fences
# timezone = "UTC"           # of times that do not say theirs
# date_formats = ["%d.%m.%Y"]
# placeholders = ['^TODO$']  # values that mean that there is none
"""

EXCLUDE = '# exclude = ["drafts/**"]'

HINTS = """\

# Names that mean one thing.
# [normalise.Service]
# fold = true
# [normalise.Service.alias]
# "pg" = "postgres"

# Where this house writes something else than the profile expects. With `extend = true` all that
# the profile's own rule reads is read too.
# [[type]]
# type = "Incident"
# extend = true
# path = "outages/*.md"
# fields.date = "when"
# [[type.edge]]
# rel = "AFFECTS"
# to = "Service"
# from = "hit"
"""


def head(profile: str, name: str, include: Iterable[str], more: Iterable[str] = ()) -> str:
    """The beginning; `include` is what the profile reads, `more` what is read beside it."""
    patterns, added = [*include], [*more]
    line = f"include = {value_text([*patterns, *added])}"
    return TEMPLATE.format(
        profile=profile,
        use=value_text(profile),
        name=value_text(name),
        include=line if added else f"# {line}",
        exclude=EXCLUDE,
    )


def excluding(text: str, paths: Iterable[str]) -> str:
    """The file, with patterns of what is not to be read."""
    return text.replace(EXCLUDE, f"exclude = {value_text([*paths])}  # templates", 1)


def with_dialects(text: str, dialects: Iterable[str]) -> str:
    """The file, with what front matter is written in."""
    old = next(line for line in text.splitlines() if line.startswith("# front_matter"))
    return text.replace(old, f"front_matter = {value_text([*dialects])}", 1)


def with_encoding(text: str, encoding: str) -> str:
    """The file, with what its files are in that are not UTF-8."""
    old = next(line for line in text.splitlines() if line.startswith("# timezone"))
    line = f"encoding = {value_text(encoding)}  # of files that are not UTF-8"
    return text.replace(old, f"{line}\n{old}", 1)


def with_formats(text: str, written: Iterable[Written]) -> str:
    """The file, with how dates are written."""
    listed = [*written]
    old = next(line for line in text.splitlines() if line.startswith("# date_formats"))
    formats = value_text([one.format for one in listed])
    example = one_line(listed[0].example) if listed else ""
    new = f"date_formats = {formats}  # as in {example}"
    return text.replace(old, new, 1) if listed else text


def classify_table(words: Mapping[str, list[str]], default: str | None) -> Iterator[str]:
    if default:
        yield "# Most notes here do not say what they are; their headings or the folder's name do."
    if default or words:
        yield "[classify]"
    if default:
        yield f"default = {value_text(default)}"
    if words:
        yield "[classify.words]"
    for kind, listed in words.items():
        yield f"{kind} = {value_text(listed)}"


def comment(lines: Iterable[str]) -> str:
    return "".join(f"# {line}\n" for line in lines)


def one_line(text: str) -> str:
    """What a note says, fit for a comment."""
    return "".join(c if c.isprintable() else " " for c in text)
