"""How a smell is told: its qualities, its layer, and whose thing it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowery.memories.reading.cues import Cues
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import LetterBook, WordBook
from flowery.memories.reading.scene import Scene
from flowery.perfumery.words import Lexicon
from flowery.words.vocabulary import Layer

MOST_ADJECTIVES = 2


class Widening:
    """Knows the people a thing can belong to."""

    def __init__(self, cues: Cues) -> None:
        self._people = cues.english("kin")
        self._korean_people = frozenset(cues.korean("kin"))

    def start(self, scene: Scene, mention: Mention) -> int:
        """Where the source starts once its owner is counted in, in folded letters."""
        if not mention.entry.notes:
            return mention.start
        owner = self._korean(scene, mention) if mention.hangul else self._english(scene, mention)
        return scene.tokens[owner].start if owner is not None else mention.start

    def _english(self, scene: Scene, mention: Mention) -> int | None:
        for index in range(mention.first - 1, max(-1, mention.first - 2 - MOST_ADJECTIVES), -1):
            if not scene.same_sentence(index, mention.first) or scene.tokens[index + 1].gap.strip():
                return None
            if scene.mention_at(index):
                return None
            if scene.tokens[index].possessive:
                return index
        return None

    def _korean(self, scene: Scene, mention: Mention) -> int | None:
        index = mention.first - 1
        if not scene.same_sentence(index, mention.first) or scene.tokens[index + 1].gap.strip():
            return None
        return index if scene.word(index).removesuffix("의") in self._korean_people else None


KINDS = ("quality", "facet")
_GLUE = frozenset({"and", "but", "the", "a", "very", "too", "so", "slightly", "almost", "really"})
_COPULA = frozenset({"is", "was", "are", "were", "smells", "smelled", "smelt"})
LAYERS: tuple[Layer, ...] = ("top", "heart", "base")


class Manner:
    """Knows the words for qualities and layers."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._korean_layer_words = {
            layer: re.compile("|".join(map(re.escape, cues.korean(f"layer_{layer}"))))
            for layer in LAYERS
        }
        self._english: WordBook[str] = WordBook(inflected=False)
        self._korean: LetterBook[str] = LetterBook()
        for word in (word for kind in KINDS for word in lexicon.of_kind(kind)):
            for form in word.english:
                self._english.add(form, word.id)
            for form in word.korean:
                self._korean.add(form, word.id)

    def qualities(self, scene: Scene, mention: Mention) -> tuple[str, ...]:
        """Ids of the quality and facet words right before a mention, or said of it right after."""
        return tuple(dict.fromkeys((*self._before(scene, mention), *self._after(scene, mention))))

    def _before(self, scene: Scene, mention: Mention) -> list[str]:
        found: list[str] = []
        index = mention.first - 1
        while (
            index >= 0 and scene.same_sentence(index, mention.first) and mention.first - index <= 4
        ):
            word = self._quality(scene, index)
            if word:
                found.insert(0, word)
            elif scene.word(index) not in _GLUE:
                break
            index -= 1
        return found

    def _after(self, scene: Scene, mention: Mention) -> list[str]:
        index, found = mention.last + 1, []
        if scene.word(index) not in _COPULA or not scene.same_sentence(mention.last, index):
            return []
        while (index := index + 1) < len(scene.tokens) and scene.same_sentence(mention.last, index):
            word = self._quality(scene, index)
            if word:
                found.append(word)
            elif scene.word(index) not in _GLUE:
                break
        return found

    def _quality(self, scene: Scene, index: int) -> str | None:
        token = scene.tokens[index]
        if token.hangul:
            ends = self._korean.ends(token.word, 0)
            return ends[0][1] if ends else None
        found = self._english.longest(scene.tokens, index, index + 1)
        return found.value if found else None

    def layer(self, scene: Scene, mention: Mention) -> Layer | None:
        """The layer that is said nearest before a mention in its sentence, else right after it."""
        said = sorted((*self._english_layers(scene, mention), *self._korean_layers(scene, mention)))
        before = [pair for pair in said if pair[0] < mention.start]
        nearest = before[-1:] or said[:1]
        return nearest[0][1] if nearest else None

    def _english_layers(self, scene: Scene, mention: Mention) -> Iterator[tuple[int, Layer]]:
        first, after = scene.passage.sentences[mention.sentence]
        for layer in LAYERS:
            for found in scene.of_kind((f"layer_{layer}",), first, after):
                if scene.mention_at(found.first) != mention:
                    yield scene.tokens[found.first].start, layer

    def _korean_layers(self, scene: Scene, mention: Mention) -> Iterator[tuple[int, Layer]]:
        start, text = scene.passage.text_of(mention.sentence)
        for layer, words in self._korean_layer_words.items():
            for found in words.finditer(text):
                yield start + found.start(), layer
