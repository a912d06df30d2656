"""A bot that has started has imported nothing that only drafting or drawing needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.laden import EXTRAS

START = """
import asyncio, json, sys
from bot.app import build
from bot.config import load_settings

async def main():
    app = await build(load_settings())
    await app.start()
    await app.stop()

asyncio.run(main())
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported_at_start(folder: Path, **settings: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", START], check=True, timeout=60, capture_output=True, text=True,
        env=os.environ | settings | {
            "BOT_TOKEN": "42:TEST", "OWNER_IDS": "1", "BOT_API_URL": "http://127.0.0.1:9",
            "DATABASE_URL": f"sqlite:///{folder / 'rubrika.db'}", "LOG_LEVEL": "ERROR",
            "HTTP_PORT": "0",
        },
    )  # fmt: skip
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "settings", [{}, {"LLM_BASE_URL": "http://127.0.0.1:9/v1", "LLM_MODEL": "small"}]
)
def test_a_start_imports_nothing_of_drafting_nor_drawing(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    found = imported_at_start(tmp_path, **settings)
    assert {"aiogram", "bot"} <= found
    assert not found & set(EXTRAS)
