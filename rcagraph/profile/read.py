"""From TOML to a `Profile`; what is wrong is said with its line and what to write instead."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.link_rules import link_rules
from rcagraph.profile.name_rules import declared_names, mention_rules, normalise_rules
from rcagraph.profile.ontology_rules import own_ontology
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import DIALECTS, Classify, Profile, VaultRules
from rcagraph.profile.type_rules import type_rule

BUILT_IN = ("rca-vault", "backstage", "cstate", "gitlab-catalog")
DEFAULT = "rca-vault"


def built_in_text(name: str) -> str:
    """The TOML of a built-in profile, as a user may copy it."""
    if name not in BUILT_IN:
        raise RcaGraphError(
            f"there is no built-in profile {name!r}", f"Built in: {', '.join(BUILT_IN)}"
        )
    return (resources.files("rcagraph.profile") / f"{name}.toml").read_text("utf-8")


def built_in(name: str = DEFAULT) -> Profile:
    return _profile(tomllib.loads(built_in_text(name)), Reader(f"built-in {name}", ""))


def read_profile(file: Path) -> Profile:
    """A `rcagraph.toml`, on top of the built-in profile that it uses (default `rca-vault`)."""
    try:
        text = file.read_text("utf-8-sig")
        raw = tomllib.loads(text)
    except OSError as error:
        raise RcaGraphError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RcaGraphError(f"{file}: is not UTF-8", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line, problem = (where[1], str(error)[: where.start()]) if where else ("1", str(error))
        tip = "Write `key = 'text'` lines under [tables]"
        raise RcaGraphError(f"{file}:{line}: is not TOML: {problem}", tip) from None
    reader = Reader(str(file), text)
    use = raw.pop("use", DEFAULT)
    if use not in BUILT_IN:
        raise reader.error(f"there is no built-in profile {use!r}", "use", ", ".join(BUILT_IN))
    return _profile(_overlay(tomllib.loads(built_in_text(use)), raw), reader)


def _overlay(base: Raw, own: Raw) -> Raw:
    """Tables are merged key by key; type rules of one's own come before the built-in ones."""
    merged = dict(base)
    for key, value in own.items():
        if isinstance(value, Mapping) and isinstance(base.get(key), Mapping):
            merged[key] = _overlay(base[key], value)
        elif key == "type" and isinstance(value, list):
            merged[key] = [*value, *base.get(key, [])]
        else:
            merged[key] = value
    return merged


def _profile(raw: Raw, read: Reader) -> Profile:
    read.keys(
        raw,
        "the profile",
        *("vault", "classify", "type", "links", "kind", "edge", "property"),
        *("normalise", "declare", "mention"),
    )
    read.ontology = own_ontology(raw, read)
    types = read.tables(raw.get("type", []), "[[type]]")
    read.enter("[vault]")
    vault = _vault(raw.get("vault", {}), read)
    read.enter("[classify]")
    classify = _classify(raw.get("classify", {}), read)
    rules = tuple(type_rule(number, table, read) for number, table in enumerate(types))
    read.enter("[links")
    links = link_rules(raw.get("links", {}), read)
    return Profile(
        vault=vault,
        classify=classify,
        types=rules,
        links=links,
        ontology=read.ontology,
        normalise=normalise_rules(raw.get("normalise", {}), read),
        declared=declared_names(raw.get("declare", []), read),
        mentions=mention_rules(raw.get("mention", []), read),
    )


def _vault(table: object, read: Reader) -> VaultRules:
    raw = read.keys(
        table,
        "[vault]",
        *("name", "include", "exclude", "front_matter", "timezone", "date_formats"),
        *("placeholders", "share"),
    )
    timezone = read.text(raw.get("timezone", "UTC"), "timezone")
    _check_timezone(timezone, read)
    share = read.table(raw.get("share", {}), "vault.share")
    dialects = raw.get("front_matter", list(VaultRules().front_matter))
    formats = read.strings(raw.get("date_formats", []), "date_formats")
    return VaultRules(
        name=_name(raw.get("name", ""), read),
        include=read.strings(raw.get("include", ["**/*.md"]), "include"),
        exclude=read.strings(raw.get("exclude", []), "exclude"),
        front_matter=_dialects(dialects, read),
        timezone=timezone,
        date_formats=formats,
        placeholders=read.regexes(raw.get("placeholders", []), "placeholders"),
        share={read.kind(kind, kind): read.text(scope, kind) for kind, scope in share.items()},
    )


def _dialects(value: object, read: Reader) -> tuple[str, ...]:
    names = read.strings(value, "front_matter")
    return tuple(read.choice(name, "front_matter", DIALECTS) for name in names)


def _name(value: object, read: Reader) -> str:
    """It is part of file names and of identities: no folder, no control character."""
    name = read.text(value, "name")
    if name.startswith(".") or re.search(r"[/\\\x00-\x1f\x7f]", name):
        raise read.error(f"name = {name!r} can name no vault", "name", "letters, digits, - and _")
    return name


def _check_timezone(name: str, read: Reader) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise read.error(f"{name!r} is no time zone", name, "UTC, Europe/Berlin, …") from None


def _classify(table: object, read: Reader) -> Classify:
    raw = read.keys(table, "[classify]", "by", "words", "default")
    words = {
        word.casefold(): read.kind(kind, kind)
        for kind, texts in read.table(raw.get("words", {}), "classify.words").items()
        for word in read.strings(texts, kind)
    }
    default = read.kind(raw.get("default", "Document"), "default")
    return Classify(read.sources(raw.get("by", []), "by"), words, default)
