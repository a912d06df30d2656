"""Settings: every variable, its default, its meaning; read from the environment and `.env`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError

# Settings whose feature a later version brings: a value is refused by name, never ignored.
NOT_BUILT_YET = ("redis_url", "webhook_url", "webhook_secret", "metrics_port")
# A name, an IPv4 or an IPv6 address; a port after a name or a bracketed address.
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?|[0-9a-f:.]+", re.IGNORECASE)
# Where pages stand: a host in Latin letters, a port, a prefix; no query, no name, no fragment.
_SITE = re.compile(
    r"https?://(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?(?:/[a-z0-9._~-]+)*/?", re.IGNORECASE
)
_LISTENING = re.compile(r"[0-9a-f:.]+|[a-z0-9.-]+", re.IGNORECASE)
_LAST_PORT = 65_535


class Settings(BaseSettings):
    """What the owner of an installation may set. Names and defaults are a contract."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    bot_token: SecretStr = Field(description="from BotFather; never logged")
    owner_ids: Annotated[frozenset[int], NoDecode] = Field(
        description="comma-separated Telegram user ids"
    )
    bot_api_url: str = Field("https://api.telegram.org", description="another Bot API server")
    database_url: str = Field("sqlite:///data/rubrika.db", description="the store")
    redis_url: str = Field("", description="conversation state and rate for several workers")
    timezone: str = Field("Europe/Moscow", description="of a new channel and a new reader")
    language: Literal["ru", "en"] = Field("ru", description="of those with another language")
    send_rate: float = Field(30, gt=0, le=1000, description="messages a second over all chats")
    publish_settle_seconds: int = Field(
        60, ge=0, le=3600, description="how long an uncertain publication waits for evidence"
    )
    late_grace_minutes: int = Field(
        30, ge=0, le=10_080, description="a post later than this asks its author"
    )
    llm_base_url: str = Field("", description="any OpenAI-compatible endpoint")
    llm_api_key: SecretStr = Field(SecretStr(""), description="its key; never logged")
    llm_model: str = Field("", description="its model")
    llm_daily_limit: int = Field(100, ge=0, description="drafts by an LLM a person a day")
    fetch_allow: str = Field("", description="private hosts that may be read for drafts")
    webhook_url: str = Field("", description="empty = long polling")
    webhook_secret: str = Field("", description="required with WEBHOOK_URL")
    http_host: str = Field("127.0.0.1", description="of our own HTTP server")
    http_port: int = Field(8081, ge=0, le=_LAST_PORT, description="of our own HTTP server")
    web_url: str = Field("", description="public address of the web archive")
    meter_token: SecretStr = Field(SecretStr(""), description="of a second bot; never logged")
    meter_api_id: str = Field("", description="of an application from my.telegram.org")
    meter_api_hash: SecretStr = Field(SecretStr(""), description="its hash; never logged")
    preview_url: str = Field("https://t.me", description="where public previews are read")
    metrics_port: str = Field("", description="health and Prometheus page")
    demo_port: int = Field(8080, ge=0, le=_LAST_PORT, description="of the demo page")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="from")
    log_format: Literal["console", "json"] = Field("console", description="json for collectors")

    @field_validator("owner_ids", mode="before")
    @classmethod
    def _split_owner_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        ids = [part.strip() for part in value.split(",") if part.strip()]
        if not ids or not all(part.isdecimal() for part in ids):
            raise ValueError("comma-separated Telegram user ids are expected, like 12345,67890")
        return frozenset(int(part) for part in ids)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("an IANA zone is expected, like Europe/Moscow") from error
        return value

    @field_validator("bot_token", "meter_token")
    @classmethod
    def _token_shape(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if info.field_name == "meter_token" and not value.get_secret_value():
            return value
        bot_id, _, secret = value.get_secret_value().partition(":")
        if not bot_id.isdecimal() or not secret or " " in secret:
            raise ValueError("a token of BotFather is expected, like 123456:ABC…")
        return value

    @field_validator("bot_api_url", "preview_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an address is expected, like https://api.telegram.org")
        _ = parts.port  # raises for a port out of range
        return value

    @field_validator("web_url")
    @classmethod
    def _site(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if not _SITE.fullmatch(value) or not parts.hostname:
            raise ValueError("an address is expected, like https://archive.example or …/archive")
        _ = parts.port  # raises for a port out of range
        return value.rstrip("/")

    @field_validator("http_host")
    @classmethod
    def _host(cls, value: str) -> str:
        if not _LISTENING.fullmatch(value):
            raise ValueError("a host or an address is expected, like 127.0.0.1 or ::1")
        return value

    @field_validator("fetch_allow")
    @classmethod
    def _hosts(cls, value: str) -> str:
        for entry in filter(None, (part.strip() for part in value.split(","))):
            found = _HOST.fullmatch(entry)
            if not found or int(found[2] or 0) > _LAST_PORT:
                raise ValueError("comma-separated hosts are expected, like wiki.local,10.0.0.7:80")
        return value

    @field_validator("database_url")
    @classmethod
    def _sqlite_only(cls, value: str) -> str:
        return _check_url(value)

    @field_validator("meter_api_id")
    @classmethod
    def _application(cls, value: str) -> str:
        if value and not (value.isascii() and value.isdecimal() and int(value)):
            raise ValueError("the number of an application is expected, from my.telegram.org")
        return value

    @model_validator(mode="after")
    def _whole_meter(self) -> Self:
        token, key = self.meter_token.get_secret_value(), self.meter_api_hash.get_secret_value()
        if not token and not self.meter_api_id and not key:
            return self
        if not (token and self.meter_api_id and key):
            raise ValueError(
                "METER_TOKEN, METER_API_ID and METER_API_HASH belong together: set all, or none"
            )
        if token.partition(":")[0] == self.bot_token.get_secret_value().partition(":")[0]:
            raise ValueError("METER_TOKEN: the meter needs a second bot, not that of BOT_TOKEN")
        if find_spec("telethon") is None:
            raise ValueError("METER_TOKEN: the meter is not installed; run `make meter`")
        return self

    @model_validator(mode="after")
    def _whole_endpoint(self) -> Self:
        if bool(self.llm_base_url) != bool(self.llm_model):
            raise ValueError("LLM_BASE_URL and LLM_MODEL belong together: set both, or none")
        return self

    @property
    def database_path(self) -> str:
        """Path of the SQLite file."""
        return _path_of(self.database_url)


def load_settings(**overrides: Any) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one line that names what is missing, malformed or not supported yet.
    """
    try:
        with _readable_file():
            settings = Settings(**overrides)
    except ValidationError as error:
        raise SettingsError(_in_words(error)) from None
    for name in NOT_BUILT_YET:
        default = Settings.model_fields[name].default
        if getattr(settings, name) != default:
            leave = f"at {default}" if default else "empty"
            raise SettingsError(f"{name.upper()}: this feature is not built yet; leave it {leave}")
    return settings


class _StoreSettings(BaseSettings):
    """The part of the settings that `rubrika migrate` needs."""

    model_config = Settings.model_config
    database_url: str = Settings.model_fields["database_url"].default


def load_database_path() -> str:
    """Path of the SQLite file, without asking for a token.

    Raises:
        SettingsError: DATABASE_URL is malformed or not supported yet.
    """
    with _readable_file():
        url = _StoreSettings().database_url
    try:
        return _path_of(_check_url(url))
    except ValueError as error:
        raise SettingsError(f"DATABASE_URL: {error}") from None


class _PageSettings(BaseSettings):
    """The part of the settings that `rubrika import https://t.me/s/…` needs."""

    model_config = Settings.model_config
    preview_url: str = Settings.model_fields["preview_url"].default


def load_preview_url() -> str:
    """Where public pages are read, without asking for a token.

    Raises:
        SettingsError: PREVIEW_URL is no address.
    """
    with _readable_file():
        url = _PageSettings().preview_url
    try:
        return Settings._address(url)
    except ValueError as error:
        raise SettingsError(f"PREVIEW_URL: {error}") from None


@contextmanager
def _readable_file() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise SettingsError(".env: it is no UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f".env: it cannot be read: {error.strerror}") from None


def _check_url(value: str) -> str:
    if value.startswith(("postgresql://", "postgres://")):
        raise ValueError("PostgreSQL is not supported yet; use sqlite:///path")
    if not value.startswith("sqlite:///") or value == "sqlite:///":
        raise ValueError("sqlite:///path is expected")
    return value


def _path_of(url: str) -> str:
    return url.removeprefix("sqlite:///")


def _in_words(error: ValidationError) -> str:
    lines = []
    for item in error.errors():
        name = str(item["loc"][0]).upper() if item["loc"] else "settings"
        reason = "is required" if item["type"] == "missing" else item["msg"]
        lines.append(f"{name}: {reason.removeprefix('Value error, ')}")
    return "; ".join(lines)
