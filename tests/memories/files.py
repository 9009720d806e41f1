"""Files as people upload them, made here: pictures, papers, sounds, and broken ones."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw
from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

WHERE_IT_WAS_TAKEN = b"48.85837,2.294481"


def picture(kind: str = "JPEG", colour: str = "#c2557f", size: tuple[int, int] = (64, 48)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def photo_with_metadata(colour: str = "#5e8a30") -> bytes:
    """A JPEG lying on its side, with a place, a date and a note in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "the back door of our house"
    exif.get_ifd(0x8769)[0x9003] = "2019:06:21 21:40:00"
    exif.get_ifd(0x8825)[0x001D] = WHERE_IT_WAS_TAKEN.decode()
    target = io.BytesIO()
    Image.new("RGB", (64, 32), colour).save(target, "JPEG", exif=exif)
    return target.getvalue()


def animation() -> bytes:
    frames = [Image.new("RGB", (32, 32), c) for c in ("#c2557f", "#2f8196")]
    target = io.BytesIO()
    frames[0].save(target, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    return target.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A PNG of a few hundred bytes that says it has 400 million pixels."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + _png(b"IHDR", header) + _png(b"IDAT", rows) + _png(b"IEND", b"")


def many_scans(count: int) -> bytes:
    """A progressive JPEG whose last pass over the picture is made again and again."""
    target = io.BytesIO()
    Image.new("RGB", (640, 480), "#808080").save(target, "JPEG", progressive=True)
    whole = target.getvalue()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


def _png(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def noise(side: int = 64) -> bytes:
    pixels = np.random.default_rng(7).integers(0, 256, (side, side, 3), dtype=np.uint8)
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "PNG")
    return target.getvalue()


def pdf(pages: Sequence[str], password: str = "") -> bytes:
    writer = PdfWriter()
    for text in pages:
        _add_page(writer, text)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def scanned(
    pages: Sequence[str], sizes: tuple[int, int] = (300, 300), pixels: tuple[int, int] = (600, 400)
) -> bytes:
    """A PDF whose pages are pictures of words; "" makes an empty page."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(*sizes)
        if text:
            _add_picture(writer, page, text, pixels)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _add_picture(writer: PdfWriter, page: PageObject, text: str, pixels: tuple[int, int]) -> None:
    drawn, target = Image.new("RGB", pixels, "#ffffff"), io.BytesIO()
    ImageDraw.Draw(drawn).text((20, 40), text, fill="#000000")
    drawn.save(target, "JPEG")
    image = StreamObject()
    image._data = target.getvalue()
    named = {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceRGB"}
    named["Filter"] = "DCTDecode"
    for name, value in named.items():
        image[NameObject(f"/{name}")] = NameObject(f"/{value}")
    for name, value in zip(("Width", "Height"), pixels, strict=True):
        image[NameObject(f"/{name}")] = NumberObject(value)
    image[NameObject("/BitsPerComponent")] = NumberObject(8)
    held = DictionaryObject({NameObject("/Im1"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): held})
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    stream = DecodedStreamObject()
    stream.set_data(f"q {width} 0 0 {height} 0 0 cm /Im1 Do Q".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)


def mixed(pages: Sequence[tuple[str, bool]]) -> bytes:
    """A PDF of pages with (text, whether it is a picture of it)."""
    writer = PdfWriter()
    for text, is_picture in pages:
        if is_picture:
            _add_picture(writer, writer.add_blank_page(300, 300), text, (600, 400))
        else:
            _add_page(writer, text)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _add_page(writer: PdfWriter, text: str, content: bytes | None = None) -> None:
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject()
    for name, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")):
        font[NameObject(f"/{name}")] = NameObject(f"/{value}")
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(content or f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())


def swollen_pdf(megabytes: int = 400) -> bytes:
    """A page whose content is small when packed and huge when read."""
    writer = PdfWriter()
    _add_page(writer, "", b"BT (rose) Tj ET\n" * (megabytes * 62_500))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def voice(seconds: float = 0.2) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\1\0" * int(8000 * seconds))
    return target.getvalue()
