from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.errors import InputError
from bot.feeds.saved import MOST_BYTES, Stated, read_saved, read_text

TEXT = "Clashes in Daraa\n\nOn January 29, gunmen shot a man dead in Nahij.\r\n\tHe was 40.  \n"
SAID = Stated(outlet="Outlet")


@pytest.fixture
def file(tmp_path):
    def write(body, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return path

    return write


def test_text_is_kept_to_the_letter(file):
    draft = read_saved(file(TEXT), SAID)
    assert draft.text == TEXT
    assert (draft.title, draft.outlet, draft.language) == ("Clashes in Daraa", "Outlet", "en")
    assert (draft.url, draft.published, draft.source_id) == (None, None, "import")
    assert read_text(file(TEXT)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_encodings(file, encoding):
    arabic = "مقتل مدنيين اثنين في بلدة ناحتة بريف درعا الشرقي"
    draft = read_saved(file(arabic.encode(encoding)), SAID)
    assert (draft.text, draft.language) == (arabic, "ar")


def test_what_is_stated_wins(file):
    head = "Clashes\n\nBy Agency\n\nOther, February 2, 2022\n\nAgency 31 January 2022\n\n"
    body = "Gunmen shot a man dead in Nahij.\n\nThe original source of this article is Agency\n"
    path = file(head + body)
    told = read_saved(path)
    assert (told.outlet, told.published) == ("Other", datetime(2022, 1, 31, tzinfo=UTC))
    assert told.origin.outlet == "Agency"
    moment = datetime(2022, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    stated = Stated("Mine", "local", "https://Mine.example/a#b", moment)
    draft = read_saved(path, stated)
    assert (draft.outlet, draft.label) == ("Mine", "local")
    assert (draft.url, draft.published) == ("https://mine.example/a", moment)
    assert draft.published.tzinfo is UTC


def test_worked_example_is_taken_whole(eval_data):
    path = eval_data / "reports" / "southfront-2022-01-31.txt"
    draft = read_saved(path, Stated(outlet="South Front"))
    assert draft.text == path.read_bytes().decode()
    assert draft.title == "Video: ISIS Threat Still Alive in Syria"
    assert draft.published == datetime(2022, 1, 31, tzinfo=UTC)
    assert draft.origin.outlet == "South Front"
    assert read_saved(path).outlet == "Global Research"


def test_identity_is_the_address_else_the_text(file):
    stated = Stated("A", url="https://a.example/1?utm_source=x")
    one, other = file("Report one.", "a.txt"), file("Report two.", "b.txt")
    assert read_saved(one, stated).guid == read_saved(other, stated).guid == "https://a.example/1"
    assert read_saved(one, SAID).guid != read_saved(other, SAID).guid
    assert read_saved(one, SAID).guid == read_saved(file("Report one.", "c.txt"), SAID).guid


PAGE = (
    '<html><head><meta property="og:site_name" content="Page Outlet">'
    '<link rel="canonical" href="https://page.example/1"></head><body><h1>Two killed</h1>'
    "<article><p>On January 29, gunmen shot two people dead in the town of Nahij.</p></article>"
    "</body></html>"
)


@pytest.mark.parametrize(
    "name", ["page.html", "PAGE.HTM", "page"], ids=["html", "capitals", "none"]
)
def test_page_goes_through_extraction(file, name):
    draft = read_saved(file(PAGE, name))
    assert draft.text.endswith("On January 29, gunmen shot two people dead in the town of Nahij.")
    assert "<" not in draft.text
    assert (draft.title, draft.outlet) == ("Two killed", "Page Outlet")
    assert draft.url == draft.guid == "https://page.example/1"


def test_outlet_is_the_host_where_nothing_else_tells(file):
    assert read_saved(file(TEXT), Stated(url="https://www.x.example/a")).outlet == "x.example"


@pytest.mark.parametrize(
    ("body", "name", "says"),
    [
        pytest.param(b"", "a.txt", "the file is empty", id="empty"),
        pytest.param(b" \n\t\r\n", "a.txt", "the file is empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "a.txt", "the file is empty", id="only a mark"),
        pytest.param(b"%PDF-1.7\n%\xe2", "a.txt", "a PDF document; save the report as", id="pdf"),
        pytest.param(b"PK\x03\x04\x00", "a.html", "a ZIP archive", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a.txt", "a PNG picture", id="picture"),
        pytest.param(b"abc\x00def", "a.txt", "binary data", id="zero bytes"),
        pytest.param(bytes(range(1, 32)) * 9, "a.md", "binary data", id="controls"),
        pytest.param(
            b"<html><body></body></html>", "a.html", "no text of a report", id="bare page"
        ),
        pytest.param(b"x" * (MOST_BYTES + 1), "a.txt", "larger than 10 MB", id="huge"),
        pytest.param(TEXT.encode(), "a.txt", "who published it; give --outlet", id="no outlet"),
    ],
)
def test_unusable_file_is_one_line_that_names_it(file, body, name, says):
    path = file(body, name)
    with pytest.raises(InputError, match=says) as caught:
        read_saved(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_missing_file_folder_and_address(tmp_path, file):
    with pytest.raises(InputError, match="there is no such file"):
        read_saved(tmp_path / "none.txt")
    with pytest.raises(InputError, match="this is a folder"):
        read_saved(tmp_path)
    with pytest.raises(InputError, match=r"'x\.example' is no web address"):
        read_saved(file(TEXT), Stated(url="x.example"))
    with pytest.raises(InputError, match="no ordinary file"):
        read_saved(type(tmp_path)("/dev/null"))
