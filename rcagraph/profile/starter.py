"""The first `rcagraph.toml` of a vault: short, commented, and already right for most of it."""

import json
import re

from rcagraph.profile.shape import Profile

TEMPLATE = """\
# How rcagraph reads this vault. Everything here is optional.
# `rcagraph init --show {profile}` prints the profile that it starts from.
use = {use}

[vault]
name = {name}                # the scope of its things in a database that vaults share
# include = ["**/*.md"]      # which files are read; `**` is any folder, {{a,b}} either
# exclude = ["drafts/**"]
# front_matter = ["yaml", "toml", "headless", "lines"]  # "header": `Key: value`, no fences
# timezone = "UTC"           # of times that do not say theirs
# date_formats = ["%d.%m.%Y"]
# placeholders = ['^TODO$']  # values that mean that there is none
"""

GUESS = """\

# Most notes here do not say what they are; the name of the folder does.
[classify]
default = {kind}
"""

HINTS = """\

# Names that mean one thing.
# [normalise.Service]
# fold = true
# [normalise.Service.alias]
# "pg" = "postgres"

# Where this house writes something else than the profile expects.
# [[type]]
# type = "Incident"
# path = "outages/*.md"
# fields.date = "when"
# [[type.edge]]
# rel = "AFFECTS"
# to = "Service"
# from = "hit"
"""


def starter(name: str, profile: str, default: str | None) -> str:
    """The text; `default` is the kind of the notes that do not say theirs, if it was guessed."""
    text = TEMPLATE.format(profile=profile, use=_quoted(profile), name=_quoted(name))
    if default:
        text += GUESS.format(kind=_quoted(default))
    return text + HINTS


def kind_in_name(name: str, profile: Profile) -> str | None:
    """The kind that the longest of the profile's words in a file's or folder's name stands for."""
    known = sorted(profile.classify.words, key=lambda word: (-len(word), word))
    found = (w for w in known if re.search(rf"(?<![a-z]){re.escape(w)}(?![a-z])", name.casefold()))
    word = next(found, None)
    return profile.classify.words[word] if word else None


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's strings are."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
