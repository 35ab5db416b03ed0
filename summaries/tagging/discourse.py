"""How a sentence stands among its neighbours: does it lean on the one before, is it an opinion.

Both questions are answered by the sentence's own words, in English and Arabic, by the rules that
are published here. Its first word tells which of them can hold (``discourse.toml``); only their
patterns are tried. A sentence *leans on the one before* when it opens with a pronoun, a connective,
a definite noun without its referent ("The attack was ..."), a time counted from another event ("A
day earlier"), or when it is speech whose speaker is not named in it. It is an *assessment* when it
says what may be, is likely, is expected or seems.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final, NamedTuple

from summaries.script import has_arabic
from summaries.tagging.cues import Cues
from summaries.tagging.wordlists import word_lists

_LISTS: Final = "discourse.toml"
_OF_FIRST_WORDS: Final = ("leaning", "leaning_phrases", "counted", "articles", "turning")

# These are matched against the sentence from its first word on, in lower case: to ignore case in a
# pattern takes twice as long.
_PHRASES: Final = re.compile(
    r"in (?:fact|addition|exchange|return|response|turn|contrast|spite of (?:this|that))\b"
    r"|in (?:this|that|the same) (?:context|regard|case|way|incident|attack)\b"
    r"|in (?:one|both|another|other|either|each|a related|a separate|a similar)\b"
    r"|as (?:a result|such)\b|by (?:contrast|then)\b|on the (?:contrary|other hand)\b|even so\b"
    r"|(?:despite|because of) (?:this|that|these)\b|for (?:his|her|its|their) part\b"
    r"|for (?:example|instance)\b|at (?:the same|that) time\b|at the time\b(?! of)"
    r"|to (?:this|that) end\b|if (?:so|not)\b|of (?:those|these|them)\b"
    r"|among (?:them|these|those|the dead|the victims|the wounded)\b"
    r"|that (?:said|day|night|evening|morning|is|was|would|will|has|had)\b|from there\b|there,"
    r"|(?:one|some|most|many|all|two|three|four|five|none|few|several|dozens|hundreds|thousands) of"
    r" (?:them|these|those|whom)\b"
    r"|the (?:latter|former|same|others?|two|three|four|five|six|pair|trio)\b(?! of\b)",
)
_COUNTED: Final = re.compile(
    r"(?:(?:a|an|one|two|three|four|five|several|a few|some|many|just|only|shortly|soon|moments"
    r"|minutes|hours|days|weeks|months|years|the)\s+)*"
    r"(?:moments?|minutes?|hours?|days?|nights?|weeks?|months?|years?|shortly|soon)\s+"
    r"(?:earlier|later|before|after|afterwards|prior)\b(?!\s+[a-z])"
    r"|(?:the|that) (?:same|following|next|previous) (?:day|night|evening|morning|week|month)\b"
    r"|(?:earlier|later|previously|since then|until then|shortly after)\s*,",
)
_NOUNS: Final = (
    "attacks?|assault|bombings?|bomb|blasts?|explosions?|shelling|bombardment|strikes?|airstrikes?"
    "|raids?|clash(?:es)?|fighting|battle|incidents?|operations?|offensive|campaign|moves?|decision"
    "|deal|agreement|accord|swap|exchange|release|ambush|shooting|killings?|massacre|deaths|arrests?"
    "|kidnapping|statement|report|announcement|figures?|toll|victims?|dead|wounded|injured|bodies"
    "|casualties|attackers?|assailants?|gunmen|perpetrators?|men|women|boy|girl|man|woman|detainees"
    "|captives|hostages|prisoners|convoy|vehicle|patrol|unit|meeting|visit|talks|protests?"
    "|demonstrations?|rally|funeral|crackdown|siege|truce|ceasefire|withdrawal|evacuation|measure"
    "|resolution|draft|plan|proposal|step|town|city|village|district|neighbou?rhood|area|region"
    "|province|camp|prison|facility|hospital|school|mosque|crossing|checkpoint|airport|airbase"
    "|base|building|bridge|road|spokes(?:man|woman|person)|group|network|organi[sz]ation|agency"
    "|source|activist|witness|resident"
)
_SCENES: Final = (
    "attacks?|assault|bombings?|blasts?|explosions?|shelling|bombardment|strikes?|airstrikes?|raids?"
    "|clash(?:es)?|fighting|battle|incidents?|offensive|ambush|shooting|killings?|massacre|swap"
    "|victims?|dead|wounded|injured|bodies|attackers?|assailants?|gunmen|detainees|captives"
    "|prisoners|convoy|patrol|funeral|siege|evacuation|town|city|village|district|neighbou?rhood"
    "|camp|prison|hospital|school|mosque|shrine|crossing|checkpoint|airport|airbase|base|building"
)
"""Nouns of a scene: they take up the place told before, where "the plan" takes up a matter."""
_DEFINITE: Final = re.compile(
    r"(?:the|these|those)\s+(?:(?:latest|new|whole|entire|deadly|twin|same|first|second|third|last"
    r"|elite|two|three|four|five|six|other|small|large|main)\s+)?"
    rf"(?:{_NOUNS})(?=\s*,|\s+(?:was|were|is|are|had|has|have|will|would|may|might|could|can|also"
    r"|then|later|came|comes|began|begin|took|takes|follow(?:s|ed)|lasted|caused|left|killed"
    r"|wounded|injured|targeted|hit|struck|said|says|added|adds|did|does|do|appears?|seems?|led"
    r"|resulted|marks?|marked|reportedly|who|which|there|here|continued|ended|saw|gave|made"
    r"|remains?|remained)\b)",
)
_SCENE: Final = re.compile(
    r"\w+ (?:(?:latest|new|whole|entire|deadly|twin|same|first|second|two|three|four|five) )?"
    rf"(?:{_SCENES})\b"
    r"(?! of\b| (?:on|in|near) [a-z])",
)
_TURNS: Final = re.compile(
    r"\W*(?:meanwhile|elsewhere|separately|on another|earlier|also|in addition|moreover|furthermore"
    r"|in (?:an?)?other (?:incidents?|developments?|news|attacks?)"
    r"|in a (?:separate|related|similar) \w+"
    r"|[وف]?(?:في غضون ذلك|في سياق (?:متصل|منفصل|آخر)|من جهة (?:أخرى|ثانية)|من ناحية أخرى"
    r"|على صعيد (?:آخر|متصل)|إلى ذلك|كما|في الأثناء|بالمقابل|في المقابل))\b",
)

# These are matched against the sentence as it is written.
_UNCLEAR: Final = re.compile(
    r"It (?:is|was|remains|remained|has been|is still|was still)(?: not)?"
    r"(?: yet| immediately| also)* (?:clear|unclear|known|unknown|believed|estimated|thought"
    r"|possible|impossible|unlikely|likely|expected|reported|hard|difficult)\b"
)
_UNNAMED_SPEAKER: Final = re.compile(
    r"[”\"’',]\s*(?:he|she|they|it)\s+(?:said|says|added|adds|told|explained|noted|continued"
    r"|warned|insisted|recalled|asked|wrote|stressed|claimed|concluded)\b"
)
_OPENING_QUOTES: Final = ("“", '"', "«")
_SPEAKER: Final = re.compile(
    r"\b(?:said|says|say|added|adds|told|tells|asked|asks|wrote|writes|read|reads|shouted|chanted"
    r"|chanting|warned|insisted|according|announced|declared|replied|quoted|stated|explained|noted)\b"
    r"|قال|أضاف|صرح|أكد|أوضح|ذكر|بحسب|وفق|كتب"
)

_LEANS_AR: Final = re.compile(
    "[\"'“«(\\[\\s—–-]*[وف]?(?:"
    "(?:أضاف|أضافت|أضافوا|أردف|أردفت|تابع|تابعت|أوضح|أوضحت|استطرد|استدرك|ختم|اختتم|لفت|لفتت|نوه|نوهت"
    "|بين|بينت)\\s"
    "|(?:قال|قالت|أكد|أكدت|ذكر|ذكرت|أشار|أشارت|أعلن|أعلنت|شدد|شددت)\\s+(?:إن|أن|بأن|إلى|على)"
    "|(?:هو|هي|هم|هما|هذا|هذه|هذان|هؤلاء|ذلك|تلك|أولئك|كلاهما|جميعهم|معظمهم|بعضهم|بينهم|منهم"
    "|من بينهم|بعضها|معظمها|آخرون|غيرهم|أحدهم|أحدهما)\\b"
    "|(?:كما|أيضا|كذلك|لكن|لكنه|لكنها|لكنهم|إلا أن|غير أن|بيد أن|ثم|إذ|حيث|لذلك|لذا|بذلك|عليه"
    "|بالتالي|بالمقابل|بدوره|بدورها|بدورهم|حينها|وقتها|عندها|آنذاك|حينئذ)\\b"
    "|(?:في|من|إلى|على|قبل|بعد|رغم|مع|منذ|خلال)\\s+(?:المقابل|غضون|ذلك|هذا|هذه|تلك|جهته|جهتها|جهتهم"
    "|جانبه|جانبها|جانبهم|جهة أخرى|ناحية أخرى|جانب آخر|الأثناء|سياق|السياق|الوقت نفسه|الوقت ذاته"
    "|اليوم نفسه|اليوم ذاته|اليوم التالي|اليوم السابق|إثر|أثره|الإطار|إطار)(?!\\w)"
    "|(?:جاء|جاءت|يأتي|تأتي|حدث|وقع|وقعت)\\s+(?:ذلك|هذا|هذه|الهجوم|العملية|الحادثة|الحادث|التفجير)"
    "|(?:قبل|بعد)\\s+(?:ذلك|يوم|يومين|ساعات|أيام|أسبوع)\\b"
    "|(?:الهجوم|العملية|الحادثة|الحادث|التفجير|الانفجار|القصف|الاشتباكات|الضحايا|القتلى|الجرحى)"
    "\\s+(?:الذي|التي|كان|كانت|لم|قد|جاء|جاءت|أسفر|أسفرت|أدى|أدت)\\b"
    ")"
)

_MODALS: Final = re.compile(
    r"\b(?:"
    r"(?:may|might)(?!\s*(?:\d|,|God|Day)\b)(?:\s+(?:not|also|still|well|even|soon|yet|be|have))*"
    r"\s+[a-z]+|may\s+soon|could(?!\s*n[o']t|\s+(?:only|barely|be (?:seen|heard|reached)|hear|see"
    r"|not))\s+[a-z]+"
    r"|(?:is|are|was|were|seems?|looks?|appears?|remains?|very|more|most|less|highly|not|will)"
    r"\s+(?:un)?likely|(?:un)?likely\s+to|it is (?:un)?likely"
    r"|(?:do(?:es)?n[’']t\s+)?(?:appears?|seems?)\s+(?:to|that|likely|set)|looks?\s+set"
    r"|(?:is|are)\s+(?:also\s+)?(?:widely\s+)?expected\s+to|expects?\s+(?:that|the)"
    r"|(?:[Aa]nalysts?|[Ee]xperts?|[Oo]bservers?|[Cc]ritics|[Dd]iplomats)\s+(?:say|believe|think|expect|warn|fear"
    r"|predict|see|argue|note)"
    r"|perhaps|probably|possibly|presumably|potentially|(?:risks?|risked)\s+[a-z]+ing"
    r"|remains? to be seen|on the brink of|raises? (?:fears|concerns|questions)"
    r"|fears? (?:that|of|are)\b|threatens? to)",
)
_MAYBE_AR: Final = re.compile(
    r"(?<!\w)[وف]?(?:ربما|لعل|يرجح|مرجح|المرجح|الأرجح|يحتمل|محتمل|المحتمل|يتوقع|متوقع|المتوقع|يبدو|تبدو"
    r"|يخشى|يعتقد|يستبعد|مخاوف|مراقبون|محللون|خبراء|توقعات|سيناريو|قد\s+(?:لا\s+)?(?:ي\w+"
    r"|ت(?!م\b|مت\b|عرض|مكن|وفي|سبب|جاوز|حدث|وقف|راجع|قدم|زامن|لقى|وصل|ولى|داول)\w+))"
)
_PASSIVE_SIGNS: Final = re.compile("[\u064b-\u0652\u0670\u0640]")
_FIRST_WORD: Final = re.compile(r"[\"'“‘(\[\s—–-]*([A-Za-z]+)")


class Standing(NamedTuple):
    """How a sentence stands after the one before it.

    ``leans`` says that it cannot be understood without that one; ``resumes`` that it takes up a
    scene told before ("The attack was", "The town has"); ``turns`` that it goes over to another
    matter ("Meanwhile, ...").
    """

    leans: bool
    resumes: bool
    turns: bool


_ALONE: Final = Standing(leans=False, resumes=False, turns=False)
_LEANING: Final = Standing(leans=True, resumes=False, turns=False)
_UNKNOWN: Final[frozenset[str]] = frozenset()


def standing(text: str, cues: Cues) -> Standing:
    """Tell how a sentence with these cues stands after the one before it."""
    word = cues.words[0].strip("'").partition("'")[0] if cues.words else ""
    known = _first_words().get(word, _UNKNOWN)
    if not known and text.isascii():
        leans = "a" <= text[:1] <= "z" or _is_speech_of_nobody(text, cues)
        return _LEANING if leans else _ALONE
    first = _FIRST_WORD.match(text)
    if first is None:
        leans = _LEANS_AR.match(text) is not None or _is_speech_of_nobody(text, cues)
        return Standing(leans, resumes=False, turns=_TURNS.match(text.lower()) is not None)
    start = text[first.start(1) :]
    lowered = start.lower()
    return Standing(
        leans="a" <= text[0] <= "z"
        or _opens_leaning(start, lowered, known)
        or _is_speech_of_nobody(text, cues),
        resumes="articles" in known and _SCENE.match(lowered) is not None,
        turns="turning" in known and _TURNS.match(lowered) is not None,
    )


@cache
def _first_words() -> Mapping[str, AbstractSet[str]]:
    """Return the lists in which a first word stands, for those that tell something."""
    words: dict[str, set[str]] = defaultdict(set)
    for name in _OF_FIRST_WORDS:
        for word in word_lists(_LISTS)[name]:
            words[word].add(name)
    return dict(words)


def _opens_leaning(start: str, lowered: str, known: AbstractSet[str]) -> bool:
    if "leaning" in known:
        return _UNCLEAR.match(start) is None
    return (
        ("leaning_phrases" in known and _PHRASES.match(lowered) is not None)
        or ("counted" in known and _COUNTED.match(lowered) is not None)
        or ("articles" in known and _DEFINITE.match(lowered) is not None)
    )


def _is_speech_of_nobody(text: str, cues: Cues) -> bool:
    """Tell whether the sentence is speech, or the rest of one, and does not say whose."""
    if cues.has("pronouns") and _UNNAMED_SPEAKER.search(text) is not None:
        return True
    if text.startswith(_OPENING_QUOTES):
        return _SPEAKER.search(text) is None
    if text.isascii():
        return False
    return ("”" in text and "“" not in text) or ("»" in text and "«" not in text)


def assessment(text: str, cues: Cues) -> bool:
    """Tell whether a sentence with these cues is a forecast or an opinion and no report."""
    if has_arabic(text):
        return _MAYBE_AR.search(_PASSIVE_SIGNS.sub("", text)) is not None
    return cues.has("assessment") and _MODALS.search(text) is not None
