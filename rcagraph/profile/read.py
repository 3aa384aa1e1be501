"""From TOML to a `Profile`; what is wrong is said with its line and what to write instead."""

import tomllib
from dataclasses import replace
from importlib import resources
from pathlib import Path

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.names import folded
from rcagraph.profile.analysis_rules import analysis_rules
from rcagraph.profile.link_rules import link_rules
from rcagraph.profile.name_rules import declared_names, mention_rules, normalise_rules
from rcagraph.profile.ontology_rules import own_ontology
from rcagraph.profile.overlay import overlay, with_extensions
from rcagraph.profile.own_rules import own_rules
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.server_rules import server_rules
from rcagraph.profile.shape import Classify, Profile
from rcagraph.profile.tables import TOP
from rcagraph.profile.toml_problem import toml_problem
from rcagraph.profile.type_rules import type_rule
from rcagraph.profile.vault_rules import vault_rules

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
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{file}:{line}: is not UTF-8: byte 0x{error.object[error.start]:02x}"
        raise RcaGraphError(message, "Save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        number, problem, write = toml_problem(error, text)
        raise RcaGraphError(f"{file}:{number}: is not TOML: {problem}", f"Write {write}") from None
    reader = Reader(str(file), text)
    raw = with_extensions(raw, reader)
    use = raw.pop("use", DEFAULT)
    if use not in BUILT_IN:
        raise reader.unknown(
            f"there is no built-in profile {use!r}", str(use), BUILT_IN, near="use"
        )
    profile = _profile(overlay(tomllib.loads(built_in_text(use)), raw, reader), reader)
    return replace(profile, own=tuple(own_rules(raw, profile, reader)), file=str(file))


def _profile(raw: Raw, read: Reader) -> Profile:
    read.keys(raw, TOP)
    read.ontology = own_ontology(raw, read)
    types = read.tables(raw.get("type", []), "[[type]]")
    read.enter("[vault]")
    vault = vault_rules(raw.get("vault", {}), read)
    read.enter("[classify]")
    classify = _classify(raw.get("classify", {}), read)
    rules = tuple(type_rule(n, table, read, vault.root) for n, table in enumerate(types))
    read.enter("[links")
    links = link_rules(raw.get("links", {}), read)
    read.enter("[neo4j]")
    server = server_rules(raw.get("neo4j", {}), read)
    read.enter("[analysis")
    analysis = analysis_rules(raw.get("analysis", {}), read)
    return Profile(
        vault=vault,
        classify=classify,
        types=rules,
        links=links,
        ontology=read.ontology,
        normalise=normalise_rules(raw.get("normalise", {}), read),
        declared=declared_names(raw.get("declare", []), read),
        mentions=mention_rules(raw.get("mention", []), read),
        server=server,
        analysis=analysis,
    )


def _classify(table: object, read: Reader) -> Classify:
    for kind in read.ontology.nodes:
        if kind in read.table(table, "[classify]"):
            raise read.error(f"[classify] has no key {kind!r}", kind, "it under [classify.words]")
    raw = read.keys(table, "[classify]")
    words = {
        folded(word): read.kind(kind, kind)
        for kind, texts in read.table(raw.get("words", {}), "classify.words").items()
        for word in read.strings(texts, kind)
    }
    default = read.kind(raw.get("default", "Document"), "default")
    return Classify(read.sources(raw.get("by", []), "by"), words, default)
