"""One reason as a phrase, in English and Korean.

Phrases are noun phrases, so that they can stand alone on a card or be joined in a sentence, and
Korean ones need no particle that would depend on the last sound of a foreign name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from flowery.advice.because import Because
from flowery.advice.labels import Labels, memory_name
from flowery.advice.what_if import Change
from flowery.perfumery.catalogue import Catalogue
from flowery.words.vocabulary import Fragrance, ScentMemory


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a phrase may name: everything in it stands in the data."""

    note: str
    subject: str
    memory: str
    title: str
    concentration: str
    nearness: str
    side: str


_ENGLISH = {
    "want": "{note}, which you asked for",
    "kind want": "{note}, for the {subject} you asked for",
    "near want": "{note}, near the {subject} you asked for",
    "side want": "{subject}, as you asked",
    "mood": "{note}, which goes with “{subject}”",
    "whole mood": "the whole of it goes with “{subject}”",
    "like": "close to {title}",
    "more asked": "more {subject}, as you asked",
    "less asked": "less {subject}, as you asked",
    "intensity": "{concentration}, about as strong as you asked for",
    "words": "close to the words of your question",
    "loved": "{note}, which you love in “{memory}”",
    "plain loved": "{note}, which your likes speak for",
    "near liked": "{note}, near to {subject}, which you like",
    "far from liked": "{note}, far from {subject}, which you like",
    "near disliked": "{note}, near to {subject}, which you dislike",
    "far from disliked": "{note}, far from {subject}, which you dislike",
    "more near liked": "more {side} than most, as in {subject}, which you like",
    "less near liked": "less {side} than most, as in {subject}, which you like",
    "more far from liked": "more {side} than most, unlike {subject}, which you like",
    "less far from liked": "less {side} than most, unlike {subject}, which you like",
    "more near disliked": "more {side} than most, as in {subject}, which you dislike",
    "less near disliked": "less {side} than most, as in {subject}, which you dislike",
    "more far from disliked": "more {side} than most, unlike {subject}, which you dislike",
    "less far from disliked": "less {side} than most, unlike {subject}, which you dislike",
    "told": "{note}, as in your memory “{memory}”",
    "plain told": "{note}, as in one of your memories",
    "hated": "{note}, which “{memory}” speaks against",
    "plain hated": "{note}, which your dislikes speak against",
    "avoided": "some {subject}, of which you want little",
    "avoided quality": "{subject} in part, though you want little of that",
    "season": "said to be worn in {subject}",
    "other season": "said to be worn in other seasons than {subject}",
    "occasion": "worn for “{subject}”",
    "other occasion": "usually worn on other occasions than “{subject}”",
    "missing": "no {subject} in it, which you asked for",
    "more axis": "more {subject} than most, which you like",
    "less axis": "less {subject} than you usually like",
    "hated axis": "{subject}, a side you tend to dislike",
    "price unknown": "its price is not known",
    "maybe dearer": "a bottle may cost up to {subject} euros",
    "surely dearer": "a bottle may cost more than 200 euros",
    "discontinued": "no longer made, as far as is known",
    "inferred": "its notes are inferred, not declared by the house",
    "like above": "much like {title}, which stands above it",
    "nothing": "nothing known speaks against it",
}

_KOREAN = {
    "want": "바라신 {note}",
    "kind want": "바라신 {subject} 가운데 {note}",
    "near want": "바라신 {subject}에 가까운 {note}",
    "side want": "바라신 {subject} 쪽의 향",
    "mood": "‘{subject}’ 느낌에 어울리는 {note}",
    "whole mood": "‘{subject}’ 느낌에 어울리는 분위기",
    "like": "{title}에 가까운 향",
    "more asked": "바라신 대로 {subject} 쪽이 더한 향",
    "less asked": "바라신 대로 {subject} 쪽이 덜한 향",
    "intensity": "바라신 만큼의 세기",
    "words": "질문하신 말에 가까운 향",
    "loved": "기억 ‘{memory}’에서 좋아하신 {note}",
    "plain loved": "좋아하시는 {note}",
    "near liked": "좋아하시는 {subject} 쪽에 가까운 {note}",
    "far from liked": "좋아하시는 {subject} 쪽과 거리가 있는 {note}",
    "near disliked": "꺼리시는 {subject} 쪽에 가까운 {note}",
    "far from disliked": "꺼리시는 {subject} 쪽과 거리가 있는 {note}",
    "more near liked": "좋아하시는 {subject} 향처럼 {side} 쪽이 더 짙은 향",
    "less near liked": "좋아하시는 {subject} 향처럼 {side} 쪽이 더 옅은 향",
    "more far from liked": "좋아하시는 {subject} 향과는 달리 {side} 쪽이 더 짙은 향",
    "less far from liked": "좋아하시는 {subject} 향과는 달리 {side} 쪽이 더 옅은 향",
    "more near disliked": "꺼리시는 {subject} 향처럼 {side} 쪽이 더 짙은 향",
    "less near disliked": "꺼리시는 {subject} 향처럼 {side} 쪽이 더 옅은 향",
    "more far from disliked": "꺼리시는 {subject} 향과는 달리 {side} 쪽이 더 짙은 향",
    "less far from disliked": "꺼리시는 {subject} 향과는 달리 {side} 쪽이 더 옅은 향",
    "told": "기억 ‘{memory}’에 나오는 {note}",
    "plain told": "기억에 나오는 {note}",
    "hated": "기억 ‘{memory}’에서 싫어하신 {note}",
    "plain hated": "꺼리시는 {note}",
    "avoided": "적게 바라신 {subject}도 조금 있음",
    "avoided quality": "적게 바라신 {subject} 쪽의 향도 조금 있음",
    "season": "{subject}에 잘 어울린다고 알려진 향",
    "other season": "{subject}보다 다른 계절에 뿌린다고 알려진 향",
    "occasion": "‘{subject}’에 쓰는 향",
    "other occasion": "‘{subject}’보다 다른 때에 쓰는 향",
    "missing": "바라신 {subject} 없음",
    "more axis": "좋아하시는 {subject} 쪽이 더 짙은 향",
    "less axis": "평소 좋아하시는 것보다 {subject} 쪽이 옅은 향",
    "hated axis": "꺼리시는 {subject} 쪽의 향",
    "price unknown": "알려지지 않은 가격",
    "maybe dearer": "{subject}유로까지 할 수 있는 가격",
    "surely dearer": "200유로가 넘을 수 있는 가격",
    "discontinued": "단종된 것으로 알려진 향수",
    "inferred": "발표된 것이 아니라 짐작된 노트",
    "like above": "위에 있는 {title}, 그와 많이 닮은 향",
    "nothing": "마다할 만한 알려진 까닭이 없음",
}


class Phrasing:
    """Reasons about perfumes of one catalogue, in one language."""

    def __init__(
        self,
        labels: Labels,
        catalogue: Catalogue,
        memories: Mapping[str, ScentMemory],
        language: str,
    ) -> None:
        self._labels = labels
        self._catalogue = catalogue
        self.memories = memories
        self.language = language

    def phrase(self, because: Because, fragrance: Fragrance) -> str:
        """One reason about this perfume."""
        table = _KOREAN if self.language == "ko" else _ENGLISH
        spoken = self._spoken(because, fragrance)
        return table[_sort_of(because, spoken)].format_map(asdict(spoken))

    def notes(self, fragrance: Fragrance, most: int) -> list[str]:
        """The first notes of a perfume by name, the heart before the rest."""
        notes = dict.fromkeys((*fragrance.heart[:1], *fragrance.notes))
        return [self._labels.note(note, self.language) for note in list(notes)[:most]]

    def change(self, change: Change, far: int) -> str:
        """What would happen without a memory or a dislike; `far` is how far places were counted."""
        korean = self.language == "ko"
        if change.is_memory:
            memory = self.memories.get(change.without)
            name = memory_name(memory, self.language) if memory else ""
            return _without_memory(name, change.place, far, korean=korean)
        rival = self._catalogue.fragrances[change.rival or 0].title
        subject = self._labels.subject(change.without, self.language)
        if korean:
            return f"{subject} 쪽을 꺼리지 않으신다면 {rival} 향수가 맨 앞이에요."
        return f"Without your dislike of {subject}, {rival} would be first."

    def _spoken(self, because: Because, fragrance: Fragrance) -> Spoken:
        memory = self.memories.get(because.memory_id or "")
        other = because.subject if because.subject in self._catalogue else ""
        title = self._catalogue.get(other).title if other else ""
        return Spoken(
            note=self._labels.note(because.note, self.language) if because.note else "",
            subject=title or self._subject(because.subject),
            memory=memory_name(memory, self.language) if memory and because.quote else "",
            title=title,
            concentration=_an(fragrance.concentration),
            nearness=self._nearness(because),
            side=self._labels.subject(because.side, self.language) if because.side else "",
        )

    def _nearness(self, because: Because) -> str:
        """How a note stands to the wish it meets: a kind of it, near it; "side" without a note."""
        if because.note is None:
            return "side"
        wish = because.subject.removeprefix("note:")
        kinds = self._catalogue.taxonomy.kinds_of(wish)
        return "kind" if because.note in kinds else "near"

    def _subject(self, subject: str) -> str:
        if ":" in subject:
            return self._labels.subject(subject, self.language)
        return self._labels.mood(subject, self.language)


def _sort_of(because: Because, spoken: Spoken) -> str:
    """Which template a reason takes."""
    what = because.what
    if what == "axis" and because.kind == "dislikes":
        return "hated axis"
    if what == "axis":
        return "more axis" if because.amount > 0 else "less axis"
    if what in ("season", "occasion"):
        return what if because.amount > 0 else f"other {what}"
    if what == "avoided" and because.subject.startswith("accord:"):
        return "avoided quality"
    if what == "maybe dearer":
        return "surely dearer" if because.subject == "inf" else what
    return _as_far_as_known(what, spoken)


def _as_far_as_known(what: str, spoken: Spoken) -> str:
    """A template that names no note and no memory where there is none."""
    if what in ("loved", "hated", "told"):
        return what if spoken.memory else f"plain {what}"
    if what == "mood":
        return what if spoken.note else "whole mood"
    if what == "want":
        is_it = spoken.nearness == "kind" and spoken.subject in spoken.note
        return what if is_it else f"{spoken.nearness} want"
    return what


def _an(concentration: str | None) -> str:
    if not concentration:
        return "a perfume"
    return f"{'an' if concentration[0] in 'ae' else 'a'} {concentration}"


def _without_memory(name: str, place: int | None, far: int, *, korean: bool) -> str:
    if korean:
        then = f"{place}번째예요" if place else f"{far}번째 안에 들지 못해요"
        return f"기억 ‘{name}’ 없이는 {then}."
    then = f"this would be number {place}" if place else f"this would not be among the first {far}"
    return f"Without the memory “{name}”, {then}."
