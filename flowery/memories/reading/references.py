"""What "it", "that smell", "the latter" and "all of it" mean: a list that was named before."""

from __future__ import annotations

from flowery.memories.reading.clauses import english_clause
from flowery.memories.reading.feelings import last_group, referred_to
from flowery.memories.reading.mentions import Mention
from flowery.memories.reading.phrases import Found
from flowery.memories.reading.scene import Scene

_AFTER_ONE = frozenset(
    ["i", "is", "was", "of", "and", "but", "more", "most", "best", "made", "makes", "gave", "gives"]
)

FARTHEST_ALL = 4
"""So many words after its verb, "all of it" is still what was felt: "I did so love all of it"."""


def reference(scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
    """The mentions that the clause of a cue points back to."""
    sentence = scene.tokens[cue.first].sentence
    first, after = scene.passage.sentences[sentence]
    if before := listed_before(scene, cue):
        return before
    pool = referred_to(scene, sentence)
    if scene.of_kind(("all_of",), first, after):
        return pool
    named = named_of_list(scene, first, after)
    if named is not None and pool:
        return (pool[named],)
    return _topic(scene, pool) or last_group(scene, pool)


def _topic(scene: Scene, pool: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """What was spoken of before: "… tuberose. … tuberose in candles, in soap. I hate it"."""
    if not pool:
        return ()
    earlier = {m.entry.notes for m in scene.mentions if m.sentence < pool[0].sentence}
    return tuple(m for m in pool if m.entry.notes and m.entry.notes in earlier)


def before_in_sentence(scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
    """The mentions of its sentence before a cue."""
    sentence = scene.tokens[cue.first].sentence
    return tuple(m for m in scene.mentions_of(sentence) if m.last < cue.first)


def listed_before(scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
    """The list before a cue in its sentence: up to a colon or "all of it", everything named."""
    before = before_in_sentence(scene, cue)
    if not before:
        return ()
    named = named_of_list(scene, *english_clause(scene, cue.first))
    if named is not None:
        return (scene.group_of(before[-1])[named],)
    after = before[-1].last + 1
    headed = any(scene.has_colon(i) or "—" in scene.tokens[i].gap for i in range(after, cue.first))
    if not headed and not scene.of_kind(("all_of",), after, cue.last + 1 + FARTHEST_ALL):
        return scene.group_of(before[-1])
    contrasts = scene.of_kind(("contrast",), before[0].first, before[-1].first)
    return tuple(m for m in before if not contrasts or m.first > contrasts[-1].last)


def listed_after(scene: Scene, cue: Found[str]) -> tuple[Mention, ...]:
    """ "Three things I avoid in a shop: coconut, bubblegum, anything with musk"."""
    _, after = english_clause(scene, cue.first)
    colon = next((i for i in range(cue.last + 1, after) if scene.has_colon(i)), after)
    mentions = scene.mentions_of(scene.tokens[cue.first].sentence)
    later = tuple(m for m in mentions if cue.last < m.first < after)
    return later if later and colon <= later[0].first else ()


def named_of_list(scene: Scene, first: int, after: int) -> int | None:
    """Which of a list is meant: "the former", "the latter"; None when neither is said."""
    for kind, place in (("latter", -1), ("former", 0)):
        if any(_stands_for_one(scene, found) for found in scene.of_kind((kind,), first, after)):
            return place
    return None


def _stands_for_one(scene: Scene, found: Found[str]) -> bool:
    """ "I loved the first", "the first I loved"; not "the first time"."""
    after = found.last + 1
    if scene.word(found.last) not in {"first", "last"}:
        return True
    return not scene.follows(after) or scene.word(after) in _AFTER_ONE


def one_of_list(scene: Scene, cue: Found[str], named: int) -> tuple[Mention, ...]:
    """The named one of the list before a cue."""
    sentence = scene.tokens[cue.first].sentence
    before = before_in_sentence(scene, cue)
    pool = scene.group_of(before[-1]) if before else referred_to(scene, sentence)
    return (pool[named],) if pool else ()


def points_back(scene: Scene, cue: Found[str]) -> bool:
    """ "It is a smell I have loved", "Absolutely love.": what is loved was named before."""
    first, _ = scene.passage.sentences[scene.tokens[cue.first].sentence]
    if first == cue.first:
        return True
    return bool(scene.of_kind(("anaphor", "smell_noun"), first, cue.first))


def is_of_other_thing(scene: Scene, cue: Found[str]) -> bool:
    """ "It was the wet towels I couldn't take": no smell, and nothing said before."""
    first, _ = scene.passage.sentences[scene.tokens[cue.first].sentence]
    words = [t.word for t in scene.tokens[first : cue.first]]
    if words[:1] != ["it"] or words[1:2] not in (["was"], ["is"]) or "i" not in words:
        return False
    between = range(first + 2, first + words.index("i"))
    told = {scene.word(i) for i in between} & {"one", "thing", "that", "what", "like", "why", "so"}
    determined = scene.word(first + 2) in {"the", "my", "his", "her", "their", "those", "that"}
    return determined and not told and not any(scene.is_smell_word(i) for i in between)


def is_of_other_kind(scene: Scene, cue: Found[str]) -> bool:
    """ "This isn't the soapy kind that I detest"."""
    before = [t.word for t in scene.tokens[max(0, cue.first - 8) : cue.first]]
    kinds = [i for i, word in enumerate(before) if word in {"kind", "sort", "type"}]
    led = bool(kinds) and set(before[kinds[-1] + 1 :]) <= {"that", "which", "i", "usually", "so"}
    return led and bool(set(before[: kinds[-1]]) & {"not", "isnt", "wasnt", "arent", "never"})
