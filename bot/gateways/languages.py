"""Which language a text is in: its script first, then fastText's model."""

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

SAMPLE = 4000
"""Characters that are looked at: more change nothing."""

# The scripts that languages of the model share, and what of each is written in it. The first is
# taken when the model names none of them.
_CYRILLIC = ("ru", "uk", "be", "bg", "kk", "sr", "mk", "ky", "tt", "tg", "mn", "ba", "cv")
_LATIN = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "sl", "hr", "bs", "sr", "ro",
    "hu", "tr", "az", "uz", "fi", "et", "lv", "lt", "sv", "da", "no", "nb", "nn", "is", "id",
    "ms", "vi", "ca", "eu", "gl", "sq", "mt", "ga", "cy", "af", "sw", "tl", "eo", "la", "lb",
)  # fmt: skip
_SCRIPTS = (
    ("hangul", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"), 2.5),
    ("kana", re.compile("[\u3041-\u30fa\u31f0-\u31ff]"), 2.5),
    ("han", re.compile("[\u3400-\u9fff\uf900-\ufaff]"), 2.5),
    ("cyrillic", re.compile("[\u0400-\u052f]"), 1.0),
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"), 1.0),
    ("other", re.compile(r"[^\W\d_]"), 1.0),
)
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w'’.-]*")
_PLAIN_LATIN = re.compile(r"(?<!\w)[a-z\u00df-\u00ff]+(?!\w)")
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+")
_KANA_SHARE = 0.1
"""Share of kana among Chinese characters above which the text is Japanese."""
_SURE = 0.35
_SURE_OF_A_NEIGHBOUR = 0.6
_LONG = 80
"""Characters of a text that the model judges well."""
# Letters that Russian does not have.
_NOT_RUSSIAN = re.compile("[іїєґўјљњђћџѓќѕқғәңһөүұҳҷӯӣ]", re.IGNORECASE)


def identify(text: str) -> str:
    """The language of a text as ISO 639-1 (a longer code where there is none); empty: unknown.

    The text should have a few words; a text without letters has no language.
    """
    sample = _NOT_WORDS.sub(" ", text[:SAMPLE])
    counts = count_scripts(sample)
    if len(counts) > 1 and "latin" in counts:
        # Names keep their letters everywhere; only plain words tell of the language around them.
        counts["latin"] = count_scripts(" ".join(_PLAIN_LATIN.findall(sample)))["latin"]
    if not counts:
        return ""
    script = max(counts, key=lambda name: counts[name])
    if script in ("han", "kana"):
        kana, han = counts["kana"], counts["han"]
        return "ja" if kana > _KANA_SHARE * (kana + han) else "zh"
    if script == "hangul":
        return "ko"
    if script == "cyrillic":
        words = " ".join(_LATIN_WORD.sub(" ", sample).split())
        # A few words of Russian look like any of its neighbours to the model.
        sure = _SURE if _NOT_RUSSIAN.search(words) else _SURE_OF_A_NEIGHBOUR
        return _among(_CYRILLIC, words, sure)
    if script == "latin":
        return _among(_LATIN, sample, _SURE)
    return _guess(sample)[0][0]


def count_scripts(text: str) -> Counter[str]:
    """Letters of each script; a character of Chinese, Japanese, Korean counts two and a half."""
    counts: Counter[str] = Counter()
    rest = text
    for name, pattern, worth in _SCRIPTS:
        found = len(pattern.findall(rest))
        if found:
            # Counter is typed for whole numbers: tenths keep the half.
            counts[name] = int(found * worth * 10)
            rest = pattern.sub("", rest)
    return counts


def _among(languages: tuple[str, ...], sample: str, sure: float) -> str:
    """The likeliest language of a script; its first when the model is not sure of any."""
    for language, likelihood in _guess(sample):
        if language in languages:
            return language if likelihood >= sure or len(sample) >= _LONG else languages[0]
    return languages[0]


def _guess(sample: str) -> list[tuple[str, float]]:
    """(language, likelihood), the likeliest first."""
    labels, likelihoods = _model().predict(" ".join(sample.lower().split()), k=5)
    return [
        (label.removeprefix("__label__"), float(value))
        for label, value in zip(labels, likelihoods, strict=True)
    ] or [("", 0.0)]


@cache
def _model() -> Any:
    import fasttext  # type: ignore[import-untyped]

    with resources.as_file(resources.files("bot.gateways.articles") / "lid.176.ftz") as path:
        return fasttext.load_model(str(path))
