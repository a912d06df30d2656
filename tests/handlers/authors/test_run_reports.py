"""How a run goes, told to owners: one message each, edited while it does, a report in the end."""

import re
from pathlib import Path

from bot.domain.runs import RunKind, RunState
from bot.gateways.limiter import Limiter
from bot.gateways.telegram.bulk import BulkSender
from bot.sandbox import Fault, Limits
from bot.services.teaming import forget_old_deeds
from handlers.authors.run_reporter import RunReporter
from handlers.owners import tell_names
from storage import runs
from storage.db import to_ms
from tests.handlers.authors.test_announcing import announce, write
from tests.newsroom import Newsroom, Person, open_newsroom

SENT = "sendMessage"


def reporter_of(newsroom: Newsroom) -> RunReporter:
    """As a process has it that just began."""
    app = newsroom.app
    parts = app.dispatcher.workflow_data
    return RunReporter(
        BulkSender(app.bot, Limiter(30)), app.db, newsroom.clock, parts["registering"],
        parts["overseeing"],
    )  # fmt: skip


async def begin(newsroom: Newsroom, total: int) -> int:
    """A run of digests over so many readers."""
    async with newsroom.app.db.transaction() as session:
        return await runs.begin(session, 1, RunKind.DIGEST, total=total, now=newsroom.clock.now())


async def count(newsroom: Newsroom, run_id: int, **counts: int) -> None:
    """Some are over, ten seconds later."""
    newsroom.clock.move(10)
    async with newsroom.app.db.transaction() as session:
        await runs.add(session, run_id, now=newsroom.clock.now(), **counts)


async def test_a_run_is_told_in_one_message_that_is_edited_also_by_the_next_process(
    newsroom: Newsroom,
) -> None:
    run_id = await begin(newsroom, 50)
    before = len(newsroom.author.messages)
    reporter = reporter_of(newsroom)
    await reporter.report_due()
    told = newsroom.author.last
    assert newsroom.author.text.startswith("Sending")
    assert "Left: 50" in newsroom.author.text
    assert newsroom.author.buttons() == ["⏸ Pause", "⏹ Stop", "📬 Sendings"]
    await count(newsroom, run_id, sent=20)
    await reporter.report_due()
    assert "Sent: 20 of 50" in newsroom.author.text
    assert "2 a second" in newsroom.author.text
    newsroom.clock.move(1)
    async with newsroom.app.db.transaction() as session:
        await runs.add(session, run_id, now=newsroom.clock.now(), sent=1)
    await reporter.report_due()
    assert "Sent: 20 of 50" in newsroom.author.text
    await count(newsroom, run_id, sent=9)
    await reporter_of(newsroom).report_due()
    assert "Sent: 30 of 50" in newsroom.author.text
    await count(newsroom, run_id, sent=20)
    async with newsroom.app.db.transaction() as session:
        await runs.end(session, run_id, now=newsroom.clock.now())
    await reporter_of(newsroom).report_due()
    assert newsroom.author.text.startswith("Sent")
    assert "Sent: 50 of 50" in newsroom.author.text
    assert newsroom.author.buttons() == ["📬 Sendings"]
    assert newsroom.author.last.message_id == told.message_id
    assert len(newsroom.author.messages) == before + 1


async def test_a_run_that_lay_paused_for_a_night_is_told_without_a_pace_of_nothing(
    newsroom: Newsroom,
) -> None:
    run_id = await begin(newsroom, 60)
    await count(newsroom, run_id, sent=20)
    newsroom.clock.move(12 * 3600)
    await count(newsroom, run_id, sent=40)
    async with newsroom.app.db.transaction() as session:
        await runs.end(session, run_id, now=newsroom.clock.now())
    await reporter_of(newsroom).report_due()
    assert "Sent: 60 of 60" in newsroom.author.text
    assert "It took 12 h" in newsroom.author.text
    assert "a second" not in newsroom.author.text


async def test_a_run_to_fewer_readers_is_not_told_by_itself(newsroom: Newsroom) -> None:
    run_id = await begin(newsroom, 49)
    before = len(newsroom.author.messages)
    await reporter_of(newsroom).report_due()
    async with newsroom.app.db.transaction() as session:
        await runs.end(session, run_id, now=newsroom.clock.now())
    await reporter_of(newsroom).report_due()
    assert len(newsroom.author.messages) == before


async def fill(newsroom: Newsroom, count: int) -> list[Person]:
    """So many people who pressed Start."""
    people = [newsroom.add_person(f"Person {number}", language="en") for number in range(count)]
    for number, person in enumerate(people):
        newsroom.world.say(person.id, newsroom.bot_id, "/start")
        if number % 5 == 4:
            await newsroom.settle()
            newsroom.clock.move(2)
    await newsroom.settle()
    return people


async def test_the_report_of_an_announcement_names_those_in_doubt(newsroom: Newsroom) -> None:
    people = await fill(newsroom, 3)
    await write(newsroom, "Hello")
    newsroom.world.faults.add(Fault(method=SENT, kind="lost_answer", chat_id=people[1].id))
    await newsroom.author.press("Send to")
    await newsroom.author.press("Send to")
    await newsroom.work()
    assert [person.texts.count("Hello") for person in people] == [1, 1, 1]
    assert "Sent: 2 of 3" in newsroom.author.text
    assert "In doubt: 1" in newsroom.author.text
    assert "May have got it or not: Person 1" in newsroom.author.text
    await newsroom.tick(60)
    assert people[1].texts.count("Hello") == 1


async def doubt(newsroom: Newsroom, names: list[str]) -> int:
    """A run of digests that is over, whose answers to all of these were lost."""
    now = newsroom.clock.now()
    run_id = await begin(newsroom, len(names) + 50)
    async with newsroom.app.db.transaction() as session:
        for number, name in enumerate(names):
            person = {"id": 5_000_000 + number, "name": name, "now": to_ms(now)}
            await session.execute(
                """INSERT INTO people (id, name, zone, created_at)
                   VALUES (:id, :name, 'Europe/Moscow', :now)""",
                person,
            )
            await session.execute(
                """INSERT INTO subscriptions (id, person_id, channel_id, frequency, minute,
                       weekday, zone, period_from_at)
                   VALUES (:id, :id, 1, 'daily', 600, 0, 'Europe/Moscow', :now)""",
                {"id": person["id"], "now": person["now"]},
            )
            await session.execute(
                """INSERT INTO deliveries (subscription_id, period, state, started_at, run_id)
                   VALUES (:id, '2026-11-22', 'unknown', :now, :run)""",
                {"id": person["id"], "now": person["now"], "run": run_id},
            )
        await runs.add(session, run_id, now=now, sent=50, unknown=len(names))
        await runs.end(session, run_id, now=now)
    return run_id


async def test_a_report_names_all_whom_a_message_holds_folded_when_they_are_many(
    newsroom: Newsroom,
) -> None:
    names = [f"Reader {number}" for number in range(100)]
    await doubt(newsroom, names)
    await reporter_of(newsroom).report_due()
    assert "In doubt: 100" in newsroom.author.text
    assert newsroom.author.text.endswith(f"May have got it or not: {', '.join(names)}")
    entities = newsroom.author.last.entities or []
    assert [one.type for one in entities][-1] == "expandable_blockquote"
    assert newsroom.author.buttons() == ["📬 Sendings"]


async def test_whom_a_report_has_no_room_for_a_file_names_with_all_others(
    newsroom: Newsroom,
) -> None:
    names = [f"{'Имя' * 20} 👩‍🚀 {number}" for number in range(250)]
    run_id = await doubt(newsroom, names)
    await reporter_of(newsroom).report_due()
    assert names[0] in newsroom.author.text
    assert re.search(r" and 2\d\d more$", newsroom.author.text)
    await newsroom.author.press("All in doubt")
    sent = newsroom.author.last
    assert sent.caption == "250 readers who may have got it or not"
    assert sent.document is not None
    assert sent.document.file_name == f"in-doubt-{run_id}.txt"
    file = newsroom.world.file_bytes(sent.document.file_id)
    assert file.decode().split("\n") == names


async def test_all_whose_digest_is_in_doubt_are_named_in_as_many_messages_as_it_takes(
    newsroom: Newsroom,
) -> None:
    registering = newsroom.app.dispatcher.workflow_data["registering"]
    names = [f"{'Имя' * 40} {number:03}" for number in range(40)]
    before = len(newsroom.author.texts)
    bot, db = newsroom.app.bot, newsroom.app.db
    assert await tell_names(bot, db, registering, names, key="digest-unknown")
    told = newsroom.author.texts[before:]
    assert [text.split(" digests")[0] for text in told] == ["27", "13"]
    assert ", ".join(text.split("Readers: ")[1] for text in told) == ", ".join(names)


async def pay(newsroom: Newsroom, text: str) -> None:
    """The owner reads the price, and pays it."""
    await write(newsroom, text)
    await newsroom.author.press("Send faster, paid")
    assert "1 Star for 10 messages" in newsroom.author.text
    await newsroom.author.press("Pay up to")
    assert "Without paid sending" in newsroom.author.buttons()
    await newsroom.author.press("Send to")
    await newsroom.author.press("Send to")


async def test_what_is_paid_for_goes_faster_than_the_free_rate(newsroom: Newsroom) -> None:
    """The clock stands still: in one second the sandbox takes 30 messages for free."""
    people = await fill(newsroom, 31)
    await pay(newsroom, "Hello")
    await newsroom.work()
    assert all(person.texts.count("Hello") == 1 for person in people)
    assert "Sent: 31 of 31" in newsroom.author.text
    assert "did not take paid sending" not in newsroom.author.text


async def test_where_telegram_takes_no_pay_it_goes_for_free_to_everybody(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, limits=Limits(enabled=False)) as newsroom:
        people = await fill(newsroom, 41)
        await pay(newsroom, "Hello")
        fault = Fault(
            method=SENT, kind="refuse", chat_id=people[0].id, description="Bad Request: no"
        )
        newsroom.world.faults.add(fault)
        await newsroom.work()
        assert fault.hits == 1
        assert all(person.texts.count("Hello") == 1 for person in people)
        assert "Telegram did not take paid sending: Bad Request: no" in newsroom.author.text


async def test_a_sending_and_who_got_it_are_forgotten_after_a_year(newsroom: Newsroom) -> None:
    db, day = newsroom.app.db, 24 * 3600
    await fill(newsroom, 2)
    await announce(newsroom, "Hello")
    kept = """
        SELECT (SELECT count(*) FROM runs) AS runs,
            (SELECT count(*) FROM announcement_deliveries) AS deliveries
    """
    newsroom.clock.move(364 * day)
    await forget_old_deeds(db, newsroom.clock)
    assert [dict(row) for row in await db.fetch_all(kept)] == [{"runs": 1, "deliveries": 2}]
    newsroom.clock.move(2 * day)
    await forget_old_deeds(db, newsroom.clock)
    assert [dict(row) for row in await db.fetch_all(kept)] == [{"runs": 0, "deliveries": 0}]
    assert await db.fetch_all("SELECT 1 FROM announcements") == []


async def test_an_announcement_that_telegram_refuses_to_everybody_pauses_and_skips_nobody(
    tmp_path: Path,
) -> None:
    async with open_newsroom(tmp_path, limits=Limits(enabled=False)) as newsroom:
        people = await fill(newsroom, 12)
        await write(newsroom, "Hello")
        ids = {person.id for person in people}
        faults = [Fault(method=SENT, kind="refuse", times=-1, chat_id=key) for key in sorted(ids)]
        for fault in faults:
            newsroom.world.faults.add(fault)
        await newsroom.author.press("Send to")
        await newsroom.author.press("Send to")
        await newsroom.work()
        told = "The announcement of Marketing aloud is paused: Telegram refuses it"
        assert [text.startswith(told) for text in newsroom.author.texts].count(True) == 1
        assert newsroom.author.buttons() == ["▶️ Go on", "⏹ Stop"]
        [run] = await runs.list_open(newsroom.app.db, RunKind.ANNOUNCEMENT)
        assert (run.state, run.failed, run.left) == (RunState.PAUSED, 0, 12)
        # An hour later it is tried again, refused again, and nobody is told of it again.
        hits = sum(fault.hits for fault in faults)
        await newsroom.tick(3601)
        await newsroom.work()
        assert sum(fault.hits for fault in faults) > hits
        [run] = await runs.list_open(newsroom.app.db, RunKind.ANNOUNCEMENT)
        assert (run.state, run.failed, run.left) == (RunState.PAUSED, 0, 12)
        assert [text.startswith(told) for text in newsroom.author.texts].count(True) == 1
        newsroom.world.faults.clear()
        await newsroom.author.press("Go on")
        await newsroom.work()
        assert [person.texts.count("Hello") for person in people] == [1] * 12
        assert await runs.list_open(newsroom.app.db, RunKind.ANNOUNCEMENT) == []


async def test_a_few_whom_telegram_refuses_an_announcement_pause_nothing(
    newsroom: Newsroom,
) -> None:
    people = await fill(newsroom, 6)
    await write(newsroom, "Hello")
    for person in people[:4]:
        newsroom.world.faults.add(Fault(method=SENT, kind="refuse", chat_id=person.id))
    await newsroom.author.press("Send to")
    await newsroom.author.press("Send to")
    await newsroom.work()
    assert [person.texts.count("Hello") for person in people] == [0, 0, 0, 0, 1, 1]
    assert newsroom.author.text.startswith("Sent")
    assert "Refused by Telegram: 4" in newsroom.author.text
