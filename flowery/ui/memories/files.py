"""What belongs to a memory beside its words: photos with their palette, voice notes, PDFs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from flowery.memories.pages import MOST
from flowery.ui import paper, session
from flowery.ui.memories.card import picture
from flowery.ui.words import gettext as _
from flowery.words.errors import NotFound
from flowery.words.vocabulary import Attachment, ImageAnalysis, ScentMemory


def files(memory: ScentMemory) -> None:
    """Every file of a memory, in the order it was given."""
    for attachment in memory.attachments:
        if attachment.kind == "photo":
            _photo(memory, attachment)
        elif attachment.kind == "voice":
            _voice(attachment)
        else:
            _document(attachment)


def _photo(memory: ScentMemory, attachment: Attachment) -> None:
    with st.container(key=f"photo-{attachment.id}"):
        picture(attachment, memory)
    if attachment.analysis is not None:
        said = "".join(paper.paragraph(line) for line in _seen(attachment.analysis))
        st.html(_palette(attachment.analysis) + said)


def _palette(seen: ImageAnalysis) -> str:
    swatches = "".join(
        f'<span title="{escape(swatch.hex)} · {swatch.share:.0%}" '
        f'style="background:{escape(swatch.hex)};width:{100 * swatch.share:.1f}%"></span>'
        for swatch in seen.palette
    )
    told = ", ".join(f"{swatch.hex} {swatch.share:.0%}" for swatch in seen.palette)
    return (
        f'<div class="fl-palette" role="img" aria-label="{escape(told)}">{swatches}</div>'
        f"{paper.paragraph(_mood(seen))}"
    )


def _mood(seen: ImageAnalysis) -> str:
    light = _("bright") if seen.light > 0.62 else _("dark") if seen.light < 0.38 else _("half-lit")
    warm = _("warm") if seen.warmth > 0.55 else _("cool") if seen.warmth < 0.45 else _("mild")
    rough = _("full of detail") if seen.texture > 0.5 else _("smooth")
    return _("What the picture shows: {light}, {warmth}, {texture}").format(
        light=light, warmth=warm, texture=rough
    )


def _seen(picture: ImageAnalysis) -> Iterator[str]:
    """What a model saw in it, said to be that."""
    if picture.shows:
        yield _("A model sees in it: {words}").format(words=picture.shows)
    if picture.label:
        yield _("It reads there: {words}").format(words=picture.label)
    if picture.mood:
        yield _("The mood, as it sees it: {words}").format(words=picture.mood)


def _voice(attachment: Attachment) -> None:
    try:
        content = session.opened().originals.read(attachment.sha256)
    except NotFound:
        st.html(paper.paragraph(_("The voice note itself was not kept, only its words.")))
        return
    st.audio(content, format=attachment.media_type)


def _document(attachment: Attachment) -> None:
    if not attachment.words:  # else its name stands above its words
        st.html(paper.paragraph(f"PDF · {attachment.name}"))
    lines = list(pages_said(attachment))
    if attachment.analysis is not None:
        lines += _seen(attachment.analysis)
    if lines:
        st.html("".join(paper.paragraph(line) for line in lines))


def pages_said(attachment: Attachment) -> Iterator[str]:
    """Which pages of a PDF are pictures, and whether somebody read them."""
    if attachment.seen:
        yield _("Read by a model, since they are pictures: pages {pages}.").format(
            pages=ranges(attachment.seen)
        )
    if not attachment.unseen:
        return
    pages = ranges(attachment.unseen)
    if not attachment.kept:
        said = _("Pages {pages} are pictures, and nobody read them before the file was let go.")
    elif len(attachment.seen) >= MOST:
        said = _("Pages {pages} are pictures, too many to be read; bring them in a PDF apart.")
    elif "see" in session.opened().remember.models.offers:
        said = _("Pages {pages} are pictures that could not be read.")
    else:
        said = _(
            "Pages {pages} are pictures, and no model here can read them yet. They are read when "
            "one can."
        )
    yield said.format(pages=pages)


def ranges(pages: Sequence[int]) -> str:
    """Page numbers as they are written: "2–4, 7"."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
