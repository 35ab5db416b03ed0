"""Methods that change what was sent, and that answer pressed buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.preview.calls import Call, Method, Reply, measured, with_message
from bot.preview.entities import Formatted
from bot.preview.markup import Markup
from bot.preview.refusals import NOT_MODIFIED, QUERY_TOO_OLD, bad_request
from bot.preview.rooms import CallbackAnswer, Message, Room

MAX_ANSWER = 200
ANSWER_WITHIN = timedelta(seconds=60)
DELETE_WITHIN = timedelta(hours=48)


def edit_message_text(call: Call) -> Reply:
    """Replace a text and its keyboard."""
    text, markup = call.text(), call.markup()
    room, message = _editable(call)
    if message.file is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, room, message, measured(text), markup)


def edit_message_caption(call: Call) -> Reply:
    """Replace a caption and the keyboard."""
    caption, markup = call.caption(), call.markup()
    room, message = _editable(call)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _edit(call, room, message, caption, markup)


def edit_message_reply_markup(call: Call) -> Reply:
    """Replace the keyboard alone."""
    markup = call.markup()
    room, message = _editable(call)
    return _edit(call, room, message, message.content, markup)


def delete_message(call: Call) -> Reply:
    """Delete a message: the bot's own, or anybody's where the bot may."""
    room = call.room()
    room.require_access()
    message = room.message(call.given.number("message_id"), "message to delete not found")
    own = message.from_bot or room.kind in ("private", "channel")
    if not own and room.bot != "administrator":
        raise bad_request("message can't be deleted")
    if call.world.clock() - message.date > DELETE_WITHIN:
        raise bad_request("message can't be deleted for everyone")
    room.drop(message.id, call.world.revision + 1)
    return Reply(result=True)


def answer_callback_query(call: Call) -> Reply:
    """End the waiting of a pressed button, with a notice or an alert if there is a text."""
    callback = call.world.callbacks.get(call.given.text("callback_query_id"))
    if callback is None or call.world.clock() - callback.at > ANSWER_WITHIN:
        raise bad_request(QUERY_TOO_OLD)
    text = call.given.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if callback.answer is None:
        answer = CallbackAnswer(text, call.given.flag("show_alert"), call.given.text("url"))
        call.world.callbacks[callback.id] = replace(
            callback, answer=answer, revision=call.world.revision + 1
        )
    return Reply(result=True)


EDITING: dict[str, Method] = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
}


def _editable(call: Call) -> tuple[Room, Message]:
    room = call.room()
    room.require_access()
    message = room.message(call.given.number("message_id"), "message to edit not found")
    if not message.from_bot and room.kind != "channel":
        raise bad_request("message can't be edited")
    return room, message


def _edit(
    call: Call, room: Room, message: Message, content: Formatted, markup: Markup | None
) -> Reply:
    keyboard = markup if markup and markup.kind == "inline" else None
    if (content, keyboard) == (message.content, message.markup):
        raise bad_request(NOT_MODIFIED)
    changed = replace(message, content=content, markup=keyboard, edited=call.world.clock())
    return with_message(room, call.world.post(room, changed))
