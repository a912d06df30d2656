"""The picture of a week in the browser: seen, turned, and left for the list."""

import pytest
from playwright.async_api import Page, expect

from bot.demo.stage import Stage
from bot.sandbox import Sandbox
from tests.e2e.walking import BotProcess, Client, until


@pytest.mark.browser
async def test_an_author_looks_at_the_week_as_a_picture(
    sandbox: Sandbox, stage: Stage, bot: BotProcess, tab: Page
) -> None:
    client = Client(tab, sandbox.url)
    await client.open()
    await client.chat("Рубрика")
    await client.see("Подключён: Маркетинг вслух")
    await until(lambda: stage.world.pending_updates(stage.bot_id) == 0)
    await client.send("Почему скидка не продаёт: разбор трёх писем #кейс")
    await client.press("📝 Черновик", "Запланировать")
    await client.press("Когда опубликовать?", "Завтра")
    await client.see("Запланировано: ")
    await client.send("/plan")
    await client.press("План", "Картинкой")
    await client.see("Почему скидка не продаёт: разбор трёх писем #кейс")
    picture = tab.get_by_role("img").last
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1080
    await client.shoot("20-week-picture")
    await client.press("План", "Тёмная")
    await client.shoot("21-week-picture-dark")
    await client.press("План", "Назад")
    await client.see("Картинкой")
    await expect(tab.get_by_role("img")).to_have_count(0)
    assert [call for call in stage.world.refusals if call.status != 429] == []
