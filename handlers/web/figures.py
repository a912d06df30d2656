"""The numbers of a post for its page: each with who counted it and when."""

from zoneinfo import ZoneInfo

from bot.domain.numbers import Metric, Number, PostNumbers
from bot.translator import Translator
from handlers import number_views
from handlers.web.views import Figure


def figures(t: Translator, numbers: PostNumbers, zone: ZoneInfo) -> list[Figure]:
    """What is known of a post; what is not known stands as `-`."""

    def figure(label: str, number: Number, metric: Metric | None = None) -> Figure:
        origin = number_views.origin(t, number, zone, metric)
        return Figure(t(label), number_views.figure(number), origin)

    found = [
        figure("web-reactions", numbers.reactions),
        figure("web-reposts", numbers.reposts, Metric.REPOSTS),
        figure("web-views", numbers.views, Metric.VIEWS),
        figure("web-comments", numbers.comments, Metric.COMMENTS),
    ]
    if numbers.stars.is_known:
        found.insert(1, figure("web-stars", numbers.stars))
    if numbers.forwards.is_known:
        found.append(figure("web-forwards", numbers.forwards, Metric.FORWARDS))
    return found


def emoji_of(numbers: PostNumbers) -> list[tuple[str, int]]:
    """Reactions by emoji, most given first; custom ones, which only Telegram draws, left out."""
    named = [
        (kind.removeprefix("emoji:"), total)
        for kind, total in numbers.kinds.items()
        if kind.startswith("emoji:") and total
    ]
    return sorted(named, key=lambda pair: -pair[1])
