"""Telegram's objects as JSON: users, chats, messages, members."""

from __future__ import annotations

from datetime import datetime

from bot.preview.entities import Entity
from bot.preview.markup import Json
from bot.preview.rooms import Membership, Message, Person, Room, StoredFile

_DETAILS = {"text_link": "url", "pre": "language", "custom_emoji": "custom_emoji_id"}
_GENERAL_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_RESTRICTIONS = (
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
)


def unix(moment: datetime) -> int:
    """Return a moment as Telegram writes it."""
    return int(moment.timestamp())


def _given(**fields: object) -> Json:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value}


def user_json(person: Person) -> Json:
    """Return a User."""
    return {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": person.first_name,
        **_given(username=person.username),
        **({} if person.is_bot else _given(language_code=person.language)),
    }


def chat_json(room: Room) -> Json:
    """Return a Chat."""
    about: Json = {"id": room.id, "type": room.kind, **_given(username=room.username)}
    if room.kind == "private":
        return about | {"first_name": room.owner.first_name}
    return about | {"title": room.title} | _given(is_forum=room.forum)


def full_chat_json(room: Room) -> Json:
    """Return a ChatFullInfo with what it must have."""
    return chat_json(room) | {
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def entity_json(entity: Entity) -> Json:
    """Return a MessageEntity."""
    about: Json = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    if entity.type == "text_mention":
        return about | {
            "user": {"id": int(entity.detail), "is_bot": False, "first_name": entity.detail}
        }
    name = _DETAILS.get(entity.type)
    return about | {name: entity.detail} if name and entity.detail else about


def file_json(file: StoredFile) -> Json:
    """Return a File, without its path."""
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": len(file.body),
    }


def _attachment(file: StoredFile) -> Json:
    if file.kind == "photo":
        return {"photo": [file_json(file) | {"width": file.width, "height": file.height}]}
    about = {"file_name": file.name, "mime_type": file.content_type}
    return {"document": file_json(file) | about}


def message_json(room: Room, message: Message, *, nested: bool = False) -> Json:
    """Return a Message of ``room``; a replied message (``nested``) carries no reply itself."""
    answered = None if nested else room.messages.get(message.reply_to)
    entities = [entity_json(entity) for entity in message.content.entities]
    words = ("caption", "caption_entities") if message.file else ("text", "entities")
    inline = message.markup is not None and message.markup.kind == "inline"
    return {
        "message_id": message.id,
        "chat": chat_json(room),
        "date": unix(message.date),
        **({"from": user_json(message.sender)} if message.sender else {}),
        **({} if message.sender else {"sender_chat": chat_json(room)}),
        **({"message_thread_id": message.thread} if message.thread else {}),
        **_given(is_topic_message=bool(message.thread)),
        **({"reply_to_message": message_json(room, answered, nested=True)} if answered else {}),
        **({"edit_date": unix(message.edited)} if message.edited else {}),
        **(_attachment(message.file) if message.file else {}),
        **_given(**{words[0]: message.text, words[1]: entities}),
        **({} if message.preview else {"link_preview_options": {"is_disabled": True}}),
        **({"reply_markup": message.markup.as_json()} if message.markup and inline else {}),
        **message.service,
    }


def member_json(person: Person, status: Membership | str, room: Room) -> Json:
    """Return a ChatMember of the given status."""
    about: Json = {"user": user_json(person), "status": status}
    if status == "creator":
        return about | {"is_anonymous": False}
    if status == "kicked":
        return about | {"until_date": 0}
    if status == "restricted":
        rights: Json = dict.fromkeys(_RESTRICTIONS, False)
        return about | {"is_member": True, "until_date": 0} | rights
    if status == "administrator":
        granted = {"can_manage_chat", "can_delete_messages", "can_invite_users"}
        rights = {right: right in granted for right in _GENERAL_RIGHTS}
        if room.kind == "channel":
            rights |= {"can_post_messages": True, "can_edit_messages": True}
        return about | rights
    return about
