"""Keeps a table current from the compacted topic, and survives any crash without missing or doubling anything.

Row and bookmark are written in one transaction: whatever was not committed comes again. `python examples/table.py
127.0.0.1:9092 events.sqlite` goes on for ever; `--once` ends at the end.
"""

import argparse
import sqlite3
from contextlib import closing

from streams.reader import Reader, Recorded, Retracted

arguments = argparse.ArgumentParser(description="Keep a table of events in SQLite.")
arguments.add_argument("broker")
arguments.add_argument("file")
arguments.add_argument("--once", action="store_true", help="end where the topic ends now")
given = arguments.parse_args()

with closing(sqlite3.connect(given.file)) as table:
    table.execute("CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, type TEXT, words TEXT, article TEXT)")
    table.execute("CREATE TABLE IF NOT EXISTS bookmark (one INTEGER PRIMARY KEY CHECK (one = 1), bookmark TEXT)")
    kept = table.execute("SELECT bookmark FROM bookmark").fetchone()
    with Reader(given.broker, since=kept[0] if kept else "beginning", follow=not given.once) as reader:
        for change in reader:
            if isinstance(change, Recorded):
                event = change.record
                row = (str(change.id), event.type, event.trigger.text, event.article.id)
                table.execute("INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?)", row)
            elif isinstance(change, Retracted):
                table.execute("DELETE FROM events WHERE id = ?", (str(change.id),))
            table.execute("INSERT OR REPLACE INTO bookmark VALUES (1, ?)", (reader.bookmark,))
            table.commit()
