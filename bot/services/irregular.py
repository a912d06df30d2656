"""Words whose forms share no stem: Snowball leaves what a language does by heart."""

_TABLE = """
    be was were been
    become became
    begin began begun
    break broke broken
    bring brought
    build built
    buy bought
    catch caught
    child children
    choose chose chosen
    come came
    do did done does
    drive drove driven
    eat ate eaten
    fall fell fallen
    feel felt
    fight fought
    find found
    foot feet
    forget forgot forgotten
    get got gotten
    give gave given
    go went gone goes
    good better best
    grow grew grown
    have had has
    hear heard
    hold held
    keep kept
    know knew known
    lead led
    leave left
    life lives
    lose lost
    make made
    man men
    mean meant
    meet met
    mouse mice
    pay paid
    person people
    rise rose risen
    run ran
    say said
    see saw seen
    sell sold
    send sent
    shake shook shaken
    show shown
    sit sat
    sleep slept
    speak spoke spoken
    spend spent
    stand stood
    steal stole stolen
    take took taken
    teach taught
    tell told
    think thought
    throw threw thrown
    understand understood
    wear wore worn
    win won
    wife wives
    woman women
    write wrote written
    criterion criteria
    medium media
    analysis analyses
    crisis crises
    быть был была было были будет будут
    идти шел шла шло шли идет идут
    найти нашел нашла нашло нашли
    прийти пришел пришла пришло пришли
    человек люди людей людям людьми людях
    ребенок дети детей детям детьми детях
    хороший лучше лучший лучшая лучшее лучшие лучших лучшего лучшей лучшим лучшими лучшую
    плохой хуже худший худшая худшее худшие
    день дни дня дней дню дням днем днями днях
    время времени временем времена времен временам временами временах
    имя имени именем имена имен именам именами именах
    дочь дочери дочерью дочерей дочерям
    мать матери матерью матерей матерям
    отец отца отцу отцом отцы отцов отцам
    письмо писем
    число чисел
    окно окон
    цена цен
    семья семей
    статья статей
    сестра сестер
    деньги денег деньгам деньгами деньгах
    звать зовут зовет зову
    продать продаст продам
    брать беру берет берут
    взять возьму возьмет возьмут
    ждать жду ждет ждут
    искать ищу ищет ищут
    писать пишу пишет пишут
    хотеть хочу хочет хотят
    мочь могу может могут мог могла могли
"""

IRREGULAR = {
    form: line.split()[0] for line in _TABLE.strip().splitlines() for form in line.split()[1:]
}
"""A form, folded, to the word whose stem it has."""
