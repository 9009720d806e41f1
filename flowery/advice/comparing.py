"""Perfumes that a question names, beside each other: what they share, where they part."""

from __future__ import annotations

from collections.abc import Sequence

from flowery.advice.features import Features
from flowery.advice.labels import Labels
from flowery.words.vocabulary import AXES, Fragrance, Recommendation

_CLOSE = 0.02  # of score; nearer than this nobody could say which fits better
_APART = 0.08  # on an axis row of length 1; a smaller difference is not smelled
_MOST = 5  # notes that are named


def compared(
    ranked: Sequence[Recommendation], features: Features, labels: Labels, language: str
) -> str:
    """What perfumes have in common and what sets each apart; the best ranked is first."""
    perfumes = [features.catalogue.get(one.fragrance_id) for one in ranked]
    sentences = [_shared(perfumes, labels, language)]
    sentences += [_own(f, perfumes, features, labels, language) for f in perfumes]
    sentences.append(_nearer(ranked, perfumes, language))
    return " ".join(sentence for sentence in sentences if sentence)


def _shared(perfumes: Sequence[Fragrance], labels: Labels, language: str) -> str:
    common = [n for n in perfumes[0].notes if all(n in other.notes for other in perfumes[1:])]
    names = ", ".join(labels.note(note, language) for note in common[:_MOST])
    if language == "ko":
        return f"함께 든 노트: {names}." if names else "함께 든 노트는 없어요."
    return f"They share {names}." if names else "They share no note."


def _own(
    perfume: Fragrance,
    perfumes: Sequence[Fragrance],
    features: Features,
    labels: Labels,
    language: str,
) -> str:
    others = [other for other in perfumes if other.id != perfume.id]
    alone = [n for n in perfume.notes if not any(n in other.notes for other in others)]
    notes = ", ".join(labels.note(note, language) for note in alone[:_MOST])
    side = _leading(perfume, others, features)
    axis = labels.subject(f"axis:{side}", language) if side else ""
    if language == "ko":
        only = f" 이 향수에만 든 노트는 {notes}." if notes else ""
        return f"{perfume.title}: {f'{axis} 쪽이 더 짙어요.' if axis else ''}{only}"
    only = f", and only it has {notes}" if notes else ""
    return (
        f"{perfume.title} has more {axis}{only}."
        if axis
        else f"{perfume.title}{only or ' differs little'}."
    )


def _leading(perfume: Fragrance, others: Sequence[Fragrance], features: Features) -> str:
    """The axis on which a perfume is farthest above the others; "" when none is smelled."""
    rows = [features.catalogue.row(other.id) for other in others]
    ahead = features.axes[features.catalogue.row(perfume.id)] - features.axes[rows].mean(axis=0)
    place = int(ahead.argmax())
    return AXES[place] if ahead[place] >= _APART else ""


def _nearer(ranked: Sequence[Recommendation], perfumes: Sequence[Fragrance], language: str) -> str:
    title = perfumes[0].title
    if ranked[0].score - ranked[1].score < _CLOSE:
        return (
            "둘 다 비슷하게 맞아요."
            if language == "ko"
            else "Both suit what is known about equally well."
        )
    if language == "ko":
        return f"알려진 취향에는 {title} 쪽이 더 가까워요."
    return f"{title} is nearer to what is known of your taste and this question."
