"""What stands around an article on its page and gets pasted with it: buttons, teasers, advice."""

import re

from bot.domain.sources.values import fold, weight

# Lines that a page says of itself, wherever they stand.
_WIDGETS = (
    r"반응형|광고|공유하기|구독하기|좋아요|댓글\s*\d*",
    r"자세한 내용은 아래 링크.*클릭.*",
    r"this media is not supported in (?:your browser|the widget)|view in telegram",
    r"(?:open|view) in (?:app|browser)|advertisement|sponsored|share(?: this)?|copy link|print",
    r"sign in|log in|subscribe(?: now)?|skip to (?:main )?content|accept (?:all )?cookies",
    r"(?:\d{1,3}\s*)?(?:min(?:ute)?s?\.?)\s+(?:reading time|read)",
    r"(?:reading time|read time|lesezeit|время (?:на )?чтени[ея])\s*:?\s*(?:ca\.\s*)?\d+.{0,12}",
    r"\d{1,3}\s*(?:minuten?|min\.?)\s+lesezeit|anzeige|teilen|drucken|artikel merken",
    r"\d{1,3}\s*мин(?:\.|ут[аы]?)?(?:\s+(?:на )?чтени[ея])?|поделиться|скопировать ссылку",
    r"подписаться|войти|реклама|фото:\s*\S.{0,60}|(?:просмотров|комментарии)\s*:?\s*\d*",
    r"(?:<\s*)?(?:copyright|©|ⓒ|\(c\)).{0,100}",
    r"기사 url이 복사되었습니다\.?|.{2,10}\s기자(?: 외 \d+명)?",
    r".{0,60}sign up (?:for|to) our .{0,30}newsletters?.{0,20}",
    r"分享让更多人看到|分享到[:：]?.{0,20}",
    r".{0,60}hier geht['’]s zur anmeldung!?|.{0,60}подпи(?:шитесь|сывайтесь) на .{0,60}",
    r"广告|廣告|分享|收藏|点赞|點讚|打印|字号|责任编辑[:：].{0,20}|責任編輯[:：].{0,20}",
)
_WIDGET = re.compile(rf"\W*(?:{'|'.join(_WIDGETS)})\W*", re.IGNORECASE)

# Headings after which the page speaks of other things, its author or itself.
_TAILS = (
    r"ähnliche (?:beiträge|artikel|themen)|weitere (?:artikel|beiträge|meldungen)",
    r"(?:das )?könnte sie auch interessieren|mehr zum thema|über (?:den autor|die autorin|uns)",
    r"related (?:posts?|articles?|stories|reading)|recent posts|recommended(?: for you)?",
    r"you (?:may|might) also (?:like|enjoy)|more (?:from|stories|on this topic).{0,30}",
    r"about the authors?|leave a (?:reply|comment)|read next|most (?:read|popular)",
    r"похожие (?:статьи|записи|материалы|новости)|(?:другие )?материалы по теме|по теме",
    r"(?:вам )?может быть интересно|рекомендуем|об авторе|другие новости|ещё по теме",
    r"оставить комментарий|самое (?:читаемое|популярное)",
    r"相[關关](?:閱讀|阅读|新聞|新闻|推薦|推荐|文章)|延伸[閱阅][讀读]|推[薦荐][閱阅][讀读]",
    r"猜你喜[歡欢]",
    r"【?小[貼贴]士】?|作者[簡简]介|[關关][於于]作者|版[權权][聲声]明",
    r"관련 ?(?:기사|글|뉴스|포스트)|함께 보면 좋은 글|추천 (?:기사|글)",
    r"(?:기자|저자) 소개|많이 본 뉴스",
    r"(?:블로그 )?글 작성 시 유의사항|위와 같은 (?:요건|조건)을 충족.*",
)
_TAIL = re.compile(rf"[^\w【]*(?:{'|'.join(_TAILS)})\W*", re.IGNORECASE)
# The same, with its words in the same line.
_TAIL_START = re.compile(
    r"(?:專家介紹|专家介绍|作者[簡简]介|[關关][於于]作者|版[權权][聲声]明)[:：]"
    r"|(?:about the author|об авторе|über den autor|저자 소개)\s*[:：]",
    re.IGNORECASE,
)
# A pointer to another article in the midst of this one.
_POINTER = re.compile(
    r"\W*(?:читайте также|смотрите также|см\. также|lesen sie auch|auch interessant|read also"
    r"|read more|see also|also read|延伸閱讀|延伸阅读|相關閱讀|相关阅读|관련 ?기사)"
    r"\s*(?:[:：—–-]\s*(?P<what>.*))?",
    re.IGNORECASE,
)
_LEAST = 200
"""Weight of the words before a tail: a heading above less is no tail but the beginning."""


def is_widget(line: str) -> bool:
    """Whether a line belongs to the page, not to the article."""
    return len(line) <= 120 and _WIDGET.fullmatch(line.strip()) is not None


def cut_tail(lines: list[str]) -> tuple[list[str], list[str]]:
    """The article's lines, and what follows from the first heading of a tail on.

    Above the article such a heading is a stray link.
    """
    said = 0.0
    kept: list[str] = []
    for index, line in enumerate(lines):
        if not _begins_tail(line):
            kept.append(line)
            said += weight(line)
        elif said >= _LEAST:
            return kept, lines[index:]
    return kept, []


def without_pointers(lines: list[str]) -> list[str]:
    """The lines without pointers to other articles.

    A pointer that only says "read also" takes the title that follows with it.
    """
    kept: list[str] = []
    skips_title = False
    for line in lines:
        if skips_title and line.strip():
            skips_title = False
            if is_title_like(line):
                continue
        match = _POINTER.fullmatch(line.strip()) if len(line) <= 300 else None
        if match and kept:
            skips_title = not match["what"]
            continue
        kept.append(line)
    return kept


def is_title_like(line: str) -> bool:
    """Whether a line may be a title: short, and no sentence with a full stop."""
    plain = line.strip()
    return (
        0 < weight(plain) <= 200
        and any(character.isalpha() for character in plain)
        and not plain.endswith((".", "。", ";", ":", "：", ","))
        and not plain.startswith(("—", "–", "- ", "* ", "•", "■", "http"))
    )


def is_repeated(line: str, others: list[str]) -> bool:
    """Whether a line stands among others too, as a teaser's title does."""
    return fold(line) in {fold(other) for other in others}


def _begins_tail(line: str) -> bool:
    plain = line.strip()
    if _TAIL_START.match(plain):
        return True
    return len(plain) <= 60 and _TAIL.fullmatch(plain) is not None
