"""What a run of bytes is, told by its first bytes, where it is no text."""

from __future__ import annotations

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"bplist", "a binary property list"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x1a"))
_SAMPLE = 65536
_CONTROL_SHARE = 0.01


def binary_kind(body: bytes) -> str:
    """Name what ``body`` is (``a PDF document``); empty where it can be text.

    UTF-16 and UTF-32 are text only with their byte order mark, or where an opening angle bracket
    gives them away.
    """
    for magic, name in _MAGIC:
        # Two letters may well begin a text; then the rest decides.
        if body.startswith(magic) and (len(magic) > 2 or not _texty(body)):  # noqa: PLR2004
            return name
    if body[4:8] == b"ftyp":
        return "a video"
    return "" if _texty(body) else "binary data"


def _texty(body: bytes) -> bool:
    if body.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"<\0", b"\0<")):
        return True
    sample = body[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" not in sample and controls <= len(sample) * _CONTROL_SHARE
