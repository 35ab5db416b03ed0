from __future__ import annotations

import pytest

from bot.feeds.magic import binary_kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an Office document"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"\0\0\0\x18ftypmp42", "a video"),
        (b"\x01\x02\x03\x04" * 20, "binary data"),
        (b"text with one \0 zero", "binary data"),
        (b"MZAB is a village.", ""),
        (b"plain text\r\n\twith tabs\f", ""),
        ("نص عربي".encode("cp1256"), ""),
        ("نص عربي".encode("utf-16"), ""),
        (b"", ""),
    ],
)
def test_binary_kind(body, kind):
    assert binary_kind(body) == kind
