"""What sites say about machines: robots.txt, Content-Signal, TDMRep, noai - read, not judged."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.domain.sources import Reason, Signal
from bot.gateways.articles.fetching import AGENT

if TYPE_CHECKING:
    from protego import Protego

AI_AGENTS = (
    "GPTBot", "ChatGPT-User", "OAI-SearchBot", "ClaudeBot", "Claude-User", "anthropic-ai",
    "Google-Extended", "GoogleOther", "Applebot-Extended", "CCBot", "PerplexityBot",
    "Perplexity-User", "Bytespider", "Amazonbot", "Meta-ExternalAgent", "meta-externalfetcher",
    "FacebookBot", "cohere-ai", "MistralAI-User", "DuckAssistBot", "YouBot", "Diffbot",
)  # fmt: skip
"""Names by which robots.txt speaks to AI: training, search and answers alike."""

_DIRECTIVE = re.compile(r"^\s*(content-signal|content-usage)\s*:\s*(.*)$", re.IGNORECASE)
_REFUSED_SIGNAL = re.compile(r"\bai-input\s*=\s*no\b", re.IGNORECASE)
# IETF aipref drafts; training alone is not what we do.
_REFUSED_USAGE = re.compile(r"(?<![\w-])(?:ai|ai-use|ai-input|ai-output)\s*=\s*n\b", re.IGNORECASE)
_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,30})\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_HEAD = 262_144
_MAX_RULES = 1000


class Robots:
    """A robots.txt (RFC 9309), with the lines about AI that its standard does not know."""

    def __init__(self, body: bytes) -> None:
        """HTML in the place of the file allows everything, as no file does."""
        text = body.decode("utf-8-sig", "replace")
        is_page = text.lstrip()[:20].lower().startswith(("<!doctype", "<html"))
        self._text = "" if is_page else text
        self._rules = _parse(self._text)

    def may_fetch(self, address: str) -> bool:
        """Whether we, by our own name or as anybody, may fetch a page."""
        return bool(self._rules.can_fetch(address, AGENT))

    def refusals(self, address: str) -> Iterator[Reason]:
        """Why the words of a page are not for an AI."""
        refused = [name for name in AI_AGENTS if not self._rules.can_fetch(address, name)]
        if refused:
            yield Reason(Signal.ROBOTS_AI, ", ".join(refused[:3]))
        for line in self._text.splitlines():
            if match := _DIRECTIVE.match(line.partition("#")[0]):
                yield from usage_refusals({match[1].lower(): match[2]})


def usage_refusals(fields: Mapping[str, str]) -> Iterator[Reason]:
    """Refusals in `content-signal` and `content-usage`: header fields, or lines of robots.txt."""
    if _REFUSED_SIGNAL.search(fields.get("content-signal", "")):
        yield Reason(Signal.CONTENT_SIGNAL, "ai-input=no")
    if match := _REFUSED_USAGE.search(fields.get("content-usage", "")):
        yield Reason(Signal.CONTENT_USAGE, match[0])


def metas_of(body: bytes) -> dict[str, list[str]]:
    """Contents of the `<meta name=…>` of a page, by name in lower case."""
    found: dict[str, list[str]] = {}
    # Names and values that matter are ASCII, which every encoding of the web but UTF-16 keeps.
    text = body[:_HEAD].replace(b"\0", b"").decode("latin-1")
    for match in _META.finditer(text):
        pairs = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(match[1])}
        if name := pairs.get("name", "").lower().strip():
            found.setdefault(name, []).append(unescape(pairs.get("content", "")).strip())
    return found


def noai_in(values: Iterable[str]) -> bool:
    """Whether directives for robots, perhaps behind the name of one, say `noai`."""
    words = (word.rpartition(":")[2].strip().lower() for v in values for word in v.split(","))
    return "noai" in set(words)


def tdm_on_page(
    headers: Mapping[str, str], metas: Mapping[str, list[str]]
) -> tuple[bool | None, Reason | None]:
    """TDMRep on the page itself: whether it reserves its rights (None: it does not say), and why.

    W3C Community Group, "TDM Reservation Protocol", final report of 10 May 2024. A reservation in
    either place counts.
    """
    header = headers.get("tdm-reservation", "").strip()
    meta = (metas.get("tdm-reservation") or [""])[0]
    if header == "1":
        return True, Reason(Signal.TDM_HEADER, headers.get("tdm-policy", "").strip())
    if meta == "1":
        return True, Reason(Signal.TDM_META, (metas.get("tdm-policy") or [""])[0])
    return (False if "0" in (header, meta) else None), None


def tdm_in_file(body: bytes, address: str) -> Reason | None:
    """The reservation of `/.well-known/tdmrep.json` for a page: of its longest pattern.

    A file that is no JSON of that shape says nothing.
    """
    try:
        rules = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    best: tuple[int, bool, str] | None = None
    for rule in rules[:_MAX_RULES] if isinstance(rules, list) else []:
        if isinstance(rule, dict) and _covers(str(rule.get("location", "")), target):
            found = (
                len(str(rule["location"])),
                str(rule.get("tdm-reservation", "")).strip() == "1",
                str(rule.get("tdm-policy") or ""),
            )
            best = found if best is None or found[:2] > best[:2] else best
    return Reason(Signal.TDM_FILE, best[2]) if best and best[1] else None


def _covers(pattern: str, target: str) -> bool:
    """Patterns of robots.txt: a prefix, `*` for anything, `$` for the end (RFC 9309, 2.2.3)."""
    if not pattern:
        return False
    is_whole = pattern.endswith("$")
    first, *others = re.sub(r"\*+", "*", pattern.removesuffix("$")).split("*")
    if not target.startswith(first):
        return False
    at = len(first)
    for place, piece in enumerate(others):
        is_last = is_whole and place == len(others) - 1
        found = target.rfind(piece) if is_last else target.find(piece, at)
        if found < at:
            return False
        at = found + len(piece)
    return at == len(target) if is_whole else True


def _parse(text: str) -> "Protego":
    from protego import Protego

    return Protego.parse(text)
