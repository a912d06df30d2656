"""The server alone, with a small world, to be tried by hand with any client."""

import argparse
import asyncio
import contextlib

from bot.sandbox import Limits, Sandbox, World


def small_world(token: str, *, floods: bool = True) -> World:
    """An owner, a reader, a channel with its discussion group, and the bot in both."""
    world = World(limits=Limits(enabled=floods))
    bot = world.add_bot(token=token)
    owner = world.add_person("Анна", username="anna")
    reader = world.add_person("Борис", language_code="en")
    channel = world.add_channel("Маркетинг", owner=owner.id, username="marketing")
    group = world.add_group("Маркетинг: обсуждение", owner=owner.id)
    world.link_discussion(channel.id, group.id)
    world.promote(channel.id, bot.id, by=owner.id)
    world.join(group.id, bot.id)
    world.join(channel.id, reader.id)
    for person in (owner, reader):
        world.say(person.id, bot.id, "/start")
    return world


async def serve(port: int, token: str, *, floods: bool) -> None:
    """Prints where the server listens and runs until it is cancelled."""
    world = small_world(token, floods=floods)
    sandbox = Sandbox(world, port=port)
    await sandbox.start()
    try:
        print(f"{sandbox.url}/bot{token}/getMe", flush=True)  # noqa: T201 - the page's address
        for person in world.people.persons.values():
            print(f"person {person.user.id} {person.user.full_name}")  # noqa: T201
        for room in world.chats.values():
            print(f"{room.kind} {room.chat.id} {room.chat.title}", flush=True)  # noqa: T201
        await asyncio.Event().wait()
    finally:
        await sandbox.stop()


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default="42:TEST")
    parser.add_argument("--no-floods", action="store_true", help="refuse nobody for haste")
    arguments = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments.port, arguments.token, floods=not arguments.no_floods))


if __name__ == "__main__":
    main()
