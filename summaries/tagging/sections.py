"""Regions by name: "northeastern Syria", the banks of the Euphrates, headings and openers.

A *naming* is a phrase that names a region of the scheme by a point of the compass together with the
country. A compass word with a place ("the southern countryside of Deir ez-Zor", "the northeastern
Syrian city of al-Hasakah") names no region. A naming with which a sentence opens, and a heading,
open a section: what follows without a place of its own belongs to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from summaries.scheme import Scheme
from summaries.tagging.cues import ARABIC_MARKS, bare_forms, comparable
from summaries.tagging.wordlists import phrase_lists, word_lists
from summaries.types import RegionId

COUNTRYWIDE: Final = RegionId("countrywide")
_DIRECTION: Final = (
    r"(?:(?:[Nn]orth|[Ss]outh)(?:[- ]?[Ee]ast|[- ]?[Ww]est)?(?:ern)?|[Ee]ast(?:ern)?"
    r"|[Ww]est(?:ern)?|[Cc]entral|[Cc]oastal)"
)
_DIRECTIONS: Final = rf"({_DIRECTION}(?:,? (?:and|or|&) (?:the )?{_DIRECTION})?)"
_PARTS: Final = "(?:regions?|areas?|parts?|provinces|governorates|territor(?:y|ies)|sector)"
_NOUN: Final = (
    r"(?!(?:and|as|after|at|by|for|from|has|have|had|in|into|is|on|since|that|to|under|was|were|where"
    r"|which|while|will|with)\b)[a-z]+"
)
"""What a direction may only describe: "Syria's northern neighbour"."""
_COUNTRY: Final = r"(?:Syria|[Tt]he country|[Tt]he war-torn country)(?:['’]?s)?"
_NAMING_EN: Final = re.compile(
    r"\b(?=[NSEWCTIAOFnsewctiaof])(?:"
    rf"(?=[NSEWCnsewc]){_DIRECTIONS} (?:of (?:the country|Syria)\b"
    rf"|(?:{_PARTS} of )?(?:Syria\b(?!n)|the country\b|Syrian {_PARTS}))"
    rf"|{_COUNTRY} (?:(?:[a-z]+ )?{_DIRECTIONS} {_PARTS}\b|{_DIRECTIONS}\b(?! {_NOUN}))"
    r"|^The ((?:north|south)(?:[- ]?(?:east|west))?|coast)"
    r"(?=, |(?: meanwhile)? (?:remain|saw|is|was|has)\w*)"
    rf"|[Tt]he {_DIRECTIONS} (?:{_PARTS}(?! of (?!the country|Syria)))\b"
    r"|(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Oo]ver|Turning to) the"
    r" ((?:north|south)(?:[- ]?(?:east|west))?)"
    r"\b(?![- ]?(?:ern|east|west)|['’]| of\b| Lebanon| [a-z]+(?:ern)? (?:of|side|bank))"
    r"|[Tt]he [a-z]+-(?:held|controlled) ((?:north|south)(?:[- ]?(?:east|west))?)\b"
    r"(?![- ]?(?:ern|east|west)|['’]| of\b| Lebanon)"
    r"|[Tt]he (central) (?:Syrian )?desert\b"
    r"|\bin ((?:north|south)(?:[- ]?(?:east|west))?)$"
    r"|(?:[Oo]n|[Aa]long|[Ff]rom) the (coast)\b(?! of\b)"
    r")"
)
"""The letters that a naming begins with are tried first: most words begin with others."""
_NAMING_SIGNS_EN: Final = (
    "Syria", "country", " the north", " the south", "The north", "The south", "he coast",
    " in north", " in south",
    "region", "area", "part", "provinces", "governorates", "territor", "sector",
    " central ", "-held north", "-held south", "-controlled north", "-controlled south",
)  # fmt: skip
"""Every match of ``_NAMING_EN`` has one of these in it."""
_COMPASS_AR: Final = r"(?:ال)?(?:شمال|جنوب|شرق|غرب|وسط|ساحل)(?:ية|ي|ى)?"
_SIDE_AR: Final = rf"{_COMPASS_AR}(?: و?(?:ال)?(?:شرق|غرب)(?:ية|ي)?)?"
_NAMING_AR: Final = re.compile(
    rf"(?<!\w)[وفبلك]{{0,2}}(?:(?P<d>{_SIDE_AR}) (?:سوريا|سورية|البلاد|السورية|السوري)(?!\w)"
    rf"|(?:ال|لل)(?:منطقة|مناطق|محافظات) (?P<d2>{_SIDE_AR})(?!\w)"
    r"|(?:مناطق|محافظات|محافظتي) (?P<d5>ال(?:شمال|جنوب))(?! ال)(?!\w)"
    r"|(?P<d3>ال(?:شمال|جنوب) ال(?:شرقي|غربي))(?!\w)(?! من (?!سوري|البلاد))"
    r"|(?:في |من )?(?P<d4>الساحل)(?! ال)(?!\w)"
    r"|في (?P<d6>الجنوب)(?! (?:ال|من ))(?!\w))"
)
_BANK: Final = re.compile(
    r"\b(?:(?P<a>east|west)(?:ern)? (?:bank|side|shore)s?(?: of)?(?: the)?(?: River)? Euphrates"
    r"|(?P<b>east|west) of the (?:River )?Euphrates"
    r"|Euphrates(?: River)?['’]?s? (?P<c>east|west)(?:ern)? (?:bank|side|shore))"
    r"|الضفة (?P<d>الشرقية|الغربية)(?: ل?(?:ل?نهر|من نهر))? ?(?:ال|لل)?فرات"
    r"|(?<!\w)[بف]?(?P<e>شرق|غرب|شرقي|غربي) (?:نهر )?الفرات",
    re.IGNORECASE,
)
_EAST: Final = frozenset(("east", "شرق", "شرقي", "الشرقية"))
_AND: Final = re.compile(r" (?:and|or|&) (?:the )?")
_AND_WEST: Final = re.compile(r" و(?:ال)?غرب")
"""Two sides, while "شمال وشرق سوريا" is what the northeast is called by those who rule it."""
_OPEN: Final = frozenset(("east", "شرق"))
_LONGEST_LEAD: Final = 9
_HEADING: Final = re.compile(
    r"[\s#*•–—=_-]*(?:\d{1,2}[.)]\s+)?(?:The )?([^.!?؟:]{2,60}?)\s*[:–—]?[\s*#=_]*$"
)
_INLINE_HEADING: Final = re.compile(r"[\s#*•–—-]*([^:|.,،]{2,40}?)\s*[:|–—]\s+\S")
_JOINS: Final = re.compile(r",? and |،? (?=و)|, |، | ?[&/] ?")
_MOST_HEADING_WORDS: Final = 6
_LONGEST_HEADING: Final = 80


@dataclass(frozen=True, slots=True)
class Naming:
    """A phrase at ``[start, end)`` that names regions of the scheme.

    ``bank`` says that it is a bank of the Euphrates, which decides where bare Deir ez-Zor lies;
    ``regions`` is empty for "eastern Syria", which is as open as Deir ez-Zor is.
    """

    start: int
    end: int
    text: str
    regions: tuple[RegionId, ...]
    bank: bool = False


class Sections:
    """Finds namings and headings by the directions and aliases of a scheme."""

    def __init__(self, scheme: Scheme) -> None:
        """Take the directions of the scheme in the form in which they are compared."""
        self._scheme = scheme
        self._directions = {_plain(word): region for word, region in scheme.directions.items()}
        self._east = scheme.region_of("Deir ez-Zor", "", "Hajin")
        self._west = scheme.region_of("Deir ez-Zor", "", "Deir ez-Zor")

    @property
    def banks(self) -> tuple[RegionId | None, RegionId | None]:
        """The regions of Deir ez-Zor's eastern and western bank."""
        return self._east, self._west

    def namings(self, text: str) -> list[Naming]:
        """Return the phrases of a sentence that name regions, in order."""
        if not _has_latin(text):
            if ARABIC_MARKS.search(text):  # "شمالَ شرقَ سوريا"
                return self._in_marked(text)
            pattern = _NAMING_AR
        elif any(sign in text for sign in _NAMING_SIGNS_EN):
            pattern = _NAMING_EN
        else:
            return self._banks(text)
        found = [
            Naming(match.start(), match.end(), match.group(), regions)
            for match in pattern.finditer(text)
            if (regions := self._regions(match)) is not None
        ]
        found += self._banks(text)
        return sorted(found, key=lambda naming: naming.start) if len(found) > 1 else found

    def _in_marked(self, text: str) -> list[Naming]:
        """Return the namings of a text that is written with vowel signs."""
        places = [at for at, letter in enumerate(text) if not ARABIC_MARKS.match(letter)]
        return [
            replace(found, start=places[found.start], end=places[found.end - 1] + 1)
            for found in self.namings(ARABIC_MARKS.sub("", text))
        ]

    def opens(self, text: str, naming: Naming) -> bool:
        """Tell whether the sentence opens with a naming, so that a section begins."""
        return not naming.bank and len(naming.regions) == 1 and self.leads(text[: naming.start])

    @staticmethod
    def leads(before: str) -> bool:
        """Tell whether the words before a name only lead to it: "Meanwhile, the situation in"."""
        lead = comparable(before)
        may_lead = word_lists("discourse.toml")["lead_in"]
        return len(lead) <= _LONGEST_LEAD and all(
            not may_lead.isdisjoint(bare_forms(word)) for word in lead
        )

    def heading(self, line: str) -> RegionId | None:
        """Return the region that a line is a heading of, if it is one."""
        if len(line) > _LONGEST_HEADING:
            return None
        match = _HEADING.match(line)
        if match is None or len(match[1].split()) > _MOST_HEADING_WORDS:
            return None
        words = match[1].strip(" ()")
        general = phrase_lists("headings.toml")["general"]
        if words.casefold() in general or all(map(general.__contains__, _parts(words))):
            return COUNTRYWIDE
        return self._scheme.parse_region(words)

    def inline_heading(self, sentence: str) -> RegionId | None:
        """Return the region that a sentence is put under by its first words and a colon."""
        match = _INLINE_HEADING.match(sentence)
        return self._scheme.parse_region(match[1].strip(" ()")) if match else None

    def _regions(self, match: re.Match[str]) -> tuple[RegionId, ...] | None:
        """Return the regions of a match; ``None`` where the scheme has none for its direction."""
        words = _plain(next(filter(None, match.groups())).strip())
        if match.lastgroup in {"d", "d2"} and _AND_WEST.search(match.group()):
            return None
        if words == "غرب" and match.lastgroup == "d2":  # "المنطقة الغربية" is one of any province
            return None
        if words in self._directions:
            return (self._directions[words],)
        if words in _OPEN:
            return ()
        sides = [side for side in _AND.split(words) if side not in _OPEN]
        regions = [self._directions.get(side) for side in sides]
        # "Northern and southern Syria" is more than the one side that the scheme knows.
        known = tuple(region for region in regions if region is not None)
        return known if known and len(known) == len(sides) else None

    def _banks(self, text: str) -> list[Naming]:
        found: list[Naming] = []
        if "Euphrates" not in text and "فرات" not in text:
            return found
        for match in _BANK.finditer(text):
            side = next(filter(None, match.groups())).lower()
            region = self._east if side in _EAST else self._west
            if region is not None:
                found.append(
                    Naming(match.start(), match.end(), match.group(), (region,), bank=True)
                )
        return found


def _parts(heading: str) -> list[str]:
    """Return what a heading joins: "Politics and Economy", "سياسة واقتصاد"."""
    return [part.removeprefix("و") for part in _JOINS.split(heading.casefold())]


def _has_latin(text: str) -> bool:
    return text.isascii() or any("a" <= letter <= "z" for letter in text[:40])


@lru_cache(maxsize=1024)
def _plain(words: str) -> str:
    """Return a direction without case, hyphens, "-ern" and, in Arabic, articles and endings."""
    if words.isascii():
        bare = re.sub(r"(north|south)[- ](east|west)", r"\1\2", words.lower())
        return re.sub(r"(?<=[a-z])ern\b", "", bare).replace(", ", " ")
    return " ".join(_bare_arabic(word) for word in words.split())


def _bare_arabic(word: str) -> str:
    bare = word.removeprefix("و") if word.startswith("وال") else word
    bare = bare.removeprefix("ال")
    for ending in ("ية", "ي", "ى"):
        bare = bare.removesuffix(ending)
    return bare
