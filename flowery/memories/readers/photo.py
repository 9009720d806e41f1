"""A photo: checked before it is decoded, turned upright, and written again without its metadata.

What the file says of place and camera is dropped; only the date is told.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from flowery.words.errors import Refused

PIXELS = 25_000_000  # beyond what cameras of phones make in one shot; 75 MB when decoded
SCANS = 100  # of a progressive JPEG; cameras and programs write about ten, 3,000 take a minute
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
_TAKEN, _CHANGED, _EXIF = 0x9003, 0x0132, 0x8769
_QUALITY = 90

pillow_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class Developed:
    """A photo as it is kept: upright, sRGB, first frame, no metadata."""

    content: bytes
    media_type: str
    taken_at: str | None


def check(content: bytes, name: str = "The photo") -> None:
    """Raise Refused when the picture is too large to decode, or broken."""
    with _opened(content, name) as image:
        image.draft("RGB", (256, 256))  # a JPEG is decoded at an eighth: enough to see it is whole
        image.load()


def developed(content: bytes) -> Developed:
    """The photo as it is kept. Raises Refused."""
    with _opened(content, "The photo") as image:
        taken_at = _taken_at(image)
        image.load()
        upright = _in_srgb(ImageOps.exif_transpose(image))
        return Developed(*_written(upright), taken_at)


def decoded(content: bytes) -> Image.Image:
    """A kept photo as RGB. Raises Refused."""
    with _opened(content, "The photo") as image:
        flat: Image.Image = _flat(image)
        return flat


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata is dropped anyway
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                _check_size(image, name)
                _check_scans(image, content, name)
                yield image
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except MemoryError as error:
        raise _too_large(name) from error
    except Exception as error:  # a decoder may raise anything over a broken file
        raise Refused(f"{name} is broken and cannot be opened; try another copy of it.") from error


def _check_size(image: Image.Image, name: str) -> None:
    if image.width * image.height > PIXELS:
        raise _too_large(name)


def _check_scans(image: Image.Image, content: bytes, name: str) -> None:
    """A scan of 40 bytes may ask for a pass over every pixel: a file of 10 MB for an hour."""
    if image.format in ("JPEG", "MPO") and content.count(b"\xff\xda") > SCANS:
        raise Refused(f"{name} is drawn in too many passes; save it once more and take that.")


def _too_large(name: str) -> Refused:
    limit = PIXELS // 1_000_000
    return Refused(f"{name} has too many pixels; up to {limit} megapixels are taken. Resize it.")


def _taken_at(image: Image.Image) -> str | None:
    """When it was taken, as ISO text without a zone, where the camera said so."""
    exif = image.getexif()
    said = str(exif.get_ifd(_EXIF).get(_TAKEN) or exif.get(_CHANGED) or "").strip("\0 ")
    try:
        moment = datetime.strptime(said, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  cameras know no zone
    except ValueError:
        return None
    return moment.isoformat()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours as screens show them; cameras with wider colours say so in a profile."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, srgb) or image
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile costs exact colours, not the photo


def _written(image: Image.Image) -> tuple[bytes, str]:
    target = io.BytesIO()
    if _has_alpha(image):
        _bare(image.convert("RGBA")).save(target, "WEBP", quality=_QUALITY)
        return target.getvalue(), "image/webp"
    _bare(_flat(image)).save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue(), "image/jpeg"


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _flat(image: Image.Image) -> Image.Image:
    if not _has_alpha(image):
        return image.convert("RGB")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB")


def _bare(image: Image.Image) -> Image.Image:
    """The pixels and nothing that hung on them."""
    image.info = {}
    return image
