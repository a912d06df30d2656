"""What kind of story an article tells, by the words in it."""

import math
import re
from enum import StrEnum
from functools import cache


class StoryKind(StrEnum):
    """Kinds of stories that ask for different opinions."""

    LAUNCH = "launch"
    SCANDAL = "scandal"
    STUDY = "study"
    LAW = "law"
    CAMPAIGN = "campaign"
    GENERAL = "general"


# Beginnings of words in Russian, English and German; whole pieces in Chinese and Korean.
_WORDS = {
    StoryKind.LAUNCH: (
        "запуст запуск представил представля выпуст выпуска анонсир презентова релиз новинк "
        "launch unveil releas introduc announc debut rollout "
        "vorgestell vorstell eingeführt einführ angekündigt ankündig präsentier stellt "
        "发布 發布 推出 上线 上線 亮相 开售 新品 출시 선보 론칭 런칭 신제품 공개했"
    ),
    StoryKind.SCANDAL: (
        "скандал обвин возмущ извин бойкот фейк подделк мошенн жалоб негодов негодован ужас "
        "критик опроверг пощёчин пощечин травл хейт "
        "scandal accus backlash apolog boycott outrage fake fraud controvers complain mislead "
        "skandal vorwurf vorwürf empör entschuldig boykott shitstorm betrug täusch kritik "
        "丑闻 醜聞 道歉 投诉 投訴 违规 違規 仿冒 盗播 盜播 造假 争议 爭議 质疑 質疑 虚假 虛假 "
        "논란 사과했 비판 의혹 불매 허위 사칭 피해자 조작"
    ),
    StoryKind.STUDY: (
        "исследова опрос опрош респондент анкет аналитик выяснил статистик "
        "study survey research respondent poll findings analyst statistic "
        "studie umfrage befragt forsch erhebung statistik "
        "研究 调查 調查 报告显示 報告顯示 受访 受訪 数据显示 數據顯示 "
        "설문 응답률 응답자 응답한 조사를 조사한 연구진 연구팀 통계"
    ),
    StoryKind.LAW: (
        "закон суд суда суде иск иска штраф законопроект роскомнадзор фас регулятор "
        "авторск маркировк судебн запрет "
        "law court lawsuit sue sues sued fine fined regulator legislation copyright ruling "
        "antitrust judge "
        "gesetz gericht klage verklag urteil bußgeld verordnung urheberrecht regulier verbot "
        "法院 法律 诉讼 訴訟 罚款 罰款 监管 監管 条例 條例 版权 版權 起诉 起訴 判决 判決 "
        "법원 소송 법률 과징금 규제 저작권 법안 벌금 판결"
    ),
    StoryKind.CAMPAIGN: (
        "реклам кампани ролик баннер слоган коллаборац креатив билборд наружк промо "
        "campaign advert commercial slogan billboard collab ads creative "
        "kampagne werbung werbe plakat slogan anzeige "
        "广告 廣告 营销 營銷 代言 宣传片 宣傳片 海报 海報 "
        "광고 캠페인 협업 슬로건 홍보"
    ),
}
_TITLE = 3
"""How many times a word of the title counts."""
_LEAST = 1.2
"""Below this nothing is said of the kind."""
_USUAL = 0.7
"""What the words of campaigns count: where marketing is the subject they are everywhere."""
_EAST_ASIAN = re.compile(r"[㐀-鿿가-힣]")


def classify(title: str, text: str) -> StoryKind:
    """The kind whose words are most, those of the title and the beginning counting more.

    A word that is repeated counts less each time; the first 500 characters count twice.
    `GENERAL` when too little speaks for any kind.
    """
    parts = ((title.lower(), _TITLE), (text[:500].lower(), 1), (text[:6000].lower(), 1))
    scores: dict[StoryKind, float] = {}
    for kind in _WORDS:
        total = 0.0
        for pattern in _patterns(kind):
            count = sum(times * len(pattern.findall(part)) for part, times in parts)
            total += math.log1p(count)
        scores[kind] = total * (_USUAL if kind is StoryKind.CAMPAIGN else 1)
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= _LEAST else StoryKind.GENERAL


@cache
def _patterns(kind: StoryKind) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_pattern(word)) for word in _WORDS[kind].split())


def _pattern(word: str) -> str:
    if _EAST_ASIAN.match(word):
        return word
    # Short words are whole, or `суд` would be found in `судьба`.
    return rf"(?<!\w){word}(?!\w)" if len(word) <= 4 else rf"(?<!\w){word}"
