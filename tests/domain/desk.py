# A paragraph is a line here as it is in an article.
# ruff: noqa: E501
"""Articles in five languages, faithful drafts over them, and errors planted into the drafts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """A draft over an article; `planted` are (what is there, what is put in its place)."""

    name: str
    source_language: str
    source: str
    draft_language: str
    draft: str
    planted: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...] = ()
    """Names swapped for others."""
    quotes: tuple[tuple[str, str], ...] = ()
    """Quotations changed."""


RUSSIAN = """Сеть кофеен «Зёрна» отказалась от бумажных купонов
12 марта 2026 года сеть кофеен «Зёрна» сообщила, что больше не печатает бумажные купоны. За год \
компания потратила на них 14,5 млн рублей, а погашены были лишь 3,2% из 1 200 000 листовок.
«Мы полгода считали каждую листовку и поняли, что кормим типографию», — рассказала директор по \
маркетингу Ольга Власова. По её словам, скидки теперь приходят в приложение, которым пользуются \
более 480 тысяч человек.
В пилоте участвовали семь городов, среди них Казань и Пермь. Средний чек вырос с 310 до 345 рублей, \
а повторные визиты — на 11 п.п. Агентство Brandlab, которое вело кампанию, получило 2,1 млн рублей.
Новая программа заработает с 1 апреля в 10:00 во всех 236 кофейнях сети."""

ENGLISH = """Harbor Toys pulls talking bear after privacy study
On November 6, 2025, Harbor Toys said it would stop selling its talking bear, Milo, after \
researchers found that it kept recordings of children. The study, led by Joanna Reeves of the \
Lakeside Institute, tested 38 toys and found that 9 of them sent audio to servers abroad.
"We never intended to store a single word longer than needed," chief executive Martin Hale said. \
The company sold 412,500 bears last year, worth $23.4 million, and will refund every buyer within \
30 days.
Nearly 62 percent of parents surveyed did not know that the toy was online. Shares of the firm fell \
7.5% to $18.20 on Thursday. Regulators in France and Germany opened inquiries in May 2025, and a \
fine of up to 4 percent of revenue is possible. Harbor Toys employs 1,150 people."""

GERMAN = """Nordfeld testet Plakate ohne Motiv
Der Außenwerber Nordfeld hat am 13. Mai 2025 in Hamburg eine ungewöhnliche Kampagne gestartet: \
1.250 Plakate bleiben zwei Wochen lang leer. Auftraggeber ist die Naturschutzgruppe GreenRoof, die \
dafür 1,8 Mio. Euro ausgibt.
„Wir wollen, dass die Menschen wieder Himmel sehen“, sagte Geschäftsführerin Katrin Brandt. Laut \
einer Umfrage unter 2.400 Passanten fühlten sich 87,5 Prozent von Werbung gestört. Fast 1000 \
Menschen schrieben in den ersten drei Tagen an die Gruppe.
Der Umsatz der Branche lag 2024 bei 13,6 Mrd. Euro. Kritik kam von der Werbeagentur Kolibri. Bis \
2030 will GreenRoof in 15 bis 20 Städten ähnliche Aktionen zeigen."""

CHINESE = """星河超市停用虛擬主播
11月6日，星河超市宣布停用虚拟主播。公司称，自9月以来共下架1.1万条视频，涉及6700多个商品，罚款合计350万元。
市场总监林晓峰表示：“三家门店的顾客投诉最多，我们不能假装看不见。”调查显示，87.5%的受访者分不清真人与AI，另有两成顾客要求退款。
公司计划在2026年前投入1.2亿元培训员工，预计覆盖24个城市的5600名导购。平台StarLive同日表示将配合调查。"""

KOREAN = """하늘식품, 광고 모델 대신 직원 내세운 캠페인 공개
하늘식품은 11월 6일 광고 모델 없이 직원 12명이 출연하는 캠페인을 공개했다. 제작비는 3억 2000만원으로 \
지난해의 절반 수준이다.
마케팅 책임자 박서연은 '소비자는 이제 유명인보다 옆집 사람을 더 믿는다'고 말했다. 회사가 남녀 1천명을 \
조사한 결과 77.7%가 광고 모델을 기억하지 못했으며, 이는 2020년보다 16%P 늘어난 수치다.
영상은 공개 4일 만에 유튜브에서 약 250만회 재생됐다. 대행사 BlueMint는 다섯 편을 더 만들 계획이며, \
미국 법인은 6000만 달러를 투자한다."""

STORIES = (
    Story(
        "ru-ru",
        "ru",
        RUSSIAN,
        "ru",
        """Купоны умерли, да здравствует приложение
Сеть «Зёрна» перестала печатать купоны: 14,5 миллиона рублей в год ради того, чтобы сработало \
3,2 % из 1,2 млн листовок. Ольга Власова честно признаёт: «Мы полгода считали каждую листовку и \
поняли, что кормим типографию».
Теперь скидки живут в приложении, у которого больше 480 000 пользователей. В семи городах, включая \
Казань, чек вырос с 310 до 345 ₽, возвраты — на 11 процентных пунктов. Brandlab заработало 2,1 млн.
С 1 апреля, с 10:00 — во всех 236 точках.
#купоны #лояльность""",
        (
            ("14,5", "15,4"), ("3,2 %", "3,7 %"), ("1,2 млн", "1,2 млрд"), ("480 000", "840 000"),
            ("семи", "шести"), ("310", "301"), ("345 ₽", "354 ₽"), ("на 11 ", "на 12 "),
            ("2,1 млн", "2,4 млн"), ("1 апреля", "1 мая"), ("10:00", "11:00"), ("236", "263"),
        ),
        (("Казань", "Самару"), ("Ольга Власова", "Ольга Серова"), ("Brandlab", "Adlab")),
        (("полгода считали", "три года считали"), ("что кормим типографию", "что не кормим типографию")),
    ),
    Story(
        "ru-en",
        "ru",
        RUSSIAN,
        "en",
        """Coupons are dead at Zerna
On March 12, 2026 the coffee chain stopped printing coupons. It spent 14.5 million roubles a year, \
while only 3.2 percent of 1,200,000 leaflets came back. Olga Vlasova moved the discounts to an app \
with more than 480,000 users. Seven cities tried it; the average bill went from 310 to 345 roubles.""",
        (
            ("March 12", "March 21"), ("2026", "2025"), ("14.5", "41.5"), ("3.2", "2.3"),
            ("1,200,000", "1,020,000"), ("480,000", "490,000"), ("Seven", "Nine"),
            ("345", "435"), ("roubles a year", "dollars a year"),
        ),
        (("Vlasova", "Petrenko"),),
    ),
    Story(
        "en-ru",
        "en",
        ENGLISH,
        "ru",
        """Мишка, который всё помнит
6 ноября 2025 года Harbor Toys сняла с продажи говорящего медведя Milo. Исследователи во главе с \
Джоанной Ривз проверили 38 игрушек — 9 отправляли звук за границу.
Продано 412 500 медведей на $23,4 млн, деньги обещают вернуть за 30 дней. 62 процента родителей не \
знали, что игрушка в сети. Акции упали на 7,5 %, до 18,2 доллара. Регуляторы Франции и Германии \
начали проверку ещё в мае 2025-го, штраф — до 4 % выручки. В компании больше 1100 сотрудников.""",
        (
            ("6 ноября", "7 ноября"), ("2025 года", "2024 года"), ("38", "83"), ("— 9 ", "— 8 "),
            ("412 500", "421 500"), ("$23,4 млн", "$23,4 млрд"), ("30 дней", "60 дней"),
            ("62 процента", "26 процентов"), ("7,5 %", "5,7 %"), ("18,2 доллара", "18,2 евро"),
            ("мае 2025", "марте 2025"), ("до 4 %", "до 14 %"), ("больше 1100", "больше 1200"),
        ),
        (("Harbor Toys", "Hudson Toys"), ("Milo", "Leo"), ("Франции", "Испании")),
    ),
    Story(
        "en-en",
        "en",
        ENGLISH,
        "en",
        """The bear that listens
Harbor Toys has stopped selling Milo, a talking bear. The Lakeside Institute tested 38 toys; nine of \
them sent audio abroad. "We never intended to store a single word longer than needed," says Martin \
Hale. Some 412,000 bears were sold last year, worth $23.4m. Shares lost 7.5 per cent, closing at \
$18.20. The firm has 1,150 employees.""",
        (
            ("38", "58"), ("nine", "twelve"), ("412,000", "512,000"), ("$23.4m", "$32.4m"),
            ("7.5", "75"), ("$18.20", "$18.02"), ("1,150", "1,510"),
        ),
        (("Lakeside", "Riverside"), ("Martin Hale", "Martin Pike"), ("Milo", "Otto")),
        (("a single word", "a single photo"), ("never intended", "always intended")),
    ),
    Story(
        "de-ru",
        "de",
        GERMAN,
        "ru",
        """Пустые щиты Гамбурга
13 мая Nordfeld оставил пустыми 1250 плакатов на две недели. GreenRoof заплатила 1,8 млн евро. \
Катрин Брандт говорит: «Мы хотим, чтобы люди снова увидели небо».
87,5 % из 2400 прохожих реклама мешает. Почти 1000 человек написали за три дня. Рынок в 2024 году — \
13,6 миллиарда евро. К 2030-му акции пройдут в 15–20 городах.""",
        (
            ("13 мая", "13 марта"), ("1250", "1520"), ("две недели", "четыре недели"),
            ("1,8 млн", "8,1 млн"), ("млн евро", "млн долларов"), ("87,5 %", "85,7 %"),
            ("2400", "4200"), ("Почти 1000", "Почти 2000"), ("три дня", "пять дней"),
            ("2024 году", "2023 году"), ("13,6 миллиарда", "13,6 миллиона"), ("2030", "2035"),
            ("15–20", "15–25"),
        ),
        (("GreenRoof", "GreenPeak"), ("Nordfeld", "Sonnenberg")),
    ),
    Story(
        "de-de",
        "de",
        GERMAN,
        "de",
        """Leere Plakate
Seit dem 13. Mai bleiben 1250 Plakate leer, GreenRoof zahlt 1,8 Millionen Euro. „Wir wollen, dass \
die Menschen wieder Himmel sehen“, sagt Katrin Brandt. Von 2.400 Befragten sind 87,5 % genervt. Die \
Branche setzte 2024 rund 13,6 Milliarden Euro um.""",
        (
            ("13. Mai", "14. Mai"), ("1250", "2150"), ("1,8 Millionen", "1,8 Milliarden"),
            ("2.400", "2.040"), ("87,5", "78,5"), ("2024", "2022"), ("rund 13,6", "rund 16,3"),
        ),
        (("GreenRoof", "BlueRoof"),),
        (("wieder Himmel", "wieder Plakate"),),
    ),
    Story(
        "zh-ru",
        "zh",
        CHINESE,
        "ru",
        """Супермаркет отключил виртуальных ведущих
6 ноября «Синхэ» сообщила: с сентября удалено 11 000 роликов и более 6 700 товаров, штрафы — \
3,5 млн юаней. Больше всего жаловались покупатели трёх магазинов. 87,5 % опрошенных не отличают \
живого человека от ИИ, 20 % просят вернуть деньги.
До 2026 года вложат 120 миллионов юаней: 24 города, 5600 консультантов. StarLive поможет.""",
        (
            ("6 ноября", "16 ноября"), ("с сентября", "с октября"), ("11 000", "110 000"),
            ("6 700", "7 700"), ("3,5 млн", "35 млн"), ("трёх", "пяти"), ("87,5", "57,8"),
            ("20 %", "30 %"), ("2026", "2027"), ("120 миллионов", "12 миллионов"),
            ("24 города", "42 города"), ("5600", "6500"), ("юаней: ", "долларов: "),
        ),
    ),
    Story(
        "zh-zh",
        "zh",
        CHINESE,
        "zh",
        """星河超市11月6日停用虚拟主播，已下架11000条视频、6700多个商品。林晓峰说：“三家门店的顾客投诉最多，我们不能假装看不见。”\
八成七不是重点，重点是87.5%的人分不清。公司将在24个城市投入1.2亿元，覆盖5600名导购。""".replace(
            "八成七不是重点，重点是", "调查显示，"
        ),
        (
            ("11月6日", "11月9日"), ("11000", "12000"), ("6700多", "9700多"), ("87.5%", "78.5%"),
            ("24个", "34个"), ("1.2亿", "2.1亿"), ("5600名", "6600名"),
        ),
        (),
        (("不能假装看不见", "可以假装看不见"),),
    ),
    Story(
        "ko-ru",
        "ko",
        KOREAN,
        "ru",
        """Сотрудники вместо звёзд
6 ноября корейская компания показала кампанию без звёзд: снимались 12 сотрудников, бюджет — \
320 млн вон. Из 1000 опрошенных 77,7 % не помнят лица рекламы — на 16 п. п. больше, чем в 2020-м.
За 4 дня на YouTube около 2,5 млн просмотров. BlueMint снимет ещё пять роликов, а в США вложат \
60 миллионов долларов.""",
        (
            ("6 ноября", "6 октября"), ("12 сотрудников", "21 сотрудник"), ("320 млн", "32 млн"),
            ("1000", "2000"), ("77,7", "67,7"), ("16 п. п.", "26 п. п."), ("2020", "2019"),
            ("За 4 дня", "За 14 дней"), ("2,5 млн", "25 млн"), ("пять роликов", "шесть роликов"),
            ("60 миллионов", "600 миллионов"), ("миллионов долларов", "миллионов евро"),
        ),
        (("США", "Японии"),),
    ),
    Story(
        "ko-ko",
        "ko",
        KOREAN,
        "ko",
        """하늘식품이 11월 6일 직원 12명이 나오는 캠페인을 공개했다. 제작비 3.2억원. 1,000명 조사에서 77.7%가 모델을 기억하지 못했다. \
박서연은 '소비자는 이제 유명인보다 옆집 사람을 더 믿는다'고 했다. 유튜브에서는 4일 만에 250만회 재생됐다.""",
        (
            ("11월 6일", "12월 6일"), ("12명", "22명"), ("3.2억", "2.3억"), ("1,000명", "1,100명"),
            ("77.7%", "77.9%"), ("4일", "5일"), ("250만", "260만"),
        ),
        (),
        (("더 믿는다", "안 믿는다"),),
    ),
    Story(
        "en-de",
        "en",
        ENGLISH,
        "de",
        """Am 6. November 2025 stoppte Harbor Toys den Verkauf. 412.500 Bären im Wert von 23,4 Mio. \
Dollar sind verkauft, Käufer bekommen binnen 30 Tagen ihr Geld. 9 von 38 Spielzeugen sendeten Ton. \
Die Aktie fiel um 7,5 Prozent auf 18,20 Dollar.""",
        (
            ("6. November", "16. November"), ("412.500", "412.050"), ("23,4 Mio.", "23,4 Mrd."),
            ("30 Tagen", "90 Tagen"), ("38", "39"), ("7,5 Prozent", "7,9 Prozent"),
            ("18,20", "81,20"),
        ),
    ),
    Story(
        "en-zh",
        "en",
        ENGLISH,
        "zh",
        """2025年11月6日，Harbor Toys停售Milo。38款玩具中有9款外传录音。去年售出41.25万只，价值2340万美元。股价下跌7.5%。""",
        (
            ("11月6日", "11月8日"), ("38款", "48款"), ("41.25万", "42.15万"), ("2340万", "234万"),
            ("7.5%", "7.1%"),
        ),
        (("Milo", "Leo"),),
    ),
    # Written after the finders were tuned on those above.
    Story('ru-new','ru',"""Магазины «Полка» вводят оплату улыбкой
Сеть «Полка» с 15 февраля 2027 года тестирует оплату улыбкой в 48 магазинах Твери и Тулы, рассказал «Вестнику» исполнительный директор Игорь Лапин. В проект вложено 1,35 млрд рублей, окупить его рассчитывают за 3 года. По оценке аналитика Дины Рашидовой из Retail Eye, улыбкой платит каждый десятый покупатель, а в часы пик — до 22%.
«Мы не храним лица, только числа», — уверяет Лапин. Правозащитники сомневаются: за 2026 год в стране зафиксировано 5,6 тыс. утечек биометрии, в 2,3 раза больше, чем в 2025-м.""",'ru',"""Улыбнитесь, с вас улыбка
«Полка» с середины зимы берёт оплату улыбкой: 48 магазинов, Тверь и Тула. 1,35 миллиарда рублей вложили, три года окупать. Игорь Лапин уверяет: «Мы не храним лица, только числа». Дина Рашидова (Retail Eye) видит до 22 процентов в час пик. А утечек биометрии за 2026-й — 5600, в 2,3 раза больше прошлогоднего.""",
 (("48","84"),("1,35 миллиарда","1,53 миллиарда"),("миллиарда рублей","миллиарда долларов"),("три года","два года"),("22 процентов","32 процентов"),("2026","2024"),("5600","6500"),("2,3 раза","3,2 раза")),(("Тверь","Самара"),("Лапин","Ларин"),("Retail Eye","Retail Lab")),(("не храним лица","храним лица"),)),
Story('en-new','en',"""Volt Soda bets $140 million on silence
ATLANTA, Feb. 3 — Volt Soda will run a Super Bowl spot with no sound for 45 seconds, its marketing chief Dana Whitlock told reporters on Tuesday. The brand, whose sales dropped 12.4 percent to $2.1 billion in fiscal 2026, is spending a record $140 million on the quarter.
Six agencies pitched; Quiet Room, a 22-person shop in Portland, won. "Everyone shouts. We thought we would try listening," Whitlock said. A test with 1,600 viewers showed recall of 71%, against an average of 44%.
About 123 million people watched the game last year.""",'ru',"""Реклама, в которой молчат
Volt Soda покажет на Супербоуле 45 секунд тишины. Дана Уитлок поставила на это 140 млн долларов: продажи упали на 12,4 % — до $2,1 млрд. Из шести агентств выбрали Quiet Room, где работают 22 человека. Тест на 1600 зрителях: вспомнили 71 %, обычно — 44 %. Игру в прошлом году смотрели 123 миллиона. Новость вышла 3 февраля.""",
 (("45 секунд","30 секунд"),("140 млн","410 млн"),("12,4","14,2"),("$2,1 млрд","$2,1 млн"),("шести","семи"),("22 человека","32 человека"),("1600","6100"),("71 %","77 %"),("44 %","41 %"),("123 миллиона","132 миллиона"),("3 февраля","13 февраля")),(("Quiet Room","Loud Room"),("Дана Уитлок","Кевин Браун"))),
Story('zh-new','zh',"""新茶品牌“云朵”道歉
12月1日，茶饮品牌云朵因广告语争议发布道歉声明。该广告在11月28日上线，两天内播放量超过3000万次，收到1.8万条投诉。公司表示将下架全部46个视频，并向公益基金捐款200万元。分析师周敏认为，约三成年轻消费者可能流失。云朵在全国拥有1260家门店，去年营收9.7亿元，同比增长15.3%。""",'ru',"""Чай с извинениями
1 декабря сеть «Облако» извинилась за ролик, вышедший 28 ноября: больше 30 млн просмотров за два дня и 18 тысяч жалоб. Удалят 46 видео, на благотворительность уйдёт 2 млн юаней. Аналитик Чжоу Минь ждёт ухода около 30 % молодых. У сети 1260 точек и выручка 970 млн юаней (+15,3 %).""",
 (("1 декабря","2 декабря"),("28 ноября","18 ноября"),("30 млн","300 млн"),("два дня","три дня"),("18 тысяч","8 тысяч"),("46 видео","64 видео"),("2 млн юаней","20 млн юаней"),("30 % молодых","50 % молодых"),("1260","1620"),("970 млн","97 млн"),("15,3","13,5"))),
Story('de-new','de',"""Brotkette Kornblume wirbt mit Fehlern
Die Bäckereikette Kornblume zeigt seit Montag absichtlich misslungene Brote auf Plakaten. Die Aktion kostet 640.000 Euro und läuft bis zum 31. August in 112 Filialen, sagte Marketingchef Jonas Weigel der „Backwelt“. Im ersten Halbjahr 2026 fiel der Umsatz um 4,8 Prozent auf 91,2 Millionen Euro.
„Perfekt ist langweilig, unser Brot ist es nicht“, so Weigel. Eine Befragung von 3.150 Kunden ergab: Zwei Drittel finden Werbung für Lebensmittel unehrlich. Die Agentur Heimathafen verdreifachte die Reichweite auf 7,4 Mio. Kontakte.""",'ru',"""Кривой хлеб как реклама
Kornblume вешает неудачные буханки на плакаты: 640 тысяч евро, 112 булочных, до 31 августа. В первом полугодии 2026-го выручка упала на 4,8 % до 91,2 млн евро. Йонас Вайгель: «Идеально — это скучно, а наш хлеб нет». Опрос 3150 покупателей показал недоверие к рекламе еды. Охват — 7,4 млн контактов.""",
 (("640 тысяч","460 тысяч"),("тысяч евро","тысяч долларов"),("112","121"),("31 августа","30 августа"),("2026","2025"),("4,8 %","8,4 %"),("91,2 млн","92,1 млн"),("3150","3510"),("7,4 млн","4,7 млн")),(("Kornblume","Sonnenblume"),("Йонас Вайгель","Томас Мюллер"))),
)  # fmt: skip
