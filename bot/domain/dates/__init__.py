"""Moments said in words, in Russian and English, and the wall time of zones."""

from bot.domain.dates.ambiguity import possible_moments
from bot.domain.dates.durations import parse_duration
from bot.domain.dates.localtime import local_to_utc
from bot.domain.dates.moments import (
    DateProblem,
    parse_moment,
    parse_time,
    read_moment,
    split_distance,
)

__all__ = [
    "DateProblem",
    "local_to_utc",
    "parse_duration",
    "parse_moment",
    "parse_time",
    "possible_moments",
    "read_moment",
    "split_distance",
]
