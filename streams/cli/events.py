"""`wireroom events`."""

import json
from typing import Annotated, Final

import typer

from streams.cli.terminal import addresses, out, plain
from streams.reader import Change, NotUnderstood, Reader, Recorded, Retracted, Wanted
from streams.records import EventMessage, NumberMessage, dump
from streams.settings import Settings
from streams.topics import EVENTS, NUMBERS

TOPICS: Final = {"events": EVENTS, "numbers": NUMBERS}


def events(
    topic: Annotated[str, typer.Argument(help="events or numbers.")] = "events",
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as more arrive; Ctrl-C ends it.")] = False,
    new: Annotated[bool, typer.Option("--new", help="From now on, not from the beginning.")] = False,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only these: ASSAULT, …; may be given often.")
    ] = None,
    countries: Annotated[
        list[str] | None, typer.Option("--country", help="Only where one of these takes part, or it happened: UKR, ….")
    ] = None,
    certainties: Annotated[
        list[str] | None, typer.Option("--certainty", help="Only these: CERTAIN, PROBABLE, POSSIBLE.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines, one a message, instead of a summary.")] = False,
) -> None:
    """Read news.events (or news.numbers) as a downstream service would.

    Example: `wireroom events --follow --new --type PROTEST --country FRA` or
    `wireroom events numbers --json | jq .value`
    """
    if topic not in TOPICS:
        raise typer.BadParameter(f"no topic {topic!r}; events or numbers", param_hint="TOPIC")
    asked = (types, countries, certainties)
    if any(asked) and topic != "events":
        raise typer.BadParameter("only events have a type, countries and a certainty", param_hint="TOPIC")
    wanted = Wanted(*(one or None for one in asked)) if any(asked) else None
    with addresses(Settings()) as found:
        since = "now" if new else "beginning"
        try:
            with Reader(found.broker, TOPICS[topic], wanted=wanted, since=since, follow=follow) as reader:
                for change in reader:
                    if as_json:
                        typer.echo(as_line(change))
                    else:
                        out.print(plain(summary(change)), soft_wrap=True)
        except KeyboardInterrupt:
            return


def as_line(change: Change) -> str:
    """A change as JSON; a retraction has its id alone."""
    if isinstance(change, NotUnderstood):
        return change.value.decode()
    if isinstance(change, Recorded):
        return dump(change.record).decode()
    return json.dumps({"id": str(change.id), "retracted": True})


def summary(change: Change) -> str:
    """A change on one line, for a person."""
    if isinstance(change, NotUnderstood):
        return f"{change.id} is not understood: {change.why}"
    if isinstance(change, Retracted):
        return f"{change.id} retracted"
    record = change.record
    if isinstance(record, NumberMessage):
        value = record.value if record.value is not None else f"{record.low} to {record.high}"
        unit = record.unit or (record.counted.text if record.counted else "")
        return f"{record.bound} {value} {unit} — “{record.text}” ({record.article.id})"
    return f"{describe(record)} ({record.article.id})"


def describe(event: EventMessage) -> str:
    """Who did what to whom, how sure, on one line."""
    who = {
        role: ", ".join(
            f"{p.actor.name} [{p.actor.country}]" if p.actor.country else p.actor.name
            for p in event.participants
            if p.role == role
        )
        for role in ("source", "target")
    }
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    sure = [event.certainty.lower()] if event.certainty != "CERTAIN" else []
    sure += ["not"] if event.polarity == "NEG" else []
    sure += ["to come"] if event.future else []
    note = f" ({', '.join(sure)})" if sure else ""
    return f"{kind}{note}: {who['source'] or '–'} → {who['target'] or '–'} “{event.trigger.text}”"
