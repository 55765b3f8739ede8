"""The ledger: what articles say, in Postgres. One aggregate a file; `ledger.py` writes, `reports.py` reads."""

from models.actors import Actor
from models.api_keys import ApiKey
from models.articles import Article
from models.base import Base
from models.dead_letters import DeadLetter, DeadLetterAction
from models.events import Event, Participant
from models.forgotten import Forgotten
from models.numbers import Number
from models.outbox import Outbox
from models.places import Place, PlaceMention
from models.receipts import Receipt
from models.sources import Source
from models.statements import Statement
from models.tallies import Tally
from models.times import Time
from models.watched import WatchedFeed

__all__ = [
    "Actor",
    "ApiKey",
    "Article",
    "Base",
    "DeadLetter",
    "DeadLetterAction",
    "Event",
    "Forgotten",
    "Number",
    "Outbox",
    "Participant",
    "Place",
    "PlaceMention",
    "Receipt",
    "Source",
    "Statement",
    "Tally",
    "Time",
    "WatchedFeed",
]
