"""The local preview: a stand-in for Telegram's Bot API, a chat page, and sample reports."""
