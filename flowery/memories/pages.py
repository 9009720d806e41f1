"""The pages of a PDF that are pictures, such as scans: drawn, and read where a model sees. What it
copies are words of the page, as those of a voice note are; what it sees besides is a guess, as in a
photo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flowery.memories import seeing
from flowery.memories.readers import pdf, photo
from flowery.models.port import Models
from flowery.perfumery.notes import Taxonomy
from flowery.words.errors import Refused
from flowery.words.vocabulary import Attachment, ImageAnalysis

MOST = 20  # pages of one PDF that a model is asked to read
_SMELLS, _SENTENCES = 6, 600


def read(attachment: Attachment, path: Path) -> Attachment:
    """The PDF with the words it has, and which of its pages are pictures. Raises Refused."""
    found = pdf.read(path)
    return replace(attachment, words=found.text, pictures=found.pictures)


def waiting(attachment: Attachment) -> tuple[int, ...]:
    """The pages that a model may still be asked to read."""
    return attachment.unseen[: MOST - len(attachment.seen)] if attachment.kept else ()


def seen(
    attachment: Attachment,
    path: Path,
    models: Models,
    taxonomy: Taxonomy,
    language: str,
    user_id: str,
) -> Iterator[Attachment]:
    """The PDF as it is known after each page that a model read; a page that cannot be drawn stays a
    picture. Raises ModelError, and what was read before stays read.
    """
    for number, picture in _drawn(path, waiting(attachment)):
        page = photo.decoded(picture)
        words, shown = seeing.page(page, models, taxonomy, language, user_id)
        attachment = replace(
            attachment,
            words="\n\n".join(part for part in (attachment.words, words) if part),
            analysis=_together(attachment.analysis, shown),
            seen=(*attachment.seen, number),
        )
        yield attachment


def _drawn(path: Path, pages: tuple[int, ...]) -> list[tuple[int, bytes]]:
    """Those that can be drawn; a PDF that asks for too much is not, and keeps the words it has."""
    drawn: list[tuple[int, bytes]] = []
    try:
        drawn.extend(pdf.drawn(path, pages))
    except Refused:
        return drawn
    return drawn


def _together(known: ImageAnalysis | None, shown: ImageAnalysis) -> ImageAnalysis:
    """What is seen on several pages, as one. The colour of paper is no colour of a memory."""
    if known is None:
        return shown
    told = (known.shows, shown.shows if shown.shows not in known.shows else "")
    shows = " ".join(part for part in told if part)
    smells = {smell.note: smell for smell in (*known.smells, *shown.smells)}
    return replace(
        known,
        shows=shows[:_SENTENCES],
        smells=tuple(smells.values())[:_SMELLS],
        mood=known.mood or shown.mood,
    )
