"""The answer in words, without any model: short, kind, and naming nothing that is not in the data.

It varies with the question and not with chance, so that the same answer is worded the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from flowery.advice.labels import Labels
from flowery.words.vocabulary import Brief, Recommendation

_FIRST = {
    "en": (
        "I would start with {title}: {why}.",
        "{title} comes first: {why}.",
        "Try {title} first: {why}.",
    ),
    "ko": (
        "{title}부터 보세요. {why}.",
        "먼저 {title}부터 권해요. {why}.",
        "{title}부터 맡아 보세요. {why}.",
    ),
}
_OTHERS = {
    "en": ("After it: {titles}.", "Then {titles}.", "Also worth a sniff: {titles}."),
    "ko": ("그다음으로는 {titles}.", "이어서 {titles}.", "함께 맡아 볼 만한 것: {titles}."),
}
_STRANGER = {
    "en": "I do not know your taste yet, so this rests on your question alone. "
    "Two or three scent memories would help.",
    "ko": "아직 취향을 몰라서 질문만 보고 골랐어요. 향기 기억을 두세 편 남겨 주시면 도움이 돼요.",
}
_BY_TASTE = {
    "en": "Nothing in your question names a smell, a mood or a perfume that I know, so this goes "
    "by your taste alone.",
    "ko": "질문에서 아는 향이나 분위기, 향수를 찾지 못해 취향만 보고 골랐어요.",
}
_SAMPLER = {
    "en": "I do not know your taste yet, and no smell is named here, so these go in different "
    "directions. Name a smell you love, or keep a first memory.",
    "ko": "아직 취향을 모르고 질문에도 향이 없어서 서로 다른 방향으로 골랐어요. "
    "좋아하는 향을 말해 주시거나 첫 기억을 남겨 주세요.",
}
_CLOSEST = {
    "en": "No perfume here has {subject}; these come closest.",
    "ko": "여기에는 {subject} 향수가 없어서 가장 가까운 것들을 골랐어요.",
}
_NONE = {
    "en": "No perfume in the catalogue fits all of this.",
    "ko": "이 조건에 모두 맞는 향수가 카탈로그에 없어요.",
}
_RELAX = {
    "en": "Most would fit without this wish: {wish}.",
    "ko": "이 조건을 빼면 가장 많이 맞아요: {wish}.",
}
_WISHES = {
    "en": {
        "budget": "at most {budget}",
        "brands": "only from {houses}",
        "perfumers": "only by {perfumers}",
        "years": "only {years}",
        "include_known": "only perfumes that are new to you",
    },
    "ko": {
        "budget": "{budget} 이하",
        "brands": "{houses} 향수만",
        "perfumers": "{perfumers}의 향수만",
        "years": "{years} 향수만",
        "include_known": "써 보지 않은 향수만",
    },
}
_RELAX_TWO = {
    "en": "No single wish stands in the way: at least two would have to give.",
    "ko": "조건 하나만 빼서는 안 되고, 적어도 두 가지를 풀어야 해요.",
}
_SHUT_OUT = {
    "en": "{titles} is left out, since it has something you do not want.",
    "ko": "바라지 않는 것이 들어 있어 뺐어요: {titles}.",
}


@dataclass(frozen=True)
class Wording:
    """The sentences of an answer in one language ("en" or "ko")."""

    labels: Labels
    language: str

    def recommended(
        self,
        question: str,
        brief: Brief,
        picked: Sequence[Recommendation],
        knows: bool,
        absent: str,
        by_taste: bool,
    ) -> str:
        """What is recommended and why. `absent` is a wished subject that no perfume has, `by_taste`
        says that the question tells nothing to go by.
        """
        sentences = [self.understood(brief)]
        if by_taste and knows:
            sentences.append(_BY_TASTE[self.language])
        if absent:
            sentences.append(self._one_of(_CLOSEST, subject=self.subject(absent)))
        first = picked[0]
        why = first.sentence.rstrip(".")
        why = why if self.language == "ko" else why[:1].lower() + why[1:]
        sentences.append(self._varied(_FIRST, question, title=first.title, why=why))
        if len(picked) > 1:
            titles = ", ".join(one.title for one in picked[1:3])
            sentences.append(self._varied(_OTHERS, question, titles=titles))
        if not knows:
            nothing_said = not any(one.supports for one in picked)
            sentences.append((_SAMPLER if nothing_said else _STRANGER)[self.language])
        return " ".join(sentence for sentence in sentences if sentence)

    def nothing(self, brief: Brief, wish: str | None) -> str:
        """That nothing fits, and which wish to relax."""
        relax = _RELAX_TWO[self.language] if wish is None else self._one_of(_RELAX, wish=wish)
        return " ".join(
            part for part in (self.understood(brief), _NONE[self.language], relax) if part
        )

    def wish(self, wish: str, brief: Brief) -> str:
        """A wish that could be let go, as `Answer.relax` names it."""
        if ":" in wish:
            label = self.labels.subject(wish, self.language)
            no = "nothing" if self._is_quality(wish) else "no"
            return f"{label} 없이" if self.language == "ko" else f"{no} {label}"
        return _WISHES[self.language][wish].format(
            budget=self._euros(brief.budget_max or 0.0),
            houses=", ".join(brief.brands),
            perfumers=", ".join(brief.perfumers),
            years=self._years(brief.years or (None, None)),
        )

    def shut_out(self, titles: Sequence[str]) -> str:
        """That perfumes which were named themselves are left out by a veto."""
        return self._one_of(_SHUT_OUT, titles=", ".join(titles)) if titles else ""

    def understood(self, brief: Brief) -> str:
        """What was understood, so that a wrong reading is seen at once; "" when nothing was."""
        wanted = [*map(self.subject, brief.wants[:4]), *map(self.mood, brief.moods[:3])]
        worn = [self.mood(c) for c in (brief.occasion, brief.season) if c]
        wanted = list(dict.fromkeys(wanted))
        denied = [self._plain(subject) for subject in brief.vetoes[:6]]
        little = [subject for subject in brief.avoid[:3] if not self._is_quality(subject)]
        mild = [subject for subject in brief.avoid[:3] if subject not in little]
        said = self._korean if self.language == "ko" else self._english
        parts = said(wanted, worn, denied, self._names(little), self._names(mild))
        parts += self._bounds(brief)
        if self.language == "ko":
            return f"{' · '.join(parts)}." if parts else ""
        return f"You asked for {', '.join(parts)}." if wanted else _capital(", ".join(parts), ".")

    def _bounds(self, brief: Brief) -> list[str]:
        """Who made it, when, and what it may cost."""
        korean, makers = self.language == "ko", ", ".join(brief.perfumers)
        parts = [f"조향사: {makers}" if korean else f"by {makers}"] if makers else []
        parts += [self._years(brief.years)] if brief.years else []
        if brief.budget_max is not None:
            euros = self._euros(brief.budget_max)
            parts.append(f"{euros} 이하" if korean else f"for at most {euros}")
        return parts

    def _euros(self, amount: float) -> str:
        said = f"{round(amount, 2):,}".removesuffix(".0")
        if self.language == "ko":
            return f"{said}유로"
        return f"{said} euro{'' if amount == 1 else 's'}"

    def _years(self, years: tuple[int | None, int | None]) -> str:
        first, last = years
        if self.language == "ko":
            said = f"{first}~{last}년" if first and last else f"{first or last}년 "
            said += "" if first and last else "이후" if first else "이전"
            return f"{first}년" if first == last else said
        if first and last:
            return f"of {first}" if first == last else f"from {first} to {last}"
        return f"from {first} on" if first else f"up to {last}"

    def _names(self, subjects: Iterable[str]) -> list[str]:
        return [self.labels.subject(subject, self.language) for subject in subjects]

    def subject(self, subject: str) -> str:
        """A subject by name, as something one can ask for."""
        label = self.labels.subject(subject, self.language)
        return f"something {label}" if self._is_quality(subject) else label

    def _is_quality(self, subject: str) -> bool:
        return self.language == "en" and subject.startswith("accord:")

    def _plain(self, subject: str) -> str:
        label = self.labels.subject(subject, self.language)
        return f"anything {label}" if self._is_quality(subject) else label

    def mood(self, mood: str) -> str:
        """A mood by name."""
        return self.labels.mood(mood, self.language)

    def _english(
        self,
        wanted: list[str],
        worn: list[str],
        denied: list[str],
        little: list[str],
        mild: list[str],
    ) -> list[str]:
        parts = [_joined(wanted, "and")] if wanted else []
        parts += [f"for {' in '.join(f'“{name}”' for name in worn)}"] if worn else []
        parts += [f"without {_joined(denied, 'or')}"] if denied else []
        parts += [f"with little {_joined(little, 'or')}"] if little else []
        return parts + ([f"not too {_joined(mild, 'or')}"] if mild else [])

    def _korean(
        self,
        wanted: list[str],
        worn: list[str],
        denied: list[str],
        little: list[str],
        mild: list[str],
    ) -> list[str]:
        parts = [f"바라신 것: {', '.join(wanted)}"] if wanted else []
        parts += [f"쓰실 때: {', '.join(worn)}"] if worn else []
        parts += [f"뺀 것: {', '.join(denied)}"] if denied else []
        return parts + ([f"적게: {', '.join((*little, *mild))}"] if little or mild else [])

    def _varied(self, table: Mapping[str, tuple[str, ...]], question: str, **names: str) -> str:
        variants = table[self.language]
        return variants[crc32(question.encode()) % len(variants)].format(**names)

    def _one_of(self, table: dict[str, str], **names: str) -> str:
        return table[self.language].format(**names)


def _capital(text: str, end: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{end}" if text else ""


def _joined(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
