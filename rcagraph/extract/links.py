"""The links in the body of a note; those of front matter are its edge rules' to read."""

from collections.abc import Iterator

from rcagraph.model.facts import LinkFact, LinkTarget, NodeKey, Place
from rcagraph.profile.shape import LinkRules
from rcagraph.vault.note import Note

ATTACHMENTS = (
    ".png .jpg .jpeg .gif .svg .webp .bmp .ico .pdf .mp4 .mov .webm .mp3 .wav .zip .gz .csv "
    ".xlsx .docx .pptx .excalidraw .canvas .drawio .json .yml .yaml .toml .txt .sh .py .html"
)
SUFFIXES = tuple(ATTACHMENTS.split())


def rewritten(target: str, rules: LinkRules) -> str:
    """A site's own address as a path of the vault, with the suffix that the note has there."""
    for pattern, text in rules.rewrite:
        target = pattern.sub(text, target)
    for end, suffix in rules.suffixes:
        if target.endswith(end):
            return target.removesuffix(end) + suffix
    return target


def read_links(note: Note, key: NodeKey, rules: LinkRules) -> Iterator[LinkFact]:
    """One fact a link to a note; links within the note and to attachments are none."""
    for link in note.links:
        if not link.target or link.target.casefold().endswith(SUFFIXES):
            continue
        if any(pattern.search(link.target) for pattern in rules.ignore):
            continue
        if not link.is_wikilink and (link.is_embed or link.target.endswith("/")):
            continue
        place = Place(note.path, link.line, note.section_name(link.section))
        written = link.target if link.is_wikilink else rewritten(link.target, rules)
        target = LinkTarget(written, (), not link.is_wikilink)
        yield LinkFact(key, target, place, link.label)
