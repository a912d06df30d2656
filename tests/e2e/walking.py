"""What the walk needs: the demo's stage with its page, and a bot of its own that can be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.demo.stage import TOKEN, Stage
from bot.sandbox import Sandbox

PATIENCE_SECONDS = 120
SCREENSHOTS = Path(__file__).parent / "screenshots"


@dataclass
class BotProcess:
    """`rubrika run` on the sandbox, as a user would run it."""

    sandbox: Sandbox
    stage: Stage
    folder: Path
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        environment = {
            **os.environ,
            "BOT_TOKEN": TOKEN,
            "OWNER_IDS": str(self.stage.author_id),
            "BOT_API_URL": self.sandbox.url,
            "PREVIEW_URL": self.sandbox.url,
            "DATABASE_URL": f"sqlite:///{self.folder / 'rubrika.db'}",
            "LOG_LEVEL": "WARNING",
            "HTTP_PORT": "0",
        }
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, cwd=Path(__file__).parents[2]
        )

    async def kill(self) -> None:
        """As the power would: no goodbye."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        assert await self._end(signal.SIGTERM) == 0

    async def _end(self, number: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), PATIENCE_SECONDS)


async def until(condition: Callable[[], object], *, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for something in the sandbox's world."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)


class Client:
    """A person at the chat page."""

    def __init__(self, tab: Page, url: str) -> None:
        self.tab = tab
        self._url = url

    async def open(self) -> None:
        await self.tab.goto(self._url)

    async def become(self, name: str) -> None:
        await self.tab.get_by_label("Person").select_option(label=name)

    async def chat(self, title: str) -> None:
        chats = self.tab.get_by_role("list", name="Chats").get_by_role("button")
        await chats.filter(has=self.tab.get_by_text(title, exact=True)).first.click()

    @property
    def field(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Message", exact=True)

    async def send(self, text: str) -> None:
        await self.field.click()
        await self.tab.keyboard.insert_text(text)
        await self.tab.keyboard.press("Enter")

    def message(self, words: str) -> Locator:
        """The newest message with these words."""
        return self._messages(words).last

    def _messages(self, words: str) -> Locator:
        log = self.tab.get_by_role("log", name="Messages")
        return log.get_by_role("article").filter(has_text=words)

    async def see(
        self, words: str, *, times: int = 1, seconds: float = PATIENCE_SECONDS
    ) -> Locator:
        """Wait until so many messages have these words; the newest."""
        found = self.message(words)
        await expect(found).to_be_visible(timeout=seconds * 1000)
        await expect(self._messages(words).nth(times - 1)).to_be_visible(timeout=seconds * 1000)
        return found

    async def press(self, words: str, button: str) -> None:
        """Press a button under the newest message with these words."""
        found = await self.see(words)
        await found.get_by_role("button", name=button).first.click()

    async def shoot(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        await self.tab.screenshot(path=SCREENSHOTS / f"{name}.png")
