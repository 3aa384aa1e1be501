"""The links of a note, in its body and in its front matter, but for those an edge rule has read."""

from collections.abc import Collection, Iterator

from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import EdgeFact, LinkFact, LinkTarget, NodeKey, Place
from rcagraph.model.names import folded
from rcagraph.profile.shape import LinkRules
from rcagraph.vault.links import SCHEME, front_links
from rcagraph.vault.note import Link, Note

ATTACHMENTS = (
    ".png .jpg .jpeg .gif .svg .webp .bmp .ico .pdf .mp4 .mov .webm .mp3 .wav .zip .gz .csv "
    ".xlsx .docx .pptx .excalidraw .canvas .drawio .json .yml .yaml .toml .txt .sh .py .html"
)
SUFFIXES = tuple(ATTACHMENTS.split())

Read = Collection[tuple[int, str]]
"""Line and folded target of the links that edge rules have made edges of."""


def rewritten(target: str, rules: LinkRules) -> str:
    """A site's own address as a path of the vault."""
    for pattern, text in rules.rewrite:
        target = pattern.sub(text, target)
    return target


def links_of(said: EdgeFact | Diagnostic) -> Iterator[tuple[int, str]]:
    """The link that an edge was made of."""
    if isinstance(said, EdgeFact):
        for end in (said.source, said.target):
            if isinstance(end, LinkTarget):
                yield said.place.line, folded(end.target)


def read_links(note: Note, key: NodeKey, rules: LinkRules, read: Read = ()) -> Iterator[LinkFact]:
    """One fact a link that may lead to a note; links within the note are none."""
    for link in note.links:
        place = Place(note.path, link.line, note.section_name(link.section))
        if link.is_wikilink or not link.is_embed:
            yield from _fact(key, link, link.target, place, rules)
    for where, link in front_links(note.front):
        if (link.line, folded(link.target)) not in read:
            yield from _fact(key, link, link.target, Place(note.path, link.line, where), rules)
    for link in note.addresses if rules.rewrite else ():
        place = Place(note.path, link.line, note.section_name(link.section))
        path = rewritten(link.target, rules)
        if not SCHEME.match(path):
            yield from _fact(key, link, path, place, rules, is_address=True)


def _fact(
    key: NodeKey, link: Link, target: str, place: Place, rules: LinkRules, is_address: bool = False
) -> Iterator[LinkFact]:
    if not target or any(pattern.search(target) for pattern in rules.ignore):
        return
    written = target if link.is_wikilink or is_address else rewritten(target, rules)
    is_path = not link.is_wikilink
    may_be_file = is_address or _may_be_file(written, is_path and not link.is_tag, rules)
    end = LinkTarget(written, (), is_path, or_name=link.is_tag)
    yield LinkFact(key, end, place, link.label, may_be_file)


def _may_be_file(target: str, is_path: bool, rules: LinkRules) -> bool:
    """An attachment or a folder, by its end; unless the profile says that a note stands so.

    On a site, which has a root, what ends in a slash is a page.
    """
    if is_path and any(target.endswith(end) for end, _ in rules.suffixes):
        return False
    is_folder = is_path and target.endswith("/") and not rules.site_roots
    return is_folder or target.casefold().endswith(SUFFIXES)
