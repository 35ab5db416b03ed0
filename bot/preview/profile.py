"""Methods about the bot itself: who it is, its commands and descriptions, webhook and files."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from bot.preview.calls import Call, Method, Reply
from bot.preview.markup import Json
from bot.preview.objects import file_json, user_json
from bot.preview.refusals import bad_request

MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
PROFILE_TEXTS = {"name": 64, "description": 512, "short_description": 120}
"""Texts of the profile, by parameter, with their greatest lengths."""


def get_me(call: Call) -> Reply:
    """Return the bot's own user."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return Reply(user_json(call.world.bot) | abilities)


def set_my_commands(call: Call) -> Reply:
    """Set the commands of the menu, for a scope and a language."""
    value = call.given.parsed("commands")
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.world.profile.commands[_scope(call)] = [_command(entry) for entry in value]
    return Reply(result=True)


def get_my_commands(call: Call) -> Reply:
    """Return the commands that were set for exactly this scope and language."""
    return Reply(call.world.profile.commands.get(_scope(call), []))


def delete_my_commands(call: Call) -> Reply:
    """Forget the commands of a scope and a language."""
    call.world.profile.commands.pop(_scope(call), None)
    return Reply(result=True)


def set_webhook(call: Call) -> Reply:
    """Set the address of a webhook; the stand-in keeps it and sends nothing there."""
    url = call.given.text("url")
    if url and urlsplit(url).scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    call.world.webhook = url
    return _allow(call)


def delete_webhook(call: Call) -> Reply:
    """Return to ``getUpdates``."""
    call.world.webhook = ""
    return _allow(call)


def get_webhook_info(call: Call) -> Reply:
    """Return the webhook and how many updates wait."""
    return Reply(
        {
            "url": call.world.webhook,
            "has_custom_certificate": False,
            "pending_update_count": len(call.world.updates),
        }
    )


def get_file(call: Call) -> Reply:
    """Return where a file can be fetched."""
    file = call.world.files.get(call.given.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    return Reply(file_json(file) | {"file_path": f"{file.kind}s/{file.id}"})


def read_allowed(call: Call) -> None:
    """Take over the kinds of updates that a call asks for, if it says so."""
    kinds = call.given.parsed("allowed_updates")
    if isinstance(kinds, list):
        call.world.updates.allow(str(kind) for kind in kinds)


def _allow(call: Call) -> Reply:
    if call.given.flag("drop_pending_updates"):
        call.world.updates.clear()
    read_allowed(call)
    return Reply(result=True)


def _scope(call: Call) -> tuple[str, str]:
    scope = call.given.parsed("scope")
    known = scope if isinstance(scope, dict) else {"type": "default"}
    return json.dumps(known, sort_keys=True), call.given.text("language_code")


def _command(value: object) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(value.get("command", "")).removeprefix("/")
    description = str(value.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= MAX_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _setter(name: str, limit: int) -> Method:
    def set_text(call: Call) -> Reply:
        text = call.given.text(name)
        if len(text) > limit:
            raise bad_request(f"{name.upper()}_TOO_LONG")
        call.world.profile.texts[name, call.given.text("language_code")] = text
        return Reply(result=True)

    return set_text


def _getter(name: str) -> Method:
    def get_text(call: Call) -> Reply:
        texts, language = call.world.profile.texts, call.given.text("language_code")
        text = texts.get((name, language)) or texts.get((name, ""), "")
        return Reply({name: text or (call.world.bot.first_name if name == "name" else "")})

    return get_text


PROFILE: dict[str, Method] = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getfile": get_file,
}
for _name, _limit in PROFILE_TEXTS.items():
    PROFILE[f"setmy{_name.replace('_', '')}"] = _setter(_name, _limit)
    PROFILE[f"getmy{_name.replace('_', '')}"] = _getter(_name)
