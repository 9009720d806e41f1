"""The photo of a bottle: the same types and limits as a photo of a memory, and nothing of what the
file says of place and camera.
"""

from __future__ import annotations

from flowery.memories.content import recognised
from flowery.memories.readers import photo
from flowery.words.errors import Refused
from flowery.words.settings import Settings


def picture(content: bytes, settings: Settings) -> tuple[bytes, str]:
    """(bytes, media type) of a photo as it is kept. Raises Refused."""
    if len(content) > settings.upload_megabytes * 1_000_000:
        limit = settings.upload_megabytes
        raise Refused(f"The photo is too large; files up to {limit} MB are taken.")
    kind = recognised(content)
    if kind is None or kind.kind != "photo":
        raise Refused("That is no photo; JPEG, PNG, WebP, AVIF and HEIC are taken.")
    made = photo.developed(content)
    return made.content, made.media_type
