"""Invented pages of any length in five languages, with the frame that real ones have."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LANGUAGES = ("ru", "en", "de", "zh", "ko")


@dataclass(frozen=True)
class _Tongue:
    """Sentences with places, and what goes into each place."""

    title: str
    site: str
    brands: Sequence[str]
    cities: Sequence[str]
    people: Sequence[str]
    things: Sequence[str]
    sentences: Sequence[str]
    blank: str = " "


_TONGUES = {
    "ru": _Tongue(
        title="{brand} открывает {thing} в городе {city} и обещает {percent} % роста",
        site="Вестник прилавка",
        brands=("«Ложка»", "«Северный берег»", "Orbita", "«Зёрна и травы»", "NordMilk"),
        cities=("Тверь", "Казань", "Самара", "Вологда", "Пермь"),
        people=("Марфа Зонтикова", "Илья Лужин", "Дарья Копейкина", "Пётр Самоваров"),
        things=("автомат с дождевиками", "лавку без кассы", "музей ценников", "кафе для соседей"),
        sentences=(
            "{day} марта компания {brand} поставила {thing} там, где раньше была парковка.",
            "За первую неделю сюда пришло {number} человек, а выручка выросла на {percent} %.",
            "«Мы не платили за рекламу, за нас заплатила погода», — говорит {person}.",
            "Бюджет затеи составил {money} млн рублей, рассказала директор по маркетингу.",
            "Осенью такие же точки появятся ещё в {small} городах, среди них {city}.",
            "По данным опроса, {percent} % покупателей вернулись ещё раз в течение месяца.",
            "Конкуренты отнеслись к идее спокойно: у них есть своя программа лояльности.",
            "Юристы напоминают, что акция должна быть описана понятно и без мелкого шрифта.",
            "Исследователи считают, что неожиданная польза запоминается лучше любой скидки.",
            "{person} сравнивает запуск с первой открытой кухней, которую показали в {year} году.",
            "Почему это сработало? Потому что люди любят рассказывать о мелочах друзьям.",
            "Впрочем, в городе {city} жители пожаловались на шум, и {brand} перенесла точку.",
        ),
    ),
    "en": _Tongue(
        title="{brand} opens {thing} in {city} and hopes for {percent} per cent growth",
        site="The Counter Courier",
        brands=("Larkhill Bakery", "Orbita", "Greenbox Foods", "Tallow & Sons", "NordMilk"),
        cities=("Leeds", "Bristol", "Glasgow", "Norwich", "Cardiff"),
        people=("Tom Ashby", "Nell Crumb", "Priya Marlow", "Owen Teasdale"),
        things=("a shop without tills", "a raincoat machine", "a museum of price tags"),
        sentences=(
            "On {day} March {brand} put up {thing} where there used to be a car park.",
            "Footfall rose by {percent} per cent in the first month, {person} said on Thursday.",
            "“People follow their nose before they follow a brand,” {person} told the trade fair.",
            "The whole idea cost about £{number}, half of which went into recording equipment.",
            "More than {number} visitors came in the first week, according to the company.",
            "Another {small} towns are to get the same by the end of June, {city} among them.",
            "A survey found that {percent}% of customers came back within a month.",
            "Competitors shrugged, since they have loyalty schemes of their own to look after.",
            "Lawyers point out that the terms of an offer have to be readable without a lens.",
            "Researchers say that an unexpected favour is remembered longer than any discount.",
            "Why did it work? Because everybody likes to tell a friend about something small.",
            "In {city}, however, neighbours complained of the noise and {brand} moved in {year}.",
        ),
    ),
    "de": _Tongue(
        title="{brand} eröffnet {thing} in {city} und hofft auf {percent} Prozent Wachstum",
        site="Blatt für Werbung",
        brands=("Möbelhaus Holzner", "Orbita", "Bäckerei Krume", "NordMilk", "Kaufhaus Linden"),
        cities=("Graz", "Leipzig", "Bremen", "Kassel", "Augsburg"),
        people=("Anton Holzner", "Frieda Brettschneider", "Jonas Klee", "Mira Vogt"),
        things=("einen Laden ohne Kasse", "ein Museum der Preisschilder", "eine Würfelkasse"),
        sentences=(
            "Am {day}. März hat {brand} {thing} aufgebaut, wo früher ein Parkplatz war.",
            "Seit dem Start kamen {number} Besucher, das sind {percent} Prozent mehr als zuvor.",
            "„Wir wollten einen Rabatt, über den man beim Essen spricht“, sagt {person}.",
            "Die Aktion kostete {money} Millionen Euro, wie das Unternehmen mitteilte.",
            "Bis zum Herbst sollen {small} weitere Städte folgen, darunter {city}.",
            "Laut einer Umfrage kamen {percent} Prozent der Kundinnen und Kunden wieder.",
            "Die Konkurrenz gibt sich gelassen und verweist auf ihre eigenen Treueprogramme.",
            "Verbraucherschützer prüfen nun, ob die Bedingungen deutlich genug aushängen.",
            "Fachleute meinen, dass eine kleine Überraschung länger im Gedächtnis bleibt.",
            "Warum gelingt das? Weil alle gern von Kleinigkeiten erzählen, die sie freuen.",
            "In {city} beschwerten sich Nachbarn über den Lärm, sodass {brand} umziehen musste.",
            "{person} vergleicht den Versuch mit der ersten offenen Küche im Jahr {year}.",
        ),
    ),
    "zh": _Tongue(
        title="{brand}在{city}推出{thing}，希望增长{percent}%",
        site="柜台日报",
        brands=("云栖小盏", "北岸牛奶", "Orbita", "谷雨粮行", "晴天书店"),
        cities=("苏州", "绍兴", "成都", "青岛", "长沙"),
        people=("周砚", "林小舟", "许庭", "陈若兰"),
        things=("只在下雨天播放的广告", "没有收银台的小店", "价签博物馆"),
        sentences=(
            "3月{day}日，{brand}在原来的停车场推出了{thing}，吸引了许多路人。",
            "活动开始三周后，门店共接待{number}人，营业额比去年同期增长{percent}%。",
            "“我们没有请明星，是天气替我们付了广告费，”负责人{person}说。",
            "全部预算不到{money}万元，其中一半用来购买录音设备和版权。",
            "公司计划在秋天把同样的做法带到另外{small}个城市，其中包括{city}。",
            "调查显示，百分之{percent}的顾客在一个月之内再次光顾。",
            "同行的反应比较平静，他们表示自己也有会员计划，需要慢慢经营。",
            "律师提醒说，优惠条件必须写得清楚，不能藏在看不见的小字里。",
            "市场研究者认为，意料之外的小小帮助，比任何折扣都更容易被记住。",
            "为什么会成功？因为每个人都愿意把有趣的小事讲给朋友听。",
            "不过在{city}，附近的居民抱怨声音太大，{brand}只好换了地方。",
            "{person}把这次尝试比作{year}年出现的第一个开放式厨房。",
        ),
        blank="",
    ),
    "ko": _Tongue(
        title="{brand}, {city}에 {thing} 열고 {percent}% 성장 기대",
        site="진열대신문",
        brands=("한밭빵집", "북쪽우유", "Orbita", "초록상자", "달빛서점"),
        cities=("전주", "강릉", "대구", "여수", "춘천"),
        people=("문보라", "한가람", "이도윤", "서지안"),
        things=("계산대 없는 가게", "비옷 자판기", "가격표 박물관"),
        sentences=(
            "지난 3월 {day}일 {brand}은 주차장이 있던 자리에 {thing}을 열었다.",
            "첫 주에만 {number}명이 찾았고 매출은 {percent}% 늘었다고 회사는 밝혔다.",
            "“광고비는 들지 않았고 날씨가 대신 내주었다”고 {person} 대표는 말했다.",
            "전체 예산은 {money}만 원이며 절반은 녹음 장비를 사는 데 썼다.",
            "가을까지 {city}을 포함한 {small}개 도시에 같은 매장이 들어선다.",
            "설문 조사에서 손님의 {percent}%가 한 달 안에 다시 찾았다고 답했다.",
            "경쟁사들은 저마다 단골을 위한 제도가 있다며 담담한 반응을 보였다.",
            "변호사들은 행사 조건을 누구나 읽을 수 있게 적어야 한다고 지적한다.",
            "연구자들은 뜻밖의 작은 도움이 어떤 할인보다 오래 기억된다고 설명한다.",
            "왜 통했을까? 사람들은 사소하지만 즐거운 일을 친구에게 말하기 좋아한다.",
            "다만 {city}에서는 소음 때문에 이웃이 항의해 {brand}이 자리를 옮겼다.",
            "{person} 대표는 이를 {year}년에 처음 나온 열린 주방에 견주었다.",
        ),
    ),
}


def make_page(language: str, size: int) -> bytes:
    """A page whose article has about `size` bytes of text; the same for the same arguments."""
    tongue, dice = _TONGUES[language], random.Random(f"{language}{size}")
    title = _fill(tongue.title, tongue, dice)
    paragraphs, length = [], 0
    while length < size:
        count = min(dice.randint(2, 5), len(tongue.sentences))
        chosen = dice.sample(tongue.sentences, count)
        paragraphs.append(tongue.blank.join(_fill(words, tongue, dice) for words in chosen))
        length += len(paragraphs[-1].encode())
    return _page(language, tongue, title, paragraphs, dice).encode()


def _fill(sentence: str, tongue: _Tongue, dice: random.Random) -> str:
    return sentence.format(
        brand=dice.choice(tongue.brands), city=dice.choice(tongue.cities),
        person=dice.choice(tongue.people), thing=dice.choice(tongue.things),
        day=dice.randint(1, 28), number=dice.randint(1100, 98_000), small=dice.randint(3, 12),
        percent=dice.randint(2, 95), money=dice.randint(2, 400), year=dice.randint(1995, 2025),
    )  # fmt: skip


def _page(
    language: str, tongue: _Tongue, title: str, paragraphs: Sequence[str], dice: random.Random
) -> str:
    body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    teasers = [_fill(tongue.title, tongue, dice) for _ in range(40)]
    menu, related = _links(teasers[:15], "menu"), _links(teasers[15:], "teaser")
    state = ",".join(f'"{dice.getrandbits(64):x}":{dice.random():.6f}' for _ in range(800))
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<title>{escape(title)} | {escape(tongue.site)}</title>
<meta property="og:site_name" content="{escape(tongue.site)}">
<meta property="og:title" content="{escape(title)}">
<meta property="og:image" content="/pictures/lead.jpg">
<meta name="author" content="{escape(tongue.people[0])}">
<meta property="article:published_time" content="2026-03-29T08:00:00+00:00">
<script>window.state = {{{state}}};</script></head><body>
<header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{escape(title)}</h1>
{body}
</article></main>
<aside class="related"><ul>{related}</ul></aside>
<footer><p>&copy; {escape(tongue.site)}</p></footer></body></html>"""


def _links(titles: Sequence[str], kind: str) -> str:
    return "".join(
        f'<li class="{kind}"><a href="/{kind}/{number}">{escape(title)}</a></li>'
        for number, title in enumerate(titles)
    )
