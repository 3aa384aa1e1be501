"""Options that commands share, and how they find the vault."""

import gc
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rcagraph.api import Vault
    from rcagraph.profile import Profile

F = TypeVar("F", bound=Callable[..., Any])


def vault_option(command: F) -> F:
    """`--vault`, handed on as `vault_path`."""
    return click.option(
        "--vault",
        "vault_path",
        type=click.Path(path_type=Path),
        envvar="RCAGRAPH_VAULT",
        help="The folder of notes. Default: the nearest one upward with an rcagraph.toml, "
        "else the current one.  [env: RCAGRAPH_VAULT]",
    )(command)


def profile_option(command: F) -> F:
    """`--profile`, handed on as `profile_name`."""
    return click.option(
        "--profile",
        "profile_name",
        metavar="NAME|FILE",
        help="What the notes mean: a built-in profile, or a TOML file.",
    )(command)


def quiet_option(command: F) -> F:
    return click.option("--quiet", "-q", is_flag=True, help="No progress, no remarks.")(command)


def cache_option(command: F) -> F:
    """`--no-cache`, for `open_vault`."""
    return click.option(
        "--no-cache",
        is_flag=True,
        envvar="RCAGRAPH_NO_CACHE",
        expose_value=False,
        callback=_kept("no_cache"),
        help="Read every note, also those that are as they were the last time.",
    )(command)


def jobs_option(command: F) -> F:
    """`--jobs`, for `open_vault`."""
    return click.option(
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        envvar="RCAGRAPH_JOBS",
        expose_value=False,
        callback=_kept("jobs"),
        help="Processes that read notes at most. Default: as many as there are cores.",
    )(command)


def _kept(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """What no command asks for itself goes to `open_vault` by the context."""

    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        ctx.meta[f"rcagraph.{name}"] = value
        return value

    return keep


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format`, handed on as `format_`; the first is the default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True
    )


def as_of_option(command: F) -> F:
    """`--as-of`, handed on as `as_of`, a day or none."""
    return click.option(
        "--as-of",
        "as_of",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_as_day,
        help="The last day whose incidents count. Default: the vault's last incident.",
    )(command)


def today_option(command: F) -> F:
    """`--today`, handed on as `today`; `day_of` gives the day."""
    return click.option(
        "--today",
        "today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_as_day,
        help="The day on which overdue actions are counted. Default: today.",
    )(command)


def samples_options(default: int) -> Callable[[F], F]:
    """`--samples` and `--seed`."""
    samples = click.option(
        "--samples",
        type=click.IntRange(64, 1 << 20),
        default=default,
        show_default=True,
        help="Worlds that are simulated, in steps of 64, where the figures cannot be exact.",
    )
    seed = click.option(
        "--seed", type=int, default=1, show_default=True, help="Of the simulation: same seed, "
        "same figures."
    )  # fmt: skip
    return lambda command: samples(seed(command))


def git_option(command: F) -> F:
    """`--git/--no-git`, handed on as `use_git`."""
    return click.option(
        "--git/--no-git",
        "use_git",
        default=True,
        help="Ask git when a runbook was last touched. Default: where there is a repository.",
    )(command)


def shacl_option(what: str) -> Callable[[F], F]:
    """`--shacl`, handed on as `shacl`; `what`: of the shapes, before which ones there are."""
    from rcagraph.export.rdf.parts import ALL, CHOICES

    return click.option(
        "--shacl",
        "shacl",
        is_flag=False,
        flag_value=ALL,
        type=click.Choice(CHOICES),
        help=f"{what}: of structure, of quality, of cycles, or (without a word) all.",
    )


def day_of(today: date | None) -> date:
    """The day asked for, else today: the one place that asks what day it is."""
    return today or date.today()


def _as_day(ctx: click.Context, param: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def reads_vault(command: F) -> F:
    """All options by which a command finds and reads its vault."""
    return vault_option(profile_option(cache_option(jobs_option(quiet_option(command)))))


def open_vault(
    vault_path: Path | None, profile_name: str | None, quiet: bool, is_passing: bool = False
) -> "Vault":
    """The vault that the options name; how many diagnostics it has goes to stderr.

    Of a folder that `is_passing` nothing is kept in the cache.
    """
    from rcagraph.api import load
    from rcagraph.cli.progress import progress

    root = vault_path or nearest_vault(Path.cwd())
    told = click.get_current_context().meta
    cache = not (is_passing or told.get("rcagraph.no_cache"))
    jobs = told.get("rcagraph.jobs")
    with progress("reading notes", quiet) as advance:
        vault = load(root, _profile(profile_name), advance, cache=cache, jobs=jobs)
    gc.freeze()  # the vault stays until the command ends: looking through it finds nothing
    if not quiet:
        _remark(vault)
    return vault


def open_profile(vault_path: Path | None, profile_name: str | None) -> "Profile":
    """The profile of the vault that the options name, without its notes."""
    from rcagraph.api import profile_at

    return profile_at(vault_path or nearest_vault(Path.cwd()), _profile(profile_name))


def nearest_vault(start: Path) -> Path:
    """The nearest folder upward with an `rcagraph.toml`, else `start`."""
    for folder in (start, *start.parents):
        if (folder / "rcagraph.toml").is_file():
            return folder
    return start


def _profile(name: str | None) -> "Profile | None":
    from rcagraph.profile import built_in, read_profile

    if name is None:
        return None
    return read_profile(Path(name)) if name.endswith(".toml") else built_in(name)


def _remark(vault: "Vault") -> None:
    if vault.files == 0:
        click.echo(f"no notes in {vault.root}: name the folder with --vault", err=True)
    if vault.diagnostics:
        from rcagraph.report.diagnostics import summary

        click.echo(f"{summary(vault.diagnostics)}: `rcagraph check` shows them", err=True)
