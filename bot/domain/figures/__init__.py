"""Figures, dates, percentages and money of a text in the forms of five languages."""

from bot.domain.figures.finding import find_figures, hide_addresses
from bot.domain.figures.matching import is_same, is_same_day
from bot.domain.figures.values import Bound, Figure, FigureKind

__all__ = [
    "Bound",
    "Figure",
    "FigureKind",
    "find_figures",
    "hide_addresses",
    "is_same",
    "is_same_day",
]
