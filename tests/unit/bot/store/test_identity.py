"""Keys of addresses and texts."""

import pytest

from bot.store.identity import address_key, content_hash, key, storable

PAGE = "https://www.example.org/en/report"


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        PAGE + "/",
        PAGE + "#comments",
        PAGE + "?",
        "  " + PAGE + "\n",
        PAGE.replace("https", "http"),
        PAGE.replace("https", "HTTPS"),
        PAGE.replace("www.example.org", "WWW.Example.ORG"),
        PAGE.replace("example.org", "example.org:443"),
        "http://www.example.org:80/en/report",
        PAGE + "?utm_source=rss&utm_medium=feed",
        PAGE + "?UTM_Source=rss",
        PAGE + "?fbclid=abc",
        PAGE + "/?utm_campaign=x&gclid=1#top",
    ],
)
def test_spellings_of_one_address_share_a_key(url):
    assert address_key(url) == address_key(PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/en/report",
        "https://www.example.org/EN/report",
        "https://www.example.org:8443/en/report",
        "https://www.example.org/en/report/2",
        PAGE + "?id=1",
        PAGE + "?id=2",
        PAGE + "?id=1&page=2",
        PAGE + "?page=2&id=1",
        PAGE + "?nautm_source=1",
    ],
)
def test_other_addresses_have_other_keys(url):
    others = {PAGE, PAGE + "?id=1", PAGE + "?id=2", PAGE + "?id=1&page=2"} - {url}
    assert address_key(url) not in {address_key(other) for other in others}


def test_parameters_that_name_a_page_stay():
    assert address_key(PAGE + "?p=7&utm_source=x") == address_key(PAGE + "?p=7")


@pytest.mark.parametrize("url", [None, "", "  "])
def test_no_address_has_no_key(url):
    assert address_key(url) is None


@pytest.mark.parametrize("url", ["http://[broken", "urn:uuid:1", "just words", "/path"])
def test_what_is_no_web_address_is_its_own_key(url):
    assert address_key(url) == url


def test_a_long_key_is_a_hash_that_tells_apart():
    long = "ش" * 501
    assert key("ش" * 500) == "ش" * 500
    assert key(long) != key(long + "x")
    assert len(key(long)) < 100


LONG = "Residents said so. " * 20


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(("A", LONG), ("A", LONG), True, id="the same"),
        pytest.param(("A", LONG), ("B", LONG), True, id="long, another title"),
        pytest.param(("A", LONG), ("A", LONG.replace(" ", "\n\t")), True, id="other blanks"),
        pytest.param(("A", LONG + "é"), ("A", LONG + "e\u0301"), True, id="composed"),
        pytest.param(("A", LONG), ("A", LONG + "Not so."), False, id="another text"),
        pytest.param(("A", "Short."), ("A ", " Short."), True, id="short, the same"),
        pytest.param(("A", "Short."), ("B", "Short."), False, id="short, another title"),
    ],
)
def test_texts_are_the_same_as_a_reader_sees_them(one, other, same):
    assert (content_hash(*one) == content_hash(*other)) is same


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_has_no_hash(text):
    assert content_hash("Title", text) is None


def test_what_cannot_be_kept_is_replaced_in_place():
    assert storable("a\x00b\ud800c\udfffd") == "a�b�c�d"
    assert storable("درعا 😀\n\t") == "درعا 😀\n\t"
