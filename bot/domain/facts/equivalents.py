"""Names that are another word in other languages: countries, a few companies, abbreviations."""

from functools import cache

from bot.domain.facts.scripts import Script, script_of

# A line a name. Only such as have no other reading: TikTok is not 抖音.
_SAME = """
ИИ|AI|KI|人工智能|人工智慧|인공지능|искусственный интеллект|artificial intelligence|生成式AI
США|USA|US|U.S.|United States|Vereinigte Staaten|Америка|America|美国|美國|미국|Штаты
ЕС|EU|European Union|Europäische Union|Евросоюз|欧盟|歐盟|유럽연합
Россия|РФ|Russia|Russland|俄罗斯|俄羅斯|俄国|러시아
Китай|КНР|China|中国|中國|중국
Германия|Germany|Deutschland|ФРГ|德国|德國|독일
Франция|France|Frankreich|法国|法國|프랑스
Великобритания|Britain|United Kingdom|UK|Großbritannien|英国|英國|영국|Британия|Англия
Япония|Japan|日本|일본
Корея|Южная Корея|Korea|South Korea|Südkorea|韩国|韓國|한국
Индия|India|Indien|印度|인도
Испания|Spain|Spanien|西班牙|스페인
Италия|Italy|Italien|意大利|義大利|이탈리아
Швейцария|Switzerland|Schweiz|瑞士|스위스
Австрия|Austria|Österreich|奥地利|奧地利|오스트리아
Европа|Europe|Europa|欧洲|歐洲|유럽
Азия|Asia|Asien|亚洲|亞洲|아시아
Москва|Moscow|Moskau|莫斯科|모스크바
Пекин|Beijing|Peking|北京|베이징
Шанхай|Shanghai|上海|상하이
Ханчжоу|Hangzhou|杭州|항저우
Сеул|Seoul|首尔|首爾|서울
Токио|Tokyo|Tokio|东京|東京|도쿄
Лондон|London|伦敦|倫敦|런던
Нью-Йорк|New York|纽约|紐約|뉴욕
Париж|Paris|巴黎|파리
Берлин|Berlin|柏林|베를린
Мюнхен|Munich|München|慕尼黑|뮌헨
ООН|UN|United Nations|联合国|聯合國|유엔
OpenAI|오픈AI|오픈에이아이
Google|Гугл|谷歌|구글
Meta|Мета|메타
Facebook|Фейсбук|脸书|臉書|페이스북
Instagram|Инстаграм|인스타그램
YouTube|Ютуб|Ютьюб|유튜브
Apple|苹果公司|苹果|애플
Microsoft|Майкрософт|微软|微軟|마이크로소프트
Amazon|Амазон|亚马逊|亞馬遜|아마존
Samsung|Самсунг|三星|삼성
Reddit|레딧
Tumblr|텀블러
WordPress|Wordpress|워드프레스
Midjourney|미드저니
Automattic|오토매틱
TikTok|ТикТок|틱톡
Netflix|Нетфликс|奈飞|넷플릭스
Disney|Дисней|迪士尼|디즈니
Twitter|Твиттер|推特|트위터
Douyin|抖音|더우인
WeChat|微信|위챗
Weibo|微博|웨이보
Alibaba|阿里巴巴|알리바바|Алибаба
Tencent|腾讯|騰訊|텐센트
ByteDance|字节跳动|字節跳動|바이트댄스
Taobao|淘宝|淘寶|타오바오
Kuaishou|快手|콰이쇼우
Xiaohongshu|小红书|小紅書
JD|JD.com|京东|京東
Huawei|华为|華為|화웨이
Xiaomi|小米|샤오미
Naver|네이버
Kakao|카카오
Coca-Cola|Кока-Кола|可口可乐|可口可樂|코카콜라
McDonald's|McDonald’s|McDonalds|Макдоналдс|麦当劳|麥當勞|맥도날드
Starbucks|Старбакс|星巴克|스타벅스
Nike|耐克|나이키
"""


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _SAME.strip().splitlines():
        names = tuple(line.split("|"))
        table.update({name.casefold(): names for name in names})
    return table


def names_like(name: str) -> tuple[str, ...]:
    """The other names of the same, itself not among them."""
    known = _groups().get(name.casefold(), ())
    return tuple(other for other in known if other.casefold() != name.casefold())


def is_east_asian(name: str) -> bool:
    """Whether a name stands in letters without blanks and case around it."""
    return script_of(name) in (Script.HAN, Script.HANGUL)
