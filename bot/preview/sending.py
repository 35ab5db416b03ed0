"""Methods that send: texts, photos, documents, and the sign that the bot is at work."""

from __future__ import annotations

import struct

from bot.preview.calls import Call, Method, Reply, measured, with_message
from bot.preview.entities import Formatted
from bot.preview.forms import Upload
from bot.preview.markup import Markup
from bot.preview.refusals import TOO_LARGE, Refusal, bad_request
from bot.preview.rooms import FileKind, Message, Room, StoredFile
from bot.preview.world import Typing

MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_DOCUMENT_BYTES = 50 * 1024 * 1024
MAX_PHOTO_SIDES = 10_000
CHAT_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
_GIF_OR_WEBP = (b"GIF8", b"RIFF")
_JPEG_FRAMES = frozenset(range(0xFFC0, 0xFFD0)) - {0xFFC4, 0xFFC8, 0xFFCC}


def send_message(call: Call) -> Reply:
    """Send a text."""
    text, markup = call.text(), call.markup()
    room = _writable(call, "text messages")
    options = call.given.parsed("link_preview_options")
    hidden = isinstance(options, dict) and options.get("is_disabled") is True
    return _send(call, room, measured(text), markup, preview=not hidden)


def send_photo(call: Call) -> Reply:
    """Send a picture with a caption."""
    return _send_file(call, "photo")


def send_document(call: Call) -> Reply:
    """Send any file with a caption."""
    return _send_file(call, "document")


def send_chat_action(call: Call) -> Reply:
    """Show for some seconds that the bot is at work."""
    action = call.given.text("action").lower()
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    room = call.room()
    room.require_access()
    call.world.typing.append(Typing(room.id, action, call.world.revision + 1))
    return Reply(result=True)


SENDING: dict[str, Method] = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendchataction": send_chat_action,
}


def _writable(call: Call, what: str) -> Room:
    room = call.room()
    room.require_writing(what, call.given.number("message_thread_id"))
    return room


def _send(
    call: Call,
    room: Room,
    content: Formatted,
    markup: Markup | None,
    *,
    file: StoredFile | None = None,
    preview: bool = True,
) -> Reply:
    message = Message(
        id=room.next_id(),
        chat=room.id,
        date=call.world.clock(),
        sender=None if room.kind == "channel" else call.world.bot,
        content=content,
        thread=call.given.number("message_thread_id"),
        markup=markup if markup and markup.kind == "inline" else None,
        file=file,
        reply_to=_answered(call, room),
        silent=call.given.flag("disable_notification"),
        preview=preview,
    )
    if markup and markup.kind != "inline":
        room.keyboard = markup if markup.kind == "keyboard" else None
    return with_message(room, call.world.post(room, message))


def _answered(call: Call, room: Room) -> int:
    """Return the number of the message that is replied to, 0 for none."""
    reply = call.given.parsed("reply_parameters")
    if not isinstance(reply, dict):
        reply = {"message_id": call.given.number("reply_to_message_id")}
    number = reply.get("message_id", 0)
    if not isinstance(number, int) or not number:
        return 0
    if number in room.messages:
        return number
    if reply.get("allow_sending_without_reply") is True:
        return 0
    raise bad_request("message to be replied not found")


def _send_file(call: Call, kind: FileKind) -> Reply:
    caption, markup = call.caption(), call.markup()
    room = _writable(call, f"{kind}s")
    file = _stored(call, kind)
    return _send(call, room, caption, markup, file=file)


def _stored(call: Call, kind: FileKind) -> StoredFile:
    """Return the uploaded file, or the one that was sent before under the given number."""
    named = call.given.text(kind)
    upload = call.given.files.get(named.removeprefix("attach://") or kind)
    if upload is not None:
        return _keep(call, kind, upload)
    if not named:
        raise bad_request(f"there is no {kind} in the request")
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = call.world.files.get(named)
    if known is None or known.kind != kind:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    return known


def _keep(call: Call, kind: FileKind, upload: Upload) -> StoredFile:
    if not upload.body:
        raise bad_request("file must be non-empty")
    if len(upload.body) > MAX_DOCUMENT_BYTES:
        raise Refusal(TOO_LARGE, "Request Entity Too Large")
    if kind == "photo" and len(upload.body) > MAX_PHOTO_BYTES:
        raise bad_request(f"file of size {len(upload.body)} bytes is too big for a photo")
    width, height = _picture_size(upload.body) if kind == "photo" else (0, 0)
    if width + height > MAX_PHOTO_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    number = f"file-{next(call.world.numbers)}"
    file = StoredFile(number, kind, upload.name, upload.content_type, upload.body, width, height)
    call.world.files[number] = file
    return file


def _picture_size(body: bytes) -> tuple[int, int]:
    """Return width and height of a picture; sizes of GIF and WebP are not read.

    Raises:
        Refusal: it is no picture.

    """
    if body.startswith(b"\x89PNG\r\n\x1a\n") and len(body) > 24:  # noqa: PLR2004 - its header
        width, height = struct.unpack(">II", body[16:24])
        return int(width), int(height)
    if body.startswith(b"\xff\xd8"):
        return _jpeg_size(body)
    if body.startswith(_GIF_OR_WEBP):
        return 1, 1
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(body: bytes) -> tuple[int, int]:
    """Return width and height from the frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(body):
        marker, length = struct.unpack(">HH", body[at : at + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
