"""A chat client in the browser on the sandbox's world: what people see and do in `make demo`."""

from urllib.parse import urlsplit

from bot.sandbox.page.routes import Page
from bot.sandbox.page.seen import Seen
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World


def add_page(sandbox: Sandbox, people: list[int], *, start: int | None = None) -> None:
    """Adds the page at `/` to a sandbox that has not started yet.

    `people` are the user ids that can be chosen, in the order of the selector; `start` is the
    one the page opens with, the first by default. What stands in the chats when the sandbox
    starts counts as read. Raises ValueError for an empty list and for a `start` outside it, and
    KeyError for somebody who is not in the world.
    """
    if not people:
        raise ValueError("the page needs at least one person")
    if start is not None and start not in people:
        raise ValueError(f"{start} is not one of the people of the page")
    if not isinstance(sandbox.world, World):
        raise TypeError("the page needs a World to act in")
    for person_id in people:
        sandbox.world.people.person(person_id)
    chosen = people[0] if start is None else start
    host = urlsplit(sandbox.url).hostname or ""
    Page(Seen(sandbox.world, list(people)), chosen, host).register(sandbox.app)
