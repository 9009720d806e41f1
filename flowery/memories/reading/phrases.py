"""Finds known phrases in a row of words (English) or letters (Korean), and not what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flowery.memories.reading.passage import Token
from flowery.perfumery.folding import folded, singular

Value = TypeVar("Value")

_END = ""
_JOINS = re.compile(r"[\s\-/']*")
ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A phrase over tokens `first` to `last`."""

    first: int
    last: int
    value: Value


class WordBook(Generic[Value]):
    """English phrases, in singular or plural, with hyphens or spaces, with or without 's."""

    def __init__(self, inflected: bool = True, skipping: frozenset[str] = ARTICLES) -> None:
        """Words of `skipping` may stand anywhere inside a phrase without being part of it."""
        self._root: dict[str, Any] = {}
        self._inflected = inflected
        self._skipping = skipping

    def add(self, form: str, value: Value) -> None:
        """A phrase; the first value of a phrase stays."""
        words = folded(form).split()
        self._plant(words, value)
        if self._inflected:
            self._plant([word if word.endswith("ves") else singular(word) for word in words], value)

    def _plant(self, words: list[str], value: Value) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_END, value)

    def longest(self, tokens: tuple[Token, ...], first: int, after: int) -> Found[Value] | None:
        """The longest phrase that starts at a token and ends before `after`."""
        best: Found[Value] | None = None
        nodes = [self._root]
        for index in range(first, after):
            token = tokens[index]
            if index > first and not _JOINS.fullmatch(token.gap):
                break
            onward = [
                node[word] for node in nodes for word in self._variants(token) if word in node
            ]
            if ends := [node for node in onward if _END in node]:
                best = Found(first, index, ends[0][_END])
            nodes = onward + (nodes if index > first and token.word in self._skipping else [])
            if not nodes:
                break
        return best

    def all(self, tokens: tuple[Token, ...], first: int, after: int) -> Iterator[Found[Value]]:
        """From left to right, longest at each place, none inside another."""
        index = first
        while index < after:
            found = self.longest(tokens, index, after)
            if found:
                yield found
            index = found.last + 1 if found else index + 1

    def _variants(self, token: Token) -> tuple[str, ...]:
        word = token.word
        if not self._inflected or not word.endswith("s"):
            return (word,)
        if word.endswith("ves"):
            return (word, singular(word), f"{word[:-3]}f")
        return (word, singular(word))


class LetterBook(Generic[Value]):
    """Korean forms, met letter by letter; a space in a form may be left out in the text."""

    def __init__(self, spaced_tails: Iterable[str] = ()) -> None:
        self._root: dict[str, Any] = {}
        self._spaced_tails = tuple(spaced_tails)

    def add(self, form: str, value: Value) -> None:
        """A form; the first value of a form stays."""
        form = form.casefold()
        for variant in {form, form.replace(" ", ""), *self._spaced(form)}:
            node = self._root
            for letter in variant:
                node = node.setdefault(letter, {})
            node.setdefault(_END, value)

    def _spaced(self, form: str) -> Iterator[str]:
        for tail in self._spaced_tails:
            if form.endswith(tail) and len(form) > len(tail) + 1 and " " not in form:
                yield f"{form.removesuffix(tail)} {tail}"

    def ends(self, text: str, start: int) -> list[tuple[int, Value]]:
        """Where the forms that start here end, longest first."""
        node, found = self._root, []
        for index in range(start, len(text)):
            letter = " " if text[index].isspace() else text[index]
            if letter not in node:
                break
            node = node[letter]
            if _END in node:
                found.append((index + 1, node[_END]))
        return found[::-1]
