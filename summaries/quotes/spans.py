"""Which spans of an article can stand in a digest on their own.

A span is a sentence, or two that belong together and touch. It is no heading, question or torn-off
piece of speech, neither too short to say something nor too long to read; and nothing in it refers
to what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summaries.events.consequence import TO_PEOPLE, kinds
from summaries.pages.captions import is_caption
from summaries.sentences import words
from summaries.types import Article, Passage, Span

MIN_WORDS, MAX_WORDS = 6, 75
"""Words of a sentence that is worth quoting."""

SHORT, MEDIUM = 9, 25
"""Words up to which a sentence may be a mere detail of the event told before it."""

HEADING = 5
"""Words of a title with which no sentence begins by chance."""

_REFERS = re.compile(
    r"(?i:since then|later|elsewhere|another|earlier (?:on|in the|that|today|it)"
    r"|among (?:(?:the|those) )?(?:dead|killed|wounded|injured|victims|casualties|arrested)"
    r"|(?:at least |about |some |more than )?(?:\d+|a dozen|(?:dozen|hundred)s of|\w+) others"
    r"|(?:on|in|at|by|last|early|late) (?:[\w-]+,? ){1,3}(?:it|he|she|they)"
    r"|\d+(?:\.\d+)? (?:km|kilomet\w+|miles?)"
    r"|the (?:man|woman|boy|girl|child|video|footage|photos?|images?|pilot|bomber|attackers?"
    r"|gunm[ae]n|plane|jet|helicopter|monitor|activist|group|ministry|minister|official|spokes\w+"
    r"|commander|statement|agency|call|visit|move|decision|vote|announcement|comments|remarks|deaths"
    r"|killings|(?:\w+ )?sources?|same)"
    r" (?:who|which|that|was|were|is|are|has|have|had|also|said|says|added|stood|showed?|shows|came"
    r"|comes?|explained|noted|told|pointed|stressed|confirmed|announced|reported)"
    r"|(?:after|before|when|while|as|although|because|if|in|for|with|by) "
    r"(?:he|she|they|it|him|them|his|her|their|its)|there (?:is|was) no|reportedly"
    r")\b"
    r"|(?i:(?:the|these|those)\s+(?:\w+\s+)?(?:advances?|attacks?|strikes?|airstrikes?|raids?"
    r"|bombings?|blasts?|explosions?|shelling|toll|victims|dead|wounded|casualties|clashes"
    r"|fighting|assault|operations?))\b"
    r"(?![^.]*\b(?:in|on|at|near|of)\s+(?:the\s+(?:\w+\s+){0,3})?[A-Z])"
)
_REFERS_INSIDE = re.compile(
    r"\b(?:he|she|it|they|the source|the sources)\s+(?:said|added|adds|says|told \w+|noted"
    r"|explained|stressed|continued|concluded|reported)\s*[.”\"]*$"
    r"|\b(?:among|of) (?:those|the) (?:killed|wounded|dead|injured|victims)[^\w]*$"
    r"|\b(?:denied|confirmed|rejected|condemned) (?:it|this|that|them)\b"
    r"|\b(?:said|says) (?:he|she|they) (?:was|were|had been) (?:\w+ly )?"
    r"(?:killed|shot|arrested|detained|executed|martyred|wounded|kidnapped)"
    r"|^(?!.*\b(?:kill|die[ds]|dead|death|shot|massacre).*\b(?:among|of) )"
    r".*\b(?:among|of) (?:those|the) (?:killed|wounded|dead|slain|injured|victims)\b"
    r"|\b(?:in|after|during|from|by|of) (?:that|this|these|the same|the) "
    r"(?:attack|raid|strike|blast|bombing|incident|assault)s?[^\w]*$"
    r"|\bin (?:that|this|the same) (?:attack|raid|strike|blast|bombing|incident|assault)\b"
    r"|\bthe rest of the (?:dead|victims|wounded)\b",
    re.IGNORECASE,
)
_THE_EVENT = re.compile(
    r"\b(?:the|these|those) (?:attacks?|(?:air)?strikes?|raids?|bombings?|blasts?|explosions?"
    r"|shelling|clashes|assault|incident|shooting|crash)\b"
    r"|(?<!\w)[وفبل]?(?:ال|لل)(?:هجوم|انفجار|تفجير|قصف|غارة|غارات|اشتباكات|حادثة)(?!\w)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:'’\"”)] )[(\"“]?(?:al-|el-)?[A-Z]|[\u0621-\u064a]")
_LABEL = re.compile(
    r"(?:tags|photo|image|picture|caption|(?:file|handout) photo|reuters/|ap photo|afp photo)\b"
    r"|(?:read also|see also|related)\b|\s*[-*•–—]\s|\d\d?[.)]\s|.{0,120}\(\d?\d:\d\d\)",
    re.IGNORECASE,
)
"""What stands before a picture, a list or a link, and is stuck to what follows."""
_RUN_TOGETHER = re.compile(
    r"[a-z0-9”] (?:(?:Meanwhile|However|Moreover|But|For|In|On|At|Its?|He|His|She|They|Their|We"
    r"|This|These|There|When|While|If|Since|After|Before|And|So|Unconfirmed|Some|Many|Several|More"
    r"|Maybe|According) (?=[A-Za-z])|As (?=[a-z])|(?:Meanwhile|However),)"
    r"|.\((?:[A-Z]\w* )?[Pp]hoto\) (?=[A-Z])|(?: \| [^|]*){2}|\bpic\.twitter"
    r"|\((?:[LRC]|left|right|cent(?:re|er))\) "
    r"|^(?:By )?(?:[A-Z][\w'’-]+ ){1,3}(?:BBC|CNN|AFP|Reuters)(?: News)?,? (?=[A-Z])"
)
"""A word that opens sentences where no sentence ended: a heading or a fact box without a full stop,
or a by-line, is stuck to what follows."""
_QUESTION = re.compile(r"[?؟][\"'”’»)\s]*$")
_SENTENCE_END = re.compile(r"[.!…۔][\"'”’»)\]]*$")

Key = tuple[int, int]
"""A passage: article and offset."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A span to quote: its passages, the one that is wanted last, and its text."""

    passages: tuple[Passage, ...]
    text: str

    @property
    def passage(self) -> Passage:
        """The passage that the quote is for; the one before it, if any, only explains it."""
        return self.passages[-1]

    @property
    def span(self) -> Span:
        """Where the text stands in its article."""
        return Span(self.passages[0].start, self.passages[-1].end)


def predecessors(passages: Sequence[Passage]) -> dict[Key, Passage]:
    """Map each passage to the one before it in its article; ``passages`` are in order."""
    return {
        (after.article_id, after.start): before
        for before, after in pairwise(passages)
        if before.article_id == after.article_id
    }


def key(passage: Passage) -> Key:
    """Return what identifies a passage."""
    return passage.article_id, passage.start


def leans(passage: Passage) -> bool:
    """Tell whether a passage is not understood without the one before it."""
    return passage.needs_previous or elaborates(passage) or refers_back(passage.text)


def refers_back(text: str) -> bool:
    """Tell whether a sentence opens or ends with what only the one before explains.

    These are the cases in which text that lost its commas hides what the tagger looks for: "Since
    then hundreds …", "… lost three fighters it added", "The latest strikes killed …".
    """
    if _REFERS.match(text) is not None or _REFERS_INSIDE.search(text) is not None:
        return True
    return names_the_event(text) and not has_name(text)


def names_the_event(text: str) -> bool:
    """Tell whether a sentence speaks of "the attack", as of one told before."""
    return _THE_EVENT.search(text) is not None


def elaborates(passage: Passage) -> bool:
    """Tell whether a passage only adds a detail: it carries on an event, and names nothing.

    "Four fighters were wounded." belongs to the attack told before it.
    """
    count = len(passage.text.split())
    if count > MEDIUM:
        return False
    carries_on = passage.dated_by == "continued"
    if count > SHORT:
        return carries_on and not has_name(passage.text)
    return (carries_on and passage.place is None) or not has_name(passage.text)


def has_name(text: str) -> bool:
    """Tell whether a sentence holds a name after its first word; Arabic has no capitals to tell."""
    return _NAME.search(text) is not None


def quote(
    passage: Passage, before: Mapping[Key, Passage], articles: Mapping[int, Article]
) -> Quote | None:
    """Return the span that tells ``passage`` on its own, ``None`` where none does."""
    article = articles[passage.article_id]
    if is_title(passage.text, article.title) or in_speech(passage, article):
        return None
    if not leans(passage):
        return Quote((passage,), passage.text) if readable(passage.text, MIN_WORDS) else None
    previous = before.get(key(passage))
    if previous is None or not joins(previous, passage, article):
        return None
    text = article.text[previous.start : passage.end]
    return Quote((previous, passage), text) if readable(passage.text, 3) else None


def readable(text: str, least: int) -> bool:
    """Tell whether a sentence is whole, no question or caption, and neither short nor long."""
    if not _SENTENCE_END.search(text) or _QUESTION.search(text):
        return False
    if is_caption(text) or _LABEL.match(text) or _RUN_TOGETHER.search(text):
        return False
    return least <= len(words(text)) <= MAX_WORDS and balanced(text)


def balanced(text: str) -> bool:
    """Tell whether every quotation that opens in ``text`` closes in it."""
    pairs = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in pairs)


def in_speech(passage: Passage, article: Article) -> bool:
    """Tell whether a passage stands inside a quotation that opened before it in its paragraph."""
    line = article.text.rfind("\n", 0, passage.start) + 1
    opened = article.text[line : passage.start]
    return opened.count("“") > opened.count("”") or opened.count("«") > opened.count("»")


def is_title(text: str, title: str) -> bool:
    """Tell whether a sentence repeats the article's title, or has it stuck to its head."""
    told, heading = words(text.casefold()), words(title.casefold())
    if len(heading) < HEADING:
        return bool(heading) and told == heading
    return told[: len(heading)] == heading


def joins(before: Passage, passage: Passage, article: Article) -> bool:
    """Tell whether ``before`` gives ``passage`` what it lacks, in one span of one region."""
    return (
        before.region == passage.region
        and not leans(before)
        and not in_speech(before, article)
        and not is_title(before.text, article.title)
        and readable(before.text, MIN_WORDS)
        and touches(before, passage, article)
    )


def touches(before: Passage, passage: Passage, article: Article) -> bool:
    """Tell whether nothing but blanks stands between two passages of an article."""
    return not article.text[before.end : passage.start].strip()


def adds_consequence(quoted: Quote) -> bool:
    """Tell whether the second sentence of two reports what the first leaves open."""
    if len(quoted.passages) == 1:
        return False
    first, second = (kinds(p.text) for p in quoted.passages)
    return bool(second & TO_PEOPLE - first)
