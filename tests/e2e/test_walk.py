"""The main job, as a newcomer does it in the browser - with the bot killed on the way."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from bot.demo.stage import Stage, enliven
from bot.sandbox import Sandbox
from tests.e2e.walking import BotProcess, Client, until

MOSCOW = ZoneInfo("Europe/Moscow")
TITLE = "Витрина без скидок"
STORY = "Магазин убрал скидками забитую витрину, и продажи выросли. Подробности — "


def channel_texts(stage: Stage) -> list[str]:
    shown = stage.world.history(stage.people[1], stage.channel_id)
    return [message.text or message.caption or "" for message in shown]


@pytest.mark.browser
async def test_a_newcomer_walks_through_the_main_job(
    sandbox: Sandbox, stage: Stage, bot: BotProcess, tab: Page
) -> None:
    client = Client(tab, sandbox.url)
    await client.open()
    await client.chat("Рубрика")
    await client.see("Подключён: Маркетинг вслух")
    await until(lambda: stage.world.pending_updates(stage.bot_id) == 0)
    enliven(stage)

    await _publish_with_formatting(client, stage)
    await _plan_for_tomorrow(client)
    due = await _plan_in_a_minute(client)
    await bot.kill()
    await bot.start()
    await _subscribe(client, due)
    await _find_by_rubric_and_word(client)
    await _react(client)
    await _see_the_number(client)
    await _see_planned_post_and_digest(client, stage)

    texts = channel_texts(stage)
    assert sum(TITLE in text for text in texts) == 1
    assert sum("Через минуту" in text for text in texts) == 1
    assert not any("На завтра" in text for text in texts)
    assert stage.world.refusals == []


async def _publish_with_formatting(client: Client, stage: Stage) -> None:
    keyboard = client.tab.keyboard
    await client.field.click()
    await keyboard.press("Control+b")
    await keyboard.insert_text(TITLE)
    await keyboard.press("Control+b")
    await keyboard.press("Shift+Enter")
    await keyboard.insert_text(STORY)
    await keyboard.insert_text("здесь")
    for _ in "здесь":
        await keyboard.press("Shift+ArrowLeft")
    await keyboard.press("Control+k")
    await client.tab.get_by_role("textbox", name="Address").fill("https://example.org/vitrina")
    await keyboard.press("Enter")
    await client.field.focus()
    await keyboard.press("Control+End")
    await keyboard.press("Shift+Enter")
    await keyboard.insert_text("#рекламныйхит")
    await keyboard.press("Enter")
    await client.see("📝 Черновик")
    await client.shoot("1-draft")
    await client.press("📝 Черновик", "Опубликовать сейчас")
    await client.press("Опубликовать в «Маркетинг вслух» сейчас?", "Опубликовать")
    await client.see(f"Опубликовано: {TITLE}")
    await client.chat("Маркетинг вслух")
    post = await client.see(TITLE)
    await expect(post.get_by_role("link", name="здесь")).to_have_attribute(
        "href", "https://example.org/vitrina"
    )
    await client.shoot("2-channel")
    published = stage.world.history(stage.people[1], stage.channel_id)[-1]
    kinds = {entity.type for entity in published.entities or []}
    assert kinds == {"bold", "text_link", "hashtag"}


async def _plan_for_tomorrow(client: Client) -> None:
    await client.chat("Рубрика")
    await client.send("На завтра: разбор акции #разбор")
    await client.press("На завтра: разбор акции", "Запланировать")
    await client.see("Когда опубликовать?")
    await client.shoot("3-schedule")
    await client.send("завтра в 10:30")
    await client.see("Запланировано: ")
    tomorrow = datetime.now(MOSCOW) + timedelta(days=1)
    await client.see(f"{tomorrow.day} ")
    await client.send("/plan")
    await client.see("10:30")
    await client.shoot("4-plan")


async def _plan_in_a_minute(client: Client) -> datetime:
    await client.send("Через минуту: короткая мысль #мнение")
    await client.press("Через минуту: короткая мысль", "Запланировать")
    # The second of each: those of the post before still stand in the chat.
    await client.see("Когда опубликовать?", times=2)
    await client.send("in 1 minute")
    due = datetime.now(UTC) + timedelta(minutes=1)
    await client.see("Запланировано: ", times=2)
    return due


async def _subscribe(client: Client, due: datetime) -> None:
    await client.become("Борис Читатель")
    await client.chat("Рубрика")
    await client.tab.get_by_role("button", name="Start", exact=True).click()
    await client.press("Я храню архив", "Дайджест")
    await client.press("Дайджест «Маркетинг вслух»", "Каждый день")
    await client.press("Приходит каждый день", "Время")
    await client.see("Во сколько присылать дайджест?")
    await client.send(f"{(due + timedelta(minutes=1)).astimezone(MOSCOW):%H:%M}")
    await client.see("Следующий: ")
    await client.shoot("5-digest-card")


async def _find_by_rubric_and_word(client: Client) -> None:
    await client.send("/tags")
    await client.press("Рубрики", "#рекламныйхит")
    await client.see(TITLE)
    await client.shoot("6-rubric")
    await client.send("/search скидка витрины")
    await client.see("скидками")
    await client.shoot("7-search")


async def _react(client: Client) -> None:
    await client.chat("Маркетинг вслух")
    post = await client.see(TITLE)
    await post.hover()
    await post.get_by_role("button", name="React").click()
    palette = client.tab.get_by_role("group", name="Choose a reaction")
    await palette.get_by_role("button", name="🔥").click()
    await expect(post.get_by_role("button", name="🔥 1")).to_be_visible()


async def _see_the_number(client: Client) -> None:
    await client.become("Анна Редактор")
    await client.chat("Рубрика")
    # Telegram gathers reactions before it tells: the page's world does so for a second.
    for times in range(1, 11):
        await client.tab.wait_for_timeout(2500)
        await client.send("/posts")
        posts = await client.see("Посты", times=times)
        if await posts.get_by_role("button", name=f"{TITLE} · ❤ 1").count():
            break
    else:
        raise AssertionError("the reaction is never counted")
    await client.shoot("8-posts")


async def _see_planned_post_and_digest(client: Client, stage: Stage) -> None:
    await until(lambda: any("Через минуту" in text for text in channel_texts(stage)), seconds=90)
    await client.see("Опубликовано: Через минуту")
    await client.become("Борис Читатель")
    await client.chat("Рубрика")
    await client.see("Дайджест: Маркетинг вслух", seconds=150)
    await client.shoot("9-digest")
