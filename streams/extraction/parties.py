"""The parties of an event by role: each actor once, whom two words name together one by one."""

from collections.abc import Iterator

from streams.extraction.actors import PRONOUNS
from streams.extraction.casts import is_mutual
from streams.extraction.coreference import References
from streams.extraction.eventmention import EventMention
from streams.extraction.mentions import Mention


def parties(event: EventMention, references: References) -> Iterator[tuple[str, Mention, Mention]]:
    """Role, what stands in the slot, and the best mention of who is meant by it.

    "Both sides" met: the first of them is the source, the other the target.
    """
    apart = is_mutual(event.frame) and not event.targets
    acting = [references.best.get(mention.head, mention) for mention in event.sources]
    for role, mentions in (("source", event.sources), ("target", event.targets)):
        for mention in mentions:
            first, *others = references.pairs.get(mention.head, (references.best.get(mention.head, mention),))
            if role == "target" and first is not mention and first in acting and mention.name.lower() in PRONOUNS:
                # Nobody acts on himself: the pronoun means another.
                first = mention
            yield role, mention, first
            for other in others:
                yield "target" if apart else role, mention, other
