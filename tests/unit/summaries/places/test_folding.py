import pytest

from summaries.places.folding import detached, fold, fold_joined, fold_word, plain


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(["Hasakah", "al-Hasaka", "Hassakah", "Ḩasakah", "AL-HASAKAH"], id="hasakah"),
        pytest.param(["Daraa", "Dar'a", "Dar’a", "Dara"], id="daraa"),
        pytest.param(["Deir ez-Zor", "Dayr az-Zur", "Deir El Zour", "Der Zor"], id="deir-ez-zor"),
        pytest.param(["Tell Abyad", "Tal Abyad", "Tall Abiad", "Tel Abyadh"], id="tell-abyad"),
        pytest.param(["Qamishli", "Kamishli", "al-Qamishly"], id="q and k"),
        pytest.param(["Mayadin", "Mayadeen", "al-Mayadin"], id="one vowel class"),
        pytest.param(["Suluk", "Solouk", "Sulouk"], id="the other vowel class"),
        pytest.param(["Saraqib", "Saraqeb", "Sarraqib"], id="doubled letters"),
        pytest.param(["Ras al-Ayn", "Ras al-Ain", "Ra's al-‘Ayn"], id="generic words"),
        pytest.param(["Ghouta", "Guta", "al-Ghuta"], id="gh and g"),
        pytest.param(["Hasakah", "Hasakah's", "Hasakah’s"], id="possessive"),
        pytest.param(["الحسكة", "الحسكه", "حسكة", "الحَسَكَة", "الحسـكة"], id="Arabic marks and haa"),
        pytest.param(["إدلب", "ادلب", "أدلب"], id="hamza"),
        pytest.param(["نوى", "نوي"], id="alef maqsura"),
        pytest.param(["السويداء", "سويدا"], id="final hamza"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: list[str]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Homs", "Hama", id="homs-hama"),
        pytest.param("Kobani", "Kabani", id="vowels stay apart"),
        pytest.param("Khan", "Kan", id="kh is a letter of its own"),
        pytest.param("Salkhad", "Salqin", id="ends"),
        pytest.param("Deraa", "Daraa", id="stops before one single vowel class"),
        pytest.param("حمص", "حماة", id="Arabic"),
    ],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_an_article_alone_is_kept_and_punctuation_has_no_key() -> None:
    assert fold("al") == "al"
    assert fold_word("al") == ""
    assert fold("… —") == ""


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Tell Rifaat", "Talrifaat"),
        ("Ras al-Ayn", "Rasalayn"),
        ("Ras al-Ayn", "Rasain"),
        ("Kafr Ruma", "Kafruma"),
        ("دير الزور", "ديرالزور"),
        ("كفر روما", "كفرروما"),
    ],
)
def test_a_name_written_as_one_word(name: str, written: str) -> None:
    assert fold(written) in fold_joined(name)


def test_a_name_of_one_word_joins_nothing() -> None:
    assert fold_joined("al-Hasakah") == frozenset()


@pytest.mark.parametrize(
    ("word", "beneath", "taken"),
    [
        ("وحلب", "حلب", 1),
        ("بالحسكة", "الحسكة", 1),
        ("للرقة", "الرقة", 2),
        ("وبالرقة", "الرقة", 2),
        ("لدرعا", "درعا", 1),
        ("Alghantou", "Ghantou", 0),
    ],
)
def test_what_is_attached_to_a_word(word: str, beneath: str, taken: int) -> None:
    assert (fold(beneath), taken) in detached(word)


def test_nothing_is_detached_from_other_or_short_words() -> None:
    assert detached("Homs") == ()
    assert detached("Alep") == ()
    assert detached("وفي") == ()


def test_plain_keeps_the_letters() -> None:
    assert plain("Al-Ḩawl") == "al hawl"
    assert plain("Mare'") == "mare"
