"""What drafts are made from: articles, their addresses, what their sites allow."""

from bot.domain.sources.addresses import ascii_host, find_links, normalize_address, site_of
from bot.domain.sources.frames import cut_tail, is_widget, without_pointers
from bot.domain.sources.naming import find_naming_lines
from bot.domain.sources.pasted import glue, read_pasted
from bot.domain.sources.values import (
    NO_SIGNALS,
    Article,
    Consent,
    Reason,
    Signal,
    Source,
    UsedSource,
    fold,
    join_lines,
    weight,
)

__all__ = [
    "NO_SIGNALS",
    "Article",
    "Consent",
    "Reason",
    "Signal",
    "Source",
    "UsedSource",
    "ascii_host",
    "cut_tail",
    "find_links",
    "find_naming_lines",
    "fold",
    "glue",
    "is_widget",
    "join_lines",
    "normalize_address",
    "read_pasted",
    "site_of",
    "weight",
    "without_pointers",
]
