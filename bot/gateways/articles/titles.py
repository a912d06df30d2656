"""Titles of pages without the names of their sites."""

import re

from bot.domain.sources import fold, weight

_DENSE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SEPARATOR = re.compile(
    r"\s*[|｜ㅣ‖¦»«›‹•·]\s*|\s+(?:[-–—~]|::|//)\s+|\s*--+\s*|\s*：\s*|_+"
    rf"|(?<=[{_DENSE}\d!?」』）])\s*[-–—]\s*(?=\S)|\s*[-–—]\s*(?=[{_DENSE}])"
)
_SPACES = re.compile(r"\s+")
# What sites and their sections are called in Chinese: something-net, -channel, -daily.
_SITE = re.compile(r".{1,9}(?:网|網|频道|頻道|在线|在線|日报|日報|晚报|晚報)|痞客邦.{0,12}")
_LEAST = 6
"""Weight of what must be left of a title."""


_SECTION = 12
"""Weight of the name of a section between a title and its site."""


def clean_title(title: str, *, site: str = "", host: str = "", headings: list[str]) -> str:
    """The title of an article: what the page calls itself, less the site and its sections.

    `headings` are the texts of its first-level headings: one that the title begins with, or the
    only one when the title is the site's name, is the article's own.
    """
    names = [name for name in (fold(site), fold(host), fold(_root(host))) if len(name) > 1]
    plain = _SPACES.sub(" ", title).strip(" |:_-–—")
    own = [_SPACES.sub(" ", text).strip() for text in headings if text.strip()]
    if not plain or fold(plain) in names:
        return own[0] if own else plain
    for heading in own:
        if weight(heading) >= _LEAST and _begins_with(plain, heading):
            return heading
    return _without_site(plain, names)


def _begins_with(title: str, heading: str) -> bool:
    """Whether a title is a heading, alone or with a separator and more behind it."""
    if fold(title) == fold(heading):
        return True
    rest = title.removeprefix(heading)
    return rest != title and _SEPARATOR.match(rest) is not None


def _without_site(title: str, names: list[str]) -> str:
    whole = title
    for match in reversed(list(_SEPARATOR.finditer(title))):
        kept, last = title[: match.start()], title[match.end() :]
        is_section = title != whole and weight(last) <= _SECTION
        is_enough = weight(kept) >= _LEAST or fold(kept) in names
        if not is_enough or not (_is_site(last, names) or is_section):
            break
        title = kept
    first = _SEPARATOR.search(title)
    if first and _is_site(title[: first.start()], names):
        rest = title[first.end() :]
        title = rest if weight(rest) >= _LEAST else title
    return title.strip()


def _is_site(part: str, names: list[str]) -> bool:
    folded = fold(part)
    if _SITE.fullmatch(part.strip()):
        return True
    return bool(folded) and any(
        folded == name or (len(name) > 2 and name in folded and len(folded) <= 2 * len(name) + 6)
        or (len(folded) > 3 and folded in name)
        for name in names
    )  # fmt: skip


def _root(host: str) -> str:
    """`example` of `news.example.co.uk`: the longest label is the site's, mostly."""
    labels = host.removeprefix("www.").split(".")[:-1]
    return max(labels, key=len, default="")
