"""A link that invites into the team of a channel was followed."""

from aiogram import Bot
from aiogram.types import Message

from bot.domain.people import Person
from bot.services.registering import Registering
from bot.services.teaming import Teaming
from bot.translator import Translator
from handlers.commands import set_menu
from handlers.owners import tell_owners
from storage.db import Database


async def join_team(
    message: Message,
    token: str,
    bot: Bot,
    db: Database,
    person: Person,
    registering: Registering,
    teaming: Teaming,
    t: Translator,
) -> None:
    """Welcome a new member, and tell the owners who came."""
    joined = await teaming.join(token, person.id, message.message_id)
    role, channel = joined.role.value, joined.channel.title
    await message.answer(t(f"joined-{role}", channel=channel))
    await set_menu(bot, person.id, t.language, await registering.rights.role_of(person.id))
    name = f"{person.name} (@{person.username})" if person.username else person.name
    await tell_owners(bot, db, registering, f"team-came-{role}", name=name, channel=channel)
