"""A made archive of posts on marketing: rubrics of unequal size whose words overlap."""

import random
from dataclasses import dataclass

# rubric: (how often, words of its own)
TOPICS = {
    "рекламныйхит": (14, "ролик слоган сценарий режиссёр песня кадр герой зритель премьера съёмка "
                         "юмор эмоция финал крупный план музыка актёр"),
    "скандал": (10, "извинения бойкот возмущение комментарии обвинение репутация хейт "
                    "опровержение удалили пост жалоба кризис ответ пресс-служба"),
    "ии": (12, "нейросеть алгоритм генерация модель промпт автоматизация чат-бот "
               "машинное обучение дипфейк контент робот данные"),
    "цифры": (8, "исследование опрос процент респондент выборка статистика график рост падение "
                 "доля показатель отчёт"),
    "закон": (6, "штраф маркировка суд иск регулятор поправка запрет нарушение юрист требование "
                 "реестр срок"),
    "брендинг": (9, "логотип айдентика шрифт ребрендинг упаковка стиль цвет название платформа "
                    "ценности дизайн"),
    "соцсети": (11, "охват подписчик блогер алгоритм лента рилс вовлечённость посев сторис канал "
                    "хештег комментарии"),
    "лояльность": (5, "скидка бонус кэшбэк карта возврат клиент чек программа подписка купон "
                      "приложение удержание"),
    "наружка": (5, "билборд фасад остановка экран город прохожий метро щит витрина инсталляция "
                   "ночь площадь"),
    "карьера": (4, "вакансия резюме собеседование зарплата команда руководитель стажёр увольнение "
                   "оценка навык рынок труда"),
    "ситуатив": (7, "мем инфоповод шутка праздник тренд скорость реакция матч новость подхватили "
                    "комментарии вирусный"),
    "партнёрство": (5, "коллаборация коллекция лимитированный спонсор совместный капсула артист "
                       "лицензия мерч фестиваль"),
}  # fmt: skip
_COMMON_WORDS = """
бренд компания рынок аудитория реклама кампания продукт идея люди покупатель маркетинг год
агентство запуск история деньги смысл задача результат команда неделя внимание решение вопрос
пример работа время доверие цена канал продажи конкурент стратегия креатив
"""
_COMMON = _COMMON_WORDS.split()
_BRANDS = (
    "Луч", "Север", "Зёрна", "Orbita", "NordMilk", "Пчела", "GreenBox", "Атлас", "Veter", "Каскад"
)  # fmt: skip
_GLUE_WORDS = """
и в на не что это как но для из по мы они уже ещё когда потому почти снова каждый самый хороший
новый большой первый сделать сказать показать думать
"""
_GLUE = _GLUE_WORDS.split()


@dataclass(frozen=True)
class MadePost:
    """A post and its rubrics."""

    text: str
    tags: tuple[str, ...]


def make_posts(count: int, *, seed: int, noise: float = 0.08) -> list[MadePost]:
    """Posts of 25 to 90 words, of which about one in seven belongs to a rubric.

    A third has a second rubric; a share of `noise` has words of another one than it is put in.
    """
    dice = random.Random(seed)
    names = list(TOPICS)
    weights = [TOPICS[name][0] for name in names]
    posts = []
    for _ in range(count):
        tags = [dice.choices(names, weights)[0]]
        if dice.random() < 0.33:
            tags.append(dice.choices(names, weights)[0])
        about = [dice.choice(names)] if dice.random() < noise else tags
        posts.append(MadePost(_words(dice, about), tuple(dict.fromkeys(tags))))
    return posts


def _words(dice: random.Random, about: list[str]) -> str:
    own = [word for name in about for word in TOPICS[name][1].split()]
    words = [dice.choice(_BRANDS)]
    for _ in range(dice.randint(25, 90)):
        draw = dice.random()
        source = own if draw < 0.14 else _COMMON if draw < 0.6 else _GLUE
        words.append(_inflect(dice, dice.choice(source)))
        if dice.random() < 0.1:
            words[-1] += "."
    return " ".join(words)


def _inflect(dice: random.Random, word: str) -> str:
    """Some other ending, as a Russian word has in a sentence."""
    if len(word) < 5 or word[-1] not in "аяьыийетрнлкд":
        return word
    stem = word[:-1] if word[-1] in "аяьыие" else word
    return dice.choice((word, word, stem + "у", stem + "ы", stem + "ом", stem + "е"))
