from __future__ import annotations

import pytest

from bot.feeds.encoding import decode

ARABIC = "قُتل ثلاثة مدنيين في ريف دير الزور الشرقي"
FRENCH = "Les forces se sont retirées de Qamichli après l’échec des négociations"


@pytest.mark.parametrize(
    ("text", "encoding", "content_type"),
    [
        pytest.param(ARABIC, "utf-8", "text/html; charset=windows-1256", id="utf-8 wins"),
        pytest.param(ARABIC, "utf-8-sig", "", id="mark"),
        pytest.param(ARABIC, "utf-16", "", id="utf-16"),
        pytest.param(ARABIC, "utf-32", "", id="utf-32"),
        pytest.param(f"<p>{ARABIC}", "utf-16-le", "", id="utf-16 without mark"),
        pytest.param(f"<p>{ARABIC}", "utf-16-be", "", id="utf-16, big end, without mark"),
        pytest.param(ARABIC, "cp1256", "", id="windows-1256 untold"),
        pytest.param(ARABIC, "cp1256", "text/html; charset=iso-8859-1", id="told wrongly"),
        pytest.param(ARABIC, "iso8859-6", "text/html; charset=iso-8859-6", id="told rightly"),
        pytest.param(f'<meta charset="iso-8859-6">{ARABIC}', "iso8859-6", "", id="told by meta"),
        pytest.param(FRENCH, "cp1252", "", id="windows-1252 untold"),
        pytest.param(FRENCH, "utf-8", "", id="french"),
    ],
)
def test_text_comes_back(text, encoding, content_type):
    text = text.replace("ُ", "") if encoding == "iso8859-6" else text
    assert decode(text.encode(encoding), content_type) == text


@pytest.mark.parametrize("name", ["base64", "zip", "rot13", "unicode_escape", "nonsense", "utf-7"])
def test_declared_names_that_are_no_plain_encoding_are_not_used(name):
    assert decode("é".encode("cp1252"), f"text/html; charset={name}") == "é"


def test_whatever_comes_is_decoded():
    assert decode(bytes(range(256)))
    assert decode(b"") == ""
    assert decode(b"\xff\xfe\x00") == "�"
