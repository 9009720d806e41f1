"""What is read in photos, PDFs and voice notes, and what is said when nothing can be."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest
from PIL import Image

from flowery.memories.intake import Draft, Upload
from flowery.memories.readers import pdf, photo
from flowery.memories.remember import Remember
from flowery.words.errors import ModelUnavailable, Refused
from flowery.words.vocabulary import ScentMemory, User
from tests.memories import files
from tests.models.fake import FakeModels


def settled(remember: Remember, user: User, content: bytes, **fields: object) -> ScentMemory:
    draft = Draft(files=(Upload("a file", content),), **fields)  # type: ignore[arg-type]
    return remember.settle(user.id, remember.keep(user.id, draft).memory.id)


def test_a_photo_is_turned_upright_and_keeps_its_date_but_no_place(
    remember: Remember, iris: User, home: Path
) -> None:
    raw = files.photo_with_metadata()
    assert files.WHERE_IT_WAS_TAKEN in raw
    memory = settled(remember, iris, raw, caption="The garden at my aunt's")
    (attachment,) = memory.attachments
    assert memory.state == "done"
    assert attachment.analysis is not None
    assert attachment.analysis.taken_at == "2019-06-21T21:40:00"
    kept = remember.originals.read(attachment.sha256)
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (32, 64)
        assert dict(image.getexif()) == {}
    everything = b"".join(p.read_bytes() for p in home.rglob("*") if p.is_file())
    assert files.WHERE_IT_WAS_TAKEN not in everything
    assert remember.originals.digests() == {attachment.sha256}


def test_the_palette_gives_the_memory_its_colour(remember: Remember, iris: User) -> None:
    memory = settled(remember, iris, files.picture(colour="#c2557f"), caption="Peonies")
    assert memory.colour is not None
    red, green, blue = (int(memory.colour[i : i + 2], 16) for i in (1, 3, 5))
    assert abs(red - 0xC2) + abs(green - 0x55) + abs(blue - 0x7F) < 12


def test_a_photo_without_words_asks_for_a_caption_and_goes_on_with_one(
    remember: Remember, iris: User
) -> None:
    memory = settled(remember, iris, files.picture())
    assert (memory.state, memory.reason) == ("needs_words", "caption")
    remember.edit(iris.id, memory.id, caption="My mother's jasmine")
    assert remember.settle(iris.id, memory.id).state == "done"
    assert "jasmine" in {smell.note for smell in remember.smells(iris.id, memory.id)}


def test_of_an_animation_the_first_frame_is_kept(remember: Remember, iris: User) -> None:
    memory = settled(remember, iris, files.animation(), caption="Peonies")
    kept = remember.originals.read(memory.attachments[0].sha256)
    with Image.open(io.BytesIO(kept)) as image:
        red, _, blue = image.convert("RGB").getpixel((16, 16))
        assert getattr(image, "n_frames", 1) == 1
    assert red > blue


def test_a_transparent_picture_stays_so() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (32, 32), (200, 50, 90, 0)).save(target, "PNG")
    made = photo.developed(target.getvalue())
    with Image.open(io.BytesIO(made.content)) as image:
        assert (made.media_type, image.mode) == ("image/webp", "RGBA")


def test_a_broken_date_costs_the_date_and_not_the_photo() -> None:
    exif = Image.Exif()
    exif[0x0132] = "yesterday"
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "JPEG", exif=exif)
    assert photo.developed(target.getvalue()).taken_at is None


def test_a_photo_that_is_drawn_for_hours_is_refused(remember: Remember, iris: User) -> None:
    assert settled(remember, iris, files.many_scans(20), text="Lilac.").state == "done"
    with pytest.raises(Refused, match="too many passes"):
        settled(remember, iris, files.many_scans(3000), text="Tar.")


def test_a_pdf_is_read_page_by_page(remember: Remember, iris: User) -> None:
    content = files.pdf(["The stairs smelled of wet roses.", "And of old cedar."])
    memory = settled(remember, iris, content)
    assert memory.state == "done"
    assert memory.words == "The stairs smelled of wet roses.\n\nAnd of old cedar."
    assert {"rose", "cedar"} <= {s.note for s in remember.smells(iris.id, memory.id)}


REFUSED = [
    ("locked", files.pdf(["rose"], password="secret"), "password"),
    ("empty", files.pdf([""]), "neither text nor pictures"),
    ("broken", b"%PDF-1.7\nnothing of the kind", "broken"),
    ("cut short", files.pdf(["rose"] * 3)[:400], "broken|neither"),
    ("too many pages", files.pdf(["rose"] * 201), "more than 200 pages"),
    ("too much text", files.pdf(["rose " * 3000] * 20), "more text"),
    ("swollen", files.swollen_pdf(), "more time or memory"),
]


@pytest.mark.parametrize(
    ("content", "sentence"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_pdf_that_cannot_be_read_is_refused_with_a_sentence(
    remember: Remember, iris: User, content: bytes, sentence: str
) -> None:
    memory = settled(remember, iris, content, text="What my uncle wrote.")
    assert memory.state == "refused"
    assert memory.text == "What my uncle wrote."
    assert any(part in memory.reason for part in sentence.split("|"))


def test_an_endless_pdf_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(files.pdf(["rose"]))
    with pytest.raises(Exception, match="more time or memory"):
        pdf.read(path, wall_seconds=0.001)


def test_a_refused_memory_goes_on_without_the_file(remember: Remember, iris: User) -> None:
    memory = settled(remember, iris, b"%PDF-1.7 nothing", text="Roses in the stairwell.")
    remember.edit(iris.id, memory.id, without_files=(memory.attachments[0].id,))
    again = remember.settle(iris.id, memory.id)
    assert (again.state, again.attachments) == ("done", ())
    assert remember.originals.digests() == frozenset()


def test_a_voice_note_asks_for_its_words_and_is_kept(remember: Remember, iris: User) -> None:
    memory = settled(remember, iris, files.voice())
    assert (memory.state, memory.reason) == ("needs_words", "voice")
    (note,) = memory.attachments
    assert remember.originals.read(note.sha256) == files.voice()
    remember.edit(iris.id, memory.id, spoken={note.id: "We smelled the lilac all night."})
    done = remember.settle(iris.id, memory.id)
    assert (done.state, done.words) == ("done", "We smelled the lilac all night.")


@pytest.mark.parametrize("models", [FakeModels(transcript="The hall smelled of lilac.")])
def test_a_transcriber_writes_the_voice_note_down(
    remember: Remember, iris: User, models: FakeModels
) -> None:
    memory = settled(remember, iris, files.voice())
    assert (memory.state, memory.words) == ("done", "The hall smelled of lilac.")


@pytest.mark.parametrize("models", [FakeModels(transcript="Never heard.")])
def test_a_transcriber_out_of_reach_asks_for_the_words(
    remember: Remember, iris: User, models: FakeModels
) -> None:
    models.transcribe = out_of_reach  # type: ignore[method-assign]
    memory = settled(remember, iris, files.voice())
    assert (memory.state, memory.reason) == ("needs_words", "voice")


def out_of_reach(*_: object) -> str:
    raise ModelUnavailable("No connection.", permanent=False)


def test_words_in_a_picture_are_read_where_a_reader_is_installed(
    remember: Remember, iris: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        'if [ "$1" = --list-langs ]; then echo "List of languages"; echo eng; exit; fi\n'
        "cat > /dev/null; echo 'Eau de lavande'; echo '. _'\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    memory = settled(remember, iris, files.picture())
    assert (memory.state, memory.words) == ("done", "Eau de lavande")


def test_a_file_that_only_passes_through_is_removed_with_a_receipt(
    remember: Remember, iris: User
) -> None:
    draft = Draft(text="Lilac.", files=(Upload("v", files.voice()),), keeps_original=False)
    memory = remember.keep(iris.id, draft).memory
    assert len(remember.originals.digests()) == 1
    settled = remember.settle(iris.id, memory.id)
    assert [a.kept for a in settled.attachments] == [False]
    assert remember.originals.digests() == frozenset()
    receipt = remember.tables.of(iris.id).readings.steps(memory.id)[-1]
    assert (receipt.step, receipt.detail) == ("released", f"1 files, {len(files.voice())} bytes")


def test_a_file_that_another_memory_holds_stays(remember: Remember, iris: User, sage: User) -> None:
    mine = Draft(text="Mine.", files=(Upload("v", files.voice()),), keeps_original=False)
    hers = remember.keep(sage.id, Draft(text="Hers.", files=(Upload("v", files.voice()),))).memory
    remember.settle(iris.id, remember.keep(iris.id, mine).memory.id)
    assert remember.originals.read(hers.attachments[0].sha256) == files.voice()
