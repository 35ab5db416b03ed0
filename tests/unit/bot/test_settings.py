import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings

EXAMPLE = Path(__file__).parents[3] / ".env.example"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_names_every_setting_and_no_other():
    named = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_says_the_defaults():
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)


def test_each_setting_is_explained_above_its_line():
    text = EXAMPLE.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        block = text.split(f"\n{name.upper()}=")[0].rsplit("\n\n", 1)[-1]
        explained = " ".join(line.removeprefix("# ") for line in block.splitlines())
        assert field.description in explained


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TIME_ZONE", "Damascus", "TIME_ZONE: 'Damascus' is no IANA time zone"),
        ("HTTP_PORT", "eighty", "HTTP_PORT: "),
        ("LOG_FORMAT", "xml", "LOG_FORMAT: "),
        ("OPERATORS", "12,me", "OPERATORS: "),
    ],
)
def test_a_wrong_value_is_named_in_one_line(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_the_token_is_not_printed(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:abcdefghijklmnopqrstuvwxyz012345678")
    assert "abcdef" not in repr(load_settings())


def test_operators_and_the_default_database(monkeypatch):
    monkeypatch.setenv("OPERATORS", "12, 34")
    settings = load_settings()
    assert settings.operators == (12, 34)
    assert settings.database == "sqlite:///data/briefing.db"
