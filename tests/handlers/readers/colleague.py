"""The same person in a team: as an author whose posts are reviewed, and as an owner."""

from tests.handlers.readers.everybody import publish
from tests.newsroom import Newsroom, Person
from tests.services.exports import PAST, export

FIRST, SECOND = "Открытый пост Зульфии-автора #кейс", "Поправленный пост для всех #кейс"
UNSAVED = "Невысказанная поправка черника"
REVIEWED, REMARK = "Пост на проверку дирижабль #кейс", "Замечание саксофон"
ASKED = "Просьба о проверке гранат #кейс"
PROPOSED = "Words that a model proposed: marmalade."


async def press(newsroom: Newsroom, person: Person, *labels: str) -> None:
    """One after another, with time between them: Telegram takes few answers in a second."""
    for label in labels:
        await newsroom.tick(5)
        await person.press(label)
        await newsroom.work()


async def say(newsroom: Newsroom, person: Person, text: str) -> None:
    """Write, and wait for the answer to come to rest."""
    await newsroom.tick(5)
    await person.send(text)
    await newsroom.tick(5)


async def edit(newsroom: Newsroom, person: Person) -> None:
    """Publish a post, change it, and begin another change without saving it."""
    await publish(newsroom, person, FIRST)
    for text, ways in ((SECOND, ["Save"]), (UNSAVED, [])):
        await say(newsroom, person, "/posts")
        await press(newsroom, person, FIRST[:15] if ways else SECOND[:15], "Edit")
        await say(newsroom, person, text)
        await press(newsroom, person, *ways)
    assert newsroom.channel[-1].text == SECOND, newsroom.channel[-1].text


async def ask_model(newsroom: Newsroom, person: Person) -> None:
    """Have a draft shortened by a language model, and leave its proposal unanswered."""
    await say(newsroom, person, "/cancel")
    await say(newsroom, person, f"Набросок для модели гранат. {'Ещё слова о рекламе. ' * 20}")
    await press(newsroom, person, "Shorter")


async def ask_review(newsroom: Newsroom, person: Person) -> None:
    """One post approved and published, one returned, one that waits."""
    owner = newsroom.author
    await say(newsroom, owner, "/channels")
    await press(newsroom, owner, "Marketing aloud", "Ask for review")
    for text in (REVIEWED, "Возвращённый дирижабль #кейс", ASKED):
        await say(newsroom, person, text)
        await press(newsroom, person, "Send for review")
        if text == REVIEWED:
            await press(newsroom, owner, "Approve")
            await press(newsroom, person, "Publish now", "Publish")
            assert newsroom.channel[-1].text == REVIEWED
        elif text != ASKED:
            await press(newsroom, owner, "Return")
            await say(newsroom, owner, "Слишком длинно")


async def decide(newsroom: Newsroom, owner: Person, author: Person) -> None:
    """An owner returns a post with a remark, then approves it; another one waits."""
    await say(newsroom, owner, "/channels")
    await press(newsroom, owner, "Marketing aloud", "Ask for review")
    await say(newsroom, author, "Чужой пост #кейс")
    await press(newsroom, author, "Send for review")
    await press(newsroom, owner, "Return")
    await say(newsroom, owner, REMARK)
    await press(newsroom, author, "Send for review")
    await press(newsroom, owner, "Approve")
    await say(newsroom, author, "Ещё один чужой пост #кейс")
    await press(newsroom, author, "Send for review")


async def bring(newsroom: Newsroom, owner: Person) -> None:
    """An owner imports an export, and sends another one that waits."""
    for name in ("result.json", "result-саксофон.json"):
        await owner.send_media("document", export(newsroom.channel_id, *PAST), filename=name)
        await newsroom.work()
        if name == "result.json":
            await press(newsroom, owner, "Import")
    await newsroom.tick(60)


async def navigate(newsroom: Newsroom, owner: Person) -> None:
    """An owner has the rubrics listed in the channel."""
    await say(newsroom, owner, "/channels")
    await press(
        newsroom, owner, "Marketing aloud", "Rubrics", "Navigation post", "Publish", "Publish"
    )
    await newsroom.tick(60)
