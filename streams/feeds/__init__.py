"""Producers: what a format's file holds, and how it gets to `news.articles`."""

from streams.feeds.formats import read
from streams.feeds.items import Item, Reject
from streams.feeds.publisher import Delivery, Publisher, publish

__all__ = ["Delivery", "Item", "Publisher", "Reject", "publish", "read"]
