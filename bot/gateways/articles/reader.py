"""Links and files become articles: consent, fetching and extracting in their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.sources import (
    NO_SIGNALS,
    Article,
    Consent,
    normalize_address,
    read_pasted,
)
from bot.errors import SourceUnreadable
from bot.gateways.articles.consent import ConsentReader
from bot.gateways.articles.extractor import Extractor
from bot.gateways.articles.fetching import MAX_BYTES, Fetcher, Page
from bot.gateways.articles.inside import Border


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what its site allows."""

    article: Article
    consent: Consent


class ArticleReader:
    """Reads what an author sends. Nothing heavy is imported or started before the first use."""

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        fetcher: Fetcher | None = None,
        extractor: Extractor | None = None,
    ) -> None:
        """`allow` are the hosts of FETCH_ALLOW: `host` or `host:port`."""
        self._fetcher = fetcher or Fetcher(Border(allow=allow))
        self._consents = ConsentReader(self._fetcher)
        self._extractor = extractor or Extractor()

    async def read_page(self, address: str) -> Reading:
        """The article at an address, kept under the spelling of `normalize_address`.

        Raises:
            SourceUnreadable: with the key of the sentence that says why; the advice is to paste
                the text.
        """
        try:
            asked = normalize_address(address)
        except ValueError:
            raise SourceUnreadable("source-bad-address") from None
        consent = await self._consents.ask(asked)
        if not consent.may_fetch:
            raise SourceUnreadable("source-robots")
        page = await self._fetcher.fetch(asked)
        consent = await self._consents.judge(page)
        # A redirect may lead to a host that has not been asked before.
        if not consent.may_fetch:
            raise SourceUnreadable("source-robots")
        article = await self._article(page)
        return Reading(replace(article, address=asked), consent)

    async def read_document(self, body: bytes, name: str) -> list[Reading]:
        """The articles of a file; `name` ends with `.txt`, `.md` or `.html`.

        Raises:
            SourceUnreadable: it is no text, too large, or there is none in it.
        """
        if len(body) > MAX_BYTES:
            raise SourceUnreadable("source-too-large")
        articles = await self._extractor.read_document(body, name)
        return [Reading(article, NO_SIGNALS) for article in articles]

    def read_pasted(self, text: str) -> list[Reading]:
        """The articles of a pasted text, usually one, with their languages.

        Raises:
            SourceUnreadable: there are no words.
        """
        from bot.gateways.languages import identify

        articles = read_pasted(text)
        if not articles:
            raise SourceUnreadable("source-no-text")
        return [
            Reading(replace(article, language=identify(article.text)), NO_SIGNALS)
            for article in articles
        ]

    async def close(self) -> None:
        """Close connections and stop the worker."""
        await self._extractor.close()
        await self._fetcher.close()

    async def _article(self, page: Page) -> Article:
        if page.media_type in ("text/plain", "text/markdown", "text/x-markdown"):
            return (await self._extractor.read_document(page.body, "page.txt"))[0]
        _, _, charset = page.headers.get("content-type", "").lower().partition("charset=")
        return await self._extractor.read_page(
            page.body, address=page.address, charset=charset.partition(";")[0].strip(" \"'")
        )
