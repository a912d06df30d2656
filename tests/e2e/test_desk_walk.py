"""The desk in the browser: a date from the calendar, a team with review, an edit afterwards."""

import re

import pytest
from playwright.async_api import Page

from bot.demo.stage import Stage
from bot.sandbox import Sandbox
from tests.e2e.walking import BotProcess, Client, until

PRICES = "Prices without pennies"


@pytest.mark.browser
async def test_an_editor_plans_reviews_and_edits(
    sandbox: Sandbox, stage: Stage, bot: BotProcess, tab: Page
) -> None:
    client = Client(tab, sandbox.url)
    await client.open()
    await client.chat("Рубрика")
    await client.see("Подключён: Маркетинг вслух")
    await until(lambda: stage.world.pending_updates(stage.bot_id) == 0)

    await _plan_by_the_calendar(client)
    payload = await _invite_an_author(client, stage)
    await _ask_for_review(client)
    await _join_and_send_for_review(client, payload)
    await _approve(client)
    await _publish_what_was_approved(client, stage)
    await _edit_what_is_published(client, stage)
    # Somebody who presses quickly meets Telegram's pace in their chat, and is answered after it.
    assert [call for call in stage.world.refusals if call.status != 429] == []


async def _plan_by_the_calendar(client: Client) -> None:
    await client.send("По календарю: обзор витрин #обзор")
    await client.press("📝 Черновик", "Запланировать")
    await client.press("Когда опубликовать?", "Выбрать дату")
    await client.press("Выберите день", "Следующая")
    await client.shoot("10-calendar")
    await client.press("Выберите день", "15")
    await client.see("Во сколько?")
    await client.shoot("11-day")
    await client.press("Во сколько?", "12:00")
    await client.see("Запланировано: ")
    await client.send("/plan")
    await client.see("План")
    await client.shoot("12-week")


async def _invite_an_author(client: Client, stage: Stage) -> str:
    """The payload of the invitation."""
    await client.send("/team")
    await client.press("Команда канала", "Пригласить автора")
    await client.see("Приглашение стать автором")
    chat = stage.world.history(stage.author_id, stage.bot_id)
    found = re.search(r"start=(invite_[\w-]+)", chat[-1].model_dump_json())
    assert found is not None
    return found[1]


async def _ask_for_review(client: Client) -> None:
    await client.send("/channels")
    await client.press("Каналы", "Маркетинг вслух")
    await client.press("@marketing_vsluh", "Включить проверку")
    await client.see("Проверка: посты авторов выходят")


async def _join_and_send_for_review(client: Client, payload: str) -> None:
    await client.become("Clara Reader")
    await client.chat("Рубрика")
    await client.tab.get_by_role("button", name="Start", exact=True).click()
    await client.send(f"/start {payload}")
    await client.see("Маркетинг вслух")
    await client.send(f"{PRICES} #цены")
    await client.press("📝 Draft", "Send for review")
    await client.see("Sent for review")
    await client.shoot("13-sent-for-review")


async def _approve(client: Client) -> None:
    await client.become("Анна Редактор")
    await client.chat("Рубрика")
    await client.see("отправляет пост на проверку")
    await client.shoot("14-review")
    await client.press("отправляет пост на проверку", "Одобрить")
    await client.see("Одобрено")


async def _publish_what_was_approved(client: Client, stage: Stage) -> None:
    await client.become("Clara Reader")
    await client.chat("Рубрика")
    await client.press("approved", "Publish now")
    await client.press("now?", "Publish")
    await client.see(f"Published: {PRICES}")
    assert _channel(stage) == f"{PRICES} #цены"


async def _edit_what_is_published(client: Client, stage: Stage) -> None:
    await client.become("Анна Редактор")
    await client.chat("Рубрика")
    await client.send("/posts")
    await client.press("Посты", PRICES)
    await client.press("Опубликован", "Изменить")
    await client.see("Пришлите новый текст")
    await client.send(f"{PRICES}, and without nines #цены")
    await client.see("«Сохранить» изменит пост в канале")
    await client.shoot("15-edit")
    await client.press("«Сохранить» изменит пост в канале", "Сохранить")
    await client.see("Сохранено")
    await until(lambda: _channel(stage) == f"{PRICES}, and without nines #цены")
    await client.shoot("16-saved")


def _channel(stage: Stage) -> str:
    """The newest post, as a reader sees it."""
    return stage.world.history(stage.people[1], stage.channel_id)[-1].text or ""
