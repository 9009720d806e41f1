"""The Korean words that soften or leave out. Korean says at the end what becomes of what it named.

Written as they are compared; a word counts when it begins like one of these.
"""

from __future__ import annotations

LEFT_OUT_AFTER = (
    *(
        "없이",
        "없는",
        "없게",
        "없었",
        "없고",
        "없으면",
        "없어",
        "없음",
        "없다",
        "빼고",
        "빼줘",
        "빼주",
        "빼",
    ),
    *(
        "뺀",
        "제외",
        "말고",
        "싫",
        "질색",
        "못",
        "알레르기",
        "알러지",
        "안 좋아",
        "안좋아",
        "안 들",
        "안들",
    ),
    *(
        "금지",
        "피하",
        "피해",
        "피할",
        "사절",
        "사양",
        "거부",
        "빠진",
        "빠졌",
        "들어가지",
        "들어있지",
    ),
    *(
        "들어 있지",
        "아닌",
        "아니고",
        "아니었",
        "아니면",
        "끔찍",
        "역겨",
        "역해",
        "머리",
        "노노",
        "안 맞",
        "안맞",
    ),
    *(
        "별로",
        "안 나",
        "안나",
        "나지 않",
        "미워",
        "혐오",
        "꺼려",
        "꺼리",
        "쓰지 않",
        "쓰지 말",
        "넣지",
    ),
)
"""What stands before is left out: the word after it begins like this."""

NO_SUCH_THING = (
    "싫지 않",
    "싫진 않",
    "없으면 안",
    "못 참게 좋",
    "없이는 못",
    "없인 못",
    "빼놓을 수 없",
)

BETWEEN = (
    *(
        "향",
        "향기",
        "냄새",
        "노트",
        "같은",
        "건",
        "것",
        "거",
        "절대",
        "정말",
        "진짜",
        "너무",
        "아예",
        "전혀",
    ),
    *(
        "좀",
        "계열",
        "향조",
        "느낌",
        "쪽",
        "들어간",
        "들어 간",
        "종류",
        "모두",
        "다",
        "둘",
        "심하게",
        "가",
        "는",
    ),
    *(
        "이",
        "은",
        "을",
        "를",
        "도",
        "만",
        "전부",
        "제발",
        "꼭",
        "나는",
        "나오는",
        "나지",
        "분",
        "수",
    ),
)
"""Words that may stand between a thing and the Korean word that leaves it out."""

STEMS = {
    "달": "sweet",
    "무겁": "heavy",
    "진하": "strong",
    "강하": "strong",
    "독하": "strong",
    "세": "strong",
    "맵": "spicy",
    "느끼하": "creamy",
    "쓰": "bitter",
    "어둡": "dark",
    "차갑": "cold",
}
"""Stems of Korean adjectives as they stand before "-지 않": the word of the lexicon they mean."""

FORMS = {"단": "sweet", "달": "sweet", "달게": "sweet", "달고": "sweet", "달면": "sweet"}
"""Forms of 달다, which are too short to be looked for anywhere else than beside 안, 덜 or 너무."""
