"""Whether a date in a sentence lies ahead: what the verbs around it say.

A weekday or a date without a year means the latest one in a sentence about the past and the next
one in a sentence about a plan. The verb that stands nearest before the date decides; a date that
opens its clause looks to the verb that follows.
"""

from __future__ import annotations

import re
from typing import Final

from summaries.sentences import has_one_of

_MODAL: Final = r"(?:will|would|shall|may|might|could|must|should|can)"
_ADVERB: Final = r"(?:\s(?:not|also|then|now|only|soon|[a-z]+ly))?"
_PARTICIPLE: Final = (
    r"(?!(?:killed|wounded|injured|hit|found|seen|reported)\b)"
    r"(?:[a-z]+ed|held|put|sent|made|taken|begun|given|shown|set|cut|brought|led)"
)
_ASK: Final = r"(?:asks?|asked|ordered|tells?|told|urges?|urged|invites?|invited|instructed)"
_TO_BE_DONE: Final = rf"{_ADVERB}\sbe{_ADVERB}\s{_PARTICIPLE}"
_VERB: Final = re.compile(
    rf"""[^\w-](?=[a-z])(?:
    (?P<past1>
        {_MODAL}{_ADVERB}\shave\s(?:been|[a-z]+ed)
        | (?:after|since|following|before)\s[a-z]+ing
        | (?:following|since|amid|despite)\s(?:the|an?|his|her|their)\s[a-z]+
        | (?:seem|appear|believ|report|said|thought|known)[a-z]*[ ]to
    )
    | (?P<future>
        {_MODAL}(?:{_TO_BE_DONE})?
        | to(?:{_TO_BE_DONE}
            |[ ](?:also[ ])?(?:hold|convene|vote|resume|take[ ](?:place|effect)|brief|address))
        | (?:is|are)(?:[ ](?:supposed[ ])?to|{_ADVERB}\s(?!(?:being|among)\b)[a-z]+ing)
        | (?:was|were)[ ]supposed[ ]to
        | {_ASK}(?:\s(?!that\b)[\w’'-]+){{0,3}}\sto\s(?!(?:the|an?|his|her|its|their)\b)[a-z]+
        | agreed[ ]to[ ](?!the|a|an|his|her|its|their|this|that)[a-z]+
        | won['’]t | due | expect(?:ed|s|ing)? | schedul(?:ed|ing) | set[ ](?:to|for) | slated
        | plans?[ ](?:to|for|on) | plann(?:ed|ing) | going[ ]to | ahead[ ]of | deadline | ultimatum
        | upcoming | intends? | hop(?:es|ing)[ ](?:to|for|that) | prepar(?:es?|ing)[ ](?:to|for)
        | vow(?:s|ed)[ ]to | call(?:s|ed|ing)?[ ]for | invit(?:es?|ed) | expires? | runs?[ ]out
        | pledg(?:es|ed)[ ]to | in[ ]time[ ]for | takes?[ ]place | begins? | starts? | opens?
        | resumes? | convenes? | meets? | continues
    )
    | (?P<past2>
        was|were|had|been|said|says?|told|did|began|begun|took|taken|came|went|gone|left|fell|fled
        |shot|met|saw|held|hit|broke|broken|rose|made|led|lost|won|fought|sent|spoke|struck|found
        |kept|ran|gave|given|got|stood|threw|drove|dead|wrote|flew|blew|grew|became|brought|caught
        |sought|including
        |[a-z]{{2,}}ed(?<!\bneed)(?<!\bindeed)(?<!\bhundred)(?<!\bspeed)(?<!\bfeed)(?<!\barmed)
            (?<!\bproceed)(?<!\bsucceed)(?<!\bunited)
    )
    | (?P<future2>(?<=\w['’])ll)
    )\b""",
    re.VERBOSE,
)
"""A verb with the character before it; alternatives that begin with a letter fail fastest."""
_FOLLOWS_PAST: Final = re.compile(
    r"\b(?:since|after|following|despite|amid|in response to|marking)"
    r"\s(?:the\s|late\s|early\s|a\s)*$"
)
_PAST_CUES: Final = ("since", "after", "following", "despite", "amid", "response to", "marking")
_PRAYERS: Final = re.compile(r"(?:['’]s)?\s(?:[a-z]+\s)?prayers?\b")
_OF_THE_PAST: Final = re.compile(r"\b(?:to|by|of|in|over|with)\s$")
_COMING: Final = re.compile(
    r"['’]s\s(?:[\w-]+\s){0,3}(?:game|match|race|final|meeting|vote|election|summit|talks|visit"
    r"|session|conference|referendum|ceremony|rally|deadline)"
)
_BEFORE: Final = re.compile(r"\b(?:[Bb]efore|[Aa]head of|[Aa]t)\s$")
_FOR: Final = re.compile(r"(?<!responsible )(?<!responsibility )(?<!blamed )(?<!blame )\bfor\s$")
_PRESENT: Final = re.compile(r"\b(?:is|are|needs?|faces?|wants?|remains?|seeks?)\b")
_UNTIL: Final = re.compile(r"\b(?:by|until|till)\s(?:late\s|early\s|the end of\s)?$")
_UNTIL_CUES: Final = ("by", "until", "till")
_GIVEN_UNTIL: Final = re.compile(
    r"\b(?:gave|giv(?:en?|es|ing)|ha(?:s|ve)\s(?:until|till)|set|extend(?:ed)?|postponed|delayed?|adjourned"
    r"|demand(?:ed|s|ing)?|must|order(?:ed)?|urged|told|to|agreed)\b"
)
_OPENS_CLAUSE: Final = re.compile(
    r"(?:^|[,;:“(]\s?|\b(?:but|and|while|that)\s|\s(?=(?:On|From|By|Until|Late|Early)\s))\s*"
    r"(?:(?:[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier)\s)?"
    r"(?:(?:[Oo]n|[Ff]rom|[Bb]y|[Uu]ntil|[Ss]tarting)\s)?$"
)
_DEADLINE: Final = re.compile(r"\s(?:[a-z]+\s){0,2}deadline\b")
_REACH_BACK: Final = 120
_REACH_NEAR: Final = 30
"""No phrase that ends right before a date and is looked for within this reach is longer."""
_REACH_OPENING: Final = 40
_REACH_AHEAD: Final = 120
_POSSESSIVE: Final = ("'s", "’s", "s'")
_POSSESSIVE_REACH: Final = 40


def is_future(sentence: str, start: int, end: int) -> bool | None:
    """Tell whether the date at ``[start, end)`` lies ahead of the report.

    ``None`` where nothing tells.
    """
    before = " " + sentence[max(0, start - _REACH_BACK) : start]
    framed = _framed(sentence, before, end)
    if framed is not None:
        return framed
    if _OPENS_CLAUSE.search(before, max(0, len(before) - _REACH_OPENING)):
        reach = _POSSESSIVE_REACH if sentence.startswith(_POSSESSIVE, end) else _REACH_AHEAD
        verb = _VERB.search(sentence, end, end + reach)
        if verb is not None:
            return _is_ahead(verb, follows=True)
    verbs = list(_VERB.finditer(before))
    if verbs:
        return _is_ahead(verbs[-1])
    return True if _COMING.match(sentence, end) and _PRESENT.search(before) else None


def _framed(sentence: str, before: str, end: int) -> bool | None:
    """Tell what the words right before and after the date say, if anything."""
    if (
        has_one_of(_PAST_CUES, before)
        and _FOLLOWS_PAST.search(before)
        and not _PRAYERS.match(sentence, end)
    ):
        return False
    possessive = sentence.startswith(_POSSESSIVE, end)
    near = max(0, len(before) - _REACH_NEAR)
    if (
        _DEADLINE.match(sentence, end)
        or (possessive and _FOR.search(before, near))
        or (_COMING.match(sentence, end) and _BEFORE.search(before, near))
        or (
            not possessive
            and has_one_of(_UNTIL_CUES, before[near:])
            and _UNTIL.search(before, near)
            and _GIVEN_UNTIL.search(before)
        )
    ):
        return True
    return False if possessive and _OF_THE_PAST.search(before, near) else None


def _is_ahead(verb: re.Match[str], *, follows: bool = False) -> bool:
    """Tell what a verb says; after the date, a verb in "-ed" ("agreed to pay") tells of it."""
    word = verb["future"]
    if word is None:
        return verb["future2"] is not None
    if not follows:
        return True
    first = word.split(" ")[0]
    return word != "ahead of" and not first.endswith("ed") and first not in {"was", "were", "told"}


_ARABIC_FUTURE: Final = re.compile(
    r"(?<![\u0621-\u064a])(?<!قد )[وف]?(?:س[يتن][\u0621-\u064a]{2,}|سوف|(?:من\s)?المقرر|[يت]عتزم"
    r"|(?:من\s)?المتوقع|(?:من\s)?المرتقب|[يت]ستعد|[يت]خطط)(?![\u0621-\u064a])"
)
_NOT_FUTURE: Final = frozenset(
    (
        *("ستين", "ستون", "سنوات", "سنين", "سيطر", "سيطرت", "سيرت", "سيارة", "سيارات", "سيدة"),
        *("سيدات", "سيدتين", "سيدتان", "سيول", "سيناء", "سيناريو", "سنجار", "ستائر"),
    )
)
"""Words that begin like a verb in the future."""


def is_future_arabic(sentence: str, start: int) -> bool:
    """Tell whether an Arabic sentence speaks of a plan before the date at ``start``."""
    return any(
        verb[0].lstrip("وف") not in _NOT_FUTURE
        and not verb[0].lstrip("وف").startswith(("سيطر", "سيار", "سياس", "سنو", "سنة"))
        for verb in _ARABIC_FUTURE.finditer(sentence, max(0, start - _REACH_BACK), start)
    )
