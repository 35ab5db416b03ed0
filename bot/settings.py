"""The settings, from the environment or a file ``.env``. ``.env.example`` lists them all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError


class Settings(BaseSettings):
    """All settings. Each field is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    telegram_bot_token: SecretStr = Field(
        SecretStr(""), description="Token from @BotFather. Empty: `run` starts the local preview."
    )
    telegram_api_url: str = Field(
        "https://api.telegram.org", description="Another Bot API server, such as one of your own."
    )
    operators: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Telegram user ids, separated by commas, that may use operator commands."
    )
    database_url: str = Field(
        "", description="sqlite:///path or postgresql+psycopg://…; empty: briefing.db in DATA_DIR."
    )
    data_dir: Path = Field(Path("data"), description="Folder for the database and place lists.")
    sources_file: Path | None = Field(
        None, description="Your own catalogue of sources, in place of the built-in one."
    )
    regions_file: Path | None = Field(
        None, description="Your own scheme of regions, in place of the built-in one."
    )
    time_zone: str = Field(
        "Asia/Damascus", description="IANA zone of the command line and of new subscribers."
    )
    http_host: str = Field("127.0.0.1", description="Address that health and preview listen on.")
    http_port: int = Field(8080, ge=0, le=65535, description="Port of health and preview.")
    resend_unknown: bool = Field(
        default=False, description="Send once more what may or may not have arrived."
    )
    log_format: Literal["text", "json"] = Field("text", description="text or json.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning or error."
    )

    @field_validator("operators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("sources_file", "regions_file", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            message = f"{value!r} is no IANA time zone; write one like Asia/Damascus"
            raise ValueError(message) from error
        return value

    @property
    def database(self) -> str:
        """The database's URL, the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'briefing.db'}"

    @property
    def places_file(self) -> Path:
        """The operator's own place list, written by ``places import``."""
        return self.data_dir / "places.csv"


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value cannot be used; the message names the setting.

    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "settings"
        message = f"{name}: {first['msg'].removeprefix('Value error, ')}"
        raise SettingsError(message) from None
