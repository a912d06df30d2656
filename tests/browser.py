"""Chromium for tests: found, installed on CI, or the reason why a test is skipped.

Used as a plugin: `pytest_plugins = ["tests.browser"]`.
"""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALL_SECONDS = 600
# For what a page shows by itself; a laden machine is no fault of it.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


def wanted_path() -> str:
    """Where Chromium is expected: the environment's CHROMIUM, or Debian's place."""
    return os.environ.get("CHROMIUM") or "/usr/bin/chromium"


def install() -> None:
    """Installs Debian's Chromium; a failure is told with apt's own words."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    for command in (
        ["update", "-q"],
        ["install", "-q", "-y", "chromium", "fonts-noto-color-emoji"],
    ):
        done = subprocess.run(
            [*as_root, "apt-get", *command],
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode != 0:
            pytest.fail(f"apt-get {' '.join(command)} failed: {done.stderr.strip()[-500:]}")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of Chromium. Without one: under CI=true it is installed, elsewhere skipped."""
    path = wanted_path()
    if shutil.which(path) is None and os.environ.get("CI") == "true":
        install()
        path = shutil.which(path) or shutil.which("chromium") or path
        if shutil.which(path) is None:
            pytest.fail(f"Chromium was installed, but {path} is not there")
    if shutil.which(path) is None:
        pytest.skip(f"no Chromium at {path}: install it, or name one with CHROMIUM=/path")
    return path


@pytest.fixture
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    """A launched browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def browsing(chromium: Browser) -> AsyncIterator[BrowserContext]:
    """A fresh profile, 1,200 by 800 pixels, light, in the language of the page.

    Whatever a page of it writes to the console, or throws, fails the test at its end.
    """
    context = await chromium.new_context(
        viewport={"width": 1200, "height": 800},
        locale="en-GB",
        timezone_id="Europe/Moscow",
        color_scheme="light",
    )
    context.set_default_timeout(PATIENCE_MS)
    heard: list[str] = []
    context.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: heard.append(f"thrown: {error.error}"))
    yield context
    await context.close()
    assert heard == [], "the console of the browser is not silent"


@pytest.fixture
async def tab(browsing: BrowserContext) -> Page:
    """An empty tab whose console has to stay silent."""
    return await browsing.new_page()
