"""From a page that has arrived to a draft that is ready, against the extraction library alone.

`python -m tests.benchmarks.drafting ours|theirs FILE` drafts one page in a process that has
drafted none, and prints what it cost.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.articles import LANGUAGES, make_page
from tests.benchmarks.table import Line

ADDRESS = "https://news.example/2026/03/29/story"
SIZES = (3_000, 10_000, 60_000)
REPETITIONS = 4


def measure() -> Iterator[Line]:
    """Seconds of the processor: pages of three lengths in five languages, then a first page."""
    for size in SIZES:
        yield _compare(size)
    yield _first(make_page("ru", SIZES[1]))


def draft(page: bytes) -> None:
    """What the worker does with the page, what the writer does, and the check of the card."""
    from bot.domain.facts import trace
    from bot.domain.scaffolds import without_scaffold
    from bot.gateways.articles.extracting import from_json, reply
    from bot.gateways.languages import identify
    from bot.gateways.writers.builtin import BuiltinWriter
    from bot.services.stemming import stem_of
    from bot.translator import translator

    answer = json.loads(reply({"address": ADDRESS, "charset": "utf-8"}, page))
    article = from_json(answer["articles"][0])
    written = asyncio.run(
        BuiltinWriter(translator).write(article, words=None, channel_language="ru")
    )
    text = without_scaffold(written.text, written.scaffold)
    facts = trace(
        text,
        "\n".join([article.title, article.author, article.site, article.text]),
        source_language=article.language, draft_language=identify(text.text),
        stem=stem_of, published=article.published,
    )  # fmt: skip
    assert facts, "a page of figures left a draft without one"


def extract(page: bytes) -> None:
    """The baseline: trafilatura with the settings that the bot has."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        page, url=ADDRESS, with_metadata=True, include_comments=False, favor_precision=True
    )
    assert found


def _compare(size: int) -> Line:
    pages = [make_page(language, size) for language in LANGUAGES]
    ours, theirs = [], []
    for repetition in range(REPETITIONS + 1):
        for page in pages:
            pair = _seconds(draft, page), _seconds(extract, page)
            # The first round imports and compiles: it has a row of its own.
            if repetition:
                ours.append(pair[0])
                theirs.append(pair[1])
    p95, base95 = quantiles(ours, n=20)[-1], quantiles(theirs, n=20)[-1]
    return Line(
        f"draft of a page of {size // 1000} kB, CPU",
        f"p50 {median(ours):.3f} p95 {p95:.3f} s",
        f"trafilatura {median(theirs):.3f} / {base95:.3f} s",
        f"{median(ours) / median(theirs):.2f}", "p95 below 1 s", p95 < 1,
    )  # fmt: skip


def _seconds(work: Callable[[bytes], None], page: bytes) -> float:
    start = time.process_time()
    work(page)
    return time.process_time() - start


def _first(page: bytes) -> Line:
    """With all that is imported, started and compiled at the first link of a bot."""
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(page)
        file.flush()
        pairs = [(_apart("ours", file.name), _apart("theirs", file.name)) for _ in range(3)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    return Line(
        "the first draft of a bot, CPU", f"{ours:.2f} s",
        f"trafilatura, imported {theirs:.2f} s",
        f"{ours / theirs:.2f}", "below 1 s", ours < 1,
    )  # fmt: skip


def _apart(whose: str, path: str) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.drafting", whose, path]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _main(whose: str, path: str) -> None:
    page = Path(path).read_bytes()
    if whose == "theirs":
        sys.stdout.write(f"{_seconds(extract, page)}\n")
        return
    # A bot that has started has these.
    import bot.app
    import bot.gateways.articles.reader  # noqa: F401

    start = time.process_time()
    asyncio.run(_draft_beside(page))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - start + children.ru_utime + children.ru_stime
    sys.stdout.write(f"{spent}\n")


async def _draft_beside(page: bytes) -> None:
    """As the bot does it: the page is read in a process of its own."""
    from bot.gateways.articles.extractor import Extractor
    from bot.gateways.writers.builtin import BuiltinWriter
    from bot.translator import translator

    extractor = Extractor()
    try:
        article = await extractor.read_page(page, address=ADDRESS, charset="utf-8")
    finally:
        await extractor.close()
    await BuiltinWriter(translator).write(article, words=None, channel_language="ru")


if __name__ == "__main__":
    _main(*sys.argv[1:])
