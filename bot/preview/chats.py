"""Methods about chats and their members."""

from __future__ import annotations

from bot.preview.calls import Call, Method, Reply
from bot.preview.objects import full_chat_json, member_json
from bot.preview.refusals import bad_request
from bot.preview.rooms import Room


def get_chat(call: Call) -> Reply:
    """Return what is known of a chat."""
    room = call.room()
    _require_reading(room)
    return Reply(full_chat_json(room))


def get_chat_member(call: Call) -> Reply:
    """Return a member of a chat: the bot, or who made the chat."""
    room = call.room()
    _require_reading(room)
    user = call.given.number("user_id")
    if user == call.world.bot.id:
        return Reply(member_json(call.world.bot, room.bot, room))
    if user == room.owner.id:
        status = "member" if room.kind == "private" else "creator"
        return Reply(member_json(room.owner, status, room))
    known = call.world.people().get(user)
    if known is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return Reply(member_json(known, "left", room))


def get_chat_administrators(call: Call) -> Reply:
    """Return who made the chat, and the bot if it administers it."""
    room = call.room()
    _require_reading(room)
    if room.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    members = [member_json(room.owner, "creator", room)]
    if room.bot == "administrator":
        members.append(member_json(call.world.bot, room.bot, room))
    return Reply(members)


def get_chat_member_count(call: Call) -> Reply:
    """Count the members."""
    room = call.room()
    _require_reading(room)
    return Reply(2)


def leave_chat(call: Call) -> Reply:
    """Leave a group or channel."""
    room = call.room()
    if room.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    room.require_access()
    room.bot = "left"
    return Reply(result=True)


CHATS: dict[str, Method] = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
}


def _require_reading(room: Room) -> None:
    """Refuse what the bot cannot see; a private chat can be read whether it is blocked or not."""
    if room.kind != "private" and not room.moved_to:
        room.require_access()
