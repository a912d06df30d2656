"""The picture of a post's numbers in the browser: seen, turned dark, and left for the numbers."""

import re

import pytest
from playwright.async_api import Page, expect

from bot.demo.stage import Stage, enliven
from bot.sandbox import Sandbox
from tests.e2e.walking import BotProcess, Client, until

TITLE = "Реакции за первые 48 часов"


@pytest.mark.browser
async def test_an_author_looks_at_the_first_days_of_a_post(
    sandbox: Sandbox, stage: Stage, bot: BotProcess, tab: Page
) -> None:
    client = Client(tab, sandbox.url)
    await client.open()
    await client.chat("Рубрика")
    await client.see("Подключён: Маркетинг вслух")
    await until(lambda: stage.world.pending_updates(stage.bot_id) == 0)
    enliven(stage)
    await _open_reacted(client)
    await client.press("Открыть в канале", "Цифры")
    await client.press("Обновить", "График")
    await client.see(TITLE)
    picture = tab.get_by_role("img").last
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
    await client.shoot("22-post-chart")
    await client.press(TITLE, "Тёмная")
    await client.see("Светлая")
    await client.shoot("23-post-chart-dark")
    await client.press(TITLE, "Назад")
    await client.see("Обновить")
    assert [call for call in stage.world.refusals if call.status != 429] == []


async def _open_reacted(client: Client) -> None:
    """Open the newest post of which a reaction was told: Telegram gathers them for a while."""
    for _ in range(30):
        await client.send("/posts")
        await client.tab.wait_for_timeout(2000)
        posts = await client.see("Посты")
        told = posts.get_by_role("button", name=re.compile(r"❤ \d"))
        if await told.count():
            await told.first.click()
            return
    raise AssertionError("no reaction was told in a minute")
