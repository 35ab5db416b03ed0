import pytest

from evaluation import peers, recorded

WEEK = [
    ["The bridge over the river was reopened on Monday.", "Wheat arrived at the mill."],
    ["On Monday the bridge over the river was reopened, its guards said.", "Rain fell."],
]
OTHER = [["Snow closed the pass for three days.", "Buses waited below it."], *WEEK]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "peers.tsv"


def test_a_record_is_read_as_it_was_written(file):
    made = {("ab12", "sumy kl"): [(0, 1), (12, 0)], ("ab12", "PyPI summa"): []}
    recorded.write(file, made)
    assert recorded.read(file) == made


def test_a_record_of_other_versions_is_void(file):
    recorded.write(file, {("ab12", "sumy kl"): [(0, 1)]})
    file.write_text(file.read_text("utf-8").replace("# sumy ", "# sumy 0"), "utf-8")
    assert recorded.read(file) == {}


def test_peers_are_asked_where_nothing_is_recorded_and_checked_where_it_is(file, capsys):
    first, held = recorded.choices([WEEK], file, again=True)
    assert set(first) == set(peers.NAMED)
    assert first["sumy kl"] == [peers.NAMED["sumy kl"](WEEK, recorded.BUDGET)]
    assert held == 1.0

    asked_before = recorded.read(file)
    recorded.write(file, {**asked_before, (recorded.key(WEEK), "sumy kl"): [(1, 1)]})
    both, held = recorded.choices([OTHER, WEEK], file)
    asked = f"{2 * len(peers.NAMED)} choices are made now, {len(peers.NAMED)} of them not on record"
    assert asked in capsys.readouterr().out
    assert [chosen[1] for chosen in both.values()] == [chosen[0] for chosen in first.values()]
    assert held == pytest.approx(1 - 1 / len(peers.NAMED))


def test_a_week_is_named_by_its_sentences():
    assert recorded.key(WEEK) == recorded.key([list(document) for document in WEEK])
    assert recorded.key(WEEK) != recorded.key(OTHER)


def test_the_record_is_made_with_the_peers_that_are_installed():
    found = recorded.read(recorded.FILE)
    assert {name for _, name in found} == set(peers.NAMED)
