"""An article out of a page's bytes. Runs in the worker process: trafilatura is slow and greedy."""

import json
import re
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from bot.domain.sources import (
    Article,
    cut_tail,
    fold,
    glue,
    is_widget,
    join_lines,
    read_pasted,
    site_of,
    weight,
    without_pointers,
)
from bot.errors import SourceUnreadable
from bot.gateways.articles.decoding import decode
from bot.gateways.articles.titles import clean_title
from bot.gateways.languages import identify

MAX_TEXT = 200_000
"""Characters of an article."""
_LEAST = 150
"""Weight of the words that make an article; less is a notice."""
_TEASER = 700
"""Weight of the words before a paywall that are worth a draft."""
_PAID = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
_SCRIPTED = re.compile(
    r"<noscript[^>]{0,200}>(?:(?!</noscript).){0,2000}?javascript|__NEXT_DATA__|self\.__next_f"
    r"|<div[^>]{0,100}\bid=[\"']?(?:root|app|__next|__nuxt|main-app)\b[^>]{0,100}>\s*</div>",
    re.IGNORECASE | re.DOTALL,
)
_RIGHTS = re.compile(r"版权所有|版權所有|all rights reserved|[©®™]", re.IGNORECASE)
# What a page has in the place of a name.
_NOBODY = frozenset({"作者", "编辑", "admin", "author", "editor", "автор", "редакция"})
_MARKUP = (".html", ".htm", ".xhtml")
_PLAIN = (".txt", ".md", ".markdown", ".text")


def extract_page(body: bytes, *, address: str | None, charset: str = "") -> Article:
    """The article of a page; relative addresses are completed with `address`.

    Raises:
        SourceUnreadable: there is no article in it, with the reason as its key.
    """
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    page = decode(body, charset)
    tree = load_html(page)
    if tree is None:
        raise SourceUnreadable("source-no-text")
    # trafilatura takes a name for one only when it has two words.
    signed = [str(name) for name in tree.xpath("//meta[@name='author']/@content")[:1]]
    headings = [" ".join(node.itertext()) for node in tree.xpath("//h1")[:5]]
    found: Any = bare_extraction(
        tree,
        url=address,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
    )
    text = (found.text or "")[:MAX_TEXT] if found else ""
    is_paid = _PAID.search(page) is not None
    _refuse_without_text(text, page, is_paid=is_paid)
    found.author = found.author or "; ".join(signed)
    article = _article(found, text, headings, address)
    return Article(**{**_fields(article), "is_partial": is_paid})


_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_BROKEN = 0.01
"""Share of characters that no text has, above which a file is none."""


def read_document(body: bytes, name: str) -> tuple[Article, ...]:
    """The articles of a file that was sent; its name tells what it is.

    Raises:
        SourceUnreadable: it is no text, or there is none in it.
    """
    if name.lower().endswith(_MARKUP):
        return (extract_page(body, address=None),)
    if not name.lower().endswith(_PLAIN):
        raise SourceUnreadable("source-not-a-document")
    text = decode(body)
    if len(_NO_TEXT.findall(text)) > _MOST_BROKEN * len(text):
        raise SourceUnreadable("source-not-a-document")
    articles = tuple(with_language(article) for article in read_pasted(text))
    if not articles:
        raise SourceUnreadable("source-no-text")
    return articles


def with_language(article: Article) -> Article:
    """The article with its language told from its words."""
    return Article(**{**_fields(article), "language": identify(article.text)})


def to_json(article: Article) -> dict[str, Any]:
    """An article as JSON can carry it."""
    day = article.published.isoformat() if article.published else None
    return {**_fields(article), "published": day}


def from_json(data: dict[str, Any]) -> Article:
    """The article of `to_json`."""
    day = date.fromisoformat(data["published"]) if data["published"] else None
    return Article(**{**data, "published": day})


def _fields(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in Article.__slots__}


def _refuse_without_text(text: str, page: str, *, is_paid: bool) -> None:
    said = weight(text)
    if is_paid and said < _TEASER:
        raise SourceUnreadable("source-paywall")
    if said < _LEAST:
        is_scripted = _SCRIPTED.search(page) is not None
        raise SourceUnreadable("source-script-only" if is_scripted else "source-no-text")


def _article(found: Any, text: str, headings: list[str], address: str | None) -> Article:
    host = site_of(address) if address else ""
    site = _site(found.sitename or "", host)
    title = clean_title(found.title or "", site=site, host=host, headings=headings)
    author = _author(found.author or "", site)
    body = _body(text, {fold(title), fold(author), *map(fold, author.split(", "))})
    return Article(
        title=title or read_pasted(body)[0].title,
        text=body,
        address=address,
        site=site,
        author=author,
        published=_day(found.date),
        language=identify(body),
        picture=_picture(found.image, address),
    )


def _body(text: str, said: set[str]) -> str:
    """The text without its frame; `said` is folded: what title and author say already."""
    lines = [line for line in text.splitlines() if line.strip() and not is_widget(line)]
    for end in (0, -1):
        while len(lines) > 1 and fold(lines[end]) in said:
            lines.pop(end)
    kept, _ = cut_tail(without_pointers(lines))
    return join_lines(glue(kept)) or text


def _site(name: str, host: str) -> str:
    plain = " ".join(_RIGHTS.sub("", name).replace("_", " ").split()).strip("@ ,")
    if plain.count(",") > 1:
        plain = plain.partition(",")[0]
    return plain if 1 < len(plain) <= 60 else host


def _author(names: str, site: str) -> str:
    people = [" ".join(name.split()) for name in names.split(";")]
    named = (name for name in people if re.search(r"[^\W\d_]", name) and "://" not in name)
    kept = [n for n in named if fold(n) not in fold(site) and fold(n) not in _NOBODY]
    once = {fold(name): name for name in reversed(kept) if len(name) <= 60}
    return ", ".join(list(reversed(once.values()))[:5])


def _day(text: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if text else None
    return None


def _picture(address: str | None, base: str | None) -> str | None:
    if not address:
        return None
    with suppress(ValueError):
        whole = urljoin(base or "", address.strip())
        if urlsplit(whole).scheme in ("http", "https") and len(whole) <= 2048:
            return whole
    return None


def reply(request: dict[str, Any], body: bytes) -> bytes:
    """What the worker answers: articles, or the key of the reason why there are none."""
    try:
        if "name" in request:
            articles = read_document(body, request["name"])
        else:
            address, charset = request["address"], request["charset"]
            articles = (extract_page(body, address=address, charset=charset),)
    except SourceUnreadable as error:
        return json.dumps({"key": error.message_key}).encode()
    return json.dumps({"articles": [to_json(article) for article in articles]}).encode()
