"""The kind of a story, by its words."""

import pytest

from bot.domain.kinds import StoryKind, classify
from tests.domain.desk import ENGLISH, GERMAN, KOREAN


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Кофейня запускает приложение", "Компания представила новинку и анонсировала релиз.",
         StoryKind.LAUNCH),
        ("Maker unveils smart cup", "The release is planned for May, the company announced.",
         StoryKind.LAUNCH),
        ("Neuer Becher vorgestellt", "Das Unternehmen kündigt die Einführung an.",
         StoryKind.LAUNCH),
        ("公司推出新品", "新品今日上线。", StoryKind.LAUNCH),
        ("신제품 출시", "회사는 신제품을 선보였다.", StoryKind.LAUNCH),
        ("Бренд извинился", "Ролик вызвал скандал, бренд обвинили в обмане.", StoryKind.SCANDAL),
        ("Brand apologises after backlash", "Viewers accused it of being misleading.",
         StoryKind.SCANDAL),
        ("Shitstorm gegen Marke", "Kunden sind empört, der Chef entschuldigt sich.",
         StoryKind.SCANDAL),
        ("品牌道歉", "消费者投诉虚假宣传，引发争议。", StoryKind.SCANDAL),
        ("허위 광고 논란", "소비자 비판에 회사는 사과했다.", StoryKind.SCANDAL),
        ("Опрос: кто читает рассылки", "Исследование: 40% респондентов не читают.",
         StoryKind.STUDY),
        ("Survey finds nobody reads", "Researchers asked 400 respondents.", StoryKind.STUDY),
        ("Umfrage zum Lesen", "Laut Studie lesen 400 Befragte nichts.", StoryKind.STUDY),
        ("调查显示没人读", "研究人员调查了400名受访者。", StoryKind.STUDY),
        ("독서 설문", "응답자 400명을 조사한 결과다.", StoryKind.STUDY),
        ("Суд оштрафовал магазин", "Закон о рекламе нарушен, штраф назначил суд.", StoryKind.LAW),
        ("Court rules on copyright", "The lawsuit ended with a fine.", StoryKind.LAW),
        ("Gericht verhängt Bußgeld", "Das Urteil folgt dem Gesetz.", StoryKind.LAW),
        ("法院判决罚款", "监管部门依据条例罚款。", StoryKind.LAW),
        ("법원, 과징금 판결", "저작권 소송이 끝났다.", StoryKind.LAW),
        ("Новая кампания", "Ролик и баннеры сделало агентство: слоган и билборды.",
         StoryKind.CAMPAIGN),
        ("New campaign", "The commercial and the billboards share a slogan.", StoryKind.CAMPAIGN),
        ("Neue Kampagne", "Plakate und Anzeigen mit einem Slogan.", StoryKind.CAMPAIGN),
        ("新广告", "品牌营销海报与宣传片。", StoryKind.CAMPAIGN),
        ("새 캠페인", "광고와 홍보 슬로건.", StoryKind.CAMPAIGN),
        ("Привет", "Просто мысль.", StoryKind.GENERAL),
        ("", "", StoryKind.GENERAL),
    ],
)  # fmt: skip
def test_a_story_has_the_kind_of_its_words(title: str, text: str, kind: StoryKind):
    assert classify(title, text) is kind


@pytest.mark.parametrize(
    ("article", "kind"),
    [(ENGLISH, StoryKind.STUDY), (GERMAN, StoryKind.CAMPAIGN), (KOREAN, StoryKind.CAMPAIGN)],
)
def test_an_article_has_the_kind_that_a_reader_would_name(article: str, kind: StoryKind):
    title, _, text = article.partition("\n")
    assert classify(title, text) is kind


def test_a_short_word_is_not_found_inside_another():
    assert classify("Судьба и сувениры", "Судьбоносные сувениры.") is StoryKind.GENERAL
