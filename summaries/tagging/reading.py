"""What a sentence itself says of where it happened: its places, its cues, how it stands.

What the sentences before add to it is the business of ``summaries.tagging.rules``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from summaries.gazetteer import Gazetteer, Mention
from summaries.scheme import Scheme
from summaries.tagging.clauses import Clauses, clauses, dateline_end
from summaries.tagging.cues import Cues, Lexicon, bare_forms
from summaries.tagging.discourse import assessment, standing
from summaries.tagging.evidence import Evidence, places
from summaries.tagging.neighbours import past_parts, words_before
from summaries.tagging.persons import persons
from summaries.tagging.roles import SOLID, Role
from summaries.tagging.sections import Naming, Sections
from summaries.tagging.wordlists import word_lists
from summaries.types import RegionId

_OF_A_PART: Final = re.compile(
    r"(?:ern|east|west|north|south|central|coastal|of|شمال|جنوب|شرق|غرب|وسط|ي)[ -](?:the )?$"
)
_OF_A_BODY: Final = re.compile(
    r"Syria['’]?s (?!situation|future|conflict|war|crisis|people|economy|uprising|population|regime"
    r"|government|protests|revolution|revolt|rebellion|unrest|violence|leaders|leadership|president"
    r"|neighbou?rs|transition|reconstruction|recovery|stability|unity|sovereignty|minorities|allies"
    r"|territor|land\b|provinces|cities)"
    r"|Syria,? (?:said|says|told)"
)
_CALLED_AFTER_IT: Final = re.compile(
    r"Syria (?:TV|Direct|Now|Civil Defen[cs]e|Response|Relief|Campaign|Recovery|Report|Democratic"
    r"|Trust)\b"
    r"|Syria['’]s (?:\w+ )?(?:ministry|army|military|air defen[cs]es|air force"
    r"|state (?:media|television|TV|news agency))\b"
)
_CALLED_AFTER_IT_AR: Final = re.compile(r"(?:استجابة|تلفزيون|قوات|فريق|منسقو|منسقي|وكالة) $")
_SYRIAN_AR: Final = re.compile(r"(?:ات|(?<!عود)(?<!وحد)(?<!سياد)(?<!مصلح)(?<!قضي)ة) $")
"""Before the adjective: "ليرة سورية"; the return or the unity of the country is called alike."""
_CALLED_AFTER_IT_EITHER: Final = re.compile(
    f"{_CALLED_AFTER_IT.pattern}|{_CALLED_AFTER_IT_AR.pattern[:-1]}سور|[ةت] سورية"
)
_THE_CAPITAL: Final = re.compile(
    r"\b(?:[Ii]n|of|near|outside|across|around|through|into|over)"
    r" (?:the (?:Syrian )?|Syria['’]?s )capital\b"
    r"(?! of\b|,? [A-Z]|['’]s? [A-Z])"
    r"|(?<!\w)[وف]?(?:في|ب|إلى|وسط) ?العاصمة(?! (?:ال\w+ية|ال\w+يا)(?!\w))"
)
_LIES_IN: Final = re.compile(
    r"(?:,? (?:province|governorate|countryside|area|city),?)?,? in (?:the )?|،? (?:في )?"
)
_DESCRIBED: Final = re.compile(
    r"[Tt]he [a-z]+ (?:city|town|province|village)\b(?! of\b| (?:of |the )?[A-Z]|, [A-Z])"
)
_WAR_VERBS: Final = frozenset(
    ("pits", "began", "has", "erupted", "started", "which", "killed", "is", "broke")
)
_AREAS: Final = frozenset(("governorate", "region"))
_SUBJECT_WORDS: Final = 4
_FROM: Final = ("from ", "from the ", "من ")
_BOUND_FOR: Final = re.compile(
    r"(?:\b(?:bound|heading|headed|left|leave|withdraw|withdrawal|retreat|pull back) "
    r"(?:for|to|towards?) (?:the )?"
    r"|(?<!\w)(?:متجه|متوجه|توجه|بالانسحاب|للانسحاب|الانسحاب)[\w\u064b]* (?:إلى|نحو) )$"
)
_HEADING_COLON: Final = 60
_BODY_REACH: Final = 12
_SYRIAN: Final = "سورية"


class Reading(NamedTuple):
    """What a sentence says of where it happened.

    ``dates`` are the words that a date may be of, ``cues`` what is told after the dateline.
    ``solid`` is the evidence that places a sentence by itself; ``assessment`` says that it is an
    opinion. ``section`` is the region of which the sentence opens a section, ``moves_to`` that of
    the area with which it opens ("In the Badia, ..."): where a report has sections, this is one.
    ``whole`` says that its main clause speaks of the country; ``foreign`` is a place abroad in
    which it is set; ``leans`` that it cannot be understood without the sentence before, ``resumes``
    by "the attack", "the town"; ``turns`` that it goes over to another matter; ``rulers`` that
    those who rule or oppose are its subject, ``syria_first`` that Syria is, ``on_war`` that the
    war is; ``persons`` are the people of whom it tells.
    """

    text: str
    dates: Sequence[str]
    cues: Cues
    evidence: tuple[Evidence, ...]
    solid: tuple[Evidence, ...]
    assessment: bool
    section: RegionId | None
    moves_to: RegionId | None
    whole: bool
    foreign: str
    leans: bool
    resumes: bool
    turns: bool
    rulers: bool
    syria_first: bool
    on_war: bool
    persons: tuple[str, ...]


class Reader:
    """Reads sentences with a gazetteer, a scheme and the cue phrases."""

    def __init__(self, gazetteer: Gazetteer, scheme: Scheme, lexicon: Lexicon) -> None:
        """Keep what sentences are read with."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._sections = Sections(scheme)
        self._damascus = next(iter(gazetteer.lookup("Damascus")), None)
        self.deir_ez_zor = (scheme.default_for_deir_ez_zor, *self._sections.banks)

    def heading(self, line: str) -> RegionId | None:
        """Return the region that a line is a heading of, if it is one."""
        return self._sections.heading(line)

    def read(self, sentence: str, year: int | None) -> Reading:
        """Return what a sentence says; ``year`` is the report's."""
        start = dateline_end(sentence)
        all_cues = self._lexicon.find(sentence)
        cues = self._lexicon.find(sentence[start:]) if start else all_cues
        if "name" in cues.phrases:
            cues = _without_bodies(cues, sentence)
        signs = cues.phrases
        namings = self._sections.namings(sentence) if "directions" in signs else []
        mentions = self._gazetteer.find(sentence)
        parts, evidence, foreign = _NO_CLAUSES, _NO_EVIDENCE, ""
        if mentions or namings or "capital" in signs:
            parts = clauses(sentence, cues, year, start)
            evidence, foreign = self._evidence(sentence, cues, mentions, namings, parts)
        leans, resumes, turns = standing(sentence, all_cues)
        return Reading(
            text=sentence,
            dates=all_cues.phrases.get("dates", ()),
            cues=cues,
            evidence=evidence,
            solid=tuple([sign for sign in evidence if sign.role >= SOLID]) if evidence else (),
            assessment=assessment(sentence, all_cues),
            section=self._opened(sentence, namings, evidence)
            if namings or ":" in sentence
            else None,
            moves_to=self._moves_to(sentence, evidence) if evidence else None,
            whole=_speaks_of_country(sentence, cues, evidence, parts),
            foreign=foreign,
            leans=leans,
            resumes=resumes or ("described" in signs and _DESCRIBED.search(sentence) is not None),
            turns=turns,
            rulers=("rulers" in signs and _is_on_rulers(cues))
            or ("capital_speaks" in signs and _is_government_speaking(cues)),
            syria_first="name" in signs and _is_on_syria(sentence, cues),
            on_war="country" in signs and _is_on_war(cues),
            persons=persons(sentence) if "parents" in signs else (),
        )

    def _evidence(
        self,
        sentence: str,
        cues: Cues,
        mentions: Sequence[Mention],
        namings: Sequence[Naming],
        parts: Clauses,
    ) -> tuple[tuple[Evidence, ...], str]:
        """Return the signs of where the sentence is set, in order, and a place abroad."""
        signs, foreign = places(sentence, mentions, cues, parts, self.deir_ez_zor[-1])
        if cues.has("capital"):
            signs += self._capital(sentence, signs, parts)
        if namings:
            signs = _merged(sentence, signs, namings, parts)
        if len(signs) > 1:
            signs.sort(key=_position)
        return tuple(signs), foreign

    def _capital(self, sentence: str, signs: Sequence[Evidence], parts: Clauses) -> list[Evidence]:
        """Return the capital where it is called only that: "in the capital"."""
        named = _THE_CAPITAL.search(sentence)
        place = self._damascus
        if named is None or place is None or any(map(_is_damascus, signs)):
            return []
        role = Role.ASIDE if parts.aside(named.start()) else Role.EVENT
        return [Evidence(named.start(), named.group(), role, place.region, place)]

    def _opened(
        self, sentence: str, namings: Sequence[Naming], evidence: Sequence[Evidence]
    ) -> RegionId | None:
        if namings:
            first = evidence[0].start if evidence else 0
            if namings[0].start <= first and self._sections.opens(sentence, namings[0]):
                return namings[0].regions[0]
        if 0 <= sentence.find(":") < _HEADING_COLON:
            return self._sections.inline_heading(sentence)
        return None

    def _moves_to(self, sentence: str, evidence: Sequence[Evidence]) -> RegionId | None:
        first = evidence[0]
        if first.place is None or first.place.kind not in _AREAS:
            return None
        return first.region if self._sections.leads(sentence[: first.start]) else None


_NO_CLAUSES: Final = Clauses()
_NO_EVIDENCE: Final[tuple[Evidence, ...]] = ()


def _merged(
    sentence: str, signs: Sequence[Evidence], namings: Sequence[Naming], parts: Clauses
) -> list[Evidence]:
    """Put places and regions by name together: a bank decides where Deir ez-Zor lies.

    A bank counts only for Deir ez-Zor and where no other place is named; "eastern Syria", which is
    as open as Deir ez-Zor, only where no place is.
    """
    found = list(signs)
    deir_ez_zor = any(sign.open for sign in signs)
    placed = any(sign.region is not None and sign.role > Role.ASIDE for sign in signs)
    for naming in namings:
        if naming.bank and placed and not deir_ez_zor:
            continue
        if not naming.bank and _tells_where_it_lies(sentence, naming, signs):
            continue
        role = _role_of(sentence, naming, parts)
        if naming.bank:
            found = [s._replace(region=naming.regions[0]) if s.open else s for s in found]
        found += [Evidence(naming.start, naming.text, role, region) for region in naming.regions]
        if not naming.regions and not signs:
            found.append(Evidence(naming.start, naming.text, role, None, open=True))
    return found


def _tells_where_it_lies(sentence: str, naming: Naming, signs: Sequence[Evidence]) -> bool:
    """Tell of "X in Homs province in western Syria": it says no more than X does."""
    before = max((s for s in signs if s.start < naming.start), key=_position, default=None)
    if before is None or before.region is None:
        return False
    return _LIES_IN.fullmatch(sentence, before.end, naming.start) is not None


def _position(sign: Evidence) -> int:
    return sign.start


def _role_of(sentence: str, naming: Naming, parts: Clauses) -> Role:
    if sentence.endswith(_FROM, 0, naming.start):
        before = words_before(sentence, naming.start)
        return Role.ORIGIN if past_parts(before) is before else Role.NAMED
    if _BOUND_FOR.search(sentence, 0, naming.start):
        return Role.GOAL
    if parts.aside(naming.start):
        return Role.ASIDE
    return Role.EVENT if naming.bank else Role.NAMED


def _is_damascus(sign: Evidence) -> bool:
    return sign.place is not None and sign.place.governorate in {"Damascus", "Rif Dimashq"}


def _without_bodies(cues: Cues, sentence: str) -> Cues:
    """Forget the name of the country where only bodies are called so: "Syria Civil Defence"."""
    bodies = _CALLED_AFTER_IT if sentence.isascii() else _CALLED_AFTER_IT_EITHER
    if bodies.search(sentence) is None:
        return cues
    if not all(
        _CALLED_AFTER_IT.match(sentence, start)
        or _CALLED_AFTER_IT_AR.search(sentence, max(0, start - _BODY_REACH), start)
        or (sentence.startswith(_SYRIAN, start) and _SYRIAN_AR.search(sentence, 0, start))
        for start, _ in cues.spans("name", sentence)
    ):
        return cues
    return cues._replace(phrases={k: v for k, v in cues.phrases.items() if k != "name"})


def _speaks_of_country(
    sentence: str, cues: Cues, evidence: Sequence[Evidence], parts: Clauses
) -> bool:
    """Tell whether the main clause speaks of the country.

    Its bare name counts only where all places stand before it: "After the fall of X, Syria ...".
    Who comes "from across the country" comes to one place.
    """
    labels = cues.phrases
    of_country = "country" in labels or "everywhere" in labels
    if not evidence or not (of_country or "name" in labels):
        return of_country
    spans = [*cues.spans("country", sentence)]
    all_over = cues.spans("everywhere", sentence)
    spans += [span for span in all_over if not sentence.endswith(_FROM, 0, span[0])]
    last = max(sign.start for sign in evidence)
    spans += [span for span in cues.spans("name", sentence) if span[0] > last]
    return any(
        not _OF_A_PART.search(sentence, max(0, start - 20), start)
        and not _OF_A_BODY.match(sentence, start)
        and not parts.aside(start)
        for start, _ in spans
    )


def _is_on_rulers(cues: Cues) -> bool:
    """Tell whether those who rule or oppose are the subject: they stand among the first words."""
    lists = word_lists("discourse.toml")
    return any(
        lists["in_the_field"].isdisjoint((after, *bare_forms(before)))
        and lists["times"].isdisjoint(bare_forms(before))
        for before, after in cues.among_first("rulers", _SUBJECT_WORDS)
    )


def _is_government_speaking(cues: Cues) -> bool:
    """Tell of "Damascus denied": the capital stands for the government."""
    return any(True for _ in cues.among_first("capital_speaks", 1))


def _is_on_war(cues: Cues) -> bool:
    """Tell of "Syria's civil war pits ...": the war is the subject, whatever else is named."""
    return any(after in _WAR_VERBS for _, after in cues.among_first("country", 2))


def _is_on_syria(sentence: str, cues: Cues) -> bool:
    """Tell whether Syria is the subject."""
    return any(True for _ in cues.among_first("name", _SUBJECT_WORDS)) and not any(
        _OF_A_BODY.match(sentence, start) for start, _ in cues.spans("name", sentence)
    )
