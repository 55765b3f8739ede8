"""A key is bound to a source: what comes with it is that source's, and says so."""

from http import HTTPStatus

from streams.feeds import Item
from streams.intake.keys import Key
from streams.records import Article, dump


class NotYours(Exception):
    """The article is another source's than the key's."""

    status = HTTPStatus.FORBIDDEN


def bind(item: Item, key: Key) -> Item:
    """The article with its source, which is the key's; raises NotYours where it says otherwise."""
    if key.id_prefix is not None and not item.article_id.startswith(key.id_prefix):
        raise NotYours(f"ids of articles of this key begin with {key.id_prefix!r}")
    article = Article.model_validate_json(item.value)
    if article.source == key.source:
        return item
    if article.source is not None:
        raise NotYours(f"this key is for articles of {key.source!r} and no other source")
    value = dump(article.model_copy(update={"source": key.source}))
    return Item(item.article_id, value, item.where, item.end, item.embargoed_until)
