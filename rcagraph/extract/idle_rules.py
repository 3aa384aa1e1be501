"""Rules of the user's own profile that fit no file of the vault, or that give nothing."""

from collections.abc import Collection, Iterator

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import (
    Classify,
    EdgeRule,
    FieldRule,
    OwnRule,
    Profile,
    RecordRule,
    TypeRule,
)
from rcagraph.vault.globs import matches

Used = set[int]
"""The identities (`id`) of the rules that did something."""

Rule = TypeRule | RecordRule | FieldRule | EdgeRule | Classify


def watched(profile: Profile) -> tuple[Rule, ...]:
    """The user's own rules, and those that they are parts of."""
    return tuple(rule for own in profile.own for rule in (own.rule, own.within) if rule)


def idle_rules(
    profile: Profile, used: Collection[int], paths: Collection[str], file: str
) -> Iterator[Diagnostic]:
    """One a rule; of a rule that fits no file not what is in it, and of no files only that."""
    for own in profile.own:
        if id(own.rule) in used or (own.within and id(own.within) not in used):
            continue
        code, detail, hint = _said(own, paths)
        yield Diagnostic(code, file, own.line, f"{own.name}: {detail}", hint)
        if not paths:
            return


def _said(own: OwnRule, paths: Collection[str]) -> tuple[Code, str, str]:
    rule = own.rule
    if not paths:
        return Code.RCA006, "no file is read", "see [vault] include and exclude"
    if isinstance(rule, TypeRule):
        return Code.RCA006, *_of_type(rule, paths)
    if isinstance(rule, Classify):
        hint = "see that a source of `by` gives one of [classify.words]"
        return Code.RCA006, "no note says of which kind it is", hint
    if isinstance(rule, RecordRule):
        return Code.RCA006, "the files hold no record", "see what `records` looks for"
    return Code.RCA007, "no note gives any", ""


def _of_type(rule: TypeRule, paths: Collection[str]) -> tuple[str, str]:
    if not rule.paths:
        what = "its `where` fits no note" if rule.where else f"no note is of kind {rule.kind}"
        return what, "see [classify], or give it a `path`"
    if not any(matches(path, rule.paths) for path in paths):
        return "its path fits no file", "paths begin at the vault's folder: see `path` and include"
    if rule.where:
        return "its path fits files, and its `where` none that is left", "see `where`"
    return "its path fits files, and rules above read them all", "put it above them"
