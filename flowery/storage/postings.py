"""Full text in memory: BM25 over words, and over pairs of Hangul syllables so that Korean is found
inside its endings.

Kept in memory beside the vectors, because the whole answer may take no longer than ten exact scans.
It knows nothing of perfumes or memories: documents are numbers 0..n-1.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z0-9]+|[가-힣]+|[^\W\d_]+")
_K1, _B = 1.2, 0.75  # the usual BM25 constants (Robertson & Zaragoza 2009)


def tokens(text: str) -> list[str]:
    """Words as they are searched: folded, accents off, English plurals off, Hangul also in pairs
    of syllables.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", plain)):
        if "가" <= word[0] <= "힣":
            found.append(word)
            found.extend(word[i : i + 2] for i in range(len(word) - 1) if len(word) > 2)
        else:
            found.append(_stem(word))
    return found


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class Postings:
    """Which documents hold a word, and what it weighs there. Immutable; made anew when documents
    change.
    """

    def __init__(self, documents: Iterable[str]) -> None:
        lengths = array("f")
        places: dict[str, int] = {}
        words, numbers, counts = array("i"), array("i"), array("i")
        for number, document in enumerate(documents):
            counter = Counter(tokens(document))
            lengths.append(counter.total())
            words.extend(places.setdefault(word, len(places)) for word in counter)
            numbers.extend(repeat(number, len(counter)))
            counts.extend(counter.values())
        self.size = len(lengths)
        self._places = places
        word_of = np.array(words, dtype=np.int32)
        order = np.argsort(word_of, kind="stable")
        self._documents = np.array(numbers, dtype=np.int32)[order]
        frequencies = np.array(counts, dtype=np.float32)[order]
        held = np.bincount(word_of, minlength=len(places))
        self._ends = np.cumsum(held)
        norms = _norms(np.array(lengths, dtype=np.float32))
        self._weights = self._weighed(frequencies, held, norms)

    def scores(self, query: str | Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document for the words of a query; shape (size,), 0 where none occurs."""
        total = np.zeros(self.size, dtype=np.float32)
        words = tokens(query) if isinstance(query, str) else query
        for word in dict.fromkeys(words):
            place = self._places.get(word)
            if place is not None:
                where = slice(self._ends[place - 1] if place else 0, self._ends[place])
                total[self._documents[where]] += self._weights[where]
        return total

    def vocabulary(self) -> Iterable[str]:
        """Every word that occurs, for matching misspelt ones."""
        return self._places.keys()

    def _weighed(
        self, frequencies: NDArray[np.float32], held: NDArray[np.intp], norms: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """What each word weighs in each document that holds it, word by word."""
        rarity = np.log1p((self.size - held + 0.5) / (held + 0.5)).astype(np.float32)
        saturated = frequencies * (_K1 + 1) / (frequencies + norms[self._documents])
        weights: NDArray[np.float32] = np.repeat(rarity, held) * saturated
        return weights


def _norms(lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    """What BM25 sets against how often a word occurs: long documents hold every word more often."""
    average = float(lengths.mean()) if lengths.any() else 1.0
    norms: NDArray[np.float32] = _K1 * (1 - _B + _B * lengths / average)
    return norms
