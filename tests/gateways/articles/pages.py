"""Invented pages in the languages that authors send, with the frame that real ones have."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Story:
    """An article as its site would print it."""

    language: str
    site: str
    title: str
    author: str
    day: str
    paragraphs: tuple[str, ...]
    menu: str
    tail: str


RUSSIAN = Story(
    "ru",
    "Вестник прилавка",
    "Сеть «Ложка» раздала дождевики и собрала очередь",
    "Марфа Зонтикова",
    "2026-05-13",
    (
        "Сеть столовых «Ложка» 13 мая поставила у входа автомат с дождевиками: "
        "он открывается, когда на улице идёт дождь, и молчит в ясный день.",
        "За первую неделю автомат выдал 11 400 дождевиков, а выручка выросла на 17,5 %, "
        "рассказала директор по маркетингу Дарья Лужина.",
        "«Мы не платили за рекламу, за нас заплатила погода», — говорит она. "
        "Бюджет затеи составил 2,3 млн рублей.",
        "Осенью автоматы появятся ещё в шести городах, среди них Тверь и Казань.",
    ),
    "Главная Новости Подписка Войти",
    "Читают сейчас: десять способов сварить суп",
)
ENGLISH = Story(
    "en",
    "The Counter Courier",
    "A bakery paid its rent with a billboard that smells of bread",
    "Nell Crumb",
    "2026-04-02",
    (
        "Larkhill Bakery turned the wall above its shop into a billboard that gives off the smell "
        "of fresh bread every morning at 7:15.",
        "Footfall rose by 23 per cent in the first month, the owner, Tom Ashby, said on Thursday, "
        "and the landlord took £4,800 off the yearly rent.",
        "“People follow their nose before they follow a brand,” Ashby told the trade fair. "
        "The machine behind the wall cost about £12,000.",
        "Two more shops in Leeds are to get the same wall before the end of June.",
    ),
    "Home Business Opinion Subscribe",
    "Trending: seven breads that are not bread",
)
GERMAN = Story(
    "de",
    "Blatt für Werbung",
    "Ein Möbelhaus lässt seine Kunden die Preise würfeln",
    "Frieda Brettschneider",
    "2026-03-21",
    (
        "Das Möbelhaus Holzner in Graz lässt seine Kundinnen und Kunden an der Kasse um den "
        "Rabatt würfeln: höchstens zwölf Prozent, mindestens zwei.",
        "Seit dem Start am 21. März kamen nach Angaben des Hauses 38.500 Besucher, "
        "das sind 9,4 Prozent mehr als im Vorjahr.",
        "„Wir wollten einen Rabatt, über den man beim Abendessen spricht“, sagt Geschäftsführer "
        "Anton Holzner. Die Aktion kostete 140.000 Euro.",
        "Verbraucherschützer prüfen nun, ob die Bedingungen deutlich genug aushängen.",
    ),
    "Startseite Branche Meinung Anmelden",
    "Meistgelesen: So verkauft man einen Schrank",
)
CHINESE = Story(
    "zh",
    "柜台日报",
    "一家茶馆用雨声做广告，三周卖出四万杯",
    "林小舟",
    "2026-06-08",
    (
        "杭州一家名为云栖小盏的茶馆在六月八日推出只在下雨天播放的音频广告，听众可以凭当天的雨量领取折扣。",
        "店主周砚介绍，活动开始三周后，门店共售出4.1万杯茶，营业额比去年同期增长百分之二十六。",
        "他表示，广告没有请明星，全部预算不到三十万元，其中一半用来购买录音设备和版权。",
        "市场研究者认为，把天气变成优惠条件的做法并不新鲜，但是把声音当作招牌的例子在国内还不多见。",
        "茶馆计划在秋天把同样的做法带到苏州和绍兴，并且邀请顾客自己录制雨声。",
    ),
    "首页 财经 评论 登录",
    "热门文章：怎样泡一壶好茶",
)
TRADITIONAL = Story(
    "zh",
    "櫃檯日報",
    "一間書店把退貨變成節目，會員多了一萬人",
    "陳若蘭",
    "2026-06-18",
    (
        "臺北一間獨立書店在六月十八日開始直播讀者退書的理由，每一本被退回的書都會得到一段公開的書評。",
        "書店負責人許庭表示，節目播出一個月以後，會員增加了一萬零兩百人，退貨率反而下降了百分之八。",
        "他說，廣告費用只有四十五萬元，多數用在攝影棚與剪接，主持人則由店員輪流擔任。",
        "出版業者認為，把缺點攤開來談的做法能夠贏得信任，不過並不是每一位作者都願意接受這樣的批評。",
        "書店打算在冬天邀請作者到場回應，並且把節目內容整理成一本小冊子送給會員。",
    ),
    "首頁 財經 評論 登入",
    "熱門文章：怎樣挑選一本好書",
)
KOREAN = Story(
    "ko",
    "진열대신문",
    "동네 빵집이 실패한 빵을 팔아 손님을 두 배로 늘렸다",
    "한가람",
    "2026-02-11",
    (
        "전주의 한 동네 빵집이 지난 11일부터 모양이 망가진 빵을 "
        "실패작이라는 이름으로 팔기 시작했다.",
        "가게를 운영하는 문보라 대표는 한 달 동안 실패작이 6200개 팔렸고 "
        "손님은 두 배로 늘었다고 밝혔다.",
        "광고비는 들지 않았으며 포장지를 새로 찍는 데 180만 원을 썼다고 설명했다.",
        "업계 관계자는 솔직함이 가장 값싼 광고라며 다만 품질을 숨기려는 시도로 "
        "보이지 않도록 주의해야 한다고 말했다.",
        "빵집은 봄부터 손님이 직접 실패작의 이름을 짓는 행사를 열 계획이다.",
    ),
    "홈 경제 오피니언 로그인",
    "많이 본 뉴스: 빵을 오래 두고 먹는 법",
)
JAPANESE = Story(
    "ja",
    "売り場新聞",
    "雨の日だけ開く喫茶店、予約が三か月先まで埋まる",
    "森野しずく",
    "2026-06-02",
    (
        "金沢市の喫茶店が六月二日から雨の日だけ営業する試みを始め、予約が三か月先まで埋まっている。",
        "店主の水谷さんによると、一日の来店者は平均で百四十人となり、昨年の同じ時期より三割ほど増えた。",
        "広告は出しておらず、天気予報の画面を写した一枚の写真が交流サイトで広まったことがきっかけだったという。",
        "専門家は、不便さを楽しみに変えた点が新しいと話す一方で、晴れの日が続いたときの備えも必要だと指摘する。",
        "店は秋から傘の貸し出しも始め、近くの商店街と組んだ割引券を配ることにしている。",
    ),
    "ホーム 経済 社説 ログイン",
    "人気の記事：おいしい珈琲の入れ方",
)
STORIES = (RUSSIAN, ENGLISH, GERMAN, CHINESE, TRADITIONAL, KOREAN, JAPANESE)


def page(story: Story, *, charset: str = "", head: str = "", body: str = "") -> str:
    """The page of a story; `charset` is what it declares, `head` and `body` are added to it."""
    meta = f'<meta charset="{charset}">' if charset else ""
    paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
    menu = "".join(f'<li><a href="/{n}">{w}</a></li>' for n, w in enumerate(story.menu.split()))
    return f"""<!doctype html>
<html lang="{story.language}"><head>{meta}
<title>{escape(story.title)} | {escape(story.site)}</title>
<meta property="og:site_name" content="{escape(story.site)}">
<meta property="og:title" content="{escape(story.title)} | {escape(story.site)}">
<meta property="og:image" content="/pictures/lead.jpg">
<meta name="author" content="{escape(story.author)}">
<meta property="article:published_time" content="{story.day}T08:00:00+00:00">
{head}</head><body>
<header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{escape(story.title)}</h1>
{paragraphs}
</article></main>{body}
<aside class="related"><h3>{escape(story.tail)}</h3></aside>
<footer><p>&copy; {escape(story.site)}</p></footer></body></html>"""
