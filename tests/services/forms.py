"""Pairs of forms of one word: what a post says, and what a reader types."""


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [pair.split() for pair in text.split(",")]
    return tuple((said, typed) for said, typed in pairs)


RUSSIAN = _pairs(
    """
    скидками скидка, скидок скидка, рекламного рекламный, рекламе реклама, рынка рынок, рынков
    рынок, покупателями покупатель, продавцы продавец, подписчиков подписчик, рассылок рассылка,
    рассылками рассылка, бренды бренд, брендов бренд, ошибок ошибка, кейсов кейс, кейсами кейсы,
    хиты хит, хитов хит, упаковкой упаковка, упаковок упаковка, исследованиях исследование,
    воронки воронка, воронок воронка, каналу канал, каналах каналы, продажами продажи, продаж
    продажа, аудитории аудитория, аудиторию аудитория, стратегии стратегия, стратегией
    стратегия, конкурентам конкурент, бюджетов бюджет, роликом ролик, роликах ролики, слоганы
    слоган, логотипа логотип, маркетологи маркетолог, маркетинговый маркетинговая, потребителей
    потребитель, ценой цена, ценами цены, акций акция, акциями акция, новостях новость, новый
    новая, лучшие лучший, запустили запустить, запустил запустила, покупают покупать, купили
    купил, ёлка елки, ещё еще, трендов тренд, блогеров блогер, доверия доверие, лояльности
    лояльность, контента контент, охватов охват, конверсию конверсия, конверсий конверсия,
    дизайнеру дизайнер, опросов опрос, опросами опрос, цифры цифра, людям люди, шёл шла, лучше
    хороший, канала канал, журналов журнал, экранов экран, слоганов слоган, персонала персонал,
    материалов материал, планов план, написала написал
    """
)

ENGLISH = _pairs(
    """
    brands brand, branding brands, discounts discount, campaigns campaign, advertising
    advertised, launches launch, launched launching, strategies strategy, companies company,
    customers customer, emails email, stories story, prices price, pricing price, marketed
    marketing, packages packaging, studies study, buying buys, audiences audience, conversions
    conversion, Tests testing, bought buy
    """
)

# Words whose bare form ends as if it were inflected: Snowball cuts it once more than the others.
CUT = _pairs(
    """
    альбом альбомы, диплом диплома, реклам реклама, проблем проблемами, систем система, тем темы,
    отзыв отзывов, креатив креативы, архив архиву, основ основа, слов словами, герой героев,
    музей музеи, идей идея, сценарий сценария, случай случаи, призыв призывы
    """
)

# Words that only look alike: one must not find the other.
STRANGERS = _pairs(
    """
    канал канава, цена ценник, ролик роль, хит хитон, банк банка, price prince, story store,
    brand brandy
    """
)
