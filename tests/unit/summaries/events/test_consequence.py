import pytest

from summaries.events.consequence import kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Gunmen shot and killed a farmer.", {"killed", "attack"}, id="killed"),
        pytest.param("The battle claimed the lives of seven.", {"killed", "attack"}, id="lives"),
        pytest.param("Four fighters were wounded.", {"wounded"}, id="wounded"),
        pytest.param("Families fled to the coast.", {"displaced"}, id="displaced"),
        pytest.param("Police arrested a journalist.", {"detained"}, id="detained"),
        pytest.param("The group handed over three men.", {"released"}, id="handed over"),
        pytest.param("Officials released five soldiers.", {"released"}, id="released"),
        pytest.param("A report released by a monitor counts wells.", set(), id="report released"),
        pytest.param("Troops took control of the dam.", {"control"}, id="took control"),
        pytest.param("The pest is under control.", set(), id="control alone"),
        pytest.param("A truce was signed.", {"agreement"}, id="truce"),
        pytest.param("They left under a secret deal with it.", {"agreement"}, id="a deal with"),
        pytest.param("Ministers deal with a shortage.", set(), id="to deal with"),
        pytest.param("A headquarters was set by men on fire.", {"attack"}, id="set on fire"),
        pytest.param("Wheat prices rose again.", set(), id="nothing"),
        pytest.param("", set(), id="empty"),
        pytest.param(
            "قتل مدني وأصيب آخر بقصف على القرية", {"killed", "wounded", "attack"}, id="ar"
        ),
        pytest.param("زارت أسرة من حلب أقاربها", set(), id="ar: family is no capture"),
        pytest.param("وقف إطلاق النار يدخل حيز التنفيذ", {"agreement"}, id="ar: ceasefire"),
        pytest.param("والقوات سيطرت على البلدة", {"control"}, id="ar: control"),
    ],
)
def test_kinds(text, expected):
    assert kinds(text) == expected
