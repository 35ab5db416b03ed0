"""What a sentence says happened to people and places, in English and Arabic.

Most events are told by one word, and a word's kinds are looked up once; phrases are searched only
in sentences that hold one of their words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Kind = Literal[
    "killed", "wounded", "displaced", "detained", "released", "control", "agreement", "attack"
]
"""What was done; see `TO_PEOPLE` for what is done to people."""

TO_PEOPLE: Final[frozenset[Kind]] = frozenset(
    ("killed", "wounded", "displaced", "detained", "released")
)

_ENGLISH: Final[dict[Kind, str]] = {
    "killed": r"kill(?:ed|s|ing|ings)?|dead|died|dies|deaths?|massacred?|executed|execution"
    r"|assassinat\w+|murder(?:ed|s)?|beheaded|slain|fatalit\w+|casualties|bodies|martyr\w*|perished",
    "wounded": r"wound(?:ed|ing|s)|injur(?:ed|ing|ies|y|es)|maimed",
    "displaced": r"displac\w+|fled|flee(?:s|ing)?|refugees?|evacuat\w+|exodus|homeless",
    "detained": r"detain\w*|detention|arrest\w*|kidnap\w*|abduct\w*|hostages?|imprison\w*",
    "released": r"freed|surrender\w*",
    "control": r"(?:re)?captur(?:e|ed|es|ing)|seiz(?:e|ed|es|ing)|retak(?:e|en|es|ing)|retook"
    r"|overr[ua]n|withdr[ae]w\w*|liberat\w+|besieg\w+|siege|advanc(?:ed|es|ing)|storm(?:ed|s|ing)",
    "agreement": r"agreements?|agreed|ceasefires?|truces?|accords?|treaty|signed|resolution"
    r"|settlement|sanction(?:s|ed)",
    "attack": r"attack(?:s|ed|ing)?|airstrikes?|strikes?|struck|shell(?:s|ed|ing)|bomb\w*|explo\w+"
    r"|blasts?|clash\w*|fighting|gunmen|ambush\w*|drones?|missiles?|rockets?|landmines?|mines"
    r"|battles?|offensives?|snipers?|protest(?:s|ed|ers)?|demonstrat\w+|raid(?:s|ed)?",
}
_ARABIC: Final[dict[Kind, str]] = {
    "killed": r"قتل(?:ت|وا|ى)?|[يت]قتل\w*|قتيل\w*|مقتل\w*|استشه\w+|شهيد\w*|شهداء|مصرع\w*|توفي\w*"
    r"|وفاة|اغتيال\w*|اغتال\w*|إعدام\w*|أعدم\w*|جثة|جثث|جثامين|مجزرة|ضحايا|حتفهم",
    "wounded": r"جرح(?:ت|وا|ى)?|جريح\w*|أصيب\w*|إصابة|إصابات|مصاب\w*",
    "displaced": r"نزوح\w*|نازح\w*|نزح\w*|تهجير\w*|مهجر\w*|لاجئ\w*|إجلاء",
    "detained": r"اعتقل\w*|اعتقال\w*|معتقل\w*|[يت]عتقل\w*|احتجا?ز\w*|خطف\w*|اختط\w+|مداهم\w+|أسرت"
    r"|أسروا|أسرى",
    "released": r"أفرج\w*|إفراج\w*|استسل\w+",
    "control": r"سيطر\w*|[يت]سيطر\w*|استعاد\w*|انسح\w+|حصار\w*|حاصر\w*|[يت]حاصر\w*|تحرير\w*|اقتح\w+"
    r"|تقدم\w*",
    "agreement": r"اتفاق\w*|هدنة|تسوية|عقوبات|مصالحة",
    "attack": r"هجوم\w*|هجمات|هاجم\w*|استهدف\w*|قصف\w*|غارة|غارات|انفجا?ر\w*|تفجير\w*|اشتباك\w*"
    r"|عبوة|لغم|ألغام|صاروخ\w*|صواريخ|كمين|مظاهر\w+|احتجاج\w*|معارك",
}
_WORDS: Final[dict[Kind, re.Pattern[str]]] = {
    kind: re.compile(rf"(?:{_ENGLISH[kind]}|[وفبل]?(?:ال|لل)?(?:{_ARABIC[kind]}))", re.IGNORECASE)
    for kind in _ENGLISH
}


def _phrase(kind: Kind, held: str, pattern: str) -> tuple[Kind, frozenset[str], re.Pattern[str]]:
    """Return a phrase and the words one of which a sentence holds that has the phrase."""
    return kind, frozenset(held.split()), re.compile(pattern, re.IGNORECASE)


_PHRASES: Final = (
    _phrase("killed", "lives", r"\b(?:claim|lost|cost)\w* (?:the|their|\w+) lives\b"),
    _phrase("displaced", "فرار", r"فرار (?:ال)?(?:أهالي|سكان|مدنيين|عائلات)"),
    _phrase("released", "handed", r"\bhanded over\b"),
    _phrase("released", "swap exchange", r"\bprisoner (?:swap|exchange)\b"),
    _phrase(
        "released",
        "released releases",
        r"\breleas(?:ed|es)\b"
        r"(?! (?:by|on|(?:a|the) (?:statement|report|video|figures)|footage))",
    ),
    _phrase("released", "سراح أسرى الأسرى", r"سراح|تبادل (?:ال)?أسرى"),
    _phrase(
        "control",
        "control",
        r"\b(?:complete|full|took|taken?|takes|lost|regain\w*|gain\w*) control\b",
    ),
    _phrase("control", "pulled", r"\bpulled out\b"),
    _phrase(
        "control",
        "took entered",
        r"\b(?:fighters|rebels|forces|troops|army|opposition|sdf|hts|isis|isil|militants|groups?"
        r"|factions?|council|militias?|units?)\b[^.,]{0,40}? (?:took|entered) (?:over )?"
        r"(?:the (?:town|city|village|district|base|airport|bridge|crossing|post|headquarters)\b"
        r"|(?-i:[A-Z]))",
    ),
    _phrase("control", "fell", r"\bfell to (?:the )?(?-i:[A-Z])"),
    _phrase("control", "دخل دخلت", r"\bدخلت? (?:ال)?(?:مقاتل|قوات|فصائل|وحدات|جيش|مسلح)"),
    _phrase(
        "agreement", "deal", r"\b(?:an?|the|new|secret|peace) (?:\w+ )?deal\b|\bdeal\b(?! with)"
    ),
    _phrase("agreement", "fire إطلاق", r"\bcease-fire\b|وقف إطلاق النار"),
    _phrase("attack", "air land", r"\bair strikes?\b|\bland mines?\b"),
    _phrase("attack", "fire fired", r"\b(?:opened fire|fired (?:on|at))\b"),
    _phrase("attack", "set", r"\bset [^.]{0,80}(?:on fire|ablaze)\b"),
    _phrase("attack", "إطلاق", "إطلاق نار"),
)
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 13)
def kinds(text: str) -> frozenset[Kind]:
    """Return which kinds of event the sentence names."""
    held = set(_WORD.findall(text.lower()))
    found = {kind for word in held for kind in kinds_of_word(word)}
    found.update(
        kind for kind, cues, phrase in _PHRASES if not cues.isdisjoint(held) and phrase.search(text)
    )
    return frozenset(found)


@lru_cache(maxsize=60_000)
def kinds_of_word(word: str) -> tuple[Kind, ...]:
    """Return the kinds of event that a word alone names; letter case does not matter."""
    return tuple(kind for kind, pattern in _WORDS.items() if pattern.fullmatch(word))
