"""What one tap may safely mend: no word of the author's is changed or lost."""

import re
from dataclasses import replace

from bot.domain import typography
from bot.domain.posts import Content
from bot.domain.rules.checking import check
from bot.domain.rules.sentences import find_ends
from bot.domain.rules.values import Evidence, Repair, Rule
from bot.domain.rules.words import Stem, find_words
from bot.domain.sources import site_of
from bot.domain.texts import Edit, Entity, Text, apply_edits, join, utf16_len

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def repair(content: Content, rule: Rule, *, stem: Stem, evidence: Evidence) -> Content:
    """The content with every repairable violation of a rule mended; a second time changes nothing.

    Lines are added behind the text and before the added rubrics, which stay last.
    """
    repairs = {
        violation.repair
        for violation in check(content, [replace(rule, is_on=True)], stem=stem, evidence=evidence)
    }
    text = content.text
    for kind in Repair:
        if kind in repairs:
            text = _mended(text, kind, rule, stem, evidence)
    return replace(content, text=text)


def _mended(text: Text, kind: Repair, rule: Rule, stem: Stem, evidence: Evidence) -> Text:
    match kind:
        case Repair.TYPOGRAPHY:
            return typography.apply(text)
        case Repair.LINES:
            return apply_edits(text, (Edit(*blank, "\n") for blank in find_ends(text.text)))
        case Repair.SOURCE_LINK:
            return _with_line(text, _source_line(text, evidence.sources[0]))
        case Repair.SIGNATURE | Repair.AI_MARK:
            return _with_line(text, rule.params.line)
        case Repair.NOTES:
            for mention in rule.params.mentions:
                is_named = next(find_words(text.text, mention.names, stem), None)
                if is_named and mention.note not in text.text:
                    text = _with_line(text, Text(mention.note))
            return text


def _with_line(text: Text, line: Text) -> Text:
    return join([text, line], separator="\n\n") if text else line


def _source_line(text: Text, address: str) -> Text:
    word = "Источник: " if _CYRILLIC.search(text.text) else "Source: "
    site = site_of(address)
    link = Entity("text_link", utf16_len(word), utf16_len(site), url=address)
    return Text(word + site, (link,))
