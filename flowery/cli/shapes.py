"""Nouns as the JSON that was promised. Fields may be added here, none renamed or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flowery.words.vocabulary import (
    Attachment,
    ExtractedScent,
    Fragrance,
    Receipt,
    ScentMemory,
    ScentProfile,
)

Shape = dict[str, Any]


def smell_shape(smell: ExtractedScent) -> Shape:
    """SMELL."""
    return {
        "note": smell.note,
        "source": smell.source,
        "start": smell.start,
        "end": smell.end,
        "qualities": list(smell.qualities),
        "status": smell.status,
        "valence": smell.valence,
        "layer": smell.layer,
        "confidence": smell.confidence,
        "because": list(smell.because),
        "absent": smell.absent,
        "doubt": smell.doubt,
    }


def memory_shape(memory: ScentMemory) -> Shape:
    """A memory in a list."""
    return {
        "memory_id": memory.id,
        "title": memory.title,
        "state": memory.state,
        "created_at": _moment(memory.created_at),
        "happened": memory.happened,
        "place": memory.place,
        "emotion": memory.emotion,
        "occasion": memory.occasion,
        "colour": memory.colour,
        "files": len(memory.attachments),
        "reason": memory.reason,
        "retry_at": _moment(memory.retry_at),
        "settled_at": _moment(memory.settled_at),
    }


def whole_memory_shape(memory: ScentMemory) -> Shape:
    """A memory with its words and files."""
    return memory_shape(memory) | {
        "text": memory.text,
        "caption": memory.caption,
        "people": list(memory.people),
        "words": memory.words,
        "enhanced": memory.enhanced,
        "keeps_original": memory.keeps_original,
        "files": [_file_shape(attachment) for attachment in memory.attachments],
    }


def hit_shape(fragrance: Fragrance, score: float) -> Shape:
    """HIT. Notes are ids; those of a perfume without a known pyramid stand in `flat`."""
    strongest = sorted(fragrance.accords, key=lambda a: (-fragrance.accords[a], a))
    return {
        "fragrance_id": fragrance.id,
        "brand": fragrance.brand,
        "name": fragrance.name,
        "year": fragrance.year,
        "score": score,
        "notes": {
            "top": list(fragrance.top),
            "heart": list(fragrance.heart),
            "base": list(fragrance.base),
            "flat": list(fragrance.flat),
        },
        "accords": strongest,
    }


def profile_shape(profile: ScentProfile) -> Shape:
    """A profile: the radar, notes for and against, families from the closest on, and dislikes."""
    excluded = [d.subject for d in profile.dislikes if d.level in ("veto", "allergy")]
    return {
        "axes": profile.values,
        "notes": [
            {"note": n.note, "score": n.score, "for": n.supports, "against": n.opposes}
            for n in profile.notes
        ],
        "families": [{"family": family, "share": share} for family, share in profile.families],
        "vetoes": excluded,
        "dislikes": [
            {"subject": d.subject, "level": d.level, "facet": d.facet, "layer": d.layer}
            for d in profile.dislikes
        ],
        "emotions": [{"emotion": emotion, "memories": n} for emotion, n in profile.emotions],
        "evidence": profile.evidence,
        "memories": profile.memories,
    }


def receipt_shape(receipt: Receipt) -> Shape:
    """RECEIPT."""
    return {
        "forgotten": dict(receipt.forgotten),
        "bytes_scanned": receipt.bytes_scanned,
        "traces_found": receipt.traces_found,
    }


def receipt_words(receipt: Receipt) -> str:
    """A receipt for a person."""
    rows = _counted(receipt.forgotten)
    scanned = f"{receipt.bytes_scanned:,} bytes of the home were searched"
    return f"Forgotten: {rows}. {scanned}, {receipt.traces_found} traces found."


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def _counted(rows: Mapping[str, int]) -> str:
    found = [f"{count:,} {table.replace('_', ' ')}" for table, count in rows.items() if count]
    return ", ".join(found) or "nothing"


def _file_shape(attachment: Attachment) -> Shape:
    return {
        "name": attachment.name,
        "kind": attachment.kind,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "kept": attachment.kept,
        "words": attachment.words,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
