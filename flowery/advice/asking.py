"""The words people ask with, in English and Korean: what leaves out, what softens, what asks for
more.

All of them are written as they are compared: lower case, no apostrophes, plurals as they come.
They say nothing about smells; those stand in `data/`.
"""

from __future__ import annotations

LEAVES_OUT = (
    *("no", "not", "non", "without", "nothing", "never", "none of", "zero", "sans", "minus"),
    *("free of", "free from", "devoid of", "lacking", "rid of", "neither", "nor", "except"),
    *("except for", "other than", "apart from", "aside from", "anything but", "everything but"),
    *("all but", "exclude", "excludes", "excluding", "leave out", "leaving out", "keep out"),
    *("skip", "avoid", "avoids", "avoiding", "ban", "hold the", "drop the", "lose the"),
    *("hate", "hates", "hated", "detest", "detests", "loathe", "dislike", "dislikes", "cant stand"),
    *("cannot stand", "can not stand", "couldnt stand", "never could stand", "cant bear"),
    *("cannot bear", "cant abide", "cant take", "cant tolerate", "cannot tolerate", "dont like"),
    *("do not like", "doesnt like", "does not like", "didnt like", "never liked", "dont want"),
    *("do not want", "doesnt want", "dont love", "dont enjoy", "not a fan of", "no fan of"),
    *("sick of", "tired of", "fed up with", "steer clear of", "stay away from", "keep away from"),
    *("keep clear of", "rather not", "allergic to", "allergy to", "intolerant of"),
    *("intolerant to", "sensitive to", "react badly to", "dont give me", "do not give me"),
    *("dont show me", "do not show me", "dont include", "do not include", "dont recommend"),
    *("do not recommend", "must not", "mustnt", "should not", "shouldnt", "cant have"),
    *("cannot have", "cant wear", "cannot wear", "isnt", "arent", "doesnt smell", "veto", "vetoed"),
    *("does not smell", "doesnt contain", "does not contain", "doesnt have", "does not have"),
    *("not contain", "not have", "not include", "not smell"),
)
"""What follows is left out."""

REACH = {"not": 2, "non": 1, "isnt": 2, "arent": 2, "nor": 3, "never": 3, "no": 4, "ban": 3}
"""How many other words may stand between such a word and what it leaves out; six elsewhere, as in
"nothing that smells even remotely of vanilla".
"""

SOFTENS = (
    *("not too", "not too much", "not overly", "not so", "not so much", "not very", "not that"),
    *("not super", "not much", "not as", "nothing too", "nothing overly", "nothing very"),
    *("nothing so", "without too much", "without being too", "less", "a bit less", "a little less"),
    *("much less", "way less", "easy on the", "easy on", "light on the", "light on", "too"),
    *("hardly any", "barely any", "only a little", "without much", "no too", "isnt too"),
    *("isnt overly", "doesnt get too", "dont like too", "dont want too"),
)
"""What follows is wanted less of."""

ASKS_MORE = (
    *("more", "a bit more", "a little more", "much more", "even more", "extra", "way more"),
    *("with more", "but more", "heavier on", "heavy on"),
)
"""What follows is wanted more of."""

MEANS_NO_SUCH_THING = (
    *("nothing but", "not only", "not just", "not merely", "no matter", "no idea", "not sure"),
    *("no problem", "no rush", "no hurry", "dont know", "do not know", "dont mind", "do not mind"),
    *("wouldnt mind", "cant get enough of", "cannot get enough of", "cant get enough"),
    *("cant live without", "cannot live without", "couldnt live without", "live without"),
    *(
        "do without",
        "never without",
        "not without",
        "nothing better than",
        "nothing beats",
        "no one",
    ),
    *("no budget", "no limit", "no price limit", "cant resist", "never tire of", "dont hate"),
    *("do not hate", "not necessarily", "no more than", "not more than", "no less than", "why not"),
    *("never get tired of", "too many", "too long", "too expensive", "too much money", "me too"),
    *("not bad", "no preference", "not long ago", "like no other", "if not", "not yet", "too dear"),
    *("cant stop", "no later than", "doesnt matter", "more than", "more or less", "any more"),
)
"""Idioms that hold such a word and leave nothing out."""

STARTS_ANEW = frozenset(
    (
        *("but", "with", "however", "though", "although", "yet", "something", "want", "wants"),
        *("love", "loves", "like", "likes", "please", "instead", "just", "only", "rather", "give"),
        *("looking", "recommend", "suggest", "need", "for", "under", "below", "then", "maybe"),
        *("하지만", "그런데", "근데", "대신", "그러나", "그리고", "추천"),
    )
)
"""Words after which a new thought begins."""

JOINS = frozenset(
    (
        *(
            "or",
            "and",
            "nor",
            "no",
            "any",
            "the",
            "a",
            "an",
            "of",
            "either",
            "also",
            "notes",
            "note",
        ),
        *("scent", "scents", "smell", "smells", "perfume", "perfumes", "at", "all", "too", "kind"),
        *("that", "is", "are", "thing", "stuff", "even", "really", "very", "much", "overly"),
        *(
            "또는",
            "혹은",
            "아니면",
            "및",
            "그리고",
            "향",
            "노트",
            "이나",
            "나",
            "랑",
            "와",
            "과",
            "하고",
        ),
    )
)
"""Words that may stand between two things of one list."""

LEFT_OUT_AFTER = (
    *("free", "is out", "are out", "is a no", "are a no", "is a no go", "no go", "off limits"),
    *("makes me sick", "make me sick", "makes me ill", "makes me sneeze", "makes me nauseous"),
    *("gives me a headache", "give me a headache", "gives me headaches", "give me headaches"),
    *("gives me migraines", "give me migraines", "triggers", "allergy", "allergies", "intolerance"),
    *("disgusts me", "turns my stomach", "is forbidden", "is banned", "need not apply"),
    *("is not for me", "isnt for me", "arent for me", "are not for me", "is not allowed"),
)
"""What stands before is left out."""
