"""The chat: what people see and tap, and how it reaches Telegram."""
