"""Texts and captions on their way into a message, for bots and for people."""

from typing import Any

from aiogram.client.default import Default
from aiogram.types import LinkPreviewOptions, MessageEntity

from bot.sandbox.errors import bad_request
from bot.sandbox.people import People
from bot.sandbox.text import TextRefused, format_text

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def given(value: Any) -> Any:
    """A parameter as it was sent: None in place of aiogram's default markers."""
    return None if isinstance(value, Default) else value


def message_text(
    people: People,
    text: str | None,
    parse_mode: str | Default | None,
    entities: list[MessageEntity] | None,
    *,
    editing: bool = False,
    skip_detection: bool = False,
) -> dict[str, Any]:
    """The fields `text` and `entities` of a message; a 400 for a text Telegram refuses."""
    too_long = "MESSAGE_TOO_LONG" if editing else "message is too long"
    plain, spans = _formatted(
        text,
        parse_mode,
        entities,
        limit=TEXT_LIMIT,
        too_long=too_long,
        empty="message text is empty",
        skip_detection=skip_detection,
    )
    return {"text": plain, "entities": _known(people, spans) or None}


def message_caption(
    people: People,
    caption: str | None,
    parse_mode: str | Default | None,
    entities: list[MessageEntity] | None,
    *,
    editing: bool = False,
) -> dict[str, Any]:
    """The fields `caption` and `caption_entities`, empty when there is no caption."""
    too_long = "MEDIA_CAPTION_TOO_LONG" if editing else "message caption is too long"
    plain, spans = _formatted(
        caption, parse_mode, entities, limit=CAPTION_LIMIT, too_long=too_long, empty=""
    )
    return {"caption": plain or None, "caption_entities": _known(people, spans) or None}


def _known(people: People, spans: list[MessageEntity]) -> list[MessageEntity]:
    """Mentions by id with the whole user; those of nobody lose their entity, as on Telegram."""
    kept = []
    for span in spans:
        if span.type == "text_mention" and span.user is not None:
            user = people.user(span.user.id)
            if user is None:
                continue
            span = span.model_copy(update={"user": user})
        kept.append(span)
    return kept


def _formatted(
    text: str | None,
    parse_mode: str | Default | None,
    entities: list[MessageEntity] | None,
    **rules: Any,
) -> tuple[str, list[MessageEntity]]:
    try:
        return format_text(text or "", parse_mode=given(parse_mode), entities=entities, **rules)
    except TextRefused as refusal:
        raise bad_request(refusal.description) from None


def preview(call: Any) -> LinkPreviewOptions | None:
    """The link preview options of a call as a message shows them, None when they are default."""
    options = given(getattr(call, "link_preview_options", None))
    if options is None:
        if given(getattr(call, "disable_web_page_preview", None)):
            return _options(is_disabled=True)
        return None
    kept = {name: given(getattr(options, name)) for name in LinkPreviewOptions.model_fields}
    if not any(kept.values()):
        return None
    return _options(**kept)


def _options(**fields: Any) -> LinkPreviewOptions:
    return LinkPreviewOptions.model_validate(
        dict.fromkeys(LinkPreviewOptions.model_fields) | fields
    )
