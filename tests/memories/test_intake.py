"""Bad input gets one clear sentence, and nothing of it is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flowery.memories.content import recognised
from flowery.memories.intake import Draft, Upload, content_hash, day_of, is_visible
from flowery.memories.remember import Remember
from flowery.words.errors import Refused
from flowery.words.vocabulary import User
from tests.memories import files

SOUNDS = {
    "audio/wav": files.voice(),
    "audio/webm": b"\x1aE\xdf\xa3" + b"\0" * 40 + b"webm A_OPUS",
    "audio/ogg": b"OggS" + b"\0" * 40,
    "audio/flac": b"fLaC" + b"\0" * 40,
    "audio/mpeg": b"ID3\x04" + b"\0" * 40,
    "audio/mp4": b"\0\0\0\x1cftypM4A \0\0\0\0M4A mp42isom",
}

REFUSED = [
    ("an empty draft", Draft(), "nothing to keep"),
    ("white space", Draft(text=" \n\t \u3000"), "nothing to keep"),
    ("zero width", Draft(text="\u200b\u200d\ufeff\u2060\u00ad"), "nothing to keep"),
    ("letters that show nothing", Draft(text="\u3164\u115f\u2800\ufe0f"), "nothing to keep"),
    ("a title alone", Draft(title="Rose"), "nothing to keep"),
    ("50,000 characters", Draft(text="a" * 50_000), "50,000 characters; up to 20,000"),
    ("a long title", Draft(title="a" * 301, text="rose"), "title has 301"),
    ("a NUL", Draft(text="rose\0soap"), "broken character"),
    ("half a character", Draft(text="rose \ud83c"), "broken character"),
    ("half a character in a name", Draft(text="rose", people=("\udc39",)), "broken character"),
    ("a crowd", Draft(text="rose", people=("Ann",) * 31), "up to 30 people"),
    ("an album", Draft(files=(Upload("a", b"a"),) * 11), "up to 10 files"),
    ("0 bytes", Draft(files=(Upload("a.jpg", b""),)), r"a\.jpg is empty"),
    ("11 MB", Draft(files=(Upload("a.png", b"\x89PNG" * 2_750_000),)), r"11\.0 MB"),
    ("a script named as a photo", Draft(files=(Upload("a.jpg", b"#!/bin/sh\n"),)), "not read here"),
    ("a page named as a PDF", Draft(files=(Upload("a.pdf", b"<html>"),)), "not read here"),
    ("a GIF", Draft(files=(Upload("a.png", b"GIF89a" + b"\0" * 99),)), "not read here"),
    ("a film", Draft(files=(Upload("a.m4a", b"\0\0\0\x18ftypmp42\0\0\0\0isom hdlr vide"),)), "not"),
    ("a film in WebM", Draft(files=(Upload("a", b"\x1aE\xdf\xa3 V_VP9"),)), "not read here"),
    ("a bomb", Draft(files=(Upload("a.png", files.bomb()),)), "too many pixels"),
    ("26 megapixels", Draft(files=(Upload("a", files.bomb(5100)),)), "too many pixels"),
    ("half a photo", Draft(files=(Upload("a", files.noise()[:3000]),)), "broken"),
    ("half a JPEG", Draft(files=(Upload("a", files.picture(size=(600, 600))[:900]),)), "broken"),
    ("a header alone", Draft(files=(Upload("a", b"\xff\xd8\xff\xe0"),)), "broken"),
    ("text and a bad file", Draft(text="rose", files=(Upload("a", b"?"),)), "not read here"),
]


@pytest.mark.parametrize(
    ("draft", "sentence"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_it_is_refused_with_a_sentence_and_nothing_is_kept(
    remember: Remember, iris: User, draft: Draft, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        remember.keep(iris.id, draft)
    assert str(refusal.value).endswith(".")
    assert remember.tables.of(iris.id).diary.list() == ()
    assert remember.originals.digests() == frozenset()
    assert used_today(remember, iris) == 0


def used_today(remember: Remember, user: User) -> int:
    today = day_of(datetime.now(UTC), user.time_zone)
    return remember.tables.of(user.id).diary.used(today)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_photos_are_known_by_their_bytes(remember: Remember, iris: User, kind: str) -> None:
    draft = Draft(files=(Upload("notes.txt", files.picture(kind)),), caption="Peonies")
    (photo,) = remember.keep(iris.id, draft).memory.attachments
    assert (photo.kind, photo.name) == ("photo", "notes.txt")
    assert remember.settle(iris.id, photo.memory_id).state == "done"


@pytest.mark.parametrize("media_type", SOUNDS)
def test_sounds_are_known_by_their_bytes(media_type: str) -> None:
    found = recognised(SOUNDS[media_type])
    assert found is not None
    assert (found.kind, found.media_type) == ("voice", media_type)


def test_bytes_of_every_sort_are_recognised_or_not_but_never_an_error() -> None:
    for length in (0, 1, 3, 7, 12, 300):
        for first in (b"\xff\xfb\x90\x00", b"\0\0\0\x20ftyp", b"RIFF", b"", b"\xff\xff\xff\xff"):
            recognised(first + b"\xff" * length)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a/b\\c.pdf", "rose\u202efdp.exe", "x\0y\n", "a" * 5000, "", "\udce4"],
)
def test_a_file_name_is_shown_and_never_a_path(
    remember: Remember, iris: User, home: Path, name: str
) -> None:
    memory = remember.keep(iris.id, Draft(text="rose", files=(Upload(name, files.voice()),))).memory
    (attachment,) = memory.attachments
    assert 0 < len(attachment.name) <= 300
    assert not set("\0\n\u202e") & set(attachment.name)
    kept = {p.name for p in (home / "originals").rglob("*") if p.is_file()} - {".lock"}
    assert kept == {attachment.sha256}


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f339",
        "\u202eroses are red\u202c",
        "=1+1",
        "<script>alert('rose')</script>",
        "ג׳ינג׳ר ווורד",
        "  leading, trailing  \r\n",
        "장미\u1112\u1161\u11ab",
        "e\u0301" * 100,
        "'; DROP TABLE memories; --",
    ],
)
def test_any_text_is_stored_as_it_was_given(remember: Remember, iris: User, text: str) -> None:
    memory_id = remember.keep(iris.id, Draft(text=text)).memory.id
    assert remember.settle(iris.id, memory_id).state == "done"
    assert remember.tables.of(iris.id).diary.get(memory_id).text == text


def test_the_same_file_again_under_another_name_is_the_same_memory(
    remember: Remember, iris: User
) -> None:
    first = remember.keep(iris.id, Draft(files=(Upload("one.jpg", files.picture()),)))
    again = remember.keep(iris.id, Draft(files=(Upload("two.jpg", files.picture()),)))
    assert (again.memory.id, again.is_new) == (first.memory.id, False)


def test_content_is_not_confused_across_its_parts() -> None:
    assert content_hash("rose", "soap", ()) != content_hash("roses", "oap", ())
    assert content_hash("rose", "", ("a", "b")) == content_hash("rose", "", ("b", "a"))


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", "2026-11-20"),
        ("Asia/Seoul", "2026-11-21"),
        ("Pacific/Kiritimati", "2026-11-21"),
        ("America/Los_Angeles", "2026-11-20"),
        ("Mars/Olympus", "2026-11-20"),
        ("../../etc/passwd", "2026-11-20"),
        ("", "2026-11-20"),
    ],
)
def test_a_day_is_the_persons_own(zone: str, day: str) -> None:
    assert day_of(datetime(2026, 11, 20, 16, 30, tzinfo=UTC), zone) == day


def test_emoji_and_marks_are_visible_and_fillers_are_not() -> None:
    assert is_visible("\U0001f339")
    assert is_visible("\u200b.\u200b")
    assert not is_visible("\u200e\u200f\u2028\u00a0")
