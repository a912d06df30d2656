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
error-owners-only = Это только для владельцев: каналы, их настройки и команда.
error-not-of-team = Это для команды канала, а вас в ней нет.
error-needs-approval = Посты этого канала выходят, когда их одобрит редактор. Нажмите «На проверку» на карточке: /drafts. Если пост запланирован, сначала отмените его.
error-further-needs-approval = Посты канала «{ $channel }» выходят, когда их одобрит редактор. Снимите с него галочку («Каналы» на карточке) и отправьте туда на проверку отдельный пост.
error-amend-reviewed = Посты этого канала проходят проверку. Этот уже опубликован: попросите редактора его изменить.
error-no-review = Этому посту проверка не нужна: публикуйте или планируйте его сами.

## Команды

command-new = написать черновик
command-drafts = черновики
command-plan = что запланировано
command-posts = опубликованные посты и их числа
command-stats = статистика канала или #рубрики
command-team = команда и приглашения
command-channels = каналы и их настройки
command-tags = рубрики
command-search = искать в архиве
command-top = лучшие посты
command-random = хороший старый пост
command-saved = сохранённые посты
command-digest = мой дайджест
command-language = язык
command-privacy = что обо мне хранится
command-import = принести историю канала
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
button-buttons = Кнопки
button-drop-buttons = Убрать кнопки
button-link = Какая ссылка
button-long = Длинный пост
button-picture = Другая картинка
button-long-parts = По частям
button-long-rich = Расширенное сообщение
button-long-picture = Картинка сверху
button-options = Параметры
button-preview = Просмотр
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
button-slots = Слоты
button-late = Опоздавшие посты
button-late-publish = Всё равно публиковать
button-late-ask = Спросить автора
button-late-skip = Пропустить: вернуть в черновики
button-publish-late = Опубликовать все
button-drop-late = Все в черновики
button-reset-slots = Слоты по умолчанию
button-hour = Через час
button-tomorrow = Завтра
button-pick-date = Выбрать дату
button-swap = Поменять местами
button-repeat-planned = Повторять
button-skip = Пропустить этот
button-stop-series = Убрать остальные повторы ({ $count })
button-every-day = Ежедневно
button-every-weekday = По будням
button-every-week = Еженедельно
button-every-month = Ежемесячно
button-free-slots = Свободные слоты
button-slot = Слот · { $time }
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
option-size = Размер превью: { $size ->
    [large] большое
    [small] маленькое
   *[auto] на усмотрение Telegram
}
option-pinned = Закрепить: { $on ->
    [on] сразу после выхода
   *[off] нет
}
option-spoiler = Спойлер: { $on ->
    [on] медиа скрыты
   *[off] нет
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
card-connect-first = Черновик сохранён. Чтобы его опубликовать, подключите канал: /channels
card-source = Источник
card-more-sources = { $count ->
    [one] и ещё { $count } источник
    [few] и ещё { $count } источника
   *[many] и ещё { $count } источников
}
card-consent = 🤖 { $site } не разрешает отдавать этот текст ИИ — { $reason }. Языковая модель его не получит: черновик встроенный, кнопки ИИ здесь не работают.
source-pasted = вставленный текст
source-day = { $day } { $month } { $year }
source-read-today = прочитан сегодня в { $time }
source-read-at = прочитан { $moment }
source-in-language = { $code ->
    [ar] на арабском
    [be] на белорусском
    [bg] на болгарском
    [cs] на чешском
    [da] на датском
    [de] на немецком
    [el] на греческом
    [en] на английском
    [es] на испанском
    [et] на эстонском
    [fi] на финском
    [fr] на французском
    [he] на иврите
    [hi] на хинди
    [hu] на венгерском
    [id] на индонезийском
    [it] на итальянском
    [ja] на японском
    [kk] на казахском
    [ko] на корейском
    [lt] на литовском
    [lv] на латышском
    [nl] на нидерландском
    [no] на норвежском
    [pl] на польском
    [pt] на португальском
    [ro] на румынском
    [ru] на русском
    [sr] на сербском
    [sv] на шведском
    [tr] на турецком
    [uk] на украинском
    [vi] на вьетнамском
    [zh] на китайском
   *[other] язык: { $code }
}

status-draft = 📝 Черновик
status-in_review = 👀 На проверке у редакторов
status-approved = 👍 Одобрен: можно публиковать как есть
status-planned = 🗓 Запланирован: { $moment } ({ $distance })
status-publishing = ⏳ Публикуется…
status-published = ✅ Опубликован
status-uncertain = ❓ Неясно: ответ Telegram потерян
status-failed = ⛔ Не опубликован: { $reason }
status-late = ⏰ Опоздал: был запланирован на { $moment }
status-deleted = 🗑 Удалён

finding-empty = Публиковать нечего: добавьте текст или медиа.
finding-caption-split = Текст длиннее, чем может быть подпись (1024): сначала уйдут медиа, текст — ниже, ответом. Сообщений: { $count }.
finding-text-split = Текст длиннее одного сообщения (4096): он уйдёт частями. Сообщений: { $count }.
finding-rich = Текст не помещается в обычное сообщение: пост выйдет целиком, одним расширенным сообщением. Приложения, не обновлённые с лета 2026 года, покажут вместо него просьбу обновиться.
finding-picture = Текст длиннее подписи (1024): картинка встанет над ним как превью своего адреса. Сообщений: { $count }. Присланный вами файл не публикуется.
finding-buttons = Кнопки под постом занимают место кнопки комментариев. Если в канале есть комментарии, под этим постом читатели их не найдут.
finding-buttons-below = Telegram не разрешает кнопки под альбомом: слова уйдут под него отдельным сообщением, с кнопками.
finding-buttons-alone = Telegram не разрешает кнопки под альбомом. Добавьте слова, они уйдут под альбом вместе с кнопками, или оставьте одну картинку, или уберите кнопки.
finding-entities-lost = Оформленных мест { $count }; Telegram оставит первые 100, остальные молча отбросит.
finding-untraced = Этого нет в источнике ({ $count }): { $words }. Проверьте перед публикацией.
finding-no-rubric = Пока нет рубрики: по хештегу читатели пост не найдут.

draft-ask-new = Пришлите первые слова: текст, картинку, альбом, ссылку или чужой пост. /cancel — выйти.
draft-ask-text = Пришлите новый текст. Оформление сохранится.
draft-ask-media = Пришлите картинку, видео, альбом или файл, которые заменят прежние.
draft-media-removed = Медиа убраны.
draft-ask-tags = Добавленные рубрики сейчас: { $tags }
tags-in-text = В самом тексте: { $tags }
tags-how = Нажмите на рубрику, чтобы добавить её, и ещё раз — чтобы убрать. Или напишите свои через пробел или запятую: #кейс #реклама. Они заменят добавленные; дефис (-) уберёт все.
tags-by-likeness = ✨ Подсказка: эти рубрики стоят у похожих постов.
tags-by-use = ✨ Подсказка: похожих постов пока нет, поэтому это самые частые рубрики.
tags-no-channel = Выберите канал для черновика, и здесь появятся его рубрики.
tags-none-used = В канале рубрик пока нет: список начнётся с первого опубликованного хештега.
tags-more = На кнопках поместились не все: ещё { $count } можно изменить, только написав рубрики заново.
tags-stands-in-text = Этот хештег стоит в самом тексте. Чтобы убрать его, измените текст: «Назад», затем «Текст».
draft-tags-not-understood = Рубрика — это буквы, цифры и подчёркивания, хотя бы одна буква: #кейс #реклама_2026. Попробуйте ещё раз или /cancel.
error-rubric-gone = Такой рубрики в канале больше нет. Откройте «Рубрики» ещё раз, чтобы увидеть нынешние.
draft-options = Как уйдёт пост:
draft-links = Какую ссылку из текста показывать в превью?
draft-ask-buttons = Пришлите кнопки, каждую на своей строке: слова, тире, адрес. Черта (|) ставит кнопки рядом. Присланное заменит те кнопки, что есть.
buttons-example = Например:
    Читать исследование - https://example.org/study
    Магазин - https://example.org | Чат - https://t.me/example
buttons-now = Кнопки сейчас:
buttons-not-understood = Не удалось понять «{ $typed }». Кнопка — это слова, тире и адрес, например: Читать исследование - https://example.org/study
buttons-bad-address = «{ $address }» — не адрес, который может открыть кнопка. Он начинается с https://, http:// или tg://, например: Магазин - https://example.org
buttons-words-long = «{ $words }…» — слишком длинно для кнопки: не больше { $limit } символов.
buttons-row-full = В одной строке не больше { $limit } кнопок. Остальные поставьте на следующую.
buttons-too-many = Это больше, чем разрешает Telegram: кнопок не больше { $limit }, а с длинными адресами ещё меньше.
draft-buttons-removed = Кнопки убраны.
long-about = Символов в тексте: { $units }. Это больше, чем помещается в обычное сообщение такого вида. Пост может выйти одним из этих способов:
long-parts = { $carrier ->
    [media] сначала медиа, текст ниже, ответом. Это покажет любое приложение.
   *[text] несколько сообщений, разрезанных на концах абзацев. Их покажет любое приложение.
}
long-rich = одно сообщение, в котором всё, до 32 768 символов. Приложения, не обновлённые с лета 2026 года, покажут вместо него просьбу обновиться, а превью ссылок в нём нет.
long-picture = один текст до 4096 символов с картинкой над ним, взятой по открытому адресу. Присланный вами файл не публикуется.
long-how = Нажмите на способ, и пост будет показан так, как он будет выглядеть.
long-no-picture = Над длинным текстом Telegram показывает картинку только по открытому адресу, а у вашей его нет: она прислана файлом. Пришлите адрес картинки, который открывается у всех, например https://example.org/picture.jpg, или выберите другой способ.
long-ask-picture = Пришлите адрес картинки, например https://example.org/picture.jpg. Он должен открываться у всех: если Telegram не сможет её загрузить, пост выйдет без картинки, поэтому посмотрите на превью.
long-bad-picture = Это не адрес картинки. Например: https://example.org/picture.jpg
draft-edited = Вы изменили сообщение — черновик изменился вслед.
preview-refused = Telegram не принимает пост в таком виде: { $reason }

schedule-ask = Когда опубликовать? Напишите: завтра в 10:30, в пятницу 19:00, 25.12 18:00, через 2 часа. Часовой пояс — { $zone }.
schedule-not_understood = Не понял, когда. Например: завтра в 10:30, в пятницу 19:00, 25.12 18:00, через 2 часа.
schedule-past = Этот момент уже прошёл. Назовите будущий, например: завтра в 10:30.
schedule-too_far = Это больше чем через год. Назовите момент поближе, например: 25.12 18:00.
scheduled = Запланировано: { $moment } ({ $zone }), { $distance }, в «{ $channel }».
scheduled-beside = ⚠️ В ту же минуту: { $title }
scheduled-other = другой пост
schedule-slot-taken = Этот слот тем временем занял другой пост. Вот следующий.
schedule-which = Что из этого вы имеете в виду? Нажмите или напишите иначе.
swap-ask = С каким постом поменять его местами?
swap-nobody = Других запланированных постов здесь нет.
swap-done = «{ $title }» теперь выйдет { $moment }.
error-plan-changed = План тем временем изменился, и я ничего не перенёс. Откройте /plan и попробуйте ещё раз.
repeat-ask = Как часто повторять? Каждый повтор — отдельный пост в плане.
repeat-ask-length = Сколько раз ещё или до какого дня? Нажмите число или напишите: 5 или до 31.12.
repeat-not-understood = Нужно число от 1 до { $most } или последний день. Например: 5 или до 31.12.
repeat-none = Ни один повтор туда не помещается: назовите день позже. Я планирую не дальше чем на год.
series-made = Запланировано: { $count ->
        [one] { $count } повтор, последний — { $last }.
        [few] { $count } повтора, последний — { $last }.
       *[many] { $count } повторов, последний — { $last }.
    }
series-made-how = Они стоят в /plan: каждый можно перенести, изменить или пропустить.
series-cut = Это не все: за один раз я планирую не больше { $most } повторов и не дальше чем на год вперёд.
skipped = Пропущен. Остальные повторы остаются в плане.
series-stopped = Остальные повторы убраны. Этот пост остаётся в плане.
calendar-month = { $month ->
     [1] Январь
     [2] Февраль
     [3] Март
     [4] Апрель
     [5] Май
     [6] Июнь
     [7] Июль
     [8] Август
     [9] Сентябрь
     [10] Октябрь
     [11] Ноябрь
    *[12] Декабрь
    }
calendar-ask = Выберите день или напишите, когда. Точка ({ $mark }) — в этот день уже есть посты. Часовой пояс — { $zone }.
calendar-ask-time = Во сколько? Нажмите или напишите: 9:30.
calendar-taken = В этот день уже запланировано: { $times }

publish-ask = Опубликовать в «{ $channel }» сейчас?
publishing = Публикую…
published = Опубликовано
cancelled = Отменено. Пост снова черновик.
delete-ask = Удалить этот черновик насовсем?
deleted = Удалено
pin-failed = Пост вышел, но не закреплён:
failed-notice = Не опубликовано. { $reason }
late-ask = Пост был запланирован на { $moment } и опаздывает ({ $late }): я не работал или Telegram не отвечал. Что с ним сделать?
published-late = Опубликовано с опозданием ({ $late })
late-skipped = Пост опоздал и не вышел: в «{ $channel }» опоздавшие пропускаются. Он снова черновик.
late-ask-many = { $count ->
    [one] { $count } пост опаздывает: я не работал или Telegram не отвечал. Что с ним сделать?
    [few] { $count } поста опаздывают: я не работал или Telegram не отвечал. Что с ними сделать?
   *[other] { $count } постов опаздывают: я не работал или Telegram не отвечал. Что с ними сделать?
    }
late-skipped-many = { $count ->
    [one] { $count } пост опоздал и не вышел. Он снова черновик:
    [few] { $count } поста опоздали и не вышли. Они снова черновики:
   *[other] { $count } постов опоздали и не вышли. Они снова черновики:
    }
late-published-many = { $count ->
    [one] { $count } пост вышел с опозданием:
    [few] { $count } поста вышли с опозданием:
   *[other] { $count } постов вышли с опозданием:
    }
late-line = опоздание { $late }
late-more = … и ещё { $count }
late-none = Среди этих постов опоздавших больше нет.
late-publish-ask = { $count ->
    [one] Опубликовать { $count } опоздавший пост сейчас?
    [few] Опубликовать { $count } опоздавших поста сейчас, один за другим?
   *[other] Опубликовать { $count } опоздавших постов сейчас, один за другим?
    }
late-publishing = { $count ->
    [one] Публикую { $count } пост…
    [few] Публикую { $count } поста, один за другим…
   *[other] Публикую { $count } постов, один за другим…
    }
late-dropped = { $count ->
    [one] { $count } пост снова черновик.
    [few] { $count } поста снова черновики.
   *[other] { $count } постов снова черновики.
    }
late-title = Опоздавшие посты «{ $channel }»
late-how = После перебоя пост может опоздать. При опоздании до { $minutes } мин он выйдет всё равно, и я скажу об этом автору. Что делать, если опоздание больше?
meter-gives =
    Точный счётчик впервые прочитал { $posts } { $posts ->
        [one] пост
        [few] поста
       *[many] постов
    } канала «{ $channel }». Просмотры Telegram показал ему у { $views } из них, репосты – у { $forwards }. Эти числа есть в «Цифрах» каждого поста, с указанием источника.
meter-gives-nothing = Точный счётчик читает «{ $channel }», но Telegram не сообщает ему ни просмотров, ни репостов. Нули никуда не записаны; через неделю спрошу снова.
meter-sign-in = Точный счётчик не может войти: Telegram не принимает METER_TOKEN, METER_API_ID или METER_API_HASH. Проверьте их и запустите меня заново; всё остальное работает и без него.
meter-invisible = Точный счётчик не видит «{ $channel }»: добавьте его бота в администраторы канала, право публиковать ему не нужно. Завтра посмотрю снова.
outage-begun = Telegram не принимает посты, каналы: { $channels }. Это длится уже { $span }: { $reason }
    Ничего не потеряно. Я продолжаю пробовать, всё реже, и сообщу, когда дело пойдёт.
outage-over = Больше ничего не задерживается, каналы: { $channels }. Перебой длился { $span }.
outage-more = и ещё { $count }
uncertain-ask = Ответ Telegram потерян: я не знаю, вышел ли пост. Загляните, пожалуйста, в «{ $channel }» и скажите.
uncertain-ask-part = Этот пост выходит несколькими сообщениями: их { $parts }. Ответ Telegram потерян: я не знаю, вышло ли сообщение { $part } из { $parts }. Загляните, пожалуйста, в «{ $channel }» и скажите именно о нём.
uncertain-closed = Опубликовано: отметил, что пост в канале.
lost-found = Ответ Telegram потерялся; пост нашёлся в канале под номером { $post }.
lost-sent-again = Ответ Telegram потерялся; сообщение не дошло, и я отправил его ещё раз.

list-drafts = Черновики
list-drafts-empty = Черновиков нет. Пришлите мне текст, картинку или ссылку.
list-plan = План
list-plan-empty = Ничего не запланировано. Откройте черновик (/drafts) и нажмите «Запланировать».
plan-later = Дальше
plan-free = 🆓 { $times }
plan-paused = ⏸ На паузе: ничего не выйдет, пока владелец не откроет канал в /channels и не нажмёт «Продолжить».
plan-crowded = { $count ->
        [one] ⚠️ В одну минуту выходит больше одного поста ({ $count } раз).
        [few] ⚠️ В одну минуту выходит больше одного поста ({ $count } раза).
       *[many] ⚠️ В одну минуту выходит больше одного поста ({ $count } раз).
    }
plan-fill = Выберите свободный слот, затем черновик, который тогда выйдет.
plan-no-free = На этой неделе свободных слотов нет.
plan-fill-with = Какой черновик выпустить в это время?
plan-nothing-fits = Ни один черновик канала этому слоту не подходит, или его уже заняли.
button-week-picture = Картинкой
button-week-dark = 🌙 Тёмная
button-week-light = ☀️ Светлая
week-span = { $first } – { $last } { $year }
week-today = сегодня
week-standing-planned = в плане
week-standing-sending = уходит
week-standing-late = опаздывает
week-standing-uncertain = неясно, вышел ли
week-standing-failed = не вышел
week-standing-published = вышел
week-crowded = два в одно время
week-free-slot = свободный слот
week-free-count = свободных слотов: { $count }
week-free-times = свободно { $times }
week-no-posts = постов нет
week-nothing = ничего
week-more = и ещё { $count }
week-posts = постов: { $count }
list-posts = Посты
list-posts-empty = Пока ничего не опубликовано.

channels-title = Каналы
channels-some = Откройте канал, чтобы увидеть его настройки.
channels-none = Ни один канал ещё не подключён. Нажмите «Подключить канал», назначьте меня администратором или перешлите мне пост из канала.
channels-ask = Нажмите «Выбрать канал» внизу: Telegram покажет ваши каналы и даст мне нужные права.
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
channel-lost = Больше не могу публиковать в «{ $channel }». { $reason } План на паузе, ничего не потеряно: он пойдёт дальше, когда вы нажмёте «Продолжить» в /channels.
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
error-slots-too-many = У канала не больше { $count } слотов. Сначала удалите лишние.
slots-title = Слоты
slots-own = Неделя этого канала, часовой пояс — { $zone }. «Ближайший слот» берёт первый свободный; слот с рубрикой — только для постов этой рубрики.
slots-default = Слоты по умолчанию, часовой пояс — { $zone }. Добавьте свои или удалите лишние — и неделя станет вашей.
slots-none = Слотов нет.
slots-ask =
    Нажмите на слот, чтобы его удалить. Чтобы добавить слоты, напишите дни и время, каждый слот с новой строки:
    вт 19:00 #кейс
    пн-пт 10:00, 18:00
    сб в полдень
slots-not-understood =
    Не понял, какие слоты. Напишите дни и время, каждый слот с новой строки, например:
    вт 19:00 #кейс
    пн-пт 10:00, 18:00
    ежедневно в 9
error-channel-paused = «{ $channel }» на паузе: там ничего не выйдет, пока владелец не откроет его в /channels и не нажмёт «Продолжить».
error-not-planned = Этот пост не запланирован.
error-planned-already = Этот пост уже запланирован. Сначала отмените его, потом выберите другой канал.
error-edited-part = Черновик остался прежним: это сообщение — лишь его часть или уже не его текст. Чтобы изменить его, нажмите «Текст» на карточке.
error-already-published = Этот пост уже опубликован, поэтому ничего не изменилось.
error-uncertain = Неизвестно, вышел ли этот пост. Сначала ответьте на вопрос о нём.
error-not-uncertain = На этот вопрос уже отвечено.
error-sending-begun = Отправка уже началась: изменить или отменить нельзя.

## Team

role-editor = редактор
role-author = автор
button-team = Команда
button-invite-editor = Пригласить редактора
button-invite-author = Пригласить автора
button-member-make-editor = Сделать редактором
button-member-make-author = Сделать автором
button-member-remove = Убрать из команды
button-member-remove-sure = Убрать
team-title = Команда канала «{ $channel }»
team-owners = Владельцы: { $names }
team-member = { $name } – { $role } с { $since }
team-none = Пока никто не приглашён. По ссылке войдёт один человек, действует она 24 часа.
team-some = Нажмите на имя, чтобы сменить роль или убрать человека из команды.
team-member-of = { $role } канала «{ $channel }» с { $since }
team-may-editor = Пишет, планирует и публикует посты всех авторов канала, проверяет их.
team-may-author = Пишет свои посты и публикует их там, где не нужна проверка.
team-invite-editor = Приглашение стать редактором канала «{ $channel }». Передайте ссылку: по ней войдёт один человек, действует до { $until }.
team-invite-author = Приглашение стать автором канала «{ $channel }». Передайте ссылку: по ней войдёт один человек, действует до { $until }.
team-came-editor = { $name } – новый редактор канала «{ $channel }», по вашей ссылке.
team-came-author = { $name } – новый автор канала «{ $channel }», по вашей ссылке.
team-your-role = Ваша роль в канале «{ $channel }» изменилась: { $role }.
team-remove-ask = Убрать из команды: { $name }? Написанное останется, а человек станет читателем.
team-removed = Больше не в команде канала «{ $channel }»: { $name }.
team-you-are-removed = Вы больше не в команде канала «{ $channel }». Читать его можно, как и раньше: /start
error-member-gone = Этого человека уже нет в команде.

## Journal

button-journal = Журнал
journal-title = Журнал канала «{ $channel }»
journal-none = Здесь пока ничего не делали.
journal-planned = план: «{ $title }» на { $detail }
journal-moved = перенесён на { $detail } пост «{ $title }»
journal-published = публикация: «{ $title }»
journal-late-wanted = выйдет с опозданием пост «{ $title }»
journal-cancelled = снят с плана пост «{ $title }»
journal-repeated = повторы поста «{ $title }»: { $detail }
journal-repeats = { $count ->
    [1] один, { $last }
    [one] { $count } раз, последний { $last }
    [few] { $count } раза, последний { $last }
   *[many] { $count } раз, последний { $last }
}
journal-skipped = пропущен повтор поста «{ $title }»
journal-repeats-stopped = убраны остальные повторы поста «{ $title }» ({ $detail })
journal-edited = изменён в канале пост «{ $title }»
journal-pinned = закреплён пост «{ $title }»
journal-unpinned = откреплён пост «{ $title }»
journal-deleted = удалён пост «{ $title }»
journal-deletion-set = «{ $title }»: задано автоудаление, { $detail }
journal-deletion-dropped = «{ $title }»: автоудаление отменено
journal-deleted-on-time = «{ $title }»: срок вышел, пост удалён
journal-unpinning-set = «{ $title }»: задано автооткрепление, { $detail }
journal-unpinning-dropped = «{ $title }»: автооткрепление отменено
journal-unpinned-on-time = «{ $title }»: срок вышел, пост откреплён
journal-submitted = отправлен на проверку пост «{ $title }»
journal-approved = одобрен пост «{ $title }»
journal-returned = возвращён пост «{ $title }»: { $detail }
journal-taken-back = отозван с проверки пост «{ $title }»
journal-approval-lost = изменён после одобрения пост «{ $title }», нужно одобрить заново
journal-overridden = пропущен вопреки правилам пост «{ $title }»: { $detail }
journal-invited = новое приглашение: { $detail }
journal-joined = теперь в команде: { $detail }
journal-made-editor = новая роль – редактор: { $detail }
journal-made-author = новая роль – автор: { $detail }
journal-removed = больше не в команде: { $detail }
journal-connected = канал подключён
journal-resumed = работа канала продолжена после паузы
journal-disconnected = канал отключён
journal-zone-set = часовой пояс: { $detail }
journal-review-on = проверка включена
journal-review-off = проверка выключена
journal-late-policy-set = опоздавшие посты: { $detail }
journal-slots-added = новые слоты: { $detail }
journal-slot-removed = убран слот: { $detail }
journal-slots-reset = снова слоты по умолчанию
journal-rule-on = включено правило: { $detail }
journal-rule-off = выключено правило: { $detail }
journal-rules-changed = изменено правило: { $detail }
journal-words-added = новые запрещённые слова: { $detail }
journal-words-removed = больше не запрещены слова: { $detail }
journal-source-made = новая ссылка для подписчиков: { $detail }
journal-source-renamed = ссылка для подписчиков переименована: { $detail }
journal-source-closed = ссылка для подписчиков закрыта: { $detail }
journal-letter-lost = письмо недели ({ $detail }) могло не дойти: ответ Telegram потерян
journal-rubric-renamed = новый тег рубрики: { $detail }
journal-rubric-described = новые слова или эмодзи рубрики: { $detail }
journal-rubric-hidden = рубрика скрыта от читателей: { $detail }
journal-rubric-shown = рубрика снова видна читателям: { $detail }
journal-rubric-joined = рубрика объединена с другой: { $detail }
journal-rubric-parted = синоним снова отдельная рубрика: { $detail }
journal-announced = объявление отправлено читателям: { $detail }
journal-run-paused = рассылка приостановлена: { $detail }
journal-run-went-on = рассылка продолжена: { $detail }
journal-run-stopped = рассылка остановлена: { $detail }
journal-paid-digests-on = платная отправка дайджестов включена
journal-paid-digests-off = платная отправка дайджестов выключена

## Рубрики канала у авторов

button-rubrics = Рубрики
button-rubric-pairs = Похоже, одно и то же
button-rubric-rename = Переименовать
button-rubric-describe = Описание
button-rubric-emoji = Эмодзи
button-rubric-hide = Скрыть
button-rubric-show = Показать
button-rubric-join-to = Объединить с…
button-rubric-join = Объединить
button-rubric-apart = Это разное
button-rubric-synonyms = Синонимы
catalogue-title = Рубрики
catalogue-channels = Настройки каналов только для владельцев. А рубрики ведёте и вы: выберите канал.
catalogue-some = Сначала те, где больше постов. 🙈 - читатели не видят. Нажмите рубрику, чтобы изменить её.
catalogue-none = Ни в одном вышедшем посте пока нет хештега. Первый же станет первой рубрикой.
rubric-first-tag = Сначала писалась { $tag }; этот тег по-прежнему её находит.
rubric-synonyms-line = Ещё: { $tags }
rubric-is-hidden = Скрыта: в списках читателей её нет. Посты находятся по словам и по самому тегу.
rubric-hidden = Скрыта: { $tag } больше нет в списках читателей. Кто знает тег, найдёт её посты.
rubric-shown = Показана: { $tag } снова в списках читателей.
rubric-rename-ask = Как показывать { $tag } в списках? Тексты постов не меняются, старый тег тоже находит рубрику. Пришлите один тег, например: #хит_недели
rubric-describe-ask = О чём { $tag }? Одной строкой, до { $count } знаков, например: Раз в неделю разбираем одну кампанию. Тире убирает описание.
rubric-emoji-ask = Какой эмодзи поставить перед { $tag }? Пришлите один, например: 🔥 Тире его убирает.
rubric-join-to-ask = В какой рубрике должны стоять посты { $tag }? Нажмите её или пришлите её тег, например: #кейс
rubric-tag-not-understood = Нужен один хештег, до 64 букв, цифр и _. Например: #кейс
rubric-description-too-long = Описание - одна строка до { $count } знаков. Например: Раз в неделю разбираем одну кампанию.
rubric-emoji-not-understood = Нужен один эмодзи. Например: 🔥
rubric-renamed = Переименована.
rubric-described = Описание сохранено.
rubric-emoji-set = Эмодзи сохранён.
rubric-join-sure = { $count ->
    [one] Объединить { $joined } с { $into }? Её { $count } пост встанет в { $into }, и оба тега будут открывать её. Потом можно разделить.
    [few] Объединить { $joined } с { $into }? Её { $count } поста встанут в { $into }, и оба тега будут открывать её. Потом можно разделить.
   *[other] Объединить { $joined } с { $into }? Её { $count } постов встанут в { $into }, и оба тега будут открывать её. Потом можно разделить.
}
rubric-join-shown = Рубрика { $joined } сейчас скрыта, а { $into } нет: её посты появятся в списках читателей.
rubric-join-hidden = Рубрика { $into } скрыта: посты { $joined } уйдут из списков читателей. Кто знает тег, найдёт их.
rubric-joined = Объединены: теперь в { $tag } посты обеих.
rubric-joined-already = Это уже одна рубрика.
rubric-synonyms-page = Синонимы { $tag }. Нажмите, чтобы тег снова стал отдельной рубрикой: каждый пост вернётся туда, где стоят его теги.
rubric-parted = { $count ->
    [one] Отделена: { $tag } снова сама по себе, в ней { $count } пост.
    [few] Отделена: { $tag } снова сама по себе, в ней { $count } поста.
   *[other] Отделена: { $tag } снова сама по себе, в ней { $count } постов.
}
rubric-pairs-title = Похоже, одно и то же
rubric-pairs-at = { $at } из { $count }
rubric-pairs-ask = «Объединить» сделает их одной рубрикой. «Это разное» я запомню.
rubric-pairs-none = Похожих друг на друга рубрик нет.
rubric-told-apart = Записано: это разные рубрики.
error-rubrics-keepers = Рубрики канала ведут его владелец и редакторы. Попросите кого-нибудь из них.
error-rubric-taken = { $tag } - уже другая рубрика. Чтобы сделать из двух одну, откройте её и нажмите «Объединить с…».
error-rubric-unknown = В этом канале нет рубрики { $tag }. Пришлите один из его тегов, например из списка.
error-rubric-synonyms = У рубрики не больше { $count } синонимов. Сначала отделите какой-нибудь.
button-navigation = Пост с навигацией
button-navigation-pinned = Опубликовать и закрепить
button-navigation-again = Опубликовать снова
button-navigation-leave = Не нужно
button-navigation-overwrite = Записать заново
button-navigation-stop = Больше не обновлять
button-navigation-resume = Снова обновлять
navigation-title = Пост с навигацией
navigation-post-title = Рубрики канала
navigation-post-all = Все рубрики
navigation-none = Пост в канале со списком рубрик: у каждой число постов и ссылка. Я сам его обновляю. Вот как он будет выглядеть:
navigation-sure = Опубликовать пост с навигацией в «{ $channel }» сейчас?
navigation-publishing = Он на пути в канал.
navigation-uncertain = Неизвестно, вышел ли он: ответ Telegram потерялся. Я ищу его, а если не смогу выяснить, спрошу вас здесь, в чате.
navigation-failed = Он не опубликован. Вот как он выглядел бы сейчас:
navigation-current = Он в канале. Новые рубрики появляются в нём в течение десяти минут, числа обновляются раз в час.
navigation-stopped = Он стоит в канале и больше не обновляется.
navigation-gone = Пост с навигацией в канале удалили. Опубликовать его снова или не нужно?
navigation-changed = Пост с навигацией изменили вручную. Я могу записать его заново по рубрикам или оставить как есть и больше не обновлять.
navigation-refused = Telegram не даёт изменить пост с навигацией. Я могу попробовать ещё раз или больше не обновлять его. Можно и удалить его и опубликовать новый.
error-navigation-empty = Ни в одной рубрике ещё нет вышедших постов: пост с навигацией был бы пустым. Сначала опубликуйте пост с хештегом.
error-navigation-post = Это пост со списком рубрик канала. Здесь они открываются так: /tags
error-repeat-navigation = Пост с навигацией в канале один. Обновить его или опубликовать заново можно на его странице: откройте «Рубрики» канала, в них «Пост с навигацией».
error-navigation-none = Поста с навигацией в канале больше нет. Откройте «Рубрики» и опубликуйте его снова.

## Ссылки для подписчиков

error-links-no-right = Мне не хватает права добавлять подписчиков в этом канале, а без него приглашений не сделать. Включите его мне среди администраторов и попробуйте ещё раз.
error-links-channel-lost = Меня больше нет в этом канале, и с его пригласительными ссылками я ничего сделать не могу. Добавьте меня администратором и попробуйте ещё раз.
error-links-no-answer = Telegram не ответил. Ничего не потеряно: попробуйте ещё раз через минуту.
error-links-wait = Telegram просит подождать со ссылками { $seconds } с. Потом попробуйте ещё раз.
error-links-refused = Telegram отказал: { $reason }
links-name-wrong = В названии от 1 до 32 знаков, одной строкой. Например: Реклама у Анны, 12 мая
links-name-taken = Ссылка «{ $name }» уже есть. Добавьте дату или место, чтобы их различать.
links-too-many = Открытых ссылок у канала может быть не больше { $most }. Закройте ту, что больше не нужна.
links-closed-already = Эта ссылка закрыта: её название уже не меняется.
button-links = Ссылки
button-new-link = Новая ссылка
button-links-month = 30 дней
button-links-all = За всё время
button-links-chart = График
button-copy-invite = Скопировать приглашение
button-copy-start = Скопировать ссылку на меня
button-make-link = Сделать ссылку
button-link-rename = Переименовать
button-close-link = Закрыть ссылку
links-title = Ссылки · { $channel }
links-all-time = За всё время
links-month = Кто пришёл за последние 30 дней
links-counted = По сообщениям Telegram, на { $at }
links-since = Считаю с { $since }. О тех, кто пришёл раньше или пока я не был администратором, Telegram не рассказывает.
links-gap = С { $since } по { $until } я ничего не слышал: кто пришёл или ушёл тогда, здесь не учтён.
links-gap-open = С { $since } я ничего не слышу о канале: кто приходит и уходит, здесь не учтён.
links-more-gaps = { $count ->
    [one] Раньше был ещё { $count } такой перерыв.
    [few] Раньше было ещё { $count } таких перерыва.
   *[many] Раньше было ещё { $count } таких перерывов.
    }
links-none = Ссылок пока нет. Сделайте по одной для каждого места, где рекламируете канал: я посчитаю, кто по ней пришёл и кто остался.
links-others = Другими путями
links-departures = { $count ->
    [one] Ушёл ещё { $count } подписчик, о приходе которого я не знал.
    [few] Ушли ещё { $count } подписчика, о приходе которых я не знал.
   *[many] Ушли ещё { $count } подписчиков, о приходе которых я не знал.
    }
links-joined = подписались { $joined } · ушли { $left } · остались { $present }
links-stayed = пробыли 7 дней: { $week } · 30 дней: { $month }
links-stayed-week = пробыли 7 дней: { $week }
links-starts = нажали «Старт», придя по ссылке на меня: { $count }
links-at-least = не меньше { $count }
links-at-most = не больше { $count }
links-of = { $stayed } из { $of }
links-came = подписались { $joined }
links-invite = Приглашение в канал:
links-no-invite = пока нет
links-start = Ссылка на меня:
links-is-closed = Закрыта { $day }: по ней больше никто не считается, цифры остаются.
links-apart = Нажавшие «Старт» и подписавшиеся считаются отдельно: одно не следует из другого.
links-own = Это ссылка «{ $name }», она работает. Вы из команды канала: вас я по ней не считаю и не приветствую, остальных — да.
links-own-closed = Это была ссылка «{ $name }». Она закрыта: по ней больше никто не считается.
links-ask = Для чего ссылка? Пришлите название до 32 знаков, например: Реклама у Анны, 12 мая
links-ask-new = Как теперь назвать «{ $name }»? До 32 знаков, например: Реклама у Анны, 12 мая
links-made = Ссылка готова.
links-made-without = Готово, но пока без приглашения в канал: нажмите «Сделать ссылку», когда причина исчезнет. Ссылка на меня уже работает.
links-renamed = Переименовано.
links-renamed-here = Среди ссылок канала в самом Telegram осталось старое название.
links-close-ask = Закрыть «{ $name }»? Приглашение навсегда перестанет работать, и по ссылке больше никто не будет считаться. Цифры останутся.
links-closed = Ссылка закрыта.
links-not-closed = Ссылка ещё открыта. { $reason }
links-chart-came = подписались
links-chart-week = пробыли 7 дней
links-chart-month = пробыли 30 дней
links-chart-note = Пробыть 7 или 30 дней могли только те, кто пришёл достаточно давно; «-» неизвестно.
links-chart-more = { $count ->
    [one] Ещё { $count } ссылка не поместилась на картинку.
    [few] Ещё { $count } ссылки не поместились на картинку.
   *[many] Ещё { $count } ссылок не поместились на картинку.
    }

## Review

button-review-on = Включить проверку
button-review-off = Публиковать без проверки
button-review-send = На проверку
button-review-withdraw = Забрать
button-review-approve = Одобрить
button-review-return = Вернуть
channel-review = Проверка: посты авторов выходят, когда их одобрит редактор
channel-no-review = Проверка: нет, авторы публикуют сами
review-on-planned = { $count ->
    [one] В плане { $count } пост авторов без одобрения. Он выйдет как запланирован, если не снять его с плана.
    [few] В плане { $count } поста авторов без одобрения. Они выйдут как запланированы, если не снять их с плана.
   *[many] В плане { $count } постов авторов без одобрения. Они выйдут как запланированы, если не снять их с плана.
}
review-sent = Отправлено на проверку: пост у редакторов. Их ответ придёт сюда.
review-taken-back = Вы забрали пост: он снова черновик.
review-asked = { $name } отправляет пост на проверку.
review-changes = Что изменилось с прошлого раза:
review-approved = Одобрено. Автор об этом знает и может опубликовать именно это.
review-returned = Возвращено. Автор знает почему.
review-approved-by = 👍 Одобрено: { $name }
review-returned-by = ↩️ На доработку, { $name }: { $remark }
review-withdrawn = Автор забрал пост: решать нечего.
review-changed = Пост изменился с тех пор, как вы его видели, поэтому ничего не решено. Вот он сейчас.
review-approval-gone = Одобрение снято: пост с тех пор изменился, и в плане его нет. Отправьте его на проверку ещё раз.
review-ask-remark = Что поправить автору? Напишите замечание: автор прочтёт его на карточке.
review-remark-again = Замечание – это текст до { $limit } знаков. Попробуйте ещё раз или /cancel.
review-you-approved = { $name } одобряет ваш пост: его можно публиковать или планировать. Любая правка снимет одобрение.
review-you-returned = { $name } возвращает ваш пост с замечанием.
error-not-in-review = Этот пост не на проверке.
touch-cancelled = { $name } снимает ваш пост «{ $title }» с плана.
touch-moved = { $name } переносит ваш пост «{ $title }»: { $moment }.
touch-changed = { $name } правит ваш пост «{ $title }».
touch-somebody = Кто-то из команды
button-open-post = Открыть пост

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
distance-seconds = { $count } с
distance-moment = минуту

## Цифры постов: кто посчитал и когда

number-source-updates = обновления Telegram
number-source-preview = публичная страница
number-source-meter = точный счётчик
number-source-author = введено вручную
number-source-export = выгрузка
number-entered-by = ввод вручную: { $name }
number-seen = замечены ботом
number-heard = услышаны в группе обсуждений, вместе с удалёнными
number-moment = { $day } { $month } { $year }, { $time }
number-of = { $source }, { $moment }
number-stale = Изменения после { $moment } могли потеряться
numbers-line = ❤ { $reactions } · замечено репостов: { $reposts }
numbers-legend = Источники: { $sources }. Самое старое: { $moment }.
numbers-legend-reposts = репосты, которые видел бот
numbers-legend-comments = группа обсуждений
numbers-legend-rounded = ≈ округлено
numbers-legend-least = «+» значит не меньше
numbers-legend-stale = ⏳ изменения после { $moment } могли потеряться
numbers-legend-unknown = «-» неизвестно

button-curve = График
curve-title = Реакции за первые 48 часов
curve-post = этот пост
curve-median = { $posts ->
    [one] медиана { $posts } поста
    [few] медиана { $posts } постов
   *[other] медиана { $posts } постов
    }
curve-band = средняя половина этих постов
curve-hours = часов после публикации
curve-no-median = Медианы пока нет: для неё нужны { $least } других поста, о первых 48 часах которых я знаю всё. Пока таких: { $posts }.
curve-median-of = { $posts ->
    [one] Медиана — по { $posts } посту канала, о первых 48 часах которого я знаю всё.
    [few] Медиана — по { $posts } постам канала, о первых 48 часах которых я знаю всё.
   *[other] Медиана — по { $posts } постам канала, о первых 48 часах которых я знаю всё.
    }
curve-source = Реакции: { $source }
curve-gaps = Там, где линия прерывается, реакции неизвестны: мне о них не сообщили.
curve-after = Через { $hours } ч
curve-now = Сейчас, через { $span }
curve-line = { $when }: { $total }
curve-line-usual = { $when }: { $total } (медиана { $median })
curve-nothing-yet = Рисовать пока нечего: Telegram ещё не сообщал о реакциях на этот пост. Линия начнётся с первой.
curve-nothing = Рисовать нечего: о реакциях за первые 48 часов этого поста мне не сообщали.
curve-since = Реакции этого канала я считаю с { $moment }.
decimal-mark = ,

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
button-follow = ➕ Следить
button-unfollow = ➖ Не следить
button-follow-tag = ➕ Следить за #{ $tag }
button-unfollow-tag = ➖ Не следить за #{ $tag }
button-followed = ⭐ Мои рубрики
button-at-once = 🔔 Сразу
button-not-at-once = 🔕 Не сразу
button-news-open = 📖 Открыть
button-news-open-title = 📖 Открыть: { $title }

follows-title = Ваши рубрики в «{ $channel }»
follows-none = Вы пока не следите ни за одной рубрикой. Откройте рубрику и нажмите «Следить»: новое из неё может приходить в дайджесте или сразу.
follows-at-once = Новое из них приходит сразу, вместе, не чаще раза в час.
follows-not-at-once = Само новое из них не приходит. Нажмите «Сразу», и я сообщу, как только выйдет пост, — не чаще раза в час. А /digest приносит новое в ваше время.
follows-now = Теперь вы следите за #{ $tag }.
follows-no-more = Вы больше не следите за #{ $tag }.
news-title = { $count ->
    [1] Новое в «{ $channel }»
    [one] Новое в «{ $channel }»: { $count } пост
    [few] Новое в «{ $channel }»: { $count } поста
   *[many] Новое в «{ $channel }»: { $count } постов
}
notices-unknown = { $count ->
    [one] У { $count } уведомления о рубриках неизвестен исход: ответ Telegram потерялся. Повторно оно не отправляется. Читатель:
    [few] У { $count } уведомлений о рубриках неизвестен исход: ответы Telegram потерялись. Повторно они не отправляются. Читатели:
   *[many] У { $count } уведомлений о рубриках неизвестен исход: ответы Telegram потерялись. Повторно они не отправляются. Читатели:
}
error-follows-full = Вы следите за { $most } рубриками, больше нельзя. Сначала перестаньте следить за одной: /tags, затем «Мои рубрики».
error-reader-rubric-gone = Такой рубрики в канале больше нет. Какие есть — в /tags.

button-share = Поделиться

posts-count = { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}
rubrics-some = Рубрики, сначала самые частые:
rubrics-none = Рубрик пока нет: ни в одном опубликованном посте нет хештега.

-search-hint = Ещё можно: «несколько слов подряд», -исключить, #рубрика, май 2025, 2025-05..2025-07.
search-ask =
    Что искать? Пришлите слова в любой форме или #рубрику.
    { -search-hint }
search-no-words =
    Мне нужно слово для поиска. Например: упаковка или #кейсы.
    { -search-hint }
search-only-without = Здесь только то, что исключить. Добавьте, что искать: слово, #рубрику или месяц. Например: упаковка -молоко
found-newest = Найдено, сначала новые: { $words }
found-best = Найдено, сначала лучшие: { $words }
found-nothing =
    По запросу «{ $words }» ничего не нашлось. Попробуйте меньше слов или посмотрите рубрики.
    { -search-hint }
found-nothing-near = По запросу «{ $words }» ничего не нашлось. Возможно, это в рубриках:
found-span = Посты этого канала — с { $first } по { $last }.
found-perhaps = Возможно, имелось в виду: { $words }
found-instead = Слов «{ $typed }» в постах нет. Показываю то, что, скорее всего, имелось в виду.
button-as-typed = Искать ровно как набрано
button-perhaps = 🔍 { $words }

top-week = Лучшее за неделю
top-month = Лучшее за месяц
top-year = Лучшее за год
top-all = Лучшее за всё время
top-by-reactions = по реакциям
top-by-reposts = по замеченным репостам
top-by-comments = по комментариям
top-since = Опубликованы с { $day } { $month } { $year }. Постов, чьё число неизвестно, в списке нет.
top-ever = Опубликованы когда угодно. Постов, чьё число неизвестно, в списке нет.
top-none-reactions = За это время пока нет постов, чьи реакции известны. Выберите срок подлиннее.
top-none-reposts = За это время я пока не видел репостов. Выберите срок подлиннее.
top-none-comments = За это время пока нет постов, чьи комментарии известны. Выберите срок подлиннее.
button-top-reactions = Реакции
button-top-reposts = Репосты
button-top-comments = Комментарии

button-any-good = 🎲 Случайный
button-another = 🎲 Ещё один
any-good-none = Старых постов с известными реакциями пока нет. Загляните, когда архив подрастёт, или посмотрите лучшее.
button-this-day = 📅 В этот день
this-day = { $day } { $month }
this-day-heading = В этот день, { $day }, в прошлые годы
this-day-week = { $day } в прошлые годы ничего не выходило. Вот что было в соседние дни:
this-day-none = Около этой даты ({ $day }) в прошлые годы ничего не выходило.

button-post-save = 🔖 Сохранить
button-post-saved = ✅ Сохранено
button-alike = Похожие посты
button-unsave = ✖️ Убрать
button-unsave-gone = ✖️ Убрать пост, которого больше нет
post-saved = Сохранено. Всё сохранённое — в /saved.
post-unsaved = Убрано из сохранённого.
post-media-missing = Принести пост целиком не получилось. Остальное есть в канале.
alike-heading = Похожие посты:
alike-none = Других постов, похожих на этот, не нашлось:
saved-heading = Сохранённые посты: { $count }
saved-none = Пока ничего не сохранено. Нажмите «Сохранить» под любым постом, и он появится здесь.
saved-gone = Пост, который больше не прочитать: его удалили или канал отключили.
error-saved-full = Вы сохранили { $limit } постов, больше я не храню. Самый старый — «{ $title }». Уберите что-нибудь в /saved и сохраните этот.

reader-channel-ask = Какой канал вы читаете?
reader-no-channel = Каналы ещё не подключены, читать пока нечего. Загляните позже.
owner-no-channel = Каналы ещё не подключены. Подключить: /channels. Черновики можно писать уже сейчас: пришлите текст, картинку или ссылку.
error-reader-channel-gone = Этот канал больше не подключён. Нажмите /start — покажу, что можно читать.
reader-forward-unknown = Я знаю только посты своих каналов с тех пор, как подключён к ним, а этого среди них нет. Пришлите слова для поиска или посмотрите /tags.
reader-media-refused = Искать я умею только по словам. Пришлите слово или #рубрику, а что ещё я умею — в /help.

language-name = Русский
language-ask = На каком языке говорить?
language-chosen = Теперь говорю по-русски.

help-reader =
    Пришлите слова — поищу в архиве; #рубрика откроет рубрику. Перешлите пост канала — открою его страницу.
    { -search-hint }
help-author = Пришлите текст, картинку, видео, пересланный пост или ссылку — сделаю черновик.
question-cancelled = Отменено: ответа больше не жду. Всё сохранённое на месте.

command-unknown = Такой команды я не знаю. Что я умею — в /help.
invite-wrong = Такого приглашения нет. Попросите у владельца канала новую ссылку.
invite-used = По этому приглашению уже вошли: ссылка впускает одного человека. Попросите у владельца новую.
invite-old = Приглашение больше не действует: ссылка годится 24 часа. Попросите у владельца новую.
invite-needless = В канале «{ $channel }» у вас уже есть эта роль или выше. Ничего не изменилось, ссылка ещё действует: передайте её тому, кого приглашаете.
joined-editor =
    Теперь вы редактор канала «{ $channel }»: пишете сами, планируете, публикуете и проверяете посты всех его авторов.

    Пришлите текст, картинку или ссылку – получится черновик. Остальное – в /help.
joined-author =
    Теперь вы автор канала «{ $channel }».

    Пришлите текст, картинку или ссылку – получится черновик. Остальное – в /help.
button-unknown = Эта кнопка не для вас или устарела. Что я умею — по /start.

inline-open = Открыть в боте
inline-choose = Сначала выберите канал в боте
inline-start = Нажмите Start в боте, чтобы читать этот канал
inline-link = Читать в канале
inline-more = Ещё в боте

## Приватность

privacy-head = Что я храню о вас:
privacy-kept-profile = { $name }, { $username }; язык { $language }, часовой пояс { $zone }
privacy-kept-channel = выбранный вами канал: «{ $channel }»
privacy-kept-digests = настройки дайджестов и когда они приходили: { $count }
privacy-kept-announcements = какие объявления вам приходили и хотите ли вы их: { $count }
privacy-kept-saved = сохранённые посты: { $count }
privacy-kept-follows = рубрики, на которые вы подписаны, и их уведомления: { $count }
privacy-kept-arrivals = когда вы пришли в канал, ушли или нажали Start по ссылке: { $count }
privacy-kept-welcomes = приветствия по ссылке: { $count }
privacy-kept-reposts = посты канала, которыми вы поделились там, где я это вижу: { $count }
privacy-kept-team = место в командах, приглашения: { $count }
privacy-kept-letters = письма недели: { $count }
privacy-kept-model = дни, когда вы обращались к языковой модели: { $count }
privacy-kept-posts = посты и черновики, которые вы написали: { $count }
privacy-kept-work = что вы делали с постами и настройками, в том числе в журналах: { $count }
privacy-kept-messages = номера сообщений этого чата: { $count }
privacy-kept-conversations = вопрос, на который я жду ответа: { $count }
privacy-kept-updates = сообщения и нажатия, как их прислал Telegram, два дня: { $count }
privacy-words = Что люди ищут, хранится без имён. Если вы пишете посты и здесь подключена языковая модель, она получает текст, который вы просите обработать.
privacy-others = Никому другому я этого не передаю. Тот, у кого запущен бот, может прочитать его базу.
privacy-exported = Всё, что я о вас храню, в файле JSON.
privacy-ask = Забыть вас? Отменить это будет нельзя.
privacy-goes = Что исчезнет сразу: ваши настройки, дайджесты, сохранённые посты и подписки на рубрики, место в командах и все записи этого чата.
privacy-goes-drafts = { $count ->
        [one] Исчезнет и { $count } ваш черновик.
        [few] Исчезнут и { $count } ваших черновика.
       *[other] Исчезнут и { $count } ваших черновиков.
    }
privacy-goes-planned = { $count ->
        [one] Исчезнет и { $count } ваш запланированный пост: он не выйдет.
        [few] Исчезнут и { $count } ваших запланированных поста: они не выйдут.
       *[other] Исчезнут и { $count } ваших запланированных постов: они не выйдут.
    }
privacy-stays = Что останется: числа без имени - сколько людей пришло по ссылке, сколько поделилось постом.
privacy-stays-posts = { $count ->
        [one] Ваш опубликованный пост останется каналу, без вашего имени.
        [few] Ваши { $count } опубликованных поста останутся каналам, без вашего имени.
       *[other] Ваши { $count } опубликованных постов останутся каналам, без вашего имени.
    }
privacy-owner = Вы останетесь владельцем: ваш id назван в настройках этой установки (OWNER_IDS), изменить это может только тот, кто её запускает.
privacy-forgotten = Забыто. Я больше ничего о вас не храню. Напишете снова - начнём с чистого листа.
button-privacy-export = 📄 Выгрузить мои данные
button-privacy-ask = 🗑 Забыть меня

## Дайджест

digest-card = Дайджест «{ $channel }»
digest-card-off = Выключен: ничего не приходит. Выберите, как часто, и он начнётся сразу.
digest-comes-daily = Приходит каждый день в { $time }.
digest-comes-weekdays = Приходит по будням, с понедельника по пятницу, в { $time }.
digest-comes-twice = Приходит дважды в месяц, 1-го и 15-го, в { $time }.
digest-clock = Ваше время: { $time }.
digest-comes-weekly = Приходит раз в неделю, { $day }, в { $time }.
digest-comes-chosen = Приходит в { $time } по дням: { $days }.
digest-on-0 = по понедельникам
digest-on-1 = по вторникам
digest-on-2 = по средам
digest-on-3 = по четвергам
digest-on-4 = по пятницам
digest-on-5 = по субботам
digest-on-6 = по воскресеньям
digest-next = Следующий: { $moment } ({ $distance }), { $least ->
    [1] если к этому времени будут новые посты.
   *[other] если к этому времени новых постов будет хотя бы { $least }.
    }
digest-next-at-once = Следующий придёт прямо сейчас, { $least ->
    [1] если есть новые посты.
   *[other] если новых постов хотя бы { $least }.
    }
digest-next-kept = Он был обещан на это время. Следующие будут приходить в { $time }.
digest-next-none = Ничего не придёт: все его дни тихие. Выберите другой день в «Ещё настройки».
digest-paused = Пауза: до { $day } дайджеста не будет.
digest-next-paused = Первый после неё: { $moment } ({ $distance }), { $least ->
    [1] если к этому времени будут новые посты.
   *[other] если к этому времени новых постов будет хотя бы { $least }.
    }
digest-card-quiet = Тихие дни, когда ничего не приходит: { $days }.
digest-card-taste = { $scope }, до { $count } постов, { $order }.
digest-scope-all = Все рубрики
digest-scope-followed = Рубрики, за которыми вы следите
digest-scope-except = Все рубрики, кроме убранных
digest-order-best = сначала лучшие
digest-order-time = по времени
digest-choose-days = В какие дни присылать дайджест? Нажмите день, чтобы выбрать его, ещё раз — чтобы убрать.
digest-choose-weekday = В какой день недели присылать дайджест?
digest-choose-quiet = Какие дни сделать тихими? В них ничего не приходит, а новое ждёт следующего дайджеста.
digest-choose-most = Сколько постов самое большее в одном дайджесте? Остальные откроет кнопка «Ещё» под ним.
digest-choose-least = Сколько новых постов должно набраться, чтобы дайджест пришёл? Если их меньше, они подождут следующего.
digest-choose-pause = На сколько приостановить дайджест? Всё новое подождёт первого дайджеста после паузы.
digest-ask-pause = До какого дня приостановить дайджест? Пришлите день или срок, например: до 1 декабря, или: две недели
digest-ask-zone = Где вы живёте? Пришлите город или смещение, например: Екатеринбург или UTC+3. Или нажмите кнопку внизу, и я найду пояс по геопозиции.
digest-zone-again = Не знаю такого места. Пришлите большой город или смещение, например: Екатеринбург или UTC+3. Или отправьте геопозицию.
digest-zone-set = Ваш часовой пояс: { $zone }. Там сейчас { $time }, верно? Если нет, нажмите «Часовой пояс» ещё раз и пришлите большой город рядом.
digest-rubrics-all = В вашем дайджесте все рубрики. «Мои» оставит те, за которыми вы следите, «Все, кроме» уберёт ненужные.
digest-rubrics-except = В вашем дайджесте все рубрики, кроме этих: { $tags }. Нажмите рубрику, чтобы убрать её, ещё раз — чтобы вернуть.
digest-rubrics-except-none = В вашем дайджесте все рубрики: ничего не убрано. Нажмите те, которые вам не нужны.
digest-rubrics-but = В вашем дайджесте все рубрики, кроме этих: { $tags }. Изменить список — «Все, кроме».
digest-rubrics-but-none = В вашем дайджесте все рубрики: ничего не убрано. Убрать ненужные — «Все, кроме».
digest-tags-more = и ещё { $count }
digest-stopped = Остановлено: дайджест «{ $channel }» больше не придёт. Вернуть его — /digest.
digest-ask-time = Во сколько присылать дайджест? Например: 9:30
digest-time-again = Не понимаю это время. Пришлите так: 9:30
digest-days-none = Не осталось бы ни одного дня. Сначала выберите другой день, потом уберите этот — или нажмите «Выключить»: /digest
digest-quiet-all = Не осталось бы ни одного дня для дайджеста. Оставьте хотя бы один — или нажмите «Выключить»: /digest
digest-pause-again = Не понимаю эту дату. Пришлите день в пределах года, например: до 1 декабря, или: две недели
digest-rubrics-followed = В вашем дайджесте рубрики, за которыми вы следите.
digest-rubrics-none = В дайджесте должны быть рубрики, за которыми вы следите, но таких пока нет, и ничего не придёт. Откройте «Рубрики», выберите одну и нажмите «Следить» — или выберите «Все».
digest-nothing-followed = В вашем дайджесте «{ $channel }» только рубрики, за которыми вы следите, а таких пока нет. Откройте рубрику в /tags и нажмите «Следить» — или выберите «Все» в /digest → «Рубрики».
digest-nothing = В «{ $channel }» пока нет ничего нового.
digest-nothing-best = А лучшее из того, что уже было, — /top.

digest-title = Дайджест: { $channel }
digest-subtitle = { $period } · { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}
digest-subtitle-more = { $period } · посты { $first }–{ $last } из { $total }
digest-subtitle-one = { $period } · пост { $place } из { $total }
digest-day = { $day } { $month }
digest-days = { $first }–{ $last }
digest-period = { $first } – { $last }
digest-rest = { $count ->
    [one] И ещё { $count } пост.
    [few] И ещё { $count } поста.
   *[many] И ещё { $count } постов.
}
digest-no-rubric = Без рубрики
digest-rest-gone = Это всё: больше в этом дайджесте постов нет.
digest-rarest = Реже не бывает, но дайджест можно остановить совсем.
digest-button-more = 📖 Ещё · { $count }
digest-button-less = 🐢 Реже
digest-button-undo = ↩️ Как было
digest-more = { $count ->
    [one] и ещё { $count } пост в канале
    [few] и ещё { $count } поста в канале
   *[many] и ещё { $count } постов в канале
}
run-paused-digest = Дайджесты канала { $channel } на паузе: Telegram не принимает их текст и не примет ни для кого. Он отвечает: { $reason }. Никто не пропущен: остальные ждут. Исправьте пост: через час попробую снова, а по кнопке «Продолжить» - сразу.
run-paused-announcement = Объявление канала { $channel } на паузе: Telegram не принимает его и не примет ни для кого. Он отвечает: { $reason }. Никто не пропущен: остальные ждут. Через час попробую снова, а по кнопке «Продолжить» - сразу. «Остановить» завершит рассылку насовсем.
digest-run-unpaid = Telegram не принял платную отправку дайджестов канала { $channel }. Он отвечает: { $reason }. Никто не пропущен: дайджесты идут с бесплатной скоростью. Платная отправка остаётся включённой, следующие дайджесты попробуют её снова; второй раз напишу, только если она успеет поработать.
digest-unknown = { $count ->
    [one] У { $count } дайджеста неизвестен исход: ответ Telegram потерялся. Повторно он не отправляется. Читатель:
    [few] У { $count } дайджестов неизвестен исход: ответы Telegram потерялись. Повторно они не отправляются. Читатели:
   *[many] У { $count } дайджестов неизвестен исход: ответы Telegram потерялись. Повторно они не отправляются. Читатели:
}

button-digest-daily = Каждый день
button-digest-weekdays = По будням
button-digest-weekly = Раз в неделю
button-digest-chosen = По дням
button-digest-twice = Дважды в месяц
button-digest-choices = ➕ Ещё настройки
button-digest-weekday = День: { $day }
button-digest-quiet = Тихие дни
button-digest-most = Постов: до { $count }
button-digest-least = Новых: от { $count }
button-digest-by-best = Сначала лучшие
button-digest-by-time = По времени
button-digest-announcements = 📣 Объявления: { $state ->
    [on] включены
   *[off] выключены
}
button-digest-pause = ⏸ Пауза
button-digest-week = Неделя
button-digest-two-weeks = Две недели
button-digest-month = Месяц
button-digest-until = До даты…
button-digest-go-on = ▶️ Возобновить сейчас
button-digest-location = 📍 Отправить геопозицию
button-digest-off = Выключить
button-digest-time = 🕙 Время
button-digest-zone = 🌍 Часовой пояс
button-digest-rubrics = 🏷 Рубрики
button-digest-now = 👀 Показать сейчас
button-digest-all = Все
button-digest-followed = Мои
button-digest-except = Все, кроме
button-digest-back = Назад
button-digest-stop = 🔕 Остановить
button-digest-card = ⚙️ Настройки
greeting-owner-alone =
    Здравствуйте! Я Рубрика — редакция вашего канала: черновики, план, публикация ровно один раз, архив по рубрикам и дайджесты для читателей.

    Начнём с канала: назначьте меня в нём администратором, или нажмите «Подключить канал», или перешлите мне любой его пост.
button-resume = Продолжить
channel-renamed = Канал «{ $before }» теперь называется «{ $channel }». Его план на паузе, чтобы ничего не ушло не туда. Если всё в порядке, откройте канал в /channels и нажмите «Продолжить».

## Приветствия подписчиков

welcome-kind-refused = Приветствие — это тексты или отдельные фото и видео с подписью. Пришлите что-то из этого.
welcome-empty = В этом сообщении ничего нет. Пришлите текст, фото или видео.
welcome-text-long = { $units ->
    [one] Слишком длинно: { $units } знак, а в одно сообщение помещается { $limit }. Пришлите текст короче.
    [few] Слишком длинно: { $units } знака, а в одно сообщение помещается { $limit }. Пришлите текст короче.
   *[many] Слишком длинно: { $units } знаков, а в одно сообщение помещается { $limit }. Пришлите текст короче.
}
welcome-caption-long = { $units ->
    [one] Слишком длинно: { $units } знак, а под фото или видео помещается { $limit }. Пришлите с подписью короче.
    [few] Слишком длинно: { $units } знака, а под фото или видео помещается { $limit }. Пришлите с подписью короче.
   *[many] Слишком длинно: { $units } знаков, а под фото или видео помещается { $limit }. Пришлите с подписью короче.
}
welcome-formatting = Слишком много оформления: форматов в тексте { $count }, а Telegram сохранит только { $limit }. Уберите лишнее.
welcome-delay-long = Не позже чем через { $days } дней после прихода. Выберите срок короче.
welcome-delay-taken = В это время уже приходит другое сообщение. Выберите другой срок.
welcome-full = В приветствии не больше { $count } сообщений. Удалите лишнее.
welcome-title = Приветствие
welcome-about = Я пишу тем, кто пришёл в «{ $channel }» по этой ссылке и нажал «Старт». Отказаться можно одним нажатием. С 22:00 до 9:00 по часам человека приходит только ответ на «Старт», остальное ждёт утра.
welcome-none = Сообщений пока нет: никому ничего не приходит.
welcome-closed = Ссылка закрыта: новых людей я не приветствую. Кому уже начал писать — допишу.
welcome-people = Получают: { $running } · отказались: { $stopped } · получили всё: { $done }
welcome-sent = отправлено: { $count }
welcome-failed = Telegram не принял: { $count }
welcome-unknown = неизвестно, дошло ли: { $count }
welcome-step = Сообщение { $number } из { $count }
welcome-at-once = Сразу
welcome-in-hour = Через час
welcome-in-day = Через день
welcome-in-three-days = Через три дня
welcome-after = Через { $distance }
welcome-ask = Пришлите сообщение: текст, фото или видео с подписью. Оформление сохранится.
welcome-ask-change = Пришлите новое сообщение: текст, фото или видео с подписью. У тех, кто уже получил старое, оно останется.
welcome-ask-delay = Когда его прислать, считая с прихода человека? Нажмите или напишите: «2 часа», «5 дней». Самое позднее — через 30 дней.
welcome-delay-again = Не понимаю срок. Напишите, например: 2 часа, 5 дней, сразу. Или /cancel.
welcome-added = Добавлено
welcome-saved = Сохранено
welcome-delete = Удалить сообщение { $number }?
welcome-delete-about = Кто его ещё не получил, тот не получит.
welcome-message-gone = У меня больше нет сообщения, о котором шла речь. Нажмите «Добавить сообщение» и пришлите его снова.
welcome-in-parts = Слишком длинно: Telegram прислал текст частями, а в одно сообщение помещается { $limit } знаков. Пришлите текст короче.
welcome-stopped = Остановлено: такие сообщения о «{ $channel }» больше не придут.
button-welcome = 👋 Приветствие
button-welcome-add = ➕ Добавить сообщение
button-welcome-show = 👀 Показать
button-welcome-text = Изменить текст
button-welcome-delay = Изменить срок
button-welcome-stop = 🔕 Остановить

## Письмо о неделе

letter-title = Неделя «{ $channel }»
letter-best = Лучшее за неделю
letter-reactions = реакции: { $count }
letter-grown = Больше всего выросла
letter-grown-line = #{ $tag }: медиана реакций на пост — { $value }, { $change }. Сравнение с предыдущим периодом: { $span }.
letter-planned = В плане на эту неделю: { $count }
letter-nothing-planned = На эту неделю ничего не запланировано.
letter-more = … и ещё { $count }
letter-how = Письмо приходит по понедельникам в 10:00. Отказаться — одно нажатие на «Без писем».
letter-stopped = Остановлено: письма о «{ $channel }» больше не придут. Вернуть их можно кнопкой под письмом или в /stats.
letter-resumed = Письма о «{ $channel }» снова будут приходить — по понедельникам в 10:00.
button-letter-stats = 📊 Статистика
button-letter-stop = 🔕 Без писем
button-letter-resume = 🔔 Снова присылать письма

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

## Writing

generating-already = Для этого поста уже что-то пишется: дождитесь или нажмите «Стоп».
generating-failed = Не получилось дописать по нашей вине; черновик остался как был. Причина в журнале; попробуйте ещё раз.
llm-unavailable = Языковая модель сейчас не отвечает; попробуйте через несколько минут.
llm-key-refused = Языковая модель не принимает наш ключ: владельцу бота стоит проверить LLM_API_KEY.
llm-not-found = По этому адресу нет такой языковой модели: владельцу бота стоит проверить LLM_BASE_URL и LLM_MODEL.
llm-busy = Языковая модель перегружена или её счёт исчерпан; попробуйте позже.
llm-broken = Языковая модель ответила чем-то, что не похоже на пост.
llm-wordy = Языковая модель ответила намного длиннее, чем может быть пост.
llm-language = Языковая модель ответила на другом языке.
llm-refuses = Языковая модель отказалась об этом писать.
llm-too-long = Это слишком длинно для языковой модели.
llm-too-slow = Языковая модель отвечала слишком долго.
llm-stopped = Остановлено.
llm-cut = Ответ языковой модели оборвался; здесь он до последнего целого предложения.
llm-stopped-early = Остановлено; здесь то, что было написано к этому моменту.
llm-shortened = Статья длиннее, чем принимает языковая модель; использовано только её начало.
llm-unchanged = Языковая модель вернула пост без изменения; попробуйте ещё раз или скажите своими словами, что изменить.
llm-limit =
    { $limit ->
        [0] Черновики от языковой модели здесь выключены.
        [one] Ваш { $limit } черновик от языковой модели на сегодня использован; следующий — после полуночи ({ $zone }).
        [few] Ваши { $limit } черновика от языковой модели на сегодня использованы; следующие — после полуночи ({ $zone }).
       *[many] Ваши { $limit } черновиков от языковой модели на сегодня использованы; следующие — после полуночи ({ $zone }).
    }
llm-source-refuses = Сайт, по материалу которого сделан пост, не разрешает отдавать свой текст ИИ; измените текст, пожалуйста, вручную.
llm-no-text = В этом посте нет слов, с которыми можно работать.
llm-not-set = Языковая модель здесь не подключена: владелец бота может указать LLM_BASE_URL.

## Working with a language model

button-ask-shorter = Короче
button-ask-sharper = Острее
button-ask-calmer = Спокойнее
button-ask-headlines = Заголовки
button-ask-translate = Перевести
button-ask-by-words = Переписать по-моему
rewriting-ask-tongue = На какой язык перевести?
tongue-ru = Русский
tongue-en = Английский
tongue-de = Немецкий
tongue-zh = Китайский
tongue-ko = Корейский
rewriting-ask-words = Что изменить? Напишите своими словами, до { $limit } знаков. Например: начни с цифры, последний абзац убери.
rewriting-words-again =
    { $count ->
        [0] Нужны слова: что изменить?
        [one] Это { $count } знак.
        [few] Это { $count } знака.
       *[many] Это { $count } знаков.
    } Напишите, пожалуйста, не больше { $limit }. Например: начни с цифры, последний абзац убери.
proposal-shorter = ✏️ Вариант короче
proposal-sharper = ✏️ Вариант острее
proposal-calmer = ✏️ Вариант спокойнее
proposal-translate = ✏️ Перевод
proposal-by-words = ✏️ Вариант по вашим словам
proposal-headlines = ✏️ Заголовки на выбор
proposal-length = Длина: { $before } → { $after }
proposal-lost =
    { $count ->
        [one] Оформление потеряло { $count } место.
        [few] Оформление потеряло { $count } места.
       *[many] Оформление потеряло { $count } мест.
    }
proposal-how = Пока ничего не изменилось: черновик прежний.
proposal-headlines-how = Нажмите на заголовок, и он встанет первой строкой. Пока ничего не изменилось.
button-proposal-take = Взять
button-proposal-again = Ещё раз
button-proposal-leave = Не брать
proposal-taken = Взято: пост теперь такой. Прежний текст остался в истории.
proposal-left = Не взято: черновик остался как был.
proposal-stale = Пост с тех пор изменился, а это сделано из его прежнего текста. Нажмите «Ещё раз», и будет новый вариант.
proposal-gone = Вместо этого варианта уже есть другой: он ниже.
usage-today = 🤖 Языковая модель сегодня: { $people }. На человека в день: { $limit }.
usage-nobody = 🤖 Языковую модель сегодня никто не просил. На человека в день: { $limit }.
usage-more = ещё { $count }
usage-month = 🤖 За 30 дней: запросов { $requests }, знаков { $characters }
usage-month-tokens = 🤖 За 30 дней: запросов { $requests }, знаков { $characters }, токенов { $tokens }

## The built-in draft

draft-opinion = ✍️ Ваше мнение
draft-facts = Цифры и имена из источника
draft-names = Имена
draft-source = Источник
draft-note-foreign = Предложения взяты из источника на его языке: переводить без языковой модели я не умею.
draft-note-translate = Предложения взяты из источника, на его языке: «Перевести» переведёт их на язык канала.
draft-note-partial = Сайт показал только начало статьи; черновик сделан из него. Пришлите текст целиком, если он у вас есть.
draft-note-thin = В источнике совсем мало текста: проверьте, не осталось ли главное на странице.
draft-ask-launch-1 = Кому это нужно и кто за это заплатит?
draft-ask-launch-2 = Чем это лучше того, чем люди уже пользуются?
draft-ask-launch-3 = Стали бы вы пользоваться этим сами — и почему?
draft-ask-scandal-1 = Кто на самом деле пострадал, а кто выиграл от шума?
draft-ask-scandal-2 = Что стоило сделать в первые сутки?
draft-ask-scandal-3 = Где здесь граница, которую переходить нельзя?
draft-ask-study-1 = Кого спрашивали и кому выгоден такой вывод?
draft-ask-study-2 = Какая цифра удивила вас больше всего?
draft-ask-study-3 = Что после этого стоит делать иначе?
draft-ask-law-1 = Кого это коснётся и во что обойдётся?
draft-ask-law-2 = Что стоит проверить у себя уже сейчас?
draft-ask-law-3 = Защищает это людей или только усложняет работу?
draft-ask-campaign-1 = Какая мысль останется у зрителя через неделю?
draft-ask-campaign-2 = Видно ли за приёмом сам продукт?
draft-ask-campaign-3 = Стали бы вы делать так же — и что бы изменили?
draft-ask-general-1 = Почему об этом стоит говорить именно сейчас?
draft-ask-general-2 = С чем вы здесь не согласны?
draft-ask-general-3 = Что из этого следует для вашей работы?

## House rules

button-check = Проверить
button-override = Пропустить
button-history = История
button-typography = Типографика
button-go-back = Вернуться к этой
button-add-media = Добавить
button-medium-up = Выше { $number }
button-medium-down = Ниже { $number }
button-medium-drop = Убрать { $number }
button-rules = Правила канала
button-signature = Подпись
button-new-words = Добавить список слов
button-rule-on = Включить
button-rule-off = Выключить
button-rule-error = Сделать ошибкой
button-rule-advice = Сделать советом
button-rule-change = Изменить
button-rule-remove = Убрать

card-check = Проверка: { $count ->
    [one] { $count } замечание
    [few] { $count } замечания
   *[many] { $count } замечаний
}{ $errors ->
    [0] {""}
   *[other] {", "}не пускают: { $errors }
}
check-title = Проверка
check-model-share = 🤖 Модель написала { $percent } % слов, остальное — ваше.
check-nothing = Замечаний нет, пост можно публиковать.
check-mended = Исправлено. Как пост выглядит теперь, покажет «Просмотр».
check-blocked = { $count ->
    [one] Публикацию не пускает { $count } ошибка: исправьте её или нажмите «Пропустить» и напишите, почему так можно.
    [few] Публикацию не пускают { $count } ошибки: исправьте их или нажмите «Пропустить» и напишите, почему так можно.
   *[many] Публикацию не пускают { $count } ошибок: исправьте их или нажмите «Пропустить» и напишите, почему так можно.
}
check-more = и ещё { $count }
check-untraced = Этого нет в источнике ({ $count }), проверьте перед публикацией:
check-compare = Эти цитаты сравните с источником сами:
check-translated = источник на другом языке
check-unchecked = Имена, которые источник пишет другими буквами, — проверить их не могу: { $names }
check-consent = 🤖 { $site } не разрешает отдавать этот текст ИИ — { $reason }.
check-found = Найдено в источнике { $site }: { $count }
check-found-in-sources = Найдено в источниках: { $count }
check-evidence = «{ $words }»
check-published-then = день публикации источника
check-overridden = пропущено: { $remark }
check-ask-remark = Почему ошибки можно оставить? Ваше замечание сохранится вместе с постом.
check-remark-again = Пришлите замечание текстом, не длиннее { $limit } знаков, например: так попросил рекламодатель.
error-rules-broken = { $count ->
    [one] Правила канала: публикацию не пускает { $count } ошибка. Нажмите «Проверить» на карточке, чтобы увидеть её, исправить или пропустить.
    [few] Правила канала: публикацию не пускают { $count } ошибки. Нажмите «Проверить» на карточке, чтобы увидеть их, исправить или пропустить.
   *[many] Правила канала: публикацию не пускают { $count } ошибок. Нажмите «Проверить» на карточке, чтобы увидеть их, исправить или пропустить.
}
error-further-rules-broken = { $count ->
    [one] Правила канала «{ $channel }»: туда пост не пускает { $count } ошибка. Измените пост или снимите с этого канала галочку («Каналы» на карточке).
    [few] Правила канала «{ $channel }»: туда пост не пускают { $count } ошибки. Измените пост или снимите с этого канала галочку («Каналы» на карточке).
   *[many] Правила канала «{ $channel }»: туда пост не пускают { $count } ошибок. Измените пост или снимите с этого канала галочку («Каналы» на карточке).
}

violation-no-rubric = Нет рубрики.
violation-too-short = Коротко: { $count }, нужно не меньше { $limit }.
violation-too-long = Длинно: { $count }, можно не больше { $limit }.
violation-typography = { $count ->
    [one] Типографика: { $count } место.
    [few] Типографика: { $count } места, первое из них:
   *[many] Типографика: { $count } мест, первое из них:
}
violation-quote = Кавычка:
violation-sentence = Два предложения в одной строке:
violation-untraced = В источнике этого нет:
violation-no-source-link = Нет ссылки на источник:
violation-no-signature = Нет подписи:
violation-no-ai-mark = Большую часть написала нейросеть, а строки об этом нет:
violation-no-ad-mark = Реклама без пометки «Реклама»:
violation-no-advertiser = Реклама без рекламодателя (название, ИНН или ОГРН):
violation-no-erid = Реклама без erid:
violation-bad-erid = Это не erid: в нём от 8 до 64 латинских букв и цифр.
violation-no-note = Упоминание, к которому нужно примечание:
violation-word = Слово из списка:

repair-typography = Поправить типографику
repair-lines = Каждое предложение с новой строки
repair-source-link = Добавить ссылку на источник
repair-signature = Добавить подпись
repair-ai-mark = Добавить строку о нейросети
repair-notes = Добавить примечание

rules-title = Правила канала
rules-some = Ошибки не пускают пост, пока их не исправят или не пропустят; советы только говорят. Откройте правило, чтобы изменить его.
rules-on = Включено: { $level }
rules-off = Выключено
rules-no-legal-advice = Так мы знали закон на { $day }. Это не юридическая консультация: проверьте список и обновляйте его сами.
level-error = ошибка
level-advice = совет
rule-rubric = Рубрика
rule-rubric-about = В каждом посте есть хотя бы один хештег — в тексте или добавленный.
rule-length = Длина
rule-length-about = Какой длины может быть пост вместе с добавленными рубриками; в единицах UTF-16, как считает Telegram.
rule-typography = Типографика
rule-typography-about = Кавычки, тире, диапазоны и пробелы расставлены, как просит язык. Одно нажатие расставит.
rule-quotes = Без кавычек
rule-quotes-about = Никаких кавычек.
rule-lines = Предложение на строку
rule-lines-about = Каждое предложение стоит на своей строке. Одно нажатие разведёт.
rule-facts = Только то, что есть в источнике
rule-facts-about = Числа, даты, имена и цитаты поста, сделанного по источнику, есть в этом источнике.
rule-source-link = Ссылка на источник
rule-source-link-about = Пост, сделанный по источнику, ссылается на него. Одно нажатие добавит строку.
rule-signature = Подпись
rule-signature-about = Каждый пост кончается этой строкой. Сама она не добавляется: её просит проверка, а ставит одно нажатие — публикуется то, что было показано.
rule-ai-mark = Пометка о нейросети
rule-ai-mark-about = Пост, большую часть слов которого написала нейросеть, говорит об этом этой строкой. Одно нажатие добавит её.
rule-advertising = Пометки рекламы
rule-advertising-about = В посте, похожем на рекламу (erid, сама пометка или одно из слов ниже), есть пометка «Реклама», рекламодатель и erid правильного вида — в тексте или в ссылке.
rule-organisations = Примечания об организациях
rule-organisations-about = Кто называет одну из этих организаций или их продукты, добавляет примечание. Одно нажатие добавит. По строке на каждую: имена | примечание | день.
rule-words = Слова
rule-words-about = Ни одного из этих слов в любой грамматической форме; после = — только в этой.
rule-ask-length = Пришлите границы, например: 300-1500, от 300, до 1500.
rule-ask-words = Пришлите слова или фразы через запятую или построчно, например: уникальный, качественный контент, =скидка. После = слово ищется только в этой форме.
rule-ask-signs = Пришлите слова, которые выдают рекламу, через запятую или построчно, например: промокод, на правах рекламы.
rule-ask-mentions = Пришлите весь список, по строке на каждую: Meta, Facebook | примечание | 21.03.2022
rule-ask-line = Пришлите строку, не длиннее 300 знаков, оформление сохранится. Например: Маркетинг вслух
rule-not-understood = Не понял. { $ask }
error-rule-gone = Этого правила больше нет.

## History

history-title = История
history-some = Версии, сначала новые. Откройте версию, чтобы увидеть, что она изменила.
history-revision = Версия { $number }
history-no-words = Слов нет.
history-formatting = Изменилось только оформление.
history-media = Медиа: { $before } → { $after }
history-tags = Рубрики: { $before } → { $after }
history-options = Изменились параметры.
history-same = То же, что и раньше.
history-back = Версия { $number } снова здесь, как новая.
history-by-hand = вручную
sending-title = Отправка
sending-part = сообщение { $part }
attempt-open = идёт
attempt-sent = отправлено
attempt-refused = Telegram отказал
attempt-postponed = Telegram просил подождать
attempt-unknown = ответ потерялся
evidence-echo = Группа обсуждений
evidence-personal = Личный канал владельца
evidence-probes = Сообщения после последнего известного
evidence-preview = Публичная страница
evidence-author = Автор
verdict-found = пост в канале
verdict-found-as = нашёлся под номером { $post }
verdict-absent = там его нет
verdict-unknown = узнать нельзя
maker-author = { $who }
maker-model = нейросеть, для: { $who }
maker-rules = { $who }, одним нажатием
error-revision-gone = Этой версии больше нет.
typography-set = Типографика расставлена.
typography-nothing = С типографикой всё в порядке.
substituted = Заменено: { $count }
substituted-nothing = Ничего не нашлось, ничего не заменено. Пишется так: s/что/на что/, регистр важен; s/что/на что/i его не различает.
error-nothing-left-of-text = От поста ничего не останется. Лучше удалите черновик.
draft-ask-more-media = Пришлите, что добавить: картинки, видео или файлы того же рода, что уже есть.

## Черновики из ссылок

button-draft-link = Черновик по ссылке
button-draft-links = Черновик по ссылкам
button-draft-file = Черновик по файлу
button-draft-text = Черновик по тексту
source-reading = Читаю { $site }…
source-reading-file = Читаю файл…
source-reading-text = Читаю текст…
source-unread = Не прочитано: { $site }. { $why }
source-left-out = Ссылок больше пяти: ещё { $count } я не читал.
source-file-gone = Telegram больше не отдаёт этот файл. Пришлите его ещё раз или вставьте текст.
source-fitting = Подойдут рубрики: { $tags }. Добавить одним нажатием: «Рубрики».
error-no-material = В этом черновике нечего читать: нет ни ссылки, ни файла .txt, .md или .html, ни длинного текста.
draft-without-model = Поэтому черновик составлен без неё, из предложений источника.
draft-changed-meanwhile = Пока я писал, черновик изменился; оставил его как есть. Если черновик по источнику всё ещё нужен, нажмите кнопку ещё раз.
source-several = Здесь { $count } статей. По какой сделать черновик? У каждой будет свой.
source-asides = Это вам, а не в пост:

## Опубликованные посты

button-numbers = Цифры
button-pin = Закрепить
button-unpin = Открепить
button-repeat = Повторить

pinned = Закреплено
unpinned = Откреплено
repeated = Повтор: этот черновик – копия. Опубликованный пост остаётся как есть.

numbers-title = Цифры
numbers-published = Опубликован: { $moment }
numbers-edited = Изменён: { $moment }
numbers-as-of = По состоянию на { $moment }.
numbers-with-origin = { $words } ({ $origin })
numbers-reactions = Реакции: { $count }
numbers-reactions-unknown = Реакции: - (Telegram ещё ничего не сообщил)
numbers-custom = другие эмодзи { $count }
numbers-stars = Звёзды: { $count }
numbers-rank = Место { $place } из { $posts } в #{ $tag } по реакциям, среди постов за год
numbers-views = Просмотры: { $count }
numbers-views-unknown = Просмотры: - (ботам Telegram их не сообщает, а публичная страница их не показала)
numbers-comments = Комментарии: { $count }
numbers-comments-unknown = Комментарии: - (обсуждение этого поста бот не слышал)
numbers-reposts = Замеченные репосты: { $count }
numbers-reposts-unknown = Замеченные репосты: - (бот не видел ни одного; он видит не все)
numbers-repost-forwards = пересылки { $count }
numbers-repost-inline = через бота { $count }
numbers-repost-links = по ссылкам { $count }
numbers-places = Где замечены:
numbers-places-more =
    { $count ->
        [one] и ещё { $count } открытое место
        [few] и ещё { $count } открытых места
       *[many] и ещё { $count } открытых мест
    }
numbers-places-hidden =
    { $count ->
        [one] { $count } закрытая группа или канал
        [few] { $count } закрытые группы или каналы
       *[many] { $count } закрытых групп или каналов
    }
numbers-forwards = Всего репостов, по счётчику Telegram: { $count }
numbers-forwards-unknown = Всего репостов, по счётчику Telegram: - (его видно только в приложении: «Ввести репосты»)
button-refresh = Обновить
button-enter-reposts = Ввести репосты
button-take-back = Убрать число
forwards-ask = Сколько репостов показывает Telegram? В канале это число стоит под постом, у стрелки. Пришлите его так, как видите, например: 25 или 1,2K.
forwards-entered-now = Сейчас введено: { $count }, { $moment }.
forwards-not-understood = Нужно число от 0 до 10 000 000, например: 25 или 1,2K.
forwards-entered = Записано.
forwards-taken-back = Число убрано.


button-save = Сохранить
button-save-again = Сохранить ещё раз
button-keep = Оставить как в канале
button-put-mine = Поставить моё

edit-title = Правка
edit-ask-text = Выше – пост, как он стоит в канале. Пришлите новый текст; оформление сохранится. В канале ничего не изменится, пока вы не нажмёте «Сохранить».
edit-tags-stay = Добавленные рубрики останутся под ним: { $tags }
edit-ask-media = { $count ->
    [one] Пришлите картинку, видео или файл, который встанет на место прежнего. Подпись заменит и текст.
    [few] Пришлите вместе { $count } картинки, видео или файла: они по порядку заменят прежние. Подпись заменит и текст.
   *[other] Пришлите вместе { $count } картинок, видео или файлов: они по порядку заменят прежние. Подпись заменит и текст.
}
edit-media-replaced = { $count ->
    [one] Медиа заменено.
    [few] Медиа заменены.
   *[other] Медиа заменены.
}
edit-ask-buttons = Пришлите кнопки, каждую с новой строки: слова, тире, адрес. Черта (|) ставит кнопки рядом; одно тире (-) убирает их все. В канале ничего не изменится, пока вы не нажмёте «Сохранить».
edit-buttons = Кнопки: { $buttons }
edit-save-sends = Жирным – добавленное, зачёркнуто – убранное. «Сохранить» изменит пост в канале.
edit-saving = Сохраняю…
edit-saved = Сохранено
edit-saved-over = В ту же минуту кто-то правил пост вручную. Его вариант есть в «Истории».
edit-not-saved = Не сохранено. { $why }
edit-lost = Ответ Telegram несколько раз потерялся, и мне не видно, что сейчас стоит в канале. Загляните туда; чтобы отправить правку ещё раз, нажмите «Сохранить ещё раз».
edit-conflict = Пока вы писали, пост в канале изменили. Какой вариант там оставить?
edit-theirs = Сейчас в канале
edit-mine = Ваш
edit-media-differ = Медиа тоже различаются.
edit-kept = В канале остаётся его вариант.

error-edit-old = Это страница прежней правки. Откройте пост и снова нажмите «Изменить».
error-edit-under-way = Предыдущая правка этого поста ещё в пути. Попробуйте через минуту.
error-edit-same = От того, что стоит в канале, ничего не отличается. Сначала пришлите другой текст.
error-edit-empty = От поста ничего не осталось бы. Лучше удалите его.
error-edit-parts = { $before ->
    [one] В канале пост – одно сообщение, а этому тексту нужно { $after }.
    [few] В канале пост – { $before } сообщения, а из этого текста вышло бы { $after }.
   *[other] В канале пост – { $before } сообщений, а из этого текста вышло бы { $after }.
} Правка не может ни добавить сообщение, ни убрать. Пришлите текст другой длины или выпустите его заново кнопкой «Повторить».
error-edit-shape = С текстом такой длины пост стал бы сообщением другого вида, а правкой этого не изменить. Пришлите текст примерно той же длины или выпустите его заново кнопкой «Повторить».
error-edit-media-count = { $count ->
    [one] В посте одно медиа, и правкой этого не изменить: пришлите ровно одно.
    [few] В посте { $count } медиа, и правкой этого не изменить: пришлите ровно { $count } одним альбомом.
   *[other] В посте { $count } медиа, и правкой этого не изменить: пришлите ровно { $count } одним альбомом.
}
error-edit-media-kind = Telegram не смешивает такое в альбоме: картинки и видео заменяют друг друга, документы и аудио – только свой вид.
error-edit-voice = Голосовые сообщения Telegram не заменяет. Текст под ними изменить можно.

delete-published-ask = Удалить этот пост из канала и из архива? Вместе с ним исчезнут комментарии и реакции.
delete-stub-ask = Этому посту больше 48 часов, и Telegram уже не даёт боту его удалить. Я могу поставить на его место слова «{ $words }» и убрать его из архива. Чтобы поста не было совсем, удалите его в канале вручную. Заменить?
delete-stub-media = Картинки и файлы останутся в канале: заменить я могу только слова под ними.
delete-under-way = Удаляю…
deleted-gone = В канале его уже не было, на его месте ничего не стоит.
deleted-stub = В канале на его месте стоит: { $words }
delete-refused = Не удалено. { $why }
delete-lost = Ответ Telegram несколько раз потерялся. Загляните в канал: если пост ещё там, нажмите «Удалить» снова.
stub = Пост снят с публикации.

button-channels = Каналы
button-other-channel = Другой канал
button-move = Перенести в другой канал

channels-of-post = Каналы поста
channels-of-post-how = Выберите, где ещё он выйдет. В каждом канале будет свой пост в ту же минуту – со своей ссылкой, цифрами и правками.
channels-of-post-none = С другими каналами вы не работаете.
card-further = Выйдет и в каналах: { $channels }

error-no-first-channel = Сначала выберите канал черновика, потом остальные.

refused-gone = Telegram не находит пост в канале: кто-то его там удалил. Удалите его и здесь или повторите.
refused-too-long = Слишком длинно для Telegram. Сократите; если пост ещё не вышел, можно выбрать и другой способ: «Длинный пост».
refused-buttons = Telegram не принимает кнопки под постом. Поправьте их: «Кнопки».
refused-formatting = Telegram не понимает оформление текста. Пришлите текст заново: «Текст».
refused-album = Telegram не принимает эти медиа одним альбомом. Измените их: «Медиа».
refused-file = Telegram не находит, не может загрузить или не принимает файл. Пришлите медиа заново: «Медиа».
refused-empty = В посте нечего читать. Добавьте слова или медиа.
refused-reply = Первое сообщение поста удалено в канале, и следующему не на что отвечать. Отправьте его новым постом.
refused-fixed = Telegram не даёт боту менять это сообщение. Измените его в канале вручную: я это замечу.
refused-not-deletable = Telegram не даёт боту удалить этот пост. Удалите его в канале вручную.
refused-kind = Канал не разрешает мне такие сообщения. Разрешите их мне в списке администраторов и попробуйте снова.
refused-removed = Меня больше нет в канале. Добавьте меня администратором и попробуйте снова.
refused-no-channel = Не могу найти канал. Если он ещё есть, добавьте меня администратором и попробуйте снова.
refused-no-rights = Мне не хватает прав в канале. Дайте их мне в списке администраторов и попробуйте снова.
refused-other = Telegram отказал: { $reason }.
refused-for-now = Telegram просит подождать. Попробуйте снова через { $seconds } с.

error-not-published = Этого поста нет в канале, так что делать с ним там нечего.
error-message-unknown = Я не знаю, какое это сообщение канала, поэтому изменить его можно только вручную.
error-pin-lost = Ответ Telegram потерялся. Загляните в канал: если там ничего не изменилось, нажмите ещё раз.

## Статистика

button-stats-overview = Обзор
button-stats-rubrics = Рубрики
button-stats-hours = Часы
button-stats-formats = Форматы
button-stats-posts = Лучшие и худшие
button-stats-channel = Весь канал
button-export = Экспорт
button-letter-on = ✅ Письмо по понедельникам
button-letter-off = Письмо по понедельникам
button-sources = Откуда подписчики

stats-title = Статистика: { $title }
stats-posts = Посты
stats-trend = Посты и реакции. { $period }
stats-step-day = по дням
stats-step-week = по неделям
stats-step-month = по месяцам
stats-step-year = по годам
stats-before = предыдущий период
stats-at-least = не меньше { $value }
stats-known = известно о { $known } из { $posts } постов
stats-change = { $change }, раньше { $before }
stats-fresh = { $count ->
    [one] { $count } пост моложе 48 часов, его числа ещё растут.
    [few] { $count } поста моложе 48 часов, их числа ещё растут.
   *[many] { $count } постов моложе 48 часов, их числа ещё растут.
}
stats-age-now = <1 мин
stats-counted = { $sources }, посчитано { $newest } назад
stats-counted-between = { $sources }, посчитано { $newest } – { $oldest } назад
stats-rounded = частью округлено
stats-stale = часть изменений с { $day } потеряна
stats-nothing-yet = Здесь ещё ничего не опубликовано. После первого поста здесь будут итоги, а когда нескольким постам исполнится 48 часов – сравнение рубрик, часов и форматов.
stats-nothing-in-period = В эти дни ничего не публиковалось. Выберите период подлиннее.
stats-nothing-ever = В этой рубрике ещё ничего не опубликовано.
stats-no-rubric = В этом канале нет рубрики { $words }.
stats-no-rubric-near = В этом канале нет рубрики { $words }. Может быть, одна из этих?

stats-by-rubric = Рубрики. { $period }
stats-rubrics-how = Медианы на пост, по постам старше 48 часов; изменение – по реакциям.
stats-share = { $posts ->
    [one] { $posts } пост
    [few] { $posts } поста
   *[many] { $posts } постов
} ({ $share })
stats-medians = реакции { $reactions }, репосты { $reposts }
stats-median = реакции { $reactions }
stats-median-reactions = Реакций на пост (медиана)
stats-median-reposts = Замеченных репостов на пост
stats-more-rubrics = и ещё { $count ->
    [one] { $count } рубрика
    [few] { $count } рубрики
   *[many] { $count } рубрик
}
stats-untagged = Без рубрики: { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}

stats-by-hour = Дни недели и часы. { $period }
stats-hour-value = Крупно: реакций на пост (медиана)
stats-hour-posts = ×3: столько постов вышло в этот час
stats-hour-few = постов слишком мало
stats-hour-none = постов нет
stats-hour-best = лучше других часов
stats-zone = Часы: { $zone }.
stats-best-time = Лучшее время: { $when }. Пост тогда набирает в { $lift } раза больше реакций, чем в другие часы (от { $low } до { $high } раза с вероятностью 95 %); сравнивались посты: { $posts } из { $known }.
stats-no-best-time = Лучшее время: ни один час не выделяется. По постам этих дней не видно, чтобы какие-то часы были лучше.
stats-top-hours = Больше всего реакций на пост:
stats-hour-line = { $when }: { $value } · { $posts ->
    [one] { $posts } пост
    [few] { $posts } поста
   *[many] { $posts } постов
}
stats-hours-too-few = Ни в один час нет трёх постов старше 48 часов с посчитанными реакциями.

stats-by-format = Длина и медиа. { $period }
stats-formats-how = Медианы на пост, по постам старше 48 часов.
stats-lengths = Длина
stats-kinds = Медиа
length-short = Короткие (до 280)
length-medium = Средние (до 1024)
length-long = Длинные (до 4096)
length-longer = Очень длинные
kind-of-text = Только текст
kind-of-photo = Картинка
kind-of-video = Видео
kind-of-animation = Анимация
kind-of-document = Документ
kind-of-audio = Аудио
kind-of-voice = Голосовое сообщение
kind-of-album = Альбом

stats-best = Лучшие
stats-worst = Худшие
stats-extremes-how = По реакциям, среди постов старше 48 часов с посчитанными реакциями: { $known }.
stats-extremes-none = Сравнивать ещё нечего.
stats-reactions-of = { $count ->
    [one] { $count } реакция
    [few] { $count } реакции
   *[many] { $count } реакций
}

## Экспорт

button-export-csv = CSV
button-export-xlsx = XLSX
button-span-week = Неделя
button-span-month = Месяц
button-span-quarter = Квартал
button-span-year = Год
button-span-all = Всё время

export-title = Экспорт: { $channel }
export-holds = { $span }, { $days }. Постов: { $posts }. Изменений их чисел: { $points }.
export-formats = CSV – это архив с двумя файлами, для программ. XLSX открывается в Excel, Numbers и LibreOffice.
export-nothing = В эти дни ничего не публиковалось, экспортировать нечего. Выберите период подлиннее.
export-progress =
    Готовлю файл…
    Посты: { $posts } из { $all_posts }. Изменения чисел: { $points } из { $all_points }.
export-done = Экспорт готов
export-below = Экспорт готов: файл ниже.
export-zones = Время постов – { $zone }, время в рядах – UTC. Пустая ячейка – число неизвестно.
export-cancelled = Отменено: файла не будет.
export-failed = Не получилось сделать или отправить файл. Ошибка записана в журнал, попробуйте ещё раз.
export-already = Файл для вас уже готовится. Он придёт сюда, когда будет готов.
export-too-large = Файл занял бы { $size } МБ, а от бота Telegram принимает { $limit } МБ. Выберите период покороче.

export-posts = Посты
export-series = Ряды
export-legend = Пояснения
export-legend-word = Слово
export-legend-meaning = Что оно значит

export-column-post = Пост
export-column-link = Ссылка
export-column-published = Опубликован
export-column-edited = Изменён
export-column-title = Заголовок
export-column-text = Текст
export-column-rubrics = Рубрики
export-column-media = Медиа
export-column-units = Длина
export-column-kinds = Реакции по видам
export-column-name = Что посчитано
export-column-source = Источник
export-column-moment-utc = Момент, UTC
export-column-total = Всего
export-part-source = { $number }: источник
export-part-moment = { $number }: когда посчитано
export-part-note = { $number }: примечание

measure-reactions = Реакции
measure-stars = Звёзды
measure-reposts = Замеченные репосты
measure-forwards = Репосты по счётчику Telegram
measure-comments = Комментарии
measure-views = Просмотры
export-custom = особый эмодзи
export-note-empty = (пусто)
export-note-at-least = не меньше
export-note-rounded = округлено
export-note-stale = не пересчитано с
export-note-series = Ряды
export-note-moments = Время

export-means-updates = Telegram сообщал боту о каждом изменении.
export-means-preview = Прочитано на публичной странице канала (t.me/s/…).
export-means-meter = Прочитано точным счётчиком через второго бота.
export-means-author = Введено вручную.
export-means-export = Взято из выгрузки истории канала (Telegram Desktop).
export-means-reactions = Реакции людей; платные – это звёзды, они считаются отдельно.
export-means-stars = Платные реакции.
export-means-reposts = Репосты, которые бот видел. Все репосты Telegram боту не показывает.
export-means-forwards = Счётчик репостов самого Telegram. Его знает только точный счётчик или автор.
export-means-comments = Сообщения под постом в группе обсуждений.
export-means-views = Сколько раз пост показали.
export-means-empty = Число неизвестно. Это не ноль.
export-means-at-least = Может быть и больше.
export-means-rounded = Telegram показал округлённое число, например 1,2K.
export-means-stale = Изменения после этого момента потеряны, заново никто не считал.
export-means-series = Строка на каждое изменение числа; старые ряды прореживаются.
export-means-moments = Посты: в часовом поясе канала, с отличием от UTC. Ряды: UTC. Длина – в единицах UTF-16, как считает Telegram.

history-no-file = Не могу открыть { $name }. Проверьте путь и права на файл.
history-not-export = { $name } – не выгрузка Telegram. В Telegram Desktop откройте канал, ⋮ → «Экспорт истории чата», выберите формат JSON и пришлите result.json или .zip с ним.
history-html = { $name } выгружен веб-страницами (HTML), а я читаю JSON. Выгрузите ещё раз: ⋮ → «Экспорт истории чата» → формат JSON.
history-encoding = { $name } не в UTF-8: похоже, файл пересохранили в редакторе. Возьмите его таким, каким его записал Telegram Desktop.
history-broken = Выгрузка испорчена на байте { $byte }, после сообщения { $id } (до него { $messages ->
        [one] { $messages } сообщение
        [few] { $messages } сообщения
       *[many] { $messages } сообщений
    }). Ничего не импортировано. Сделайте выгрузку ещё раз.
history-broken-early = Выгрузка испорчена на байте { $byte }, до первого сообщения. Ничего не импортировано. Сделайте выгрузку ещё раз.
history-cut = Выгрузка обрывается на байте { $byte }, после сообщения { $id } (до него { $messages ->
        [one] { $messages } сообщение
        [few] { $messages } сообщения
       *[many] { $messages } сообщений
    }). Ничего не импортировано. Выгрузку остановили, или файл дошёл не целиком: возьмите его ещё раз.
history-cut-early = Выгрузка обрывается на байте { $byte }, до первого сообщения. Ничего не импортировано. Файл дошёл не целиком: возьмите его ещё раз.
history-absurd = На байте { $byte } выгрузки стоит что-то намного длиннее любого сообщения. Ничего не импортировано. Сделайте выгрузку ещё раз.
history-too-large = Выгрузка больше { $limit } ГБ. Выгрузите период покороче.
history-several = В { $name } не один result.json. Дайте мне один из них.
history-zip-broken = Архив не распаковать: он испорчен или упакован необычно. Сделайте обычный .zip с result.json.
history-zip-encrypted = Архив с паролем. Сделайте .zip без пароля.
history-zip-bomb = Архив распаковывается в намного большее, чем бывает выгрузка. Сделайте обычный .zip с result.json.
history-zip-many = В архиве слишком много файлов. Сделайте .zip только с result.json.
history-of-group = { $name } – группа, а я храню каналы. Выгрузите сам канал.
history-of-person = { $name } – личный чат, а я храню каналы. Выгрузите сам канал.
history-no-channels = В этой выгрузке аккаунта нет ни одного канала. Выгрузите сам канал или отметьте каналы в настройках выгрузки.
history-other-channel = Этого канала в выгрузке нет.

history-page-name = { $name } – не имя публичного канала. Оно пишется так: https://t.me/s/name.
history-page-none = t.me не показывает посты { $name }: такого публичного канала нет, или предпросмотр у него выключен. Проверьте имя или импортируйте выгрузку Telegram Desktop.
history-page-unread = Страницу { $name } на t.me сейчас не прочитать. Что импортировано, сохранено; продолжите позже той же командой.

## Автоудаление и автооткрепление

button-expiry-delete = Автоудаление
button-expiry-unpin = Автооткрепление
button-expiry-never = Не нужно
button-keep-delete = Оставить пост
button-keep-unpin = Оставить закреплённым

option-expiry-delete = Автоудаление: { $term }
option-expiry-unpin = Автооткрепление: { $term }

expiry-never = нет
expiry-after = через { $term }
expiry-delete-after = 🗑 Удалится через { $term } после выхода
expiry-unpin-after = 📌 Открепится через { $term } после выхода
expiry-delete-at = 🗑 Удалится: { $moment }
expiry-unpin-at = 📌 Открепится: { $moment }
expiry-delete-ask = Через сколько удалить пост? Нажмите или напишите: «3 часа», «90 минут», «сутки». Время идёт с выхода поста, самое большее – 47 часов: Telegram даёт боту удалять посты только двое суток.
expiry-unpin-ask = Через сколько открепить пост? Нажмите или напишите: «3 часа», «2 дня», «неделю». Время идёт с выхода поста; сам пост останется.
expiry-delete-ask-out = Когда удалить пост? Нажмите или напишите: «через 3 часа», «завтра в 9».
expiry-unpin-ask-out = Когда открепить пост? Нажмите или напишите: «через 3 часа», «в пятницу в 18:00». Сам пост останется.
expiry-until = Самое позднее – { $moment }: Telegram даёт боту удалять посты только двое суток.
expiry-stub = Если я буду выключен так долго, что удалить пост станет нельзя, вместо текста появится «{ $words }», а картинки и файлы останутся. В любом случае я об этом скажу.
expiry-too-old = Пост для этого слишком старый: Telegram даёт боту удалять посты только двое суток. Что ещё можно сделать, подскажет «Удалить» на его странице.
expiry-set = Задано
expiry-kept-delete = Оставлено: пост не удалится.
expiry-kept-unpin = Оставлено: пост не открепится.
expiry-not-understood = Не удалось понять срок. Напишите, например: 3 часа, 90 минут, 2 дня. Или /cancel.
expiry-past = Этот момент уже прошёл. Выберите более поздний.
expiry-delete-too-long = Не больше 47 часов после выхода: Telegram даёт боту удалять посты только двое суток, и дольше ничего обещать нельзя. Выберите срок короче.
expiry-unpin-too-long = Не больше года. Выберите срок короче.
expiry-over = ⏳ Срок вышел: { $moment }
expiry-over-late = ⏳ Срок вышел: { $moment }. Тогда не получилось, сделано с опозданием: { $done }.
error-leaving = Этот пост уже удаляется.
error-not-pinned = Этот пост не закреплён, откреплять нечего.
unpin-failed = Не откреплено

## Архив в вебе

button-web = Веб-страница
button-web-auto = Автоматически
button-web-on = Вкл
button-web-off = Выкл
button-web-open = Открыть веб-страницу
button-app = Открыть архив
web-access-title = Веб-страница: { $channel }
web-access-auto = Автоматически: архив открыт в вебе, пока канал публичный.
web-access-on = Вкл: всё опубликованное здесь может прочитать любой, у кого есть адрес.
web-access-off = Выкл: в вебе из этого канала ничего не показано.
web-access-open = Сейчас открыта: { $address }
web-access-closed = Сейчас закрыта.
web-access-unset = У бота пока нет публичного адреса: задайте WEB_URL (как — написано в README).
journal-web-set = настроил веб-страницу: { $detail }

# Дайджест самого канала
button-roundup = Дайджест канала
button-roundup-off = Выкл
button-roundup-weekly = Раз в неделю
button-roundup-monthly = Раз в месяц
button-roundup-size = Топ-{ $count }
button-roundup-time = 🕙 Время
button-roundup-tag = 🏷 Хэштег
button-roundup-by-itself = Публиковать без одобрения
button-roundup-waits = Ждать одобрения
button-roundup-mine = Присылать черновики мне
button-roundup-now = 📝 Собрать сейчас
button-roundup-draft = Показать черновик
roundup-title = Дайджест канала «{ $channel }»
roundup-what = Лучшие посты недели или месяца одним постом в канале: вам приходит черновик и числа, по которым посты отобраны.
roundup-off = Выключен: сам черновик не придёт. «Собрать сейчас» соберёт его за последние семь дней.
roundup-comes-weekly = Приходит каждую неделю, { $weekday } в { $time }, за семь дней до этого.
roundup-comes-monthly = Приходит 1-го числа в { $time }, за прошедший месяц.
roundup-on-0 = в понедельник
roundup-on-1 = во вторник
roundup-on-2 = в среду
roundup-on-3 = в четверг
roundup-on-4 = в пятницу
roundup-on-5 = в субботу
roundup-on-6 = в воскресенье
roundup-waits = Черновик ждёт, пока его кто-нибудь опубликует.
roundup-by-itself = Выходит без одобрения. За час до выхода приходит черновик: его можно поправить или отменить.
roundup-reviewed = В канале включена проверка, поэтому черновик ждёт, пока его опубликует редактор или владелец.
roundup-author = Черновик получает: { $name }
roundup-next = Следующий: { $moment } ({ $distance }).
roundup-zone = Часовой пояс канала: { $zone }
roundup-size = Постов: до { $count }
roundup-tag = Хэштег: { $tag }
roundup-no-tag = Хэштег: #дайджест или #digest, по языку канала.
roundup-ask-time = В какое время собирать дайджест, по часам канала? Например: 9:30
roundup-time-again = Не понимаю это время. Напишите так: 9:30
roundup-ask-tag = Какой хэштег ставить? Например: #дайджест. Прочерк (-) — выбирать по языку канала.
roundup-tag-again = Напишите один хэштег, например #дайджест. Или прочерк (-).
roundup-post-week = Лучшее за неделю: { $days }
roundup-post-month = Лучшее за месяц: { $days }
roundup-post-tag = дайджест
roundup-told = Дайджест канала «{ $channel }». Он ждёт вас: опубликуйте, запланируйте, поправьте или удалите.
roundup-told-planned = Дайджест канала «{ $channel }». Выйдет сам: { $moment }. До этого его можно поправить или отменить.
roundup-told-not-planned = Дайджест канала «{ $channel }». Он должен был выйти сам: { $moment }, но запланировать его не удалось. Посмотрите предупреждения ниже, исправьте и опубликуйте.
roundup-told-reviewed = Дайджест канала «{ $channel }». В канале включена проверка, поэтому сам он не выйдет: он ждёт вас.
roundup-too-few = Дайджест канала «{ $channel }», { $title }: в этот раз черновика нет. { $count ->
        [0] Выбирать не из чего.
        [one] Есть только { $count } пост, выбирать не из чего.
        [few] Есть только { $count } поста, выбирать не из чего.
       *[other] Есть только { $count } постов, выбирать не из чего.
    } Повторы, посты скрытых рубрик и другие дайджесты не считаются.
roundup-inherited = { $title }: того, кто получал дайджест канала «{ $channel }», больше нет в команде. Теперь его получает владелец; это можно поменять в /channels → «Дайджест канала».
roundup-unreachable = { $title }: дайджест канала «{ $channel }» собран, но до того, кто его получает, не достучаться. Если черновик есть, он в /plan или /drafts; в /channels → «Дайджест канала» можно получать следующие самому.
roundup-numbers = Числа, по которым отобраны посты
roundup-order = Сначала посты, у которых больше реакций; звёзды считаются отдельно. Если поровну, выше тот, у кого больше замеченных репостов, потом — более новый.
roundup-chosen = Вошли
roundup-others = Следующие
roundup-redrawn = Черновик переписан.
roundup-touched = Черновик поправлен вручную, поэтому менять посты здесь больше нельзя. Поправьте его текст.
error-roundup-edited = Черновик поправлен вручную, заново я его не переписываю. Поправьте его текст.
error-roundup-few = В дайджесте не меньше { $count } постов. Сначала добавьте другой.
error-roundup-many = В дайджесте не больше { $count } постов. Сначала уберите другой.
journal-roundup-set = настроил дайджест канала: { $detail }
# Что дальше получат читатели канала, для его команды
button-foretell = Что получат читатели
button-foretell-ru = По-русски
button-foretell-en = In English
foretell-title = Что дальше получат читатели «{ $channel }»
foretell-readers = Читателей с дайджестом на { $at }: { $count }
foretell-none = Дайджест пока никто не выбрал. Дайте читателям эту ссылку, там они нажмут «📬 Дайджест»:
foretell-paused = Из них на паузе: { $count }
foretell-unreachable = Кто заблокировал бота, не в счёт: их дайджест выключен.
foretell-next = Следующий: { $moment } ({ $distance }), время канала: { $zone }. Уйдёт { $count ->
    [one] не более чем { $count } читателю.
    [few] не более чем { $count } читателям.
   *[many] не более чем { $count } читателям.
    }
foretell-next-now = Следующий уходит сейчас, { $count ->
    [one] не более чем { $count } читателю.
    [few] не более чем { $count } читателям.
   *[many] не более чем { $count } читателям.
    }
foretell-whose = Каждый получит то, что выбрал. Если нового для него нет, не придёт ничего.
foretell-below = Ниже дайджест, каким он был бы сейчас для читателя, который ничего не менял: за семь дней, все рубрики, сначала лучшие. Его видите только вы: ничего не отправлено и не засчитано.
foretell-empty = Пустой дайджест не отправляется.
web-title = Архив
web-home-about = Каналы, посты которых можно прочитать здесь.
web-home-none = Открытых каналов здесь нет.
web-skip = Сразу к тексту
web-nav = Архив
web-nav-newest = Новое
web-nav-best = Лучшее
web-nav-months = По месяцам
web-rubrics = Рубрики
web-all-rubrics = Все рубрики
web-rubrics-none = Ни у одного поста пока нет рубрики.
web-all-months = Все месяцы
web-search-label = Поиск
web-search-go = Найти
web-search-how = Слова в любой форме, «фраза в кавычках», -слово, чтобы исключить, #рубрика, год или месяц.
web-search-long = Запрос слишком длинный: не больше { $most } знаков.
web-search-often = Слишком много поисков подряд. Подождите немного и попробуйте снова.
web-found = Найдено по запросу «{ $words }»
web-found-none = По запросу «{ $words }» ничего не нашлось. Попробуйте другое слово или рубрику.
web-found-instead = По запросу «{ $words }» ничего не нашлось. Вот что, возможно, имелось в виду.
web-near = Похожие рубрики
web-none = Постов пока нет.
web-open-channel = Открыть канал в Telegram
web-about = Собрано «Рубрикой» из опубликованного в канале. Неизвестное число — это «-».
web-turns = Страницы списка
web-order = Порядок
web-period = Период
web-front-title = { $channel }: все посты
web-front-about = Всё, что опубликовал «{ $channel }»: по рубрикам, по месяцам, с поиском.
web-continued = { $title } (продолжение)
web-rubrics-title = Рубрики · { $channel }
web-rubrics-about = Рубрики канала «{ $channel }» и сколько в каждой постов.
web-rubric-title = #{ $tag } · { $channel }
web-rubric-about = Посты канала «{ $channel }» в рубрике #{ $tag }.
web-best-title = Лучшие посты · { $channel }
web-best-about = Посты канала «{ $channel }», собравшие больше всего реакций.
web-best-week = Лучшее за неделю
web-period-week = Неделя
web-best-month = Лучшее за месяц
web-period-month = Месяц
web-best-year = Лучшее за год
web-period-year = Год
web-best-all = Лучшее за всё время
web-period-all = Всё время
web-best-none = За это время постов нет.
web-months-title = По месяцам · { $channel }
web-months-about = Архив канала «{ $channel }» по месяцам.
web-month-title = { $month } · { $channel }
web-month-about = Что опубликовал «{ $channel }»: { $month }.
web-month-year = { $month } { $year }
web-month-1 = Январь
web-month-2 = Февраль
web-month-3 = Март
web-month-4 = Апрель
web-month-5 = Май
web-month-6 = Июнь
web-month-7 = Июль
web-month-8 = Август
web-month-9 = Сентябрь
web-month-10 = Октябрь
web-month-11 = Ноябрь
web-month-12 = Декабрь
web-search-title = Поиск · { $channel }
web-found-title = { $words } · поиск · { $channel }
web-post-title = { $title } · { $channel }
web-edited = изменён { $moment }
web-picture = Картинка { $number } из { $count }
web-spoiler = Скрытая картинка: показать
web-media-elsewhere = { $kind }: есть только в Telegram.
web-open-post = Открыть в канале
web-share = Поделиться в Telegram
web-links = Ссылки
web-neighbours = Посты до и после
web-alike = Похожие посты
web-older = Перед ним
web-newer = После него
web-reactions = Реакции
web-stars = Звёзды
web-reposts = Замеченные репосты
web-forwards = Все репосты, по счётчику Telegram
web-views = Просмотры
web-comments = Комментарии
web-unknown = неизвестно
web-to-start = На первую страницу
web-bad = Этого не понять
web-bad-about = Адрес или запрос испорчен. Начните с первой страницы.
web-forbidden = Это не для вас
web-forbidden-about = Откройте архив из чата с ботом, в Telegram.
web-missing = Такой страницы нет
web-missing-about = Возможно, в адресе опечатка — или то, что здесь было, больше не показывают.
web-method = Эта страница только для чтения
web-method-about = Отправить на неё ничего нельзя.
web-gone = Этот пост удалён
web-gone-about = Когда-то он был опубликован. Остальной архив на месте.
web-large = Это слишком много
web-large-about = Столько сразу здесь не принимают.
web-often = Слишком много страниц сразу
web-often-about = Подождите немного и читайте дальше.
web-busy = Сейчас это слишком долго
web-busy-about = Попробуйте ещё раз через несколько секунд.
web-failed = Здесь что-то сломалось
web-failed-about = Это записано для того, кто ведёт архив. Попробуйте чуть позже.
web-app-opening = Открываем архив…
web-app-failed = Telegram не подтвердил, кто вы. Закройте страницу и откройте её снова из чата с ботом.

## Импорт истории канала

import-title = Импорт истории
import-way-file = Telegram не показывает ботам историю, поэтому её приносят экспортом. В Telegram Desktop откройте канал, ⋮ → «Экспорт истории чата», выберите формат JSON и пришлите мне result.json или .zip с ним, до { $limit } МБ. Картинки и файлы не нужны.
import-way-line = Экспорт побольше импортируют там, где я работаю:
import-way-page = Публичный канал можно прочитать с его страницы:
import-ways-again = Импортируйте сколько угодно раз: посты, которые уже есть, не удвоятся.
import-too-large = Файл больше { $limit } МБ, а больше Telegram боту не отдаёт. Если это экспорт вашего канала, положите его туда, где я работаю, и выполните:
import-line-about = После --channel стоит канал: его @имя или номер, который начинается с -100.
import-owners-only = Импортировать могут только владельцы. Попросите владельца канала прислать мне файл.
import-reading = Смотрю, что в файле…
import-holds = Экспорт «{ $title }»
import-counts = Постов: { $posts }. Сообщений: { $messages }.
import-news =
    Новых: { $fresh }. { $known ->
        [0] Ничего из этого здесь ещё нет.
       *[other] Уже есть: { $known }.
    }
import-all-known = Всё это уже есть: импорт принесёт только более новые слова и числа.
import-unreadable =
    { $count ->
        [one] { $count } сообщение прочитать нельзя, оно останется за бортом.
        [few] { $count } сообщения прочитать нельзя, они останутся за бортом.
       *[many] { $count } сообщений прочитать нельзя, они останутся за бортом.
    }
import-question = Импортировать в «{ $channel }»?
import-which = Какой канал импортировать?
import-other-channel = «{ $title }» под таким номером не подключён. Это история одного из этих каналов? Если другого, сначала подключите его: /channels.
import-connect-first = «{ $title }» не подключён. Сначала подключите его: /channels. Потом пришлите файл ещё раз.
import-running = Импортирую…
import-done = Импортировано
import-cancelled = Отменено
import-added = Новых постов: { $count }.
import-known = Уже были: { $count }.
import-changed = Правлены с тех пор, слова обновлены: { $count }.
import-counted = Обновлены реакции: { $count }.
import-left-alone = Не тронуты: { $count }. Их удалили здесь, или сейчас что-то публикуется.
import-nothing-new = Ничего не изменилось: всё уже было здесь.
import-nothing-in = Ничего не импортировано.
import-nothing-in-yet = Пока ничего не импортировано. Пришлите файл ещё раз, чтобы повторить.
import-in-stays = Что успело прийти, остаётся. Чтобы продолжить, пришлите файл ещё раз: ничего не удвоится.
import-gone = Этот импорт закончен, и файл не сохранён. Пришлите его ещё раз.
import-failed = Импорт остановился из-за моей ошибки, она в журнале.
import-reader-gone = Процесс, который читает файл, завершили: возможно, не хватило памяти.
button-import = Импортировать
error-repeat-media = Картинки и файлы этого поста пришли с импортом: они в канале, и отправить их заново я не могу. Сохраните их из канала и пришлите мне, из них получится черновик.
import-page-other = Страница @{ $name } принадлежит другому каналу, а не «{ $channel }». С неё ничего не импортировано.

## Объявления и рассылки

button-announce = 📣 Объявление
button-runs = 📬 Рассылки
announcement-ask = Пришлите объявление для читателей «{ $channel }»: текст или одну картинку, видео или файл с подписью. Покажу его таким, каким оно придёт, и спрошу, кому оно. До этого ничего не уйдёт.
announcement-ask-again = Пришлите новое объявление вместо прежнего. Кому оно, останется как выбрано.
announcement-album = Объявление — одно сообщение: под альбомом не бывает кнопки. Пришлите одну картинку или одно видео с подписью.
announcement-kind-refused = Объявление — это текст либо одна картинка, видео, анимация, файл, звук или голосовое. Пришлите что-то из этого.
announcement-text-long = Для одного сообщения слишком длинно: { $units } знаков из { $limit }. Пришлите покороче.
announcement-caption-long = Для подписи слишком длинно: { $units } знаков из { $limit }. Пришлите покороче или текст без файла.
announcement-formatting = Мест с оформлением { $count }: Telegram сохранит { $limit }, остальные отбросит. Пришлите с меньшим числом.
announcement-in-parts = Объявление пришло частями: оно длиннее { $limit } знаков. Ничего из него не уйдёт. Пришлите покороче.
announcement-title = Объявление
announcement-readers = Кому: { $audience } · { $count }
announcement-refused-by = Отказались от объявлений и не посчитаны: { $count }.
announcement-is-paid = Платная отправка включена: не больше { $stars } звёзд.
announcement-too-many = Сегодня больше объявлений отправить нельзя. Следующее можно отправить { $at }. Сколько объявлений в день можно, выбирают в настройках канала: «Рассылки».
announcement-nobody = Его никто не получит. Выберите других читателей.
announcement-edited = Вы изменили сообщение — объявление изменилось вслед.
announcement-next = Выше объявление, каким его увидят читатели. Выберите, кому оно, и отправляйте.
announcement-choose-rubric = Кому отправить: подписанным на какую рубрику?
announcement-choose-source = Кому отправить: пришедшим по какой ссылке?
announcement-sure = { $count ->
    [one] Отправить { $count } читателю?
    [few] Отправить { $count } читателям?
   *[many] Отправить { $count } читателям?
    }
announcement-sure-about = Это займёт примерно { $time }. Отправку можно приостановить и остановить, но то, что уже дошло, не отозвать.
announcement-discarded = Удалено. Его никто не получил.
announcement-gone = Это объявление уже отправлено или удалено. Смотрите «Рассылки» в настройках канала.
audience-all = Все читатели · { $count }
audience-ru = По-русски · { $count }
audience-en = По-английски · { $count }
audience-named = { $name } · { $count }
audience-is-all = всем читателям канала
audience-is-ru = тем, кто читает по-русски
audience-is-en = тем, кто читает по-английски
audience-is-rubric = подписанным на { $name }
audience-is-source = пришедшим по ссылке «{ $name }»
button-audience-rubrics = По рубрике
button-audience-sources = По ссылке
button-announcement-replace = ✏️ Заменить
button-announcement-send = Отправить: { $count }
button-announcement-pay = Быстрее, за звёзды
button-announcement-free = Без платной отправки
button-pay = Заплатить до { $stars } звёзд
paid-title = Платная отправка
paid-price = Получателей: { $count }. Это не больше { $stars } звёзд с баланса бота. Telegram берёт 1 звезду за 10 сообщений сверх бесплатных 30 в секунду и только за дошедшие.
paid-time = До 1000 сообщений в секунду: { $paid } вместо { $free }.
paid-terms = Telegram требует не меньше 10 000 звёзд на балансе, а в справке пишет о 100 000 звёзд и стольких же пользователях в месяц. Если он откажет, я продолжу бесплатно и скажу об этом.
paid-digests-title = Платная отправка дайджестов
paid-digests-is = { $state ->
    [on] Включена: дайджесты идут за звёзды, когда их сразу больше 30.
   *[off] Выключена: дайджесты идут бесплатно, 30 в секунду.
    }
paid-digests-price = Читателей с дайджестом сейчас: { $count }. Если он уходит всем сразу, это каждый раз не больше { $stars } звёзд с баланса бота. Telegram берёт 1 звезду за 10 сообщений сверх бесплатных 30 в секунду и только за дошедшие.
paid-digests-few = Читателей с дайджестом сейчас: { $count }. Столько уходит за секунду и бесплатно. Когда сразу нужно больше, Telegram берёт 1 звезду за 10 сообщений сверх бесплатных 30 в секунду и только за дошедшие.
paid-digests-refused = В прошлый раз Telegram её не принял: { $reason }
button-paid-digests = Платная отправка дайджестов: { $state ->
    [on] да
   *[off] нет
    }
button-paid-digests-on = Включить
button-paid-digests-off = Выключить
paid-refused = Telegram не принял платную отправку: { $reason }. Поэтому отправка идёт с бесплатной скоростью.
run-digest = Дайджест «{ $channel }»
run-announcement = Объявление: { $title }
run-announcement-untitled = Объявление
run-state-sending = Отправляется
run-state-paused = На паузе
run-state-stopping = Останавливается
run-state-stopped = Остановлено
run-state-done = Отправлено
run-sent-of = Отправлено: { $sent } из { $total }
run-left = Осталось: { $count }
run-pace = Скорость: { $pace } в секунду
run-ends = Закончится примерно в { $time }, через { $span }
run-is-paused = Ничего не уходит, пока вы не нажмёте «Продолжить».
run-reason = Telegram: { $reason }
run-took = Заняло { $span }.
run-skipped = Нового для них не было: { $count }
run-not-sent = Не отправлено: { $count }
run-unreached = Недоступны: { $count }
run-refused = Отказы Telegram: { $count }
run-unknown = Под вопросом: { $count }
run-doubts = Ответ потерялся, поэтому второй раз не отправляю. Могли получить, а могли и нет:
run-doubts-more = { " " }и ещё { $count }
run-doubts-file = { $count ->
    [one] { $count } читатель, который мог получить, а мог и не получить
    [few] { $count } читателя, которые могли получить, а могли и не получить
   *[other] { $count } читателей, которые могли получить, а могли и не получить
    }
button-run-doubts = 👤 Все, кто мог не получить
run-gone = Данные об этой рассылке уже не хранятся.
run-stop-ask = Остановить рассылку? { $count ->
    [one] Её не получит ещё { $count } читатель.
    [few] Её не получат ещё { $count } читателя.
   *[other] Её не получат ещё { $count } читателей.
    }
run-stop-digest = Эти посты придут им в следующем дайджесте.
run-stop-announcement = Продолжить потом будет нельзя. Чтобы подождать, нажмите «Пауза».
run-kind-digest = дайджест
run-kind-announcement = объявление
button-run-pause = ⏸ Пауза
button-run-go-on = ▶️ Продолжить
button-run-keep = Не останавливать
button-run-stop = ⏹ Остановить
runs-title = Рассылки «{ $channel }»
runs-none = Рассылок пока не было. Здесь будет видно, как ушли дайджесты и объявления читателям.
button-runs-a-day = Объявлений в день: { $count ->
    [0] сколько угодно
   *[other] { $count }
    }
runs-a-day = { $count ->
    [0] Сколько угодно
   *[other] { $count } в день
    }
runs-a-day-ask = Сколько объявлений в день можно отправлять? Когда их много, читатели уходят.
button-no-announcements = 🔕 Без объявлений
button-bring-announcements-back = Вернуть
announcements-refused = Объявлений «{ $channel }» больше не будет. Дайджест от этого не зависит: /digest.
announcements-back = Объявления «{ $channel }» снова будут приходить.
