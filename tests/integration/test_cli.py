"""The command line as a stranger types it, on real files and a real SQLite database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import outside
from bot.cli.main import build, execute

REPORT = """\
Quiet week, three incidents

By Example Desk

On January 28, gunmen shot two soldiers dead near Nahij in the countryside of Daraa.

On January 29, a mine wounded three shepherds near al-Sukhnah in the eastern countryside of Homs.

On Sunday, the SDF said that it had arrested five men in al-Shaddadi, south of al-Hasakah.

Follow us on Instagram.
"""
WEEK = ("--since", "2022-01-24", "--until", "2022-02-01")


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A folder of one's own, with no setting of the machine in it."""
    for name in [name for name in os.environ if name.startswith(("TELEGRAM", "DATABASE", "DATA_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cli(home, own_logs, capsys):
    """Run a command; return its exit status, output and complaints."""

    def run(*words: str) -> tuple[int, str, str]:
        status = execute(outside(), words)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def imported(cli, home) -> Path:
    """A saved report that has been taken in."""
    report = home / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    status, said, _ = cli(
        "import", str(report), "--outlet", "Example Desk", "--published", "2022-01-31",
        "--url", "https://example.org/quiet-week",
    )  # fmt: skip
    assert (status, said.split()[0]) == (0, "new")
    return report


def test_import_digest_and_search_tell_the_same_report(cli, imported):
    status, said, _ = cli("digest", "--format", "json", *WEEK)
    assert status == 0
    digests = {digest["region"]: digest for digest in json.loads(said)}
    assert list(digests) == ["northeast", "central", "idlib", "daraa"]
    (daraa,) = digests["daraa"]["items"]
    assert daraa["text"] in REPORT
    assert daraa["event_date"] == "2022-01-28"
    assert daraa["sources"][0]["url"] == "https://example.org/quiet-week"
    assert daraa["sources"][0]["published"].startswith("2022-01-31")
    assert digests["central"]["items"][0]["event_date"] == "2022-01-29"
    assert digests["northeast"]["items"][0]["event_date"] == "2022-01-30"
    assert digests["idlib"]["items"] == []
    assert digests["idlib"]["reports"] == 0

    status, said, _ = cli("search", "--format", "json", "Nahij")
    found = json.loads(said)
    assert (status, found["total"]) == (0, 1)
    assert found["results"][0]["region"] == "daraa"


def test_importing_twice_changes_nothing(cli, imported):
    status, said, _ = cli("import", str(imported), "--outlet", "Example Desk",
                          "--url", "https://example.org/quiet-week")  # fmt: skip
    assert (status, said.split()[0]) == (0, "known")
    assert json.loads(cli("stats", "--format", "json")[1])["articles"] == 1


def test_what_another_version_tagged_is_tagged_anew_without_a_word(cli, imported, home):
    (home / "data" / "places.csv").write_text(
        "name,kind,governorate,region\nNahij,town,Daraa,idlib\n", encoding="utf-8"
    )
    status, said, complaint = cli("digest", "--region", "idlib", "--format", "json", *WEEK)
    assert (status, complaint) == (0, "")
    assert "Nahij" in json.loads(said)["items"][0]["text"]


def test_one_region_is_an_object_and_html_is_a_page(cli, imported):
    digest = json.loads(cli("digest", "--region", "south", "--format", "json", *WEEK)[1])
    assert digest["region"] == "daraa"
    page = cli("digest", "--format", "html", *WEEK)[1]
    assert page.lstrip().startswith("<!doctype html>")
    assert "Nahij" in page


ARABIC = """\
جريحان في نوى

أصيب طفلان بانفجار لغم من مخلفات الحرب في مدينة نوى يوم السبت 29 كانون الثاني، وفق طبيب في المشفى.
"""


@pytest.fixture
def bilingual(cli, home, imported) -> Path:
    """The English report, and one in Arabic of an outlet that else writes English."""
    report = home / "arabic.txt"
    report.write_text(ARABIC, encoding="utf-8")
    status, _, _ = cli("import", str(report), "--outlet", "Levant24", "--published", "2022-01-31")
    assert status == 0
    return report


@pytest.mark.parametrize(
    ("sources", "outlets"),
    [
        ([], {"Example Desk", "Levant24"}),
        (["--sources", "all"], {"Example Desk", "Levant24"}),
        (["--sources", "en"], {"Example Desk"}),
        (["--sources", "ar"], {"Levant24"}),
        (["--sources", "Arabic"], {"Levant24"}),
    ],
)
def test_a_digest_of_english_sources_of_arabic_ones_or_of_both(cli, bilingual, sources, outlets):
    words = ("digest", "--region", "daraa", "--format", "json", *WEEK, *sources)
    digest = json.loads(cli(*words)[1])
    assert {item["sources"][0]["outlet"] for item in digest["items"]} == outlets
    assert digest["reports"] == digest["origins"] == len(outlets)
    assert digest["sources"] == ("all" if len(outlets) > 1 else sources[1][:2].lower())


def test_no_reports_in_the_sources_asked_for_is_said(cli, bilingual):
    said = cli("digest", "--region", "central", "--sources", "ar", *WEEK)[1]
    assert "No reports in Arabic sources in this period" in said
    said = cli("digest", "--region", "central", "--sources", "ar", "--language", "ar", *WEEK)[1]
    assert "لا تقارير من مصادر ناطقة بالعربية في هذه الفترة" in said


def test_a_digest_in_arabic_has_arabic_places_and_labels(cli, bilingual):
    said = cli("digest", "--region", "daraa", "--language", "ar", *WEEK)[1]
    assert "نوى، درعا" in said
    assert "نهج، درعا" in said
    assert "\u2068Levant24\u2069 [مقره في الشمال الغربي]" in said
    assert "\u2068Example Desk\u2069 [أُدخل يدويًا]" in said
    assert "Nawa" not in said
    digest = json.loads(cli("digest", "--region", "daraa", "--language", "ar", "--format", "json",
                            *WEEK)[1])  # fmt: skip
    assert [item["place"] for item in digest["items"]] == ["Nahij, Daraa", "Nawa, Daraa"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["Nawa"], 1),
        (["Nawa", "--sources", "ar"], 1),
        (["Nawa", "lang:en"], 0),
        (["lang:ar", "--sources", "en"], 3),
    ],
)
def test_a_search_in_sources_of_one_language(cli, bilingual, words, found):
    assert json.loads(cli("search", "--format", "json", *words)[1])["total"] == found


@pytest.mark.parametrize(("words", "found"), [("region:daraa", 1), ("region:idlib", 0)])
def test_a_search_in_one_region(cli, imported, words, found):
    assert json.loads(cli("search", "--format", "json", "Nahij", words)[1])["total"] == found


def test_text_digest_of_an_empty_database_says_so(cli):
    status, said, _ = cli("digest")
    assert status == 0
    assert said.count("No reports") == 4


def test_explain_gives_offsets_of_the_file(cli, imported):
    explanation = json.loads(cli("explain", str(imported), "--format", "json")[1])
    for passage in explanation["passages"] + explanation["furniture"]:
        assert REPORT[passage["start"] : passage["end"]] == passage["text"]
    assert [p["region"] for p in explanation["passages"]] == ["daraa", "central", "northeast"]
    assert "Follow us on Instagram." in {f["text"] for f in explanation["furniture"]}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["digest", "--since", "yesterday"], 2, "--since: 'yesterday' is no date"),
        (["digest", "--since", "2022-02-01", "--until", "2022-01-01"], 2, "before it begins"),
        (["digest", "--region", "mars"], 2, "no region 'mars'"),
        (["digest", "--length", "huge"], 2, "--length: 'huge'"),
        (["digest", "--format", "pdf"], 2, "--format"),
        (["digest", "--sources", "fr"], 2, "--sources: 'fr' is none of en, ar, all"),
        (["search", "x", "--sources", "fr"], 2, "--sources: 'fr' is none of en, ar, all"),
        (["digest", "--language", "fr"], 2, "--language: 'fr' is none of en, ar"),
        (["dance"], 2, "dance"),
        (["import", "missing.txt", "--outlet", "X"], 1, "there is no such file"),
        (["import", "a", "b", "--url", "https://example.org"], 2, "one file at a time"),
        (["collect", "nobody"], 2, "no source 'nobody'"),
        (["places", "import", "missing.csv"], 1, "missing.csv"),
        (["backup", "nowhere/backup.db"], 1, "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_wrong_is_told_in_one_line(cli, words, status, said):
    got, _, complaint = cli(*words)
    assert got == status
    assert said in complaint
    assert complaint.count("\n") == 1


def test_an_operators_regions_are_those_of_digests_and_search(cli, home, monkeypatch, imported):
    (home / "regions.toml").write_text(
        'default_for_deir_ez_zor = "hauran"\n'
        '[[region]]\nid = "hauran"\nnames = { en = "Hauran" }\n'
        'areas = [{ governorate = "Daraa" }]\n'
        '[[region]]\nid = "rest"\nnames = { en = "Rest" }\non_request = true\n',
        "utf-8",
    )
    monkeypatch.setenv("REGIONS_FILE", "regions.toml")
    digests = json.loads(cli("digest", "--format", "json", *WEEK)[1])
    assert [digest["region"] for digest in digests] == ["hauran"]
    assert digests[0]["items"][0]["place"].startswith("Nahij")
    found = json.loads(cli("search", "--format", "json", "region:hauran", "Nahij")[1])
    assert found["total"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[region]", "REGIONS_FILE"),
        ("[[region]]\nid = 'a'", "REGIONS_FILE: region a has no English name"),
    ],
)
def test_a_broken_file_of_regions_is_told_in_one_line(cli, home, monkeypatch, text, said):
    (home / "broken.toml").write_text(text, "utf-8")
    monkeypatch.setenv("REGIONS_FILE", "broken.toml")
    for words in (["digest"], ["search", "Nahij"], ["places", "find", "Nawa"]):
        status, _, complaint = cli(*words)
        assert status != 0
        assert said in complaint
        assert complaint.count("\n") == 1


def test_an_unreachable_database_is_told_without_its_password(cli, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://user:secret@127.0.0.1:1/none")
    status, _, complaint = cli("stats")
    assert status == 1
    assert complaint.count("\n") == 1
    assert "secret" not in complaint


def test_a_binary_file_is_refused_and_the_others_are_taken(cli, home):
    (home / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (home / "report.txt").write_text(REPORT, encoding="utf-8")
    status, said, complaint = cli("import", "picture.txt", "report.txt", "--outlet", "Example Desk")
    assert status == 1
    assert said.startswith("new  report.txt")
    assert "picture.txt" in complaint


def test_every_command_that_prints_takes_json(cli, imported):
    for words in (["sources"], ["subscribers"], ["stats"], ["places", "check"],
                  ["places", "find", "Kobane"], ["backup", "copy.db"],
                  ["doctor", "--no-feeds"]):  # fmt: skip
        status, said, complaint = cli(*words, "--format", "json")
        assert (status, complaint) == (0, "")
        json.loads(said)


def test_every_command_is_documented_in_the_readme():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for command in build().registered_commands:
        assert f"`{command.name or command.callback.__name__}" in readme


def test_the_module_runs_as_a_program(home):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "stats", "--format", "json"],
        capture_output=True, text=True, cwd=home, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert json.loads(done.stdout)["articles"] == 0


def test_the_worked_example(cli, eval_data, home):
    path = eval_data / "reports" / "southfront-2022-01-31.txt"
    text = path.read_text(encoding="utf-8")
    assert cli("import", str(path), "--outlet", "Global Research", "--published", "2022-01-31",
               "--url", "https://example.org/isis-threat")[0] == 0  # fmt: skip
    digests = json.loads(cli("digest", "--format", "json", *WEEK)[1])
    for digest in digests:
        assert digest["items"]
        for item in digest["items"]:
            assert item["text"] in text
            assert item["sources"][0]["origin"] == "South Front"
    explanation = json.loads(cli("explain", str(path), "--format", "json")[1])
    furniture = [piece["text"] for piece in explanation["furniture"]]
    shown = json.dumps(digests, ensure_ascii=False)
    assert not [piece for piece in furniture if len(piece) > 30 and piece in shown]
