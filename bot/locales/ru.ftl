# Фразы интерфейса по-русски.

## Ошибки

error-unexpected = Что-то сломалось у нас (обновление { $number }). Это записано в журнал; попробуйте ещё раз.
error-not-found = Этого больше нет.
error-not-allowed = У вас нет на это прав.
error-not-editable = Этот пост уже нельзя изменить.
error-unready = Черновик в таком виде опубликовать нельзя.
error-channel-unavailable = В этом канале бот работать не может.
error-input-refused = Это здесь не подходит.
error-not-built-yet = Этого пока нет: появится в одной из следующих версий.
error-channel-gone = Этот канал больше не подключён. Подключите его в /channels.
error-connect-owner-only = Подключать каналы может только владелец этой Рубрики. Попросите добавить ваш id в OWNER_IDS.
error-connect-not-admin = Вы не администратор канала «{ $channel }»: попросите владельца назначить вас и попробуйте ещё раз.
error-channel-invisible = Я не вижу этот канал. Добавьте меня в него администратором и попробуйте ещё раз.
error-not-a-channel = Это не канал. Я публикую только в каналах.
error-authors-only = Эта команда — для авторов канала.

## Команды

command-new = написать черновик
command-drafts = черновики
command-plan = что запланировано
command-posts = опубликованные посты и их числа
command-channels = каналы и их настройки
command-tags = рубрики
command-search = искать в архиве
command-top = лучшие посты
command-digest = мой дайджест
command-language = язык
command-cancel = отменить вопрос
command-help = что я умею

## События каналов

channel-connected =
    Подключён: { $channel }

    Пришлите мне текст, картинку, альбом, ссылку или пересланный пост — это станет черновиком канала. Посты, сделанные в канале вручную, попадают в архив сами.
channel-paused = «{ $channel }» на паузе: я больше не администратор там с правами публиковать, изменять и удалять сообщения. Ничего не потеряно; верните права, и я продолжу.
channel-resumed = «{ $channel }» снова работает: права на месте, план продолжается.
channel-connect-refused = Вы добавили меня в «{ $channel }», но ничего не подключено. { $reason }

error-missing-rights = Мне не хватает прав в канале «{ $channel }»: { $rights }. Включите их мне среди администраторов канала, тогда я смогу там работать.
right-can_post_messages = публиковать сообщения
right-can_edit_messages = изменять чужие сообщения
right-can_delete_messages = удалять сообщения

## Авторы

button-text = Текст
button-media = Медиа
button-drop-media = Убрать медиа
button-tags = Рубрики
button-options = Параметры
button-preview = Предпросмотр
button-schedule = Запланировать
button-publish = Опубликовать сейчас
button-publish-sure = Опубликовать
button-delete = Удалить
button-delete-sure = Удалить
button-cancel = Отменить
button-edit = Изменить
button-reschedule = Перенести
button-back = Назад
button-next = Следующая
button-previous = Предыдущая
button-next-slot = Ближайший слот · { $moment }
button-hour = Через час
button-tomorrow = Завтра
button-it-is-published = Опубликован
button-send-again = Отправить ещё раз
button-open-in-channel = Открыть в канале
button-connect-channel = Подключить канал
button-pick-channel = Выбрать канал
button-zone = Часовой пояс
button-disconnect = Отключить

option-silent = Звук: { $on ->
    [on] выключен, без уведомления
   *[off] включён
}
option-protected = Пересылка: { $on ->
    [on] запрещена
   *[off] разрешена
}
option-caption = Подпись: { $on ->
    [on] над медиа
   *[off] под медиа
}
option-preview = Превью ссылки: { $place ->
    [above] над текстом
    [off] нет
   *[below] под текстом
}

post-untitled = Без заголовка
media-photo = Картинка
media-video = Видео
media-animation = Анимация
media-document = Документ
media-audio = Аудио
media-voice = Голосовое сообщение

card-channel = Канал: { $channel }
card-no-channel = Канал: ещё не выбран
card-tags = Рубрики: { $tags }
card-length = Длина: { $units } из { $limit }
card-media = медиа: { $count }
card-numbers = ❤ { $reactions } · замечено репостов: { $reposts }
card-connect-first = Черновик сохранён. Чтобы его опубликовать, подключите канал: /channels

status-draft = 📝 Черновик
status-planned = 🗓 Запланирован: { $moment } ({ $distance })
status-publishing = ⏳ Публикуется…
status-published = ✅ Опубликован
status-uncertain = ❓ Неясно: ответ Телеграма потерян
status-failed = ⛔ Не опубликован: { $reason }
status-late = ⏰ Опоздал: был запланирован на { $moment }
status-deleted = 🗑 Удалён

finding-empty = Публиковать нечего: добавьте текст или медиа.
finding-caption-split = Текст длиннее, чем может быть подпись (1024): сначала уйдут медиа, текст — ниже, ответом. Сообщений: { $count }.
finding-text-split = Текст длиннее одного сообщения (4096): он уйдёт частями. Сообщений: { $count }.
finding-entities-lost = Оформленных мест { $count }; Телеграм оставит первые 100, остальные молча отбросит.
finding-no-rubric = Пока нет рубрики: по хештегу читатели пост не найдут.

draft-ask-new = Пришлите первые слова: текст, картинку, альбом, ссылку или чужой пост. /cancel — выйти.
draft-ask-text = Пришлите новый текст. Оформление сохранится.
draft-ask-media = Пришлите картинку, видео, альбом или файл, которые заменят прежние.
draft-media-removed = Медиа убраны.
draft-ask-tags = Добавленные рубрики сейчас: { $tags }
    Пришлите новые через пробел: #кейс #реклама. Дефис (-) уберёт все.
draft-tags-not-understood = Рубрика — это буквы, цифры и подчёркивания, хотя бы одна буква: #кейс #реклама_2026. Попробуйте ещё раз или /cancel.
draft-options = Как уйдёт пост:
draft-edited = Вы изменили сообщение — черновик изменился вслед.
preview-refused = Телеграм не принимает пост в таком виде: { $reason }

schedule-ask = Когда опубликовать? Напишите: завтра в 10:30, в пятницу 19:00, 25.12 18:00, через 2 часа. Часовой пояс — { $zone }.
schedule-not_understood = Не понял, когда. Например: завтра в 10:30, в пятницу 19:00, 25.12 18:00, через 2 часа.
schedule-past = Этот момент уже прошёл. Назовите будущий, например: завтра в 10:30.
schedule-too_far = Это больше чем через год. Назовите момент поближе, например: 25.12 18:00.
scheduled = Запланировано: { $moment } ({ $zone }), { $distance }, в «{ $channel }».

publish-ask = Опубликовать в «{ $channel }» сейчас?
publishing = Публикую…
published = Опубликовано
cancelled = Отменено. Пост снова черновик.
delete-ask = Удалить этот черновик насовсем?
deleted = Удалено
failed-notice = Не опубликовано: Телеграм отказал. { $reason }
    Поправьте черновик и опубликуйте снова.
late-ask = Пост был запланирован на { $moment } и опаздывает ({ $late }): я не работал или Телеграм не отвечал. Что с ним сделать?
uncertain-ask = Ответ Телеграма потерян: я не знаю, вышел ли пост. Загляните, пожалуйста, в «{ $channel }» и скажите.
uncertain-ask-part = Этот пост выходит несколькими сообщениями: их { $parts }. Ответ Телеграма потерян: я не знаю, вышло ли сообщение { $part } из { $parts }. Загляните, пожалуйста, в «{ $channel }» и скажите именно о нём.
uncertain-closed = Опубликовано: отметил, что пост в канале.

list-drafts = Черновики
list-drafts-empty = Черновиков нет. Пришлите мне текст, картинку или ссылку.
list-plan = План
list-plan-empty = Ничего не запланировано. Откройте черновик (/drafts) и нажмите «Запланировать».
list-posts = Посты
list-posts-empty = Пока ничего не опубликовано.

channels-title = Каналы
channels-some = Откройте канал, чтобы увидеть его настройки.
channels-none = Ни один канал ещё не подключён. Нажмите «Подключить канал», назначьте меня администратором или перешлите мне пост из канала.
channels-ask = Нажмите «Выбрать канал» внизу: Телеграм покажет ваши каналы и даст мне нужные права.
channel-ask = Какой канал?
channel-chosen = Теперь работаю с каналом «{ $channel }».
channel-private = Закрытый канал
channel-zone = Часовой пояс: { $zone }
channel-discussion = Группа обсуждений: привязана
channel-no-discussion = Группа обсуждений: нет
channel-connected-state = Подключён
channel-paused-state = На паузе: верните мне права, если я их потерял, и нажмите «Продолжить».
channel-disconnected-state = Отключён
channel-disconnect-ask = Отключить «{ $channel }»? Публиковать там больше не буду; архив останется.
channel-disconnected = Отключён: { $channel }. Архив остался; подключить канал снова можно когда угодно.
channel-lost = Больше не могу публиковать в «{ $channel }»: { $reason }. План на паузе, ничего не потеряно. Верните мне права и нажмите «Продолжить» в /channels
zone-ask = Часовой пояс — { $zone }. Пришлите город (Берлин), пояс (Europe/Berlin) или смещение (UTC+3).
zone-not-understood = Такого пояса не знаю. Например: Берлин, Europe/Berlin, UTC+3.

error-post-gone = Этого поста больше нет.
error-nothing-left = Без медиа от поста ничего не останется. Сначала добавьте текст или удалите черновик.
error-album-full = В альбоме не больше { $limit } частей.
error-album-mixed = В альбоме сочетаются картинки и видео; документы и аудио — только со своими.
error-kind-refused = { $kind } пока не может стать постом. Пришлите текст, картинку, видео, анимацию, документ, аудио или голосовое.
kind-sticker = Стикер
kind-video_note = Видеосообщение
kind-poll = Опрос
kind-other = Такое сообщение
error-no-channel = Ни один канал ещё не подключён. Подключите: /channels
error-no-slot = Свободного слота нет на год вперёд.
error-channel-paused = «{ $channel }» на паузе. Откройте его в /channels и нажмите «Продолжить».
error-not-planned = Этот пост не запланирован.
error-planned-already = Этот пост уже запланирован. Сначала отмените его, потом выберите другой канал.
error-edited-part = Черновик остался прежним: это сообщение — лишь его часть или уже не его текст. Чтобы изменить его, нажмите «Текст» на карточке.
error-already-published = Этот пост уже опубликован, поэтому ничего не изменилось.
error-uncertain = Неизвестно, вышел ли этот пост. Сначала ответьте на вопрос о нём.
error-not-uncertain = На этот вопрос уже отвечено.
error-sending-begun = Отправка уже началась: изменить или отменить нельзя.

## Моменты

moment-day = { $weekday }, { $day } { $month } { $year }
moment-at = { $day }, { $time }
weekday-0 = пн
weekday-1 = вт
weekday-2 = ср
weekday-3 = чт
weekday-4 = пт
weekday-5 = сб
weekday-6 = вс
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
distance-days = { $count } д
distance-hours = { $count } ч
distance-minutes = { $count } мин
distance-in = через { $distance }
distance-moment = минуту

## Читатели

greeting = Здравствуйте! Я храню архив канала «{ $channel }».
greeting-reader = Листайте его по рубрикам, ищите своими словами, смотрите лучшее — или получайте дайджест в удобный час.
greeting-author = Вы здесь автор: пришлите текст, картинку, пересланный пост или ссылку — сделаю черновик. Остальное — в /help.

button-go-rubrics = 📚 Рубрики
button-go-search = 🔍 Поиск
button-go-best = 🏆 Лучшее
button-go-digest = 📬 Дайджест
button-order-newest = Новые
button-order-best = Лучшие
button-period-week = Неделя
button-period-month = Месяц
button-period-year = Год
button-period-all = За всё время
button-share = Поделиться

reader-numbers = { $day } · ❤ { $reactions } · замечено репостов: { $reposts }
posts-count = { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}
rubrics-some = Рубрики, сначала самые частые:
rubrics-none = Рубрик пока нет: ни в одном опубликованном посте нет хештега.

search-ask = Что искать? Пришлите слова в любой форме или #рубрику.
search-no-words = Мне нужно слово для поиска. Например: упаковка или #кейсы.
found-newest = Найдено, сначала новые: { $words }
found-best = Найдено, сначала лучшие: { $words }
found-nothing = По запросу «{ $words }» ничего не нашлось. Попробуйте меньше слов или посмотрите рубрики.
found-nothing-near = По запросу «{ $words }» ничего не нашлось. Возможно, это в рубриках:

top-week = Лучшее за неделю
top-month = Лучшее за месяц
top-year = Лучшее за год
top-all = Лучшее за всё время
top-none = За это время постов пока нет.

reader-channel-ask = Какой канал вы читаете?
reader-no-channel = Каналы ещё не подключены, читать пока нечего. Загляните позже.
owner-no-channel = Каналы ещё не подключены. Подключить: /channels. Черновики можно писать уже сейчас: пришлите текст, картинку или ссылку.
error-reader-channel-gone = Этот канал больше не подключён. Нажмите /start — покажу, что можно читать.
reader-forward-unknown = Я знаю только посты своих каналов с тех пор, как подключён к ним, а этого среди них нет. Пришлите слова для поиска или посмотрите /tags.
reader-media-refused = Искать я умею только по словам. Пришлите слово или #рубрику, а что ещё я умею — в /help.

language-name = Русский
language-ask = На каком языке говорить?
language-chosen = Теперь говорю по-русски.

help-reader = Пришлите слова — поищу в архиве; #рубрика откроет рубрику. Перешлите пост канала — открою его страницу.
help-author = Пришлите текст, картинку, видео, пересланный пост или ссылку — сделаю черновик.
question-cancelled = Отменено: ответа больше не жду. Всё сохранённое на месте.

command-unknown = Такой команды я не знаю. Что я умею — в /help.
command-not-built = Команды /{ $name } пока нет: появится в одной из следующих версий.
invite-not-built = Приглашений в команду пока нет: появятся в одной из следующих версий.
button-unknown = Эта кнопка не для вас или устарела. Что я умею — по /start.

inline-open = Открыть в боте
inline-choose = Сначала выберите канал в боте
inline-link = Читать в канале
inline-more = Ещё в боте

## Дайджест

digest-card = Дайджест «{ $channel }»
digest-card-off = Выключен: ничего не приходит. Выберите, как часто, и он начнётся сразу.
digest-comes-daily = Приходит каждый день в { $time }.
digest-comes-weekdays = Приходит по будням, с понедельника по пятницу, в { $time }.
digest-comes-weekly = Приходит раз в неделю, по понедельникам, в { $time }.
digest-next = Следующий: { $moment } ({ $distance }), если к этому времени будут новые посты.
digest-clock = Ваше время: { $time }, часовой пояс { $zone }.
digest-stopped = Остановлено: дайджест «{ $channel }» больше не придёт. Вернуть его — /digest.
digest-ask-time = Во сколько присылать дайджест? Например: 9:30
digest-time-again = Не понимаю это время. Пришлите так: 9:30
digest-ask-zone = Где вы живёте? Пришлите город или смещение. Например: Екатеринбург или UTC+3
digest-zone-again = Не знаю такого места. Пришлите большой город или смещение, например: Екатеринбург или UTC+3
digest-rubrics = В вашем дайджесте все рубрики. Подписка на отдельные появится в одной из следующих версий.
digest-nothing = В «{ $channel }» пока нет ничего нового.

digest-title = Дайджест: { $channel }
digest-period = { $first } – { $last }
digest-no-rubric = Без рубрики
digest-reactions = ❤ { $count ->
    [one] { $count } реакция
    [few] { $count } реакции
   *[many] { $count } реакций
}
digest-reposts = ↗ { $count ->
    [one] { $count } замеченный репост
    [few] { $count } замеченных репоста
   *[many] { $count } замеченных репостов
}
digest-more = { $count ->
    [one] и ещё { $count } пост в канале
    [few] и ещё { $count } поста в канале
   *[many] и ещё { $count } постов в канале
}
digest-unknown = { $count ->
    [one] У { $count } дайджеста неизвестен исход: ответ Telegram потерялся. Повторно он не отправляется. Читатель: { $names }
    [few] У { $count } дайджестов неизвестен исход: ответы Telegram потерялись. Повторно они не отправляются. Читатели: { $names }
   *[many] У { $count } дайджестов неизвестен исход: ответы Telegram потерялись. Повторно они не отправляются. Читатели: { $names }
}

button-digest-daily = Каждый день
button-digest-weekdays = По будням
button-digest-weekly = Раз в неделю
button-digest-off = Выключить
button-digest-time = 🕙 Время
button-digest-zone = 🌍 Часовой пояс
button-digest-rubrics = 🏷 Рубрики
button-digest-now = 👀 Показать сейчас
button-digest-all = Все
button-digest-back = Назад
button-digest-stop = 🔕 Остановить
button-digest-card = ⚙️ Настройки
greeting-owner-alone =
    Здравствуйте! Я Рубрика — редакция вашего канала: черновики, план, публикация ровно один раз, архив по рубрикам и дайджесты для читателей.

    Начнём с канала: назначьте меня в нём администратором, или нажмите «Подключить канал», или перешлите мне любой его пост.
button-resume = Продолжить
channel-renamed = Канал «{ $before }» теперь называется «{ $channel }». Его план на паузе, чтобы ничего не ушло не туда. Если всё в порядке, откройте канал в /channels и нажмите «Продолжить».

## Источники

source-bad-address = Это не адрес страницы. Пришлите ссылку, которая начинается с https://, или вставьте текст.
source-forbidden-address = Этот адрес ведёт внутрь частной сети, а я читаю только страницы открытого интернета. Вставьте текст сюда.
source-unreachable = Страница сейчас недоступна. Попробуйте позже или вставьте её текст сюда.
source-timeout = Страница не успела загрузиться. Попробуйте позже или вставьте её текст сюда.
source-too-large = Это слишком много для чтения: предел — 5 МБ. Вставьте сюда нужный текст.
source-too-many-redirects = Ссылка перебрасывает со страницы на страницу больше { $count } раз. Откройте её сами и пришлите последний адрес или вставьте текст.
source-refused = Сайт не отдал мне страницу (ответ { $status }). Откройте её сами и вставьте текст сюда.
source-robots = Сайт просит программы не читать эту страницу, и я это уважаю. Откройте её сами и вставьте текст сюда.
source-not-a-page = Ссылка ведёт на файл, а не на страницу с текстом. Вставьте текст сюда.
source-not-a-document = Я читаю документы .txt, .md и .html. Пришлите такой или вставьте текст сюда.
source-no-text = Статьи здесь не нашлось. Вставьте её текст сюда.
source-script-only = Текст этой страницы появляется только в браузере, мне он не виден. Откройте её и вставьте текст сюда.
source-paywall = Статья доступна только подписчикам. Если у вас есть доступ, вставьте текст сюда.
source-too-complex = Страницу не удалось разобрать за отведённое время. Вставьте её текст сюда.

consent-robots = robots.txt сайта запрещает программам читать эту страницу
consent-robots-ai = robots.txt сайта не пускает ИИ
consent-content-signal = сайт не согласен, чтобы его текст передавали ИИ (Content-Signal)
consent-content-usage = сайт не согласен на использование ИИ (Content-Usage)
consent-tdm-header = сайт оставляет за собой права на анализ текстов и данных (заголовок)
consent-tdm-meta = страница оставляет за собой права на анализ текстов и данных
consent-tdm-file = сайт оставляет за собой права на анализ текстов и данных (tdmrep.json)
consent-noai-meta = страница запрещает использование ИИ (noai)
consent-noai-header = сайт запрещает использование ИИ (noai в заголовке)
consent-unknown = сайт не ответил, разрешает ли он использование ИИ
