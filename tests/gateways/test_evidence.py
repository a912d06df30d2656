"""Sources of evidence, each against the sandbox."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, InputMediaDocument

from bot.domain.evidence import Doubt, Finding, Verdict
from bot.domain.posts import Options
from bot.domain.publications import Part
from bot.domain.texts import Text
from bot.gateways.limiter import Limiter
from bot.gateways.telegram.entities import media_of
from bot.gateways.telegram.personal import PersonalChannel
from bot.gateways.telegram.probes import HOLE, LAST_HOLE, MOST_PROBES, Probes
from bot.gateways.telegram.session import make_bot
from bot.sandbox import Fault, Sandbox, World
from bot.sandbox.calls import Call
from bot.sandbox.faults import Kind

WORDS = "Headline\n\nwords #case"


class Place:
    """A channel with a bot in charge and an owner who talks to it."""

    def __init__(self, world: World, bot: Bot) -> None:
        self.world, self.bot = world, bot
        world.add_bot(token=bot.token)
        self.owner = world.add_person("Anna").id
        self.channel = world.add_channel("Aloud", owner=self.owner, username="aloud").id
        world.promote(self.channel, bot.id, by=self.owner)
        world.say(self.owner, bot.id, "/start")
        self.last = world.say(self.owner, self.channel, "an earlier post").message_id

    def doubt(self, part: Part | None = None, **changes: Any) -> Doubt:
        doubt = Doubt(
            attempt_id=1,
            part=part or Part(text=Text(WORDS), options=Options()),
            chat_id=self.channel,
            username="aloud",
            after=self.last,
            newest=self.last,
        )
        return replace(doubt, **changes)

    async def post(self, text: str = WORDS, **options) -> int:
        return (await self.bot.send_message(self.channel, text, **options)).message_id

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.world.calls if call.method == method]

    @property
    def chat(self) -> list[str | None]:
        """What stands in the owner's chat."""
        return [message.text for message in self.world.history(self.owner, self.bot.id)]


@pytest.fixture
async def place():
    world = World()
    sandbox = Sandbox(world)
    await sandbox.start()
    bot = make_bot("4200:TEST", sandbox.url, Limiter(1000))
    yield Place(world, bot)
    await bot.session.close()
    await sandbox.stop()


@pytest.fixture
def probes(place: Place) -> Probes:
    return Probes(place.bot, [place.owner])


async def test_a_probe_finds_the_post_and_leaves_nothing_behind(place: Place, probes: Probes):
    message_id = await place.post()
    assert await probes.look(place.doubt()) == Finding(Verdict.FOUND, (message_id,))
    assert place.chat == ["/start"]
    assert place.world.reactions(place.channel, message_id) == {}
    (forward,) = place.calls("forwardMessage")
    assert forward.params["disable_notification"] is True


async def test_a_probe_tells_that_nothing_stands_behind_the_last_message(
    place: Place, probes: Probes
):
    assert await probes.look(place.doubt()) == Finding(Verdict.ABSENT)
    assert len(place.calls("setMessageReaction")) == HOLE
    assert not place.calls("forwardMessage")


async def test_the_look_that_decides_goes_further_than_the_others(place: Place, probes: Probes):
    await probes.look(place.doubt(is_last=True))
    assert len(place.calls("setMessageReaction")) == LAST_HOLE


async def test_a_post_behind_deleted_messages_and_others_is_found(place: Place, probes: Probes):
    for number in range(6):
        other = await place.post(f"other {number}")
        if number % 2:
            place.world.delete(place.owner, place.channel, other)
    place.world.rename(place.channel, title="New name")
    message_id = await place.post()
    assert await probes.look(place.doubt()) == Finding(Verdict.FOUND, (message_id,))


async def test_a_message_is_forwarded_once_however_often_is_looked(place: Place, probes: Probes):
    await place.post("other")
    for _ in range(3):
        assert (await probes.look(place.doubt())).verdict is Verdict.ABSENT
    assert len(place.calls("forwardMessage")) == 1
    await probes.look(place.doubt(attempt_id=2))
    assert len(place.calls("forwardMessage")) == 2


async def test_messages_that_belong_to_posts_are_not_looked_at(place: Place, probes: Probes):
    known = await place.post()
    message_id = await place.post()
    doubt = place.doubt(known=frozenset({known}))
    assert await probes.look(doubt) == Finding(Verdict.FOUND, (message_id,))
    assert [call.params["message_id"] for call in place.calls("forwardMessage")] == [message_id]


async def test_the_search_goes_on_to_the_newest_message_known(place: Place, probes: Probes):
    gone = [await place.post("x") for _ in range(HOLE + 2)]
    for message_id in gone:
        place.world.delete(place.owner, place.channel, message_id)
    message_id = await place.post()
    assert (await probes.look(place.doubt())).verdict is Verdict.ABSENT
    doubt = place.doubt(newest=message_id)
    assert await probes.look(doubt) == Finding(Verdict.FOUND, (message_id,))


async def test_the_search_is_bounded(place: Place, probes: Probes):
    doubt = place.doubt(newest=place.last + 1000)
    finding = await probes.look(doubt)
    assert finding.verdict is Verdict.UNKNOWN
    assert "too many" in finding.detail
    assert len(place.calls("setMessageReaction")) == MOST_PROBES


async def test_in_a_channel_of_which_nothing_is_known_absence_is_not_known(
    place: Place, probes: Probes
):
    finding = await probes.look(place.doubt(after=0, newest=0, is_last=True))
    assert finding.verdict is Verdict.UNKNOWN


async def test_an_album_is_found_whole(place: Place, probes: Probes):
    files = [BufferedInputFile(f"p{n}".encode(), f"{n}.txt") for n in range(3)]
    sent = await place.bot.send_media_group(
        place.channel,
        [
            InputMediaDocument(media=file, caption=None if n else WORDS)
            for n, file in enumerate(files)
        ],
    )
    media = tuple(medium for message in sent if (medium := media_of(message)))
    part = Part(text=Text(WORDS), media=media, options=Options())
    ids = tuple(message.message_id for message in sent)
    assert await probes.look(place.doubt(part)) == Finding(Verdict.FOUND, ids)
    place.world.delete(place.owner, place.channel, ids[1])
    finding = await probes.look(place.doubt(part))
    assert (finding.verdict, finding.message_ids) == (Verdict.UNKNOWN, (ids[0], 0, ids[2]))
    assert place.chat == ["/start"]


async def test_of_protected_content_only_the_existence_is_known(place: Place, probes: Probes):
    part = Part(text=Text(WORDS), options=Options(is_protected=True))
    assert (await probes.look(place.doubt(part))).verdict is Verdict.ABSENT
    message_id = await place.post(protect_content=True)
    finding = await probes.look(place.doubt(part))
    assert (finding.verdict, finding.message_ids) == (Verdict.UNKNOWN, (message_id,))


async def test_a_protected_channel_hides_what_stands_in_it(place: Place, probes: Probes):
    place.world.protect(place.channel)
    message_id = await place.post()
    finding = await probes.look(place.doubt())
    assert (finding.verdict, finding.message_ids) == (Verdict.UNKNOWN, (message_id,))


@pytest.mark.parametrize("method", ["setMessageReaction", "forwardMessage"])
@pytest.mark.parametrize("kind", ["too_many", "cut", "bad_gateway", "restart"])
async def test_trouble_while_probing_is_not_known_and_no_error(
    place: Place, probes: Probes, method: str, kind: Kind
):
    message_id = await place.post()
    place.world.faults.add(Fault(method=method, kind=kind, retry_after=1))
    assert (await probes.look(place.doubt())).verdict is Verdict.UNKNOWN
    if kind == "too_many":
        await asyncio.sleep(1.05)  # the limiter holds the chat
    assert await probes.look(place.doubt()) == Finding(Verdict.FOUND, (message_id,))


async def test_a_bot_thrown_out_knows_nothing(place: Place, probes: Probes):
    await place.post()
    place.world.remove(place.channel, place.bot.id, by=place.owner)
    assert (await probes.look(place.doubt(is_last=True))).verdict is Verdict.UNKNOWN


async def test_a_channel_without_reactions_is_probed_by_forwards(place: Place, probes: Probes):
    message_id = await place.post()
    place.world.faults.add(
        Fault(
            method="setMessageReaction", kind="refuse", times=-1,
            description="Bad Request: REACTION_INVALID",
        )
    )  # fmt: skip
    doubt = place.doubt(newest=message_id)
    assert await probes.look(doubt) == Finding(Verdict.FOUND, (message_id,))
    other = place.doubt(Part(text=Text("not there"), options=Options()), newest=message_id)
    assert (await probes.look(other)).verdict is Verdict.ABSENT


async def test_a_copy_that_could_not_be_deleted_is_deleted_at_the_next_look(
    place: Place, probes: Probes
):
    await place.post()
    place.world.faults.add(Fault(method="deleteMessage", kind="cut"))
    await probes.look(place.doubt())
    assert place.chat == ["/start", WORDS]
    await probes.look(place.doubt())
    assert place.chat == ["/start"]


async def test_an_owner_who_blocked_the_bot_is_passed_over(place: Place):
    other = place.world.add_person("Olga").id
    place.world.say(other, place.bot.id, "/start")
    place.world.block(place.owner, place.bot.id)
    message_id = await place.post()
    probes = Probes(place.bot, [place.owner, other])
    assert await probes.look(place.doubt()) == Finding(Verdict.FOUND, (message_id,))
    alone = Probes(place.bot, [place.owner])
    assert (await alone.look(place.doubt())).verdict is Verdict.UNKNOWN


async def test_the_personal_channel_of_an_owner_shows_the_post(place: Place):
    source = PersonalChannel(place.bot, [place.owner])
    assert (await source.look(place.doubt())).verdict is Verdict.UNKNOWN
    place.world.set_personal_chat(place.owner, place.channel)
    assert (await source.look(place.doubt())).verdict is Verdict.ABSENT
    message_id = await place.post()
    assert await source.look(place.doubt()) == Finding(Verdict.FOUND, (message_id,))
    known = place.doubt(known=frozenset({message_id}))
    assert (await source.look(known)).verdict is Verdict.ABSENT


async def test_another_personal_channel_shows_nothing_of_this_one(place: Place):
    other = place.world.add_channel("Other", owner=place.owner).id
    place.world.say(place.owner, other, WORDS)
    place.world.set_personal_chat(place.owner, other)
    source = PersonalChannel(place.bot, [place.owner])
    assert (await source.look(place.doubt())).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("kind", ["too_many", "cut", "bad_gateway"])
async def test_a_personal_channel_that_cannot_be_read_is_not_known(place: Place, kind: Kind):
    place.world.set_personal_chat(place.owner, place.channel)
    message_id = await place.post()
    place.world.faults.add(Fault(method="getUserPersonalChatMessages", kind=kind))
    source = PersonalChannel(place.bot, [777, place.owner])
    place.world.faults.clear()
    assert await source.look(place.doubt()) == Finding(Verdict.FOUND, (message_id,))
    place.world.faults.add(Fault(method="getUserPersonalChatMessages", kind=kind, times=-1))
    assert (await source.look(place.doubt())).verdict is Verdict.UNKNOWN
