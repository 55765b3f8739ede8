"""An article in the terminal, with what was read from it marked in colour."""

from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Column, Table
from rich.text import Text

from streams.cli.terminal import inert, plain
from streams.records import Article, Event, Extraction, Number, Span, Statement

STYLES: Final = {
    "statement": "italic",
    "actor": "bold cyan",
    "place": "green",
    "time": "magenta",
    "number": "bold yellow",
    "event": "bold white on dark_red",
    "not happened": "bold white on grey35",
}
"""In the order in which they are laid over each other."""


def show(article: Article, extraction: Extraction) -> RenderableType:
    """The article marked, its legend, and its events and numbers as tables."""
    legend = Text("  ").join(Text(name, style) for name, style in STYLES.items())
    parts: list[RenderableType] = [Panel(marked(article, extraction), title=plain(article.id)), legend]
    if extraction.skipped:
        parts.append(Text(f"not read: {inert(extraction.skipped)}", style="yellow"))
    if extraction.events:
        parts += [Rule("events"), events_table(extraction)]
    if extraction.numbers:
        parts += [Rule("numbers"), numbers_table(extraction)]
    if extraction.statements:
        parts += [Rule("statements"), statements_table(extraction)]
    return Group(*parts)


def marked(article: Article, extraction: Extraction) -> Text:
    """The article's text with every span in its colour."""
    text = Text(inert(article.text))
    spans = list(_spans(extraction))
    for name in STYLES:
        for kind, span in spans:
            if kind == name:
                text.stylize(STYLES[name], span.start, span.end)
    return text


def happened(event: Event) -> bool:
    """Said to be so, for certain, and not still to come."""
    return event.polarity == "POS" and event.certainty == "CERTAIN" and not event.future


def _spans(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    for statement in extraction.statements:
        yield "statement", statement.content
    for event in extraction.events:
        yield "event" if happened(event) else "not happened", event.trigger
        for participant in event.participants:
            yield "actor", participant
    for number in extraction.numbers:
        yield "number", number
    for time in extraction.times:
        yield "time", time
    for place in extraction.places:
        yield "place", place


def events_table(extraction: Extraction) -> Table:
    """One row an event."""
    table = Table(
        Column("type", no_wrap=True), "trigger", "source → target", "when, where, how sure, whose word", box=None
    )
    for event in extraction.events:
        around = (
            event.time and (event.time.value or event.time.text),
            event.place and event.place.name,
            how_sure(event),
            whose_word(event),
        )
        table.add_row(
            _cell(f"{event.type}/{event.mode}" if event.mode else event.type),
            _cell(event.trigger.text),
            _cell(f"{_actors(event, 'source') or '–'} → {_actors(event, 'target') or '–'}"),
            _cell(" · ".join(part for part in around if part)),
            style="" if happened(event) else "dim",
        )
    return table


def how_sure(event: Event) -> str:
    """Factuality in a word or two."""
    words = ["did not happen" if event.polarity == "NEG" else "", event.certainty.lower()]
    return ", ".join(word for word in (*words, "to come" if event.future else "") if word and word != "certain")


def whose_word(event: Event) -> str:
    """Who says so, or denies it; nothing where it is the article's own word."""
    if event.attribution is None:
        return ""
    source = event.attribution.source.text if event.attribution.source else "somebody"
    return f"{source} {'denies it' if event.attribution.polarity == 'NEG' else 'says so'}"


def _actors(event: Event, role: str) -> str:
    return ", ".join(
        f"{p.actor.name} [{p.actor.country}]" if p.actor.country else p.actor.name
        for p in event.participants
        if p.role == role
    )


def numbers_table(extraction: Extraction) -> Table:
    """One row a number."""
    types = {event.id: event.type for event in extraction.events}
    table = Table("words", "value", "unit or what is counted", "per", "change", "event", "whose word", box=None)
    for number in extraction.numbers:
        table.add_row(
            *map(
                _cell,
                (
                    number.text,
                    value(number),
                    number.unit or (number.counted and number.counted.text),
                    number.period,
                    number.change,
                    number.event_id and types.get(number.event_id),
                    number.attribution and number.attribution.source and number.attribution.source.text,
                ),
            )
        )
    return table


def value(number: Number) -> str:
    """Bound and value, or the range."""
    bound = "" if number.bound == "=" else f"{number.bound} "
    if number.value is None:
        return f"{bound}{number.low:,f} – {number.high:,f}"
    return f"{bound}{number.value:,f}"


def statements_table(extraction: Extraction) -> Table:
    """One row a statement."""
    table = Table("who", "cue", "what", "kind", box=None)
    for statement in extraction.statements:
        table.add_row(
            *map(
                _cell,
                (
                    _who(statement),
                    statement.cue and statement.cue.text,
                    statement.content.text,
                    statement.kind,
                ),
            )
        )
    return table


def _who(statement: Statement) -> str:
    """The words that name who speaks, and who that is where they do not say."""
    if statement.source is None:
        return ""
    known = statement.speaker
    if statement.anonymous:
        return f"{statement.source.text} [unnamed]"
    if known is None or known.name in statement.source.text or statement.source.text in known.name:
        return statement.source.text
    return f"{statement.source.text} [{known.name}]"


def _cell(content: object) -> Text:
    return Text(inert(str(content or "")).replace("\n", " "))
