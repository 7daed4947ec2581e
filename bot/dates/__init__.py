"""Dates as people type them in chat, and as we say them back."""

from bot.dates.looking import longest_day, looks_like_day, why_no_day
from bot.dates.reading import read_day, read_past_day, refuse_past
from bot.dates.saying import say_day, say_long, say_moment

__all__ = [
    "longest_day",
    "looks_like_day",
    "read_day",
    "read_past_day",
    "refuse_past",
    "say_day",
    "say_long",
    "say_moment",
    "why_no_day",
]
