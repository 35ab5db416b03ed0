"""What the bot serves over HTTP besides the preview: its health."""
