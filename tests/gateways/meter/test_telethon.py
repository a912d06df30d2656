"""The meter over MTProto, on Telethon's own types and errors."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from telethon import errors
from telethon.tl.functions.channels import GetMessagesRequest
from telethon.tl.types import InputPeerChannel, Message, MessageEmpty, PeerChannel

from bot.domain.metering import Reading, Refusal, Trouble
from bot.gateways.meter.telethon import Credentials, Sessions, TelethonMeter, reading_of

CREDENTIALS = Credentials("77:METER", 12345, "0123456789abcdef")
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def message(message_id: int, views: int | None = None, forwards: int | None = None) -> Message:
    return Message(message_id, PeerChannel(5), NOW, "Пост", views=views, forwards=forwards)


class Session:
    def save(self) -> str:
        return "signed"


class Client:
    """Stands for Telethon's client: the same methods, no network."""

    made: ClassVar[list["Client"]] = []
    error: Exception | None = None
    sign_in_error: Exception | None = None

    def __init__(self, session: Any, api_id: int, api_hash: str, **options: Any) -> None:
        self.session = Session()
        self.credentials = (api_id, api_hash)
        self.options = options
        self.calls: list[Any] = []
        self.signed_in_by: list[str] = []
        self.connected = 0
        Client.made.append(self)

    def is_connected(self) -> bool:
        return self.connected > 0

    async def connect(self) -> None:
        self.connected += 1

    async def disconnect(self) -> None:
        self.connected = 0

    async def is_user_authorized(self) -> bool:
        return bool(self.signed_in_by)

    async def sign_in(self, *, bot_token: str) -> None:
        if self.sign_in_error:
            raise self.sign_in_error
        self.signed_in_by.append(bot_token)

    async def get_input_entity(self, peer: PeerChannel) -> InputPeerChannel:
        return InputPeerChannel(peer.channel_id, 99)

    async def __call__(self, request: Any) -> Any:
        self.calls.append(request)
        if self.error:
            raise self.error
        found = [message(1, 321, 4), message(2), MessageEmpty(3, PeerChannel(5))]
        return type("Answer", (), {"messages": found})()


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("telethon.TelegramClient", Client)
    monkeypatch.setattr(Client, "made", [])
    kept: list[str] = []

    async def read() -> str:
        return kept[-1] if kept else ""

    async def write(session: str) -> None:
        kept.append(session)

    made = TelethonMeter(CREDENTIALS, Sessions(read, write))
    made.kept = kept  # type: ignore[attr-defined]
    return made


async def test_messages_are_read_as_telegram_fills_them_in(meter: Any):
    answer = await meter.read(-1005, [1, 2, 3])
    assert answer == [Reading(1, 321, 4), Reading(2, None, None)]
    request = Client.made[0].calls[0]
    assert isinstance(request, GetMessagesRequest)
    assert [wanted.id for wanted in request.id] == [1, 2, 3]
    assert request.channel.channel_id == 5


async def test_it_signs_in_once_and_keeps_the_session(meter: Any):
    await meter.read(-1005, [1])
    await meter.read(-1005, [1])
    assert [client.signed_in_by for client in Client.made] == [["77:METER"]]
    assert meter.kept == ["signed"]
    await meter.close()
    assert not Client.made[0].is_connected()


@pytest.mark.parametrize(
    ("error", "refusal"),
    [
        (errors.FloodWaitError(request=None, capture=30), Trouble.BUSY),
        (errors.ChannelPrivateError(request=None), Trouble.INVISIBLE),
        (ValueError("no entity"), Trouble.INVISIBLE),
        (errors.ServerError(request=None, message="down"), Trouble.UNREACHABLE),
        (ConnectionError("lost"), Trouble.UNREACHABLE),
    ],
)
async def test_each_failure_is_told_apart(
    meter: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, refusal: Trouble
):
    monkeypatch.setattr(Client, "error", error)
    answer = await meter.read(-1005, [1])
    assert isinstance(answer, Refusal)
    assert answer.trouble is refusal
    if refusal is Trouble.BUSY:
        assert answer.rest.total_seconds() == 30


async def test_a_session_that_is_over_is_signed_in_anew(
    meter: Any, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(Client, "error", errors.AuthKeyUnregisteredError(request=None))
        answer = await meter.read(-1005, [1])
    assert isinstance(answer, Refusal)
    assert answer.trouble is Trouble.UNREACHABLE
    again = await meter.read(-1005, [1])
    assert not isinstance(again, Refusal), again
    assert [client.signed_in_by for client in Client.made] == [["77:METER"], ["77:METER"]]


async def test_a_refused_token_is_the_owners_matter(meter: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Client, "sign_in_error", errors.AccessTokenInvalidError(request=None))
    answer = await meter.read(-1005, [1])
    assert isinstance(answer, Refusal)
    assert answer.trouble is Trouble.SIGN_IN
    assert answer.is_lasting


@pytest.mark.parametrize(("views", "forwards"), [(None, None), (0, 0), (0, None)])
def test_counters_that_were_not_filled_in_are_unknown(views: int | None, forwards: int | None):
    assert reading_of(message(1, views, forwards)) == Reading(1, None, None)


def test_a_post_without_shares_has_none(meter: Any):
    assert reading_of(message(1, 12, 0)) == Reading(1, 12, 0)
    assert reading_of(message(1, 12, None)) == Reading(1, 12, None)


def test_credentials_do_not_print_their_secrets():
    assert "METER" not in repr(CREDENTIALS)
    assert "0123456789abcdef" not in repr(CREDENTIALS)
