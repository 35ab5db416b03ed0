"""Folding: one key for the many spellings of a place's name, in Latin and Arabic script.

``fold`` maps a name to a key, so that two spellings of one place get the same key. The steps for
Latin script, in this order: case and diacritics; apostrophes and hyphens; the article and the
generic words that names begin with (Tall/Tell/Tal, Deir/Dayr/Der …); doubled letters; the ending
-a/-ah/-eh/-e; i/ee/y/e as one vowel and u/ou/o/w as another; q/k, gh/g, dh/d, th/t. It stops
there: one single vowel class, or consonants alone, would give one key to places far apart.

For Arabic script: diacritics and tatweel, the carriers of hamza, taa marbuta and haa, alef maqsura
and yaa, the article. A particle attached to a word (و ب ل ف ك) is taken off only by a reader that
knows the name beneath it, so ``fold`` leaves it and ``detached`` offers the readings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘`´ʿʾʼʻʽ′ʹ"
"""All that is written for hamza and ayn, and as a quotation mark or the sign of a possessive."""

ARABIC_LETTERS = "\u0620-\u065f\u0670-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc"
"""Arabic letters with their marks, for a character class: neither digits nor punctuation."""

LETTERS = rf"0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0660-\u0669{ARABIC_LETTERS}"
"""Letters and digits of both scripts, for a character class."""

WORD = rf"[{LETTERS}]+(?:[{APOSTROPHES}][{LETTERS}]+)*[{APOSTROPHES}]?"
"""One word of a name, in either script, with the apostrophes inside it and after it."""

ARTICLES = frozenset(
    "al el ul l ar er as es ash esh at et ath eth ad ed adh edh az ez an en".split()  # noqa: SIM905
)

_GENERIC = {
    spelling: word
    for word, spellings in {
        "tal": "tall tell tel",
        "deir": "dayr der deyr dair",
        "ain": "ayn ein eyn aain",
        "kafr": "kafar kafer kefr kfar kfer",
        "khirbat": "khirbet kherbet kherbat khurbat khurbet khirba khirbah kherba kherbeh",
        "shaikh": "sheikh shaykh sheik sheykh cheikh shekh",
        "jabal": "jebel jabel jbel gebel djebel",
        "bait": "beit bayt beyt",
        "qalat": "qalaat qalet kalaat qalaet",
        "jub": "jubb jeb jib joub",
        "maarat": "maaret maarrat maarra maarret maara",
        "mazraat": "mazraet",
    }.items()
    for spelling in spellings.split()
}

_WORDS = re.compile(WORD)
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]+")
_WITHOUT_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_POSSESSIVE = re.compile(rf"(?<=\w\w\w)[{APOSTROPHES}][sS]$")
_ARTICLE_INSIDE = re.compile(rf"[ -](?:ال|(?:{'|'.join(ARTICLES)})[ -])", re.IGNORECASE)
_ENDING = re.compile("(?<=..)(?:a+|e+)h?$")
_CLASSES = str.maketrans("eyowq", "iiuuk")
_RUNS = re.compile(r"([^\d\s])\1+")
_ARABIC_FORMS = str.maketrans({"ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "گ": "ك", "ء": "", "ـ": ""})
_ARABIC_ARTICLE = "ال"
_DOTLESS_I = str.maketrans("ı", "i")
_PARTICLES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "وب", "ول", "و", "ب", "ل", "ف", "ك")
_ATTACHED_ARTICLES = frozenset(("Al", "AL", "El", "EL"))
_SHORTEST_BENEATH = 3
_FIRST_OF_NAMES = frozenset(("تل", "أم", "ام"))


def fold(name: str) -> str:
    """Return the key of a name: its folded words, separated by a space, without articles.

    A name that is nothing but an article keeps it, so that no name has an empty key unless it has
    no letter or digit at all.
    """
    # A mark that stands by itself (decomposed text) would part a word.
    words = _WORDS.findall(_LATIN_MARKS.sub("", name))
    return " ".join(filter(None, map(fold_word, words))) or "".join(words).casefold()


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """Return the key of one word, without a possessive 's; an article's is empty."""
    if word[-1:] in "sS":
        word = _POSSESSIVE.sub("", word)
    letters = _letters(word)
    if "\u0600" <= letters[:1] <= "\u06ff":
        return _fold_arabic(letters)
    return _fold_latin(letters)


def fold_joined(name: str, key: str = "") -> frozenset[str]:
    """Return the keys of a name of several words when it is written as one: Talrifat, ديرالزور.

    An article inside it may be written or not (Rasalayn, Rasayn). Empty for a name of one word.
    ``key`` is the folded name, where the caller has it.
    """
    key = key or fold(name)
    if " " not in key:
        return frozenset()
    bare = key.replace(" ", "")
    if bare.isascii():
        bare = _RUNS.sub(r"\1", bare)
    if _ARTICLE_INSIDE.search(name) is None:
        return frozenset((bare,))
    words = _WORDS.findall(name)
    first = next(number for number, word in enumerate(words) if fold_word(word))
    return frozenset((bare, fold_word("".join(words[first:]))))


@lru_cache(maxsize=16384)
def detached(word: str) -> tuple[tuple[str, int], ...]:
    """Return the readings of a word without what is attached to it: key, length of what is cut.

    In Arabic that is a particle, in Latin script an article (Alghantou), which counts as part of
    the name. Every reading leaves at least three letters, in Latin script four, or the short word
    that many names begin with ("وتل رفعت").
    """
    if word[:2] in _ATTACHED_ARTICLES and len(word) > len("al") + _SHORTEST_BENEATH:
        return ((fold_word(word[2:]), 0),)
    readings = []
    for particle in _PARTICLES:
        beneath = word[len(particle) :]
        is_long = len(beneath) >= _SHORTEST_BENEATH or beneath in _FIRST_OF_NAMES
        if word.startswith(particle) and is_long:
            article = particle.endswith(_ARABIC_ARTICLE)
            taken = len(particle) - (len(_ARABIC_ARTICLE) if article else 0)
            readings.append((fold_word(beneath), taken))
    return tuple(readings)


def plain(name: str) -> str:
    """Return a name without case, marks and apostrophes, but with its own letters."""
    return _letters(name).replace("-", " ").strip()


def _letters(text: str) -> str:
    # Before taking marks off, which leaves a blank of an acute accent, and after it.
    text = text.casefold().translate(_WITHOUT_APOSTROPHES)
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_DOTLESS_I)
    return text.translate(_WITHOUT_APOSTROPHES)


def _fold_arabic(letters: str) -> str:
    folded = letters.translate(_ARABIC_FORMS)
    if folded.startswith(_ARABIC_ARTICLE) and len(folded) > 1 + len(_ARABIC_ARTICLE):
        return folded[len(_ARABIC_ARTICLE) :]
    return folded


def _fold_latin(letters: str) -> str:
    if letters in ARTICLES:
        return ""
    word = _GENERIC.get(letters, letters)
    if word[-1:] in "aeh":
        word = _ENDING.sub("a", word)
    # Vowels are mapped before runs are cut, which doubles one step for "ee", "ie" and "tt".
    word = _RUNS.sub(r"\1", word.translate(_CLASSES))
    return word.replace("gh", "g").replace("dh", "d").replace("th", "t")
