"""The table of what is page furniture wherever it stands, and how such a table is read.

A rule is a name and patterns for one line, or for one sentence of a line that glues several things
together. The line is lower-cased and its links are reduced to their words; a pattern must match
the whole of it. A rule with ``phrases`` holds where a line contains one phrase of *each* group.
What is furniture only at the head or the tail of a page stands in ``edges``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from summaries.sentences import has_one_of

_CREDITED: Final = (
    r"(?:afp|reuters|ap|epa(?:-efe)?|getty(?: images)?|xinhua|sana|anadolu(?: agency)?|aa|tass"
    r"|sputnik|dpa|upi|al jazeera|wikimedia(?: commons)?|shutterstock|flickr|nurphoto|file"
    r"|courtesy|handout|social media|أ ?ف ?ب|رويترز|الأناضول|سانا|عنب بلدي|غيتي)"
)


_PHRASE_REACH: Final = 300
"""A phrase counts near the beginning of a line: a report may have swallowed its page's footer."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture and how to know it."""

    name: str
    lines: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()


class Table:
    """Rules that hold in the same part of a page, tried in order."""

    def __init__(self, *rules: Rule) -> None:
        """Take the rules; their patterns are compiled when they are first needed.

        ``holding`` are those with phrases; none of them holds without one of ``_signs``.
        """
        self._rules = rules
        self.holding: Final = tuple(rule for rule in rules if rule.phrases)
        self._signs = tuple(phrase for rule in self.holding for phrase in rule.phrases[0])

    @cached_property
    def _lines(self) -> re.Pattern[str]:
        """One pattern of all rules without phrases; its group ``r3`` is the fourth rule."""
        return re.compile(
            "|".join(
                f"(?P<r{number}>{'|'.join(rule.lines)})"
                for number, rule in enumerate(self._rules)
                if not rule.phrases
            )
        )

    def holding_on(self, page: str) -> tuple[Rule, ...]:
        """Return the rules with phrases that can hold on a page at all."""
        lowered = page.lower()
        return tuple(rule for rule in self.holding if _holds_phrases(rule, lowered))

    def name(self, line: str, holding: Sequence[Rule] = ()) -> str:
        """Return the name of the rule that a line answers, or an empty string.

        ``holding`` are the rules with phrases to try: all, or those that hold on the page.
        """
        lowered = line.lower()
        match = self._lines.fullmatch(lowered)
        if match is not None and match.lastgroup is not None:
            return self._rules[int(match.lastgroup[1:])].name
        if not holding or not has_one_of(self._signs, lowered[:_PHRASE_REACH]):
            return ""
        return next((rule.name for rule in holding if _holds(rule, lowered)), "")


def _holds_phrases(rule: Rule, text: str) -> bool:
    return all(has_one_of(group, text) for group in rule.phrases)


def _holds(rule: Rule, line: str) -> bool:
    if not _holds_phrases(rule, line[:_PHRASE_REACH]):
        return False
    return not rule.lines or any(re.fullmatch(pattern, line) for pattern in rule.lines)


def rule(name: str, *lines: str) -> Rule:
    """Return a rule that one of ``lines`` fulfils."""
    return Rule(name, lines)


def holding(name: str, *phrases: tuple[str, ...]) -> Rule:
    """Return a rule that a line fulfils which contains a phrase of each group."""
    return Rule(name, (), phrases)


ANYWHERE: Final = Table(
    rule("separator", r"[\W_]+"),
    rule(
        "bare address",
        r"<?(?:https?://|www\.)\S+>?(?:\s+<?(?:https?://|www\.)\S+>?)*",
        r"[\w.+-]+@[\w-]+\.[\w.]+",
        r"\S+\.(?:mp4|jpe?g|png|gif|webp|webm|pdf|mp3|m3u8)",
    ),
    rule(
        "embedded post",
        r"[—–-]+\s?.{1,60}\(@\w+\).*",
        r"(?:pic\.twitter\.com/|t\.co/)\w+.*",
        r"(?:view this post on instagram|a post shared by .*|embedded (?:video|post|tweet))",
        r"(?:your browser does not support|this video (?:is|can)|javascript|please enable).{0,120}",
        r"(?:watch|listen|in pictures|gallery)\s?[:|]\s?.{0,120}",
    ),
    rule(
        "share buttons",
        r"(?:(?:share|tweet|pin(?: it)?|print|e-?mail|whats ?app|telegram|facebook|twitter|linkedin"
        r"|reddit|copy(?: link)?|link copied!?|save|like|x|instagram|youtube|tiktok|rss|messenger"
        r"|شارك(?: (?:الخبر|المقال))?|مشاركة|شاركها|انشر|غرد|طباعة|نسخ الرابط|فيسبوك|تويتر|واتساب"
        r"|تلغرام|تيليجرام)"
        r"[\s,|/•·]*)+",
        r"(?:please )?share (?:this|on|via|it on|with)\b.{0,80}",
        r"(?:click (?:here )?to (?:share|print|e-?mail)|like this:|loading\.{2,}).{0,80}",
        r"(?:شارك|شاركوا|مشاركة)\s(?:(?:هذا|هذه)\s)?(?:المقال|الخبر|المادة|الصفحة|عبر فيسبوك|على"
        r" (?:فيسبوك|تويتر|واتساب|تلغرام)).{0,80}",
    ),
    rule(
        "follow us",
        r"(?:please )?(?:visit and )?(?:follow|join|like|find|watch|connect with|visit|reach)"
        r" (?:us|our (?:channel|page|telegram|facebook|twitter|whatsapp|instagram|youtube|social)"
        r"|@\w+)\b.{0,160}",
        r"(?:stay (?:up to date|tuned|informed|connected)|download (?:our|the) app|get our app)"
        r"\b.{0,160}",
        r"(?:تابعنا|تابعونا|لمتابعتنا|انضم(?:وا)? (?:إلينا|إلى قناتنا|لقناتنا)|حمّ?ل تطبيق).{0,160}",
        r"(?:اشترك(?:وا)?|للاشتراك|الاشتراك) (?:الآن|معنا"
        r"|في (?:النشرة|نشرتنا|القناة|قناتنا|خدمة)).{0,160}",
    ),
    rule(
        "newsletter",
        r"(?:subscribe|sign up|sign in|log ?in|register|become a (?:member|subscriber))"
        r"(?: (?:now|here|today|to|for|free|of)\b.{0,140}|:.{0,120})?",
        r"get (?:the latest|our|breaking|daily)\b.{0,80}(?:inbox|newsletter|alerts|e-?mail).{0,60}",
        r"get instant alerts\b.{0,160}|yes, keep me updated",
    ),
    holding(
        "newsletter",
        (
            "newsletter",
            "mailing list",
            "your inbox",
            "النشرة البريدية",
            "القائمة البريدية",
            "نشرتنا",
        ),
        ("click", "sign up", "subscribe", "receive", "register", "e-mail", "email", "اشترك", "سجل"),
    ),
    holding(
        "translate button", ("articles can be read in", "translate website", "select language")
    ),
    rule(
        "translate button",
        r"(?:read|available) (?:this )?(?:article |story |report )?in"
        r" (?:arabic|english|kurdish|french|turkish)\b.{0,40}",
        r"(?:اقرأ|للقراءة|إقرأ).{0,20}(?:بالإنكليزية|بالإنجليزية|بالعربية|بالكردية).{0,40}",
    ),
    rule(
        "appeal for money",
        r"(?:please )?(?:donate|support (?:us|our (?:work|journalism)|south ?front|independent"
        r"|quality)|help us|make a donation|buy (?:me|us) a coffee|become a (?:patron|supporter)"
        r"|if you (?:like|enjoy|value|appreciate) (?:our|this|what))\b.{0,240}",
        r"(?:paypal|patreon|bitcoin|btc|ethereum|monero|ko-?fi)\s?:.{0,200}",
        r"(?:ادعمنا|تبرع(?:وا)? الآن|للتبرع)\s?.{0,160}",
    ),
    holding("appeal for money", ("your donation", "your contribution", "tax-deductible")),
    rule(
        "related link",
        r"(?:read (?:more|also|next|the full .{1,30}|here|full|all)|see (?:also|more)|also read"
        r"|also on|more (?:on|from)|related(?: \w+)?|recommended(?: (?:stories|reading))?"
        r"|you (?:may|might) also.{0,30}"
        r"|don['’]t miss|continue reading|in other news|further reading|go deeper"
        r"|click here|must read|previous (?:article|post|story)|next (?:article|post|story)"
        r"|full (?:article|story|coverage))\s?(?:[:|»>–—-]\s?.{0,200}|\.{3}|…)?",
        r"(?:اقرأ|إقرأ|اقرؤوا|اقرأوا|طالع|شاهد|للمزيد|قد يهمك|انظر)(?:/ي)?"
        r"(?:\s(?:أيضاً|أيضًا|أيضا|ايضا|المزيد|اقرأ)\s?[:：|»–—-]?.{0,200}|\s?[:：|»].{0,200}|)",
        r"list of \d+ items|list \d+ of \d+.{0,160}|end of list",
        r"(?:مواضيع|مقالات|أخبار|مواد)\s(?:ذات صلة|متعلقة|مشابهة|أخرى)\s?[:：]?.{0,160}",
    ),
    rule(
        "advertisement",
        r"(?:advertise?ments?|advertising|sponsored(?: content| by .{1,40})?|promoted(?: content)?"
        r"|ads?(?: by .{1,30})?|إعلان|اعلان|إعلانات|الإعلانات)[.:]?",
        r"(?:(?:story|article|report) continues (?:below|after)|skip (?:ad|to (?:main )?content)"
        r"|remove ads).{0,60}",
        r"(?:\(transcript\) )?(?:an ultra-low latency|a connected approach to governance"
        r"|our next generation).{0,240}",
    ),
    holding(
        "cookies and privacy",
        (
            "we use cookies",
            "uses cookies",
            "cookie policy",
            "cookie settings",
            "accept all cookies",
        ),
    ),
    rule(
        "cookies and privacy",
        r"(?:(?:privacy (?:policy|notice)|terms (?:of (?:use|service)|and conditions)|legal notice"
        r"|about us|contact us|advertise with us|site ?map|careers|cookies?|all rights reserved"
        r"|سياسة الخصوصية|شروط الاستخدام|من نحن|اتصل بنا|أعلن معنا)[\s|·•,/&-]*)+",
    ),
    holding(
        "links of the site",
        ("privacy policy", "terms of use", "terms of service", "terms and conditions"),
        ("contact us", "about us", "advertise", "careers", "cookie", "copyright", "©"),
    ),
    rule(
        "copyright",
        r"(?:copyright|©|\(c\)\s?\d{4}|all rights reserved|حقوق النشر"
        r"|(?:جميع|كل|كافة) الحقوق محفوظة|الحقوق محفوظة).{0,240}",
    ),
    holding(
        "copyright",
        (
            "all rights reserved",
            "may not be published",
            "may not be reproduced",
            "جميع الحقوق محفوظة",
            "حقوق النشر محفوظة",
        ),
    ),
    rule(
        "picture credit",
        r"[(\[]?(?:photo(?:graph)?s?|images?|pictures?|videos?|credits?|illustration|cover photo"
        r"|featured image|file photo|screen ?(?:shot|grab)|caption)"
        r"\s?(?:credits?|courtesy(?: of)?|by|source)?\s?[:/©].{0,120}",
        r"[(\[]?(?:photo|image|picture|video)s?\s(?:credits?|courtesy|by|via)\s[^.]{0,60}",
        r"(?:صورة|الصورة|تصوير|مصدر الصورة|الصور)\s?[:：©/].{0,100}",
        r"no photo|cover image|photo|video",
        r"(?:خريطة|صورة|خارطة) (?:تبي?ّ?ن|توضح|تظهر|تُظهر).{0,160}",
        r"(?:صورة )?(?:أرشيفية?|تعبيرية)(?:\s?[:：–—(-].{0,80})?",
        rf"[(\[]?(?:©\s?)?{_CREDITED}(?:\s?/\s?[\w .'-]{{2,40}}|\s(?:file )?photo)?[)\]]?",
    ),
    rule(
        "caption",
        rf"(?:an?|this|the|in this)\s(?:(?:undated|file|handout|general|aerial|combination)\s)*"
        rf"(?:picture|photo(?:graph)?|image|frame ?grab|screen ?(?:shot|grab)|still"
        rf"|satellite image|view)\b[^\n]{{0,400}}[\[(/ ]{_CREDITED}[^\[\]()]{{0,40}}[\])]\.?",
        r"(?:an?|this|the)\s(?:undated )?(?:file|handout|screen)[ -]?(?:picture|photo|grab|image)\b"
        r".{0,300}",
    ),
    Rule(
        "caption",
        (rf"[^\n]{{10,500}}\[(?:[^\[\]]{{0,60}}[/ ])?{_CREDITED}(?:[/ ][^\[\]]{{0,40}})?\]\.?",),
        (("]",),),
    ),
    Rule(
        "caption",
        (
            (
                r"[^\n]{10,500}(?:\b(?:ap|afp|file) photo\b|getty images"
                r"|(?<!told )(?<!to )\b(?:reuters|afp)/|/ ?afp(?=[)\].]|$))[\w .'/-]{0,40}[)\]]?\.?"
            ),
        ),
        (("photo", "reuters/", "afp", "getty"),),
    ),
    rule(
        "comments",
        r"(?:\d+\s)?comments?(?:\s?\(\d+\))?",
        r"never miss a story again.{0,120}",
        r"are you there\? send us\b.{0,80}",
        r"we won['’]?t spam you.{0,80}",
        r"[^.]{2,40} quotes delayed by at least.{0,60}",
        r"all posts are (?:re|pro)?actively.moderated.{0,120}",
        r".{0,600}(?:comment via facebook|community standards\s?discussion).{0,100}",
        r"(?:leave a (?:comment|reply)|post a comment|no comments|add (?:a )?comment"
        r"|be the first to comment|join the conversation|this discussion is now closed"
        r"|we welcome comments|your e-?mail address will not be published|required fields"
        r"|have your say|view comments|show comments|log in to (?:post|reply|comment)"
        r"|comments are closed|comment on .{0,60} (?:page|article)).{0,200}",
        r"(?:the )?(?:views|opinions) expressed (?:in|here|by|are)\b.{0,200}",
        r"(?:التعليقات|اترك تعليقاً|أضف تعليقاً|أضف تعليقا|لا توجد تعليقات)\s?.{0,60}",
    ),
    rule(
        "contact",
        r"for (?:media|press) (?:inquir|enquir|quer).{0,200}",
        r"(?:media|press) contacts?\b.{0,120}",
        r"for (?:more|further|additional) information,? (?:please|about|on|contact|visit|see)\b"
        r".{0,200}",
        r"(?:e-?mail|tel|telephone|phone|fax|contact|address|whatsapp)\s?:.{0,120}",
        r"(?:للتواصل|للاستفسار|راسلونا|تواصل معنا|البريد الإلكتروني)\s?.{0,160}",
    ),
    holding(
        "legal notice",
        (
            "responsibility of the author",
            "necessarily reflect the",
            "necessarily represent the",
            "do not reflect the views",
            "does not reflect the views",
            "will not be responsible for any",
            "contains copyrighted material",
            "fair use",
            "permission to cross-post",
            "creative commons",
            "republish this article",
            "prior written consent",
            "registered trademarks",
            "لا يعبر بالضرورة عن",
            "لا تعبر بالضرورة عن",
            "الآراء الواردة",
        ),
    ),
    rule("legal notice", r"(?:disclaimer|إخلاء مسؤولية|تنويه)\s?[:：].*"),
    rule(
        "note on the page",
        r"(?:notes? to (?:readers|editors)|(?:editor|publisher)['’]?s['’]? note|ed\. note)\b.*",
        r"this (?:article|story|report|post|page) (?:was|has been)"
        r" (?:updated|amended|edited|corrected|last updated|translated)\b.{0,300}",
        r"(?:ملاحظة للقراء|ملاحظة المحرر)\b.*",
    ),
    rule(
        "source line",
        r"(?:the original source of this article is|originally (?:published|appeared|posted))\b"
        r".{0,160}",
        r"(?:this|the) (?:article|report|story|post|piece|analysis|text) (?:was )?"
        r"(?:first |originally )+(?:appeared|published|posted|written)\b.{0,160}",
        r"(?:re-?published (?:from|with)|reprinted (?:from|with)|first published (?:by|in|on|at))"
        r"\b.{0,160}",
        r"[(\[]?(?:sources?|via|original source|المصدر|المصادر|نقلاً عن|نقلا عن)\s?[:：]"
        r"(?:[^.!?]{0,120}|.{0,60})",
    ),
    rule(
        "other authors' pages",
        r"(?:articles? by|more by|posts? by|all (?:posts|articles|stories) by|view all posts)"
        r"\s?:?\s.{0,80}",
        r"about (?:the )?(?:authors?|writers?|us|this (?:site|website))\s?:?",
    ),
)
"""Furniture wherever it stands."""
