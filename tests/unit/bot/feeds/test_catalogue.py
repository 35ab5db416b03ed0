from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.feeds.catalogue import label_of, load_sources

GOOD = {
    "id": '"a-1"',
    "name": '"A"',
    "feed": '"https://a.example/feed"',
    "language": '"en"',
    "label": '"local"',
    "reason": '"Its own account."',
}


def entry(**changed):
    values = {**GOOD, **changed}
    lines = [f"{key} = {value}" for key, value in values.items() if value is not None]
    return "\n".join(["[[source]]", *lines, ""])


@pytest.fixture
def catalogue(tmp_path):
    def write(text):
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_built_in_catalogue_is_whole():
    sources = load_sources()
    by_id = {source.id: source for source in sources}
    assert len(sources) == 26
    assert [source.id for source in sources if not source.enabled] == ["al-jazeera", "south-front"]
    assert "text mining" in by_id["al-jazeera"].notice
    assert "sanctions" in by_id["south-front"].notice
    assert {source.language for source in sources} == {"en", "ar"}
    assert by_id["bbc-middle-east"].general
    assert not by_id["suwayda24"].general
    assert all(source.reason.endswith(".") for source in sources)


def test_defaults_and_all_keys(catalogue):
    every = entry(
        id='"b"',
        feed='"http://b.example/"',
        general="true",
        enabled="false",
        minutes="90",
        notice='"Mind."',
    )
    plain, full = load_sources(catalogue(entry() + every))
    assert (plain.enabled, plain.general, plain.minutes, plain.notice) == (True, False, 30, "")
    assert (full.enabled, full.general, full.minutes, full.notice) == (False, True, 90, "Mind.")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        pytest.param({"label": None}, "source 'a-1': 'label' is missing", id="missing"),
        pytest.param({"id": None}, "source 1: 'id' is missing", id="missing id"),
        pytest.param({"reason": '""'}, "'reason' is missing", id="empty"),
        pytest.param({"name": '"  "'}, "'name' must be a text", id="blank"),
        pytest.param({"name": "7"}, "'name' must be a text", id="number for text"),
        pytest.param({"id": '"A 1"'}, "'id' may have small letters", id="id"),
        pytest.param({"id": '"import"'}, "kept for imported reports", id="reserved id"),
        pytest.param({"feed": '"a.example/feed"'}, "'feed' is no http", id="no scheme"),
        pytest.param({"feed": '"file:///etc/passwd"'}, "'feed' is no http", id="scheme"),
        pytest.param({"language": '"fr"'}, "language 'fr' is not one of en, ar", id="language"),
        pytest.param({"minutes": "0"}, "'minutes' must lie between", id="too often"),
        pytest.param({"minutes": '"30"'}, "'minutes' must be a whole number", id="text for number"),
        pytest.param({"minutes": "true"}, "'minutes' must be a whole number", id="bool for number"),
        pytest.param({"general": '"yes"'}, "'general' must be true or false", id="text for bool"),
        pytest.param({"lable": '"x"'}, "unknown key 'lable'", id="misspelt key"),
    ],
)
def test_bad_entry_is_named(catalogue, changed, says):
    with pytest.raises(SettingsError, match=says) as caught:
        load_sources(catalogue(entry(**changed)))
    assert str(caught.value).startswith("mine.toml: source ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(entry() + entry(), "source a-1: its id is used twice", id="same id"),
        pytest.param(
            entry() + entry(id='"b"'), "source b: same feed as source a-1", id="same feed"
        ),
        pytest.param("[[source]\n", "no valid TOML", id="syntax"),
        pytest.param("", r"no \[\[source\]\]", id="empty"),
        pytest.param("source = []", r"no \[\[source\]\]", id="empty list"),
        pytest.param("source = ['a']", r"source 1: write it as \[\[source\]\]", id="list of texts"),
        pytest.param("[[sources]]\nid = 'a'", "'sources' is not known here", id="other table"),
    ],
)
def test_bad_file_is_named(catalogue, text, says):
    with pytest.raises(SettingsError, match=says):
        load_sources(catalogue(text))


def test_missing_and_unreadable_files(tmp_path):
    with pytest.raises(SettingsError, match=r"SOURCES_FILE: .*No such file"):
        load_sources(tmp_path / "none.toml")
    with pytest.raises(SettingsError, match="SOURCES_FILE"):
        load_sources(tmp_path)
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_sources(tmp_path / "b.toml")


def test_label_of_an_outlet():
    sources = load_sources()
    assert label_of(" south front ", sources) == "pro-Russian analysis, sanctioned"
    assert label_of("Nobody", sources) == ""
