"""The tables of what is page furniture at the head or the tail of a page.

``HEAD`` rules hold above and beside the first paragraphs, ``TAIL`` rules at the end of a page. What
follows an ``OPENS_TAIL`` line belongs to the tail, whatever it says.
"""

from __future__ import annotations

from typing import Final

from summaries.pages.press import AGENCIES, AGENCIES_AR, CLOCK, DATE
from summaries.pages.rules import Table, rule

_AGENCIES: Final = AGENCIES.lower()
_DATE: Final = DATE.lower()
_CLOCK: Final = CLOCK.lower()

HEAD: Final = Table(
    rule(
        "by-line",
        r"(?:by|written by|posted by|author|authored by|story by|text by|reported by)\b"
        r"\s?:?\s?[^.!?]{2,80}",
        r"(?:بقلم|كتب|كتبت|كتبه|إعداد|تحرير|الكاتب|ترجمة)\s?[:：]?\s[^.!؟]{2,60}",
    ),
    rule(
        "date line",
        r"(?:(?:last )?(?:posted|published|updated|modified|issued|created|date|release date"
        r"|تاريخ(?: النشر)?|نشر(?: في| بتاريخ)?|آخر تحديث)(?:\s(?:on|at|في))?\s?[:：]?\s?)?"
        rf"(?:[^.!?؟\d]{{0,60}}[\s,])?{_DATE}(?:[\s,|•·–—-]*{_CLOCK})?"
        r"(?:\s?[,|•·–—-]?\s?[^.!?؟]{0,60})?",
        r"(?:posted|published|updated|last updated|آخر تحديث|نشر)\b\s?:?.{0,60}\d[^.!?]{0,30}",
        r"\d{1,2}\s(?:minutes?|hours?|days?|weeks?|months?) ago",
        r"(?:قبل|منذ)\s(?:[\d٠-٩]{1,2}\s)?(?:دقيقة|دقائق|ساعة|ساعتين|ساعات|يوم|يومين|أيام|أسبوع|شهر)",
    ),
    rule(
        "label",
        r"(?:regions?|themes?|topics?|tags?|categor(?:y|ies)|section|in-depth reports?|key ?words"
        r"|filed under|countr(?:y|ies)|format|language|series|issue|sources?"
        r"|posted in|published in|department|primary country"
        r"|التصنيفات?|الوسوم|وسوم|القسم|الكلمات المفتاحية|كلمات مفتاحية)\s?[:：].{0,160}",
    ),
    rule(
        "navigation",
        r"(?:home|main|الرئيسية)(?:\s?[>»/›|→-]\s?[^.]{0,60})*",
        r"(?:[\w &]{2,30}\s?[>»›]\s?)+[\w &,'’-]{2,100}",
        r"(?:skip to .{0,30}|toggle .{0,20}|menu|search|close|open menu|main menu|back to .{0,20}"
        r"|go to .{0,20}|القائمة|بحث)",
    ),
    rule(
        "reader's figures",
        r"(?:reading time\s?:?\s?)?\d{1,3}\s?(?:min(?:ute)?s?)(?: read| reading)?",
        r"(?:views?|reads?|hits|shares?|comments?)\s?:?\s?[\d,.]+",
        r"[\d,.]+k?\s(?:views?|reads?|hits|shares?|comments?)",
        r"(?:وقت القراءة|مشاهدة|المشاهدات|عدد القراءات)\s?[:：]?.{0,20}",
        r"[\d٠-٩]+\s(?:دقائق|دقيقة|مشاهدة)(?: قراءة| للقراءة)?",
        r"(?:listen to (?:this )?(?:article|story)|font size|a\+\s?a-|text size).{0,40}",
    ),
    rule(
        "section of the site",
        r"(?:breaking|breaking news|exclusive|live|live updates?|opinion|analysis|features?|news"
        r"|world|middle east|syria|latest news|press releases?|reports?|عاجل|أخبار|تقارير|سوريا"
        r"|أخبار سوريا|آخر الأخبار)",
    ),
    rule(
        "place and agency",
        rf"[^\n.!?]{{2,40}}?(?:\s?[,–—/|-]\s?|\s\(){_AGENCIES}\)?",
        rf"[^\n.؟]{{2,30}}?(?:\s?[،–—ـ/|-]\s?|\s\(){AGENCIES_AR}\)?",
        rf"{AGENCIES_AR}\s?[–—ـ/|-]\s?[^\n.؟]{{2,30}}",
        rf"{_AGENCIES}",
    ),
)
"""Furniture where a page begins: the lines of title, author and date."""

TAIL: Final = Table(
    rule(
        "agency's mark",
        rf"[\[(]?(?:[-–—]+\s?)?{_AGENCIES}(?:\s?[/,&]\s?(?:and\s)?{_AGENCIES})*[\])]?\.?",
        rf"[\[(]?(?:[-–—]+\s?)?{AGENCIES_AR}[\])]?\.?",
        r"(?:ends?|(?:[a-z]{2,6}\s?)?\d{1,4}(?:\s?[-–/]\s?\d{1,4})?|#{2,}|-?30-?|انتهى)",
    ),
    rule(
        "source line",
        r"sources?\s[^.]{2,40}\band agencies\.?",
        r"agencies contributed(?: to this report)?\.?(?: read also)?",
        rf"\(?with {_AGENCIES}(?:\s?(?:,|and)\s?{_AGENCIES})*\)?\.?(?:\slast update.*)?",
        r"last updated?\s?:.{0,120}",
    ),
    rule("follow", r"follow .{2,30} don['’]?t miss.{0,80}"),
    rule("tags", r"(?:\d{1,6} )?(?:related|topic|tags) .*[^.!?]", r"\(photo [^()]*\)"),
    rule(
        "subscribe",
        r".{0,40}subscribe\b.{2,40}\b(?:facebook|youtube|channel)\b.{0,160}",
    ),
    rule(
        "sign-off",
        r"[(\[]?(?:additional |further )?(?:reporting|writing|editing|edited|written|compiled"
        r"|translated|translation|report)(?: and (?:writing|editing))? by\b.{2,300}",
        r"[\w.'’-]+(?:\s[\w.'’-]+){0,3}(?:\s?/\s?[\w.'’-]+(?:\s[\w.'’-]+){0,3})+",
        r"(?:إعداد|تحرير|ترجمة|كتابة)\s?[:：(].{2,100}",
    ),
    rule(
        "author's life",
        r"(?=[^.]{3,60}\bis (?:an?|the)\b)"
        r"(?!.*\b(?:killed|died|arrest|detain|kidnap|missing|wounded))"
        r"[^.]{3,60}\bis (?:an?|the)\b[^.]{0,100}\b(?:news service|journalist"
        r"|correspondent|reporter|editor|writer|author|fellow|columnist|freelancer?|contributor|blogger|podcaster)\b.{0,300}",
        r"(?:follow (?:him|her|them)|(?:he|she) (?:tweets|can be (?:reached|followed|contacted))"
        r"|on twitter|@\w+)\b.{0,120}",
        r"[^.]{3,80}\bis the (?:world['’]?s?|leading|premier|largest)\b[^.]{0,120}"
        r"\b(?:newspaper|daily|news agency|website|channel)\b.*",
        r"(?:launched|founded|established) in [^\n]{2,80}\b(?:newspaper|publication|agency|website"
        r"|established itself)\b.*",
    ),
    rule(
        "call to readers",
        r"(?:are you in|do you have|what do you think|send (?:us )?your|send us|tell us"
        r"|have you (?:witnessed|travel|been|seen)).{0,200}",
        r"(?:see all of|watch) [^.]{3,80}(?:report|reports|features|coverage|analysis)\b.{0,120}",
        r"[^.\d]{5,40} reports(?: from [^.]{2,30})?\.|top news stories.{0,120}|rough cut\b.{0,60}",
        r"(?:when sending us|at no time should you|please ensure you have read"
        r"|your contact details will|if you are happy to be|the bbc (?:may|is not)"
        r"|in some cases a selection of your|if you have a large file|your comments may).{0,300}",
        r"hopes for a negotiated settlement .{0,200}",
        r"bbc monitoring (?:selects|is based).{0,200}",
        r"it is based in [^.]{2,40} and has several bureaux abroad\.?",
    ),
)
"""Furniture at the end of a page; holds on the last lines, and on sentences of the last one."""

OPENS_LINKS: Final = Table(
    rule(
        "heading of links",
        r"(?:related(?: (?:articles?|stories|posts|news|topics|content|coverage|links))?"
        r"|more (?:stories|news|articles|on this)|most (?:read|popular|viewed|recent)"
        r"|latest(?: (?:news|stories|articles|posts))?|trending(?: now)?|top stories"
        r"|editor['’]?s['’]? picks?|recommended(?: for you)?|read also|read more|see also"
        r"|you (?:may|might) also (?:like|be interested in)|comments?|leave a (?:reply|comment)"
        r"|notes|endnotes|references|footnotes|sources|tags|what to read next|follow us"
        r"|share this(?: article| story| post)?"
        r"|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|مواد ذات صلة|اقرأ أيضاً|اقرأ أيضا"
        r"|الأكثر قراءة|التعليقات|شارك|الوسوم)\s?[:：]?",
    ),
)
"""Headings that open the tail where hardly any prose follows; within a report they are a box."""

OPENS_TAIL: Final = Table(
    rule("note to readers", r"notes? to readers\b.*", r"ملاحظة للقراء\b.*"),
    rule(
        "source and copyright",
        r"(?:the original source of this article is|disclaimer\s?:|articles by\s?:).*",
        r"copyright ©.*|©.*|copyright\b.{0,100}\d{4}.{0,60}",
        r"(?:about the authors?|this discussion is now closed|we welcome comments"
        r"|views expressed in the comments|an ultra-low latency|our next generation"
        r"|are you (?:in|affected|there)).{0,200}",
    ),
    rule(
        "sign-off",
        r"[(\[](?:additional |further )?(?:reporting|writing|editing|compiled|edited|written"
        r"|translated)(?: and (?:writing|editing))? by\b.*",
    ),
)
"""Lines after which no line is the report's, as long as most of the prose stands before them."""
