# Фразы интерфейса по-русски.

## Ошибки

error-unexpected = Что-то сломалось у нас (обновление { $number }). Это записано в журнал; попробуйте ещё раз.
error-not-found = Этого больше нет.
error-not-allowed = Вам это нельзя.
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
command-cancel = выйти из вопроса
command-help = что я умею

## События каналов

channel-connected =
    Подключён: { $channel }

    Пришлите мне текст, картинку, альбом, ссылку или пересланный пост — это станет черновиком канала. Посты, сделанные в канале вручную, попадают в архив сами.
channel-paused = «{ $channel }» на паузе: я больше не администратор там с правами публиковать, изменять и удалять сообщения. Ничего не потеряно; верните права, и я продолжу.
channel-connect-refused = Вы добавили меня в «{ $channel }», но ничего не подключено. { $reason }

error-missing-rights = Мне не хватает прав в канале «{ $channel }»: { $rights }. Включите их мне среди администраторов канала, тогда я смогу там работать.
right-can_post_messages = публиковать сообщения
right-can_edit_messages = изменять чужие сообщения
right-can_delete_messages = удалять сообщения
