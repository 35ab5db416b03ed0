"""Keyboards: what comes in ``reply_markup``, checked as Telegram checks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.preview.links import normal_link
from bot.preview.refusals import Refusal, bad_request

Json: TypeAlias = dict[str, object]
MarkupKind = Literal["inline", "keyboard", "remove", "force_reply"]

MAX_CALLBACK_DATA = 64
MAX_BUTTONS = 100
_OTHER_ACTIONS = (
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "pay",
    "callback_game",
)


@dataclass(frozen=True, slots=True)
class Button:
    """One button. ``data`` and ``url`` are empty where the button does something else."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """A keyboard: ``inline`` under a message, or ``keyboard`` in place of the person's own."""

    kind: MarkupKind
    rows: tuple[tuple[Button, ...], ...] = ()
    one_time: bool = False
    placeholder: str = ""

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, row by row."""
        return tuple(button for row in self.rows for button in row)

    def as_json(self) -> Json:
        """Return an inline keyboard as messages carry it."""
        return {"inline_keyboard": [[_as_json(button) for button in row] for row in self.rows]}


def _as_json(button: Button) -> Json:
    action: Json = {"callback_data": button.data, "url": button.url}
    return {"text": button.text, **{key: value for key, value in action.items() if value}}


def read_markup(value: object) -> Markup | None:
    """Read a ``reply_markup``.

    Raises:
        Refusal: Telegram would not take it.

    """
    if value is None or value == {}:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
        keys = tuple(tuple(_inline_button(button) for button in row) for row in rows)
        return _within_limits(Markup("inline", tuple(row for row in keys if row)))
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "keyboard", "ReplyKeyboardMarkup")
        keys = tuple(tuple(_key(button) for button in row) for row in rows)
        placeholder = str(value.get("input_field_placeholder", ""))
        one_time = value.get("one_time_keyboard") is True
        return _within_limits(Markup("keyboard", keys, one_time, placeholder))
    if value.get("remove_keyboard") is True:
        return Markup("remove")
    if value.get("force_reply") is True:
        return Markup("force_reply", placeholder=str(value.get("input_field_placeholder", "")))
    return None


def _rows(value: object, field: str, owner: str) -> list[list[object]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" of the {owner} must be an Array')
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'field "{field}" of the {owner} must be an Array of Arrays')
    return value


def _within_limits(markup: Markup) -> Markup | None:
    if len(markup.buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return markup if markup.buttons else None


def _inline_button(value: object) -> Button:
    if not isinstance(value, dict):
        raise _unparsed("InlineKeyboardButton must be an Object")
    text = _text(value, "inline keyboard button")
    if "url" in value:
        return Button(text, url=_url(str(value["url"])))
    if "callback_data" in value:
        return Button(text, data=_data(str(value["callback_data"])))
    if not any(action in value for action in _OTHER_ACTIONS):
        raise _unparsed("Text buttons are unallowed in the inline keyboard")
    return Button(text)


def _data(data: str) -> str:
    if not 1 <= len(data.encode()) <= MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _url(url: str) -> str:
    link = normal_link(url)
    if not link:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return link


def _key(value: object) -> Button:
    if isinstance(value, str):
        return Button(value)
    if not isinstance(value, dict):
        raise _unparsed("KeyboardButton must be an Object", "keyboard button")
    return Button(_text(value, "keyboard button"))


def _text(value: Json, what: str) -> str:
    text = value.get("text")
    if not isinstance(text, str):
        raise _unparsed('Can\'t find field "text"', what)
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    return text


def _unparsed(reason: str, what: str = "inline keyboard button") -> Refusal:
    return bad_request(f"can't parse {what}: {reason}")
