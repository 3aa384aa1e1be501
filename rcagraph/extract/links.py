"""The links of a note: in its body, and in front-matter values that no rule reads."""

from collections.abc import Iterator

from rcagraph.model.facts import LinkFact, LinkTarget, NodeKey, Place
from rcagraph.profile.shape import LinkRules
from rcagraph.vault.note import Note

ATTACHMENTS = (
    ".png .jpg .jpeg .gif .svg .webp .bmp .ico .pdf .mp4 .mov .webm .mp3 .wav .zip .gz .csv "
    ".xlsx .docx .pptx .excalidraw .canvas .drawio .json .yml .yaml .toml .txt .sh .py .html"
)
SUFFIXES = tuple(ATTACHMENTS.split())


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
        target = LinkTarget(link.target, (), not link.is_wikilink)
        yield LinkFact(key, target, place, link.label)
