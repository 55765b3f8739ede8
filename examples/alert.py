"""Says at once what happens to whom it watches, as JSON lines for whatever sends messages, and takes back what is
retracted. What is only planned, feared or denied raises no alarm.

`python examples/alert.py 127.0.0.1:9092 --country UKR --type ASSAULT`; `--from-beginning --once` for what is known.
"""

import argparse
import json

from streams.reader import Reader, Recorded, Wanted

arguments = argparse.ArgumentParser(description="Raise alarms.")
arguments.add_argument("broker")
arguments.add_argument("--country", action="append", help="ISO 3166-1 alpha-3; may be given often")
arguments.add_argument("--type", action="append", help="ASSAULT, PROTEST, …; may be given often")
arguments.add_argument("--from-beginning", action="store_true")
arguments.add_argument("--once", action="store_true", help="end where the topic ends now")
given = arguments.parse_args()

wanted = Wanted(types=given.type, countries=given.country, certainties={"CERTAIN"})
alarmed = set()
since = "beginning" if given.from_beginning else "now"
with Reader(given.broker, wanted=wanted, since=since, follow=not given.once) as reader:
    for change in reader:
        event = change.record if isinstance(change, Recorded) else None
        if event is not None and event.polarity == "POS" and not event.future:
            alarmed.add(change.id)
            alarm = {"alarm": event.type, "words": event.trigger.text, "url": event.article.url}
            print(json.dumps({**alarm, "id": str(change.id)}), flush=True)
        elif change.id in alarmed:
            alarmed.remove(change.id)
            print(json.dumps({"retracted": str(change.id)}), flush=True)
