"""`rcagraph watch COMMAND …`: runs a command again whenever the notes change."""

import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import click

from rcagraph.cli.options import nearest_vault, open_profile
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.shape import VaultRules

SETTLE = 200
"""Milliseconds without a change after which a change is over."""
BEAT = 500
"""Milliseconds after which the library says that nothing changed."""
NEVER = ("watch", "init", "demo", "schema", "diff")
State = Mapping[str, object]
"""By path: what the file system tells of it."""


@click.command("watch", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument(
    "words", nargs=-1, required=True, type=click.UNPROCESSED, metavar="COMMAND [ARGS]..."
)
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Run a command now, and again whenever a note or the profile of its vault changes.

    Until Ctrl-C. What does not work is said, and watched on. With the extra `watch`:
    pip install 'rcagraph[watch]'.

    \b
    Example:
      rcagraph watch report -o report.html --vault my-notes
      rcagraph watch export --neo4j --vault my-notes
      rcagraph watch check
    """
    if words[0] in ("-h", "--help"):
        click.echo(ctx.get_help())
        return
    watched, stop = _watched(ctx, words), Event()
    with _ended_by_interrupt(stop):
        changes = _changes(watched.root, stop)
        state = _run(ctx, words, watched)
        for number, changed in enumerate(changes):
            if number and not changed:
                continue
            now = watched.state()  # also once at first: the library begins to watch only now
            if told := _told(state, now):
                click.echo(f"{time.strftime('%H:%M:%S')} {told}", err=True)
                state = _run(ctx, words, watched)


@contextmanager
def _ended_by_interrupt(stop: Event) -> Iterator[None]:
    """Ctrl-C is how it ends. The event stays set where the exception goes astray, as in a
    destructor."""

    def interrupted(_signal: int, _frame: object) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        with suppress(KeyboardInterrupt, click.Abort):
            yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(slots=True)
class _Watched:
    """A vault as a command reads it."""

    root: Path
    profile_name: str | None
    written: tuple[Path, ...]
    """What the words name: a report within the vault is no change of the notes."""
    vault: VaultRules = field(default_factory=VaultRules)
    """By the last profile that could be read: the command itself says what is wrong with one."""

    def state(self) -> State:
        from rcagraph.api import CONFIG
        from rcagraph.build.reading import stamp_of
        from rcagraph.vault.walk import walk

        with suppress(RcaGraphError):
            self.vault = open_profile(self.root, self.profile_name).vault
        vault, notes = self.vault, tuple[str, ...]()
        with suppress(RcaGraphError):
            notes = walk(self.root, vault.include, vault.exclude, vault.root).value
        own = (path for path in (CONFIG, *notes) if not self._is_written(self.root / path))
        return {path: stamp_of(self.root, path) for path in own}

    def _is_written(self, file: Path) -> bool:
        return any(file.resolve().is_relative_to(one) for one in self.written)


def _watched(ctx: click.Context, words: tuple[str, ...]) -> _Watched:
    """What the words name; wrong words are said before anything runs."""
    assert ctx.parent
    group = ctx.parent.command
    assert isinstance(group, click.Group)
    name, found, rest = group.resolve_command(ctx.parent, [*words])
    assert name
    assert found
    if name in NEVER or "vault_path" not in {one.name for one in found.params}:
        raise click.UsageError(f"{name!r} reads no vault that could be watched", ctx)
    asked = found.make_context(name, [*rest], parent=ctx.parent).params
    root = asked["vault_path"] or nearest_vault(Path.cwd())
    if not root.is_dir():
        raise RcaGraphError(f"{root} is no folder", "Name the folder that holds the notes")
    written = (Path(value).resolve() for value in asked.values() if isinstance(value, Path))
    others = tuple(one for one in written if not root.resolve().is_relative_to(one))
    return _Watched(root, asked["profile_name"], others)


def _changes(root: Path, stop: Event) -> Iterator[object]:
    try:
        from watchfiles import watch
    except ImportError:
        raise RcaGraphError(
            "watchfiles is not installed", "Run: pip install 'rcagraph[watch]'"
        ) from None
    return watch(
        root,
        watch_filter=None,
        debounce=SETTLE,
        rust_timeout=BEAT,
        yield_on_timeout=True,
        stop_event=stop,
    )


def _run(ctx: click.Context, words: tuple[str, ...], watched: _Watched) -> State:
    """Once; and the vault as it was before: what changes meanwhile is a change."""
    assert ctx.parent
    before, began = watched.state(), time.monotonic()
    try:
        ctx.parent.command.main([*words], "rcagraph", standalone_mode=False)
    except click.ClickException as error:
        error.show()
    click.echo(f"{time.strftime('%H:%M:%S')} done in {time.monotonic() - began:.1f} s", err=True)
    return before


def _told(before: State, now: State) -> str:
    """Which files changed; empty where none did."""
    from rcagraph.report.escaping import one_line

    paths = sorted(p for p in before.keys() | now.keys() if before.get(p) != now.get(p))
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"{one_line(paths[0])}{more} changed" if paths else ""
