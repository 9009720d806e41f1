"""Plain TF-IDF with cosine, the yardstick beside which search and likeness are measured: nothing in
it knows what a perfume is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from flowery.perfumery.catalogue import Catalogue, Column
from flowery.perfumery.folding import folded
from flowery.words.vocabulary import Fragrance

Cut = Callable[[str], Iterable[str]]


class TfIdf:
    """Texts by the terms that `cut` makes of them; 1 + log of a count, smooth rarity, unit rows."""

    def __init__(self, texts: Iterable[str], cut: Cut) -> None:
        self._cut = cut
        counts = [Counter(cut(text)) for text in texts]
        self.size = len(counts)
        spread = Counter(term for count in counts for term in count)
        self._rarity = {
            term: float(np.log((1 + self.size) / (1 + rows)) + 1) for term, rows in spread.items()
        }
        rows: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        self._own = [self._unit(count) for count in counts]
        for row, own in enumerate(self._own):
            for term, weight in own.items():
                rows[term].append(row)
                weights[term].append(weight)
        self._postings = {t: (np.array(rows[t]), np.array(weights[t], np.float32)) for t in rows}

    def scores(self, text: str) -> Column:
        """The cosine of every text with this one, shape (n,)."""
        return self._against(self._unit(Counter(self._cut(text))))

    def near(self, row: int) -> Column:
        """The cosine of every text with one of them, shape (n,)."""
        return self._against(self._own[row])

    def _against(self, terms: dict[str, float]) -> Column:
        scores = np.zeros(self.size, dtype=np.float32)
        for term, weight in terms.items():
            if term in self._postings:
                rows, weights = self._postings[term]
                scores[rows] += weight * weights
        return scores

    def _unit(self, counts: Counter[str]) -> dict[str, float]:
        raw = {t: (1 + np.log(n)) * self._rarity.get(t, 0.0) for t, n in counts.items()}
        length = float(np.sqrt(sum(weight * weight for weight in raw.values()))) or 1.0
        return {term: float(weight) / length for term, weight in raw.items()}


def words(text: str) -> list[str]:
    """The words of a text."""
    return folded(text).split()


def pieces(text: str) -> list[str]:
    """The runs of two to four letters within each word: what finds Korean with its particles."""
    padded = [f" {word} " for word in words(text)]
    return [w[at : at + n] for w in padded for n in (2, 3, 4) for at in range(len(w) - n + 1)]


def whole_text(catalogue: Catalogue, fragrance: Fragrance) -> str:
    """House, name, notes and accords, the latter in both languages."""
    smells = (*fragrance.notes, *fragrance.accords)
    said = (catalogue.taxonomy.label(s, language) for s in smells for language in ("en", "ko"))
    return " ".join((fragrance.brand, fragrance.name, *said))


def smell_text(fragrance: Fragrance) -> str:
    """Notes and accords alone, each one term."""
    return " ".join((*fragrance.notes, *(f"accord:{accord}" for accord in fragrance.accords)))


def terms(text: str) -> Sequence[str]:
    """The terms of `smell_text`."""
    return re.findall(r"\S+", text)
