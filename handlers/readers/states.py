"""Questions that anybody may be asked."""

from aiogram.fsm.state import State, StatesGroup


class Asking(StatesGroup):
    """What the next text answers."""

    words = State()
