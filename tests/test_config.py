"""Settings: a mistake is one line that names them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import NOT_BUILT_YET, Settings, load_database_path, load_settings
from bot.errors import SettingsError

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz01234"


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but a token and an owner is set, and no `.env` stands in the folder."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("OWNER_IDS", "5, 7")
    monkeypatch.chdir(tmp_path)


def test_two_settings_are_enough() -> None:
    settings = load_settings()
    assert settings.owner_ids == {5, 7}
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.timezone == "Europe/Moscow"
    assert settings.database_path == "data/rubrika.db"


def test_a_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("TIMEZONE=Asia/Omsk\nSEND_RATE=5\nUNKNOWN=1\n")
    monkeypatch.setenv("SEND_RATE", "7")
    settings = load_settings()
    assert (settings.timezone, settings.send_rate) == ("Asia/Omsk", 7)


@pytest.mark.parametrize("load", [load_settings, load_database_path])
def test_a_file_that_is_no_text_is_named_in_one_line(
    load: Callable[[], object], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_bytes("TIMEZONE=Москва".encode("cp1251"))
    with pytest.raises(SettingsError, match=r"\A\.env: [^\n]+\Z"):
        load()


@pytest.mark.parametrize(
    "hosts",
    ["intranet", "news.example, 10.0.0.7:8080", "::1", "[::1]:8080", "[fd00::7],", "новости.рф"],
)
def test_hosts_that_may_be_read_are_named_with_or_without_a_port(
    hosts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FETCH_ALLOW", hosts)
    assert load_settings().fetch_allow == hosts


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://archive.example", "https://archive.example"),
        ("https://archive.example/", "https://archive.example"),
        ("http://192.0.2.7:8081/", "http://192.0.2.7:8081"),
        ("https://example.org/telegram/archive/", "https://example.org/telegram/archive"),
    ],
)
def test_the_site_may_have_a_prefix(url: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_URL", url)
    assert load_settings().web_url == kept


def test_an_empty_setting_is_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEND_RATE", "")
    assert load_settings().send_rate == 30


@pytest.mark.parametrize("name", ["BOT_TOKEN", "OWNER_IDS"])
def test_a_missing_setting_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=rf"\A{name}: is required\Z"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "no token"),
        ("BOT_TOKEN", "abc:def"),
        ("BOT_TOKEN", "123:"),
        ("OWNER_IDS", "me"),
        ("OWNER_IDS", "5;7"),
        ("OWNER_IDS", " , "),
        ("TIMEZONE", "Moscow"),
        ("TIMEZONE", "../etc/passwd"),
        ("LANGUAGE", "de"),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "fast"),
        ("PUBLISH_SETTLE_SECONDS", "-1"),
        ("LATE_GRACE_MINUTES", "1.5"),
        ("HTTP_PORT", "65536"),
        ("LOG_LEVEL", "LOUD"),
        ("BOT_API_URL", "ftp://host"),
        ("BOT_API_URL", "api.telegram.org"),
        ("PREVIEW_URL", "https://"),
        ("LOG_FORMAT", "xml"),
        ("DATABASE_URL", "postgresql://host/rubrika"),
        ("DATABASE_URL", "rubrika.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("BOT_API_URL", "http://host:99999"),
        ("BOT_API_URL", "http://[::1"),
        ("FETCH_ALLOW", "https://news.example"),
        ("FETCH_ALLOW", "news.example:http"),
        ("FETCH_ALLOW", "news.example:99999"),
        ("FETCH_ALLOW", "news.example site.example"),
        ("WEB_URL", "archive.example"),
        ("WEB_URL", "ftp://archive.example"),
        ("WEB_URL", "https://"),
        ("WEB_URL", "https://archive.example/?page=1"),
        ("WEB_URL", "https://archive.example/#top"),
        ("WEB_URL", "https://me@archive.example"),
        ("WEB_URL", "https://archive.example/a//b"),
        ("WEB_URL", "https://archive.example:99999"),
        ("HTTP_HOST", "http://0.0.0.0"),
        ("HTTP_HOST", "all of them"),
    ],
)
def test_a_malformed_setting_is_named_in_one_line(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=rf"\A{name}: [^\n]+\Z"):
        load_settings()


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("HTTP_PORT", "x")
    with pytest.raises(SettingsError, match=r"\ALANGUAGE: .*; HTTP_PORT: [^\n]*\Z"):
        load_settings()


def test_a_malformed_token_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456789 AAF-secret")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "AAF-secret" not in str(caught.value)


@pytest.mark.parametrize("name", NOT_BUILT_YET)
def test_a_setting_of_the_future_is_refused_by_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name.upper(), "1")
    with pytest.raises(SettingsError, match=f"^{name.upper()}: this feature is not built yet"):
        load_settings()


def test_migrating_needs_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOT_TOKEN")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////var/lib/rubrika.db")
    assert load_database_path() == "/var/lib/rubrika.db"
    monkeypatch.setenv("DATABASE_URL", "mysql://host")
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: "):
        load_database_path()


def test_the_token_does_not_show_in_the_settings() -> None:
    assert TOKEN.partition(":")[2] not in repr(load_settings())


METER = {
    "METER_TOKEN": "4300:SECRET-OF-METER",
    "METER_API_ID": "12345",
    "METER_API_HASH": "0123abcd",
}


@pytest.mark.parametrize("missing", list(METER))
def test_the_meter_needs_all_of_its_settings(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in METER.items():
        if name != missing:
            monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match="belong together"):
        load_settings()


def test_the_meter_takes_a_second_bot_and_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in METER.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert "SECRET-OF-METER" not in repr(settings)
    assert "0123abcd" not in repr(settings)
    monkeypatch.setenv("METER_TOKEN", TOKEN)
    with pytest.raises(SettingsError, match="second bot"):
        load_settings()


def test_a_meter_that_is_not_installed_is_said_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in METER.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bot.config.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="make meter"):
        load_settings()


@pytest.mark.parametrize("number", ["abc", "-5", "0", "١٢"])
def test_the_number_of_an_application_is_a_number(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in METER.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("METER_API_ID", number)
    with pytest.raises(SettingsError, match=r"\AMETER_API_ID: [^\n]+\Z"):
        load_settings()
