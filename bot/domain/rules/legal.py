"""Legal marks of Russia as we knew them on a day: a start for the owner's own list, no advice.

Advertising on the internet: law 38-FZ, article 18.1 (since 1 September 2022) asks for the mark,
the advertiser and the identifier (`erid`), which stands in the text or in a link. Organisations:
law 2124-1, article 4, asks media to say so beside the name.
"""

import re
from datetime import date

from bot.domain.rules.values import Mention

AS_OF = date(2026, 11, 22)
"""The day of these lists; the law changes, and whoever publishes answers for it."""

MENTIONS = (
    Mention(
        ("Meta", "Мета Платформс", "Facebook", "Фейсбук", "Instagram", "Инстаграм", "Инстаграмм"),
        "Meta Platforms Inc. признана в России экстремистской организацией, её деятельность "
        "(Facebook, Instagram) запрещена.",
        date(2022, 3, 21),
    ),
)
"""The decision of 21 March 2022 leaves WhatsApp out."""

ADVERTISING_SIGNS = (
    "промокод",
    "на правах рекламы",
    "партнёрский материал",
    "партнёрский пост",
    "при поддержке партнёра",
    "спонсор выпуска",
)
"""Words that betray advertising beside its marks themselves; in any grammatical form."""

AD_MARK = re.compile(
    r"(?:^|[\n.!?•|—–(\[])\s*(?:\#реклама\b|реклама(?=\s*(?:$|[\n.:,|—–•)\]])|\s+(?:ООО|АО|ПАО|ИП)\b))",
    re.IGNORECASE,
)
"""The word as a mark, not as the matter of a sentence."""

ADVERTISER = re.compile(
    r"\b(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|АНО|НКО|ФГУП|ГБУ)\s+[«\"„“]?\w"
    r"|\bрекламодатель\s*[:—–-]?\s*\w|\b(?:ИНН|ОГРН(?:ИП)?)\s*:?\s*\d{10,15}\b|\bсамозанят\w+\s+\w",
    re.IGNORECASE,
)
"""Who pays: a legal form with a name, the word itself, or a taxpayer's number."""

ERID = re.compile(r"\berid\b\s*[=:]?\s*(?P<token>[^\s.,;)»\"&#]*)", re.IGNORECASE)
ERID_TOKEN = re.compile(r"[0-9A-Za-z]{8,64}")
"""Latin letters and digits: the identifier is Base58 of a record (seen: 9 to 25 characters)."""
