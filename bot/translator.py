"""Our words in Russian and English, from Fluent files."""

from collections.abc import Callable
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("ru", "en")

Translate = Callable[..., str]


class Translator:
    """`t("draft-deleted", title=…)` in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = _bundle(language)

    def __call__(self, key: str, **params: str | int | float) -> str:
        """The sentence of a key.

        Raises:
            KeyError: the key, or a parameter that its sentence names, is missing.
        """
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, params)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)


@cache
def translator(language: str) -> Translator:
    """The translator of a language; made once."""
    return Translator(language)


@cache
def _bundle(language: str) -> FluentBundle:
    text = (resources.files("bot.locales") / f"{language}.ftl").read_text("utf-8")
    # Isolation marks around parameters would break exact words, links and counts of units.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle
