"""What a file is, by its bytes and never by its name.

It knows the first bytes of every kind that is taken, and reads no further than it must.
"""

from __future__ import annotations

from dataclasses import dataclass

from flowery.words.vocabulary import AttachmentKind

_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_MP4 = (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"dash", b"3gp4", b"3gp5", b"qt  ")
_WEBM_VIDEO = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG")
_SEARCHED = 65_536  # the tracks of a recording are named at its front, or in an MP4 at its end


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file turned out to be."""

    kind: AttachmentKind
    media_type: str


def recognised(content: bytes) -> Kind | None:
    """The kind of a file that Flowery takes, or None."""
    return _picture(content) or _pdf(content) or _sound(content)


def _picture(content: bytes) -> Kind | None:
    if content.startswith(b"\xff\xd8\xff"):
        return Kind("photo", "image/jpeg")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind("photo", "image/png")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind("photo", "image/webp")
    brands = _brands(content)
    if brands & {b"avif", b"avis"}:
        return Kind("photo", "image/avif")
    return Kind("photo", "image/heic") if brands & set(_HEIF) else None


def _pdf(content: bytes) -> Kind | None:
    # Readers have always allowed some bytes before the header.
    return Kind("pdf", "application/pdf") if b"%PDF-" in content[:1024] else None


def _sound(content: bytes) -> Kind | None:
    media_type = _sound_type(content)
    return None if media_type is None or _is_film(content) else Kind("voice", media_type)


def _sound_type(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content.startswith(b"\x1aE\xdf\xa3"):
        return "audio/webm"
    if content.startswith(b"OggS"):
        return "audio/ogg"
    if content.startswith(b"fLaC"):
        return "audio/flac"
    if _brands(content) & set(_MP4):
        return "audio/mp4"
    return "audio/mpeg" if _is_mp3(content) else None


def _is_mp3(content: bytes) -> bool:
    if content.startswith(b"ID3"):
        return True
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return False
    version, layer, rate = content[1] >> 3 & 3, content[1] >> 1 & 3, content[2] >> 4
    return version != 1 and layer == 1 and rate not in (0, 15)


def _is_film(content: bytes) -> bool:
    ends = content[:_SEARCHED] + content[-_SEARCHED:]
    return (b"hdlr" in ends and b"vide" in ends) or any(t in ends for t in _WEBM_VIDEO)


def _brands(content: bytes) -> set[bytes]:
    """The brands of an ISO base media file (HEIC, AVIF, M4A), the major one and the compatible."""
    if content[4:8] != b"ftyp":
        return set()
    length = min(int.from_bytes(content[:4], "big"), 256)
    box = content[8:length]
    return {box[:4], *(box[i : i + 4] for i in range(8, len(box), 4))}
