"""Keyboards: what is taken, and what is refused in Telegram's words."""

import pytest

from bot.preview.markup import Button, Markup, read_markup
from bot.preview.refusals import Refusal


def inline(*buttons):
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("value", "markup"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(
            inline({"text": "a", "callback_data": "x" * 64}),
            Markup("inline", ((Button("a", "x" * 64),),)),
            id="data of 64 bytes",
        ),
        pytest.param(
            inline({"text": "a", "url": "x.org"}),
            Markup("inline", ((Button("a", url="http://x.org/"),),)),
            id="link",
        ),
        pytest.param({"inline_keyboard": []}, None, id="no buttons"),
        pytest.param(
            {"keyboard": [["a", {"text": "b"}]], "one_time_keyboard": True},
            Markup("keyboard", ((Button("a"), Button("b")),), one_time=True),
            id="reply keyboard",
        ),
        pytest.param({"remove_keyboard": True}, Markup("remove"), id="remove"),
        pytest.param({"force_reply": True}, Markup("force_reply"), id="force reply"),
    ],
)
def test_what_is_taken(value, markup):
    assert read_markup(value) == markup


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([], "object expected as reply markup"),
        (inline({"text": "a", "callback_data": "x" * 65}), "BUTTON_DATA_INVALID"),
        (inline({"text": "a", "callback_data": "درعا" * 9}), "BUTTON_DATA_INVALID"),
        (inline({"text": "a", "callback_data": ""}), "BUTTON_DATA_INVALID"),
        (inline({"text": " ", "callback_data": "x"}), "BUTTON_TEXT_INVALID"),
        (
            inline({"text": "a"}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (inline("a"), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (inline({"url": "x.org"}), "can't parse inline keyboard button: Can't find field \"text\""),
        (
            inline({"text": "a", "url": "http://localhost:80"}),
            "inline keyboard button URL 'http://localhost:80' is invalid: Wrong HTTP URL",
        ),
        (
            {"inline_keyboard": {}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
        ),
        (
            {"keyboard": ["a"]},
            'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays',
        ),
        ({"keyboard": [["a"]] * 101}, "reply markup is too long"),
    ],
)
def test_what_is_refused(value, words):
    with pytest.raises(Refusal) as refusal:
        read_markup(value)

    assert refusal.value.description == f"Bad Request: {words}"
