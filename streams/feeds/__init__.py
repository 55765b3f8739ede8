"""Producers: what a format's file holds, and how it gets to `news.articles`."""

from streams.feeds.embargo import hold
from streams.feeds.formats import charset_of, format_of, read
from streams.feeds.items import Given, Item, Reject
from streams.feeds.publisher import Delivery, Publisher, publish

__all__ = [
    "Delivery",
    "Given",
    "Item",
    "Publisher",
    "Reject",
    "charset_of",
    "format_of",
    "hold",
    "publish",
    "read",
]
