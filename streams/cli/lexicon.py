"""`wireroom lexicon`."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from streams.cli.terminal import err, out, plain
from streams.errors import LexiconError
from streams.settings import Settings

if TYPE_CHECKING:
    from streams.extraction import Reader


def lexicon(
    what: Annotated[Literal["check", "explain"], typer.Argument(help="`check` all files, or `explain` a sentence.")],
    sentence: Annotated[str | None, typer.Argument(help="The sentence to explain.")] = None,
) -> None:
    """The words that mean an event: are the files in order, and why does a sentence yield what it does?

    Example: `wireroom lexicon check` or `wireroom lexicon explain "Chad agreed to lift the ban on Niger."`

    To add a way to say an event: a line in `streams/extraction/lexicon/events/TYPE.jsonl`, for instance
    `{"lemma": "shell", "target": ["object"], "mode": "heavy-weapons", "example": "Rebels shelled the port.",
    "expect": {"source": "Rebels", "target": "port"}}`

    `lemma` is the word, or a word and what stands with it ("step down"); `pos` a verb, unless it says noun or
    adjective; `source` and `target` the slots where the two roles are looked for, in order: subject, object, indirect,
    possessor, modifier, complement, `prep:against`; `object` and `subject` words or @classes (see `classes.jsonl`) of
    which one has to stand there, `unless` those that may not; `needs` the roles without which it is no event. Then
    `check`: it names file, line and field of what is wrong, reads every example, says what is found where an entry does
    not find its own, and exits with 1 if anything is wrong.

    `explain` shows the entries that fired with their roles and what makes them happened, uncertain or to come, word by
    word, then those that nearly did, each with its reason.
    """
    if what == "check":
        if sentence is not None:
            raise typer.BadParameter("check takes no sentence")
        raise typer.Exit(check())
    if not sentence:
        raise typer.BadParameter("explain which sentence?")
    explain(sentence)


def reader() -> "Reader":
    """The reader of this deployment: its model, and the places in its cache."""
    from streams.extraction import Reader

    settings = Settings()
    return Reader(settings.model, settings.cache)


def check() -> int:
    """Print every fault; 1 if there is any."""
    try:
        from streams.extraction.examples import unfound
        from streams.extraction.lexicon import FRAMES
        from streams.extraction.lexicon.check import Fault, faults
        from streams.extraction.lexicon.frames import event_files
    except LexiconError as error:  # what does not load can be told of no further
        err.print(plain(error), style="yellow")
        return 1
    paths = {path.stem: path for path in event_files()}
    found = list(faults(paths.values()))
    frames = [frame for some in FRAMES.values() for frame in some]
    for frame, instead in unfound(reader(), frames):
        expected = frame.entry.expect
        roles = f"{expected.source or 'anybody'} → {expected.target or 'anybody'}"
        reason = f"“{frame.entry.example}” should be {frame.type} by this entry: {roles}; found: {instead}"
        found.append(Fault(paths[frame.type], frame.line, "example", reason))
    for fault in sorted(found, key=lambda one: (one.path, one.line)):
        err.print(plain(fault), style="yellow", soft_wrap=True)
    out.print(f"{len(frames):,} entries for {len(paths)} types, {len(found):,} faults")
    return 1 if found else 0


def explain(sentence: str) -> None:
    """Print the entries that fired, and under them those that nearly did."""
    from streams.extraction.explaining import explain as verdicts
    from streams.extraction.explaining import explain_factuality
    from streams.records import Article

    (doc,) = reader().documents([Article(id="sentence", body=sentence, language="en")])
    found = sorted(verdicts(doc), key=lambda one: (one.event is None, one.at))
    for one in found:
        at = f"{one.frame.type}.jsonl:{one.frame.line}"
        entry = f"{one.frame.entry.lemma} ({one.frame.entry.pos}, {at})"
        if one.event is None:
            out.print(plain(f"  not {one.frame.type} “{one.trigger}”, {entry}: {one.why}"), style="dim", soft_wrap=True)
            continue
        turned = "" if one.event.type == one.frame.type else f" as {one.event.type}"
        out.print(plain(f"{one.frame.type}{turned} “{one.trigger}”, {entry}"), style="bold")
        for role, mentions in (("source", one.event.sources), ("target", one.event.targets)):
            out.print(plain(f"  {role}: {', '.join(doc._.view.written(m.start, m.end) for m in mentions) or '–'}"))
        out.print(plain(f"  is: {explain_factuality(doc, one.event)}"), soft_wrap=True)
        if one.chain:
            out.print(plain(f"  hangs on: {' ← '.join(one.chain)}"))
    if not found:
        out.print("No word of it is in the lexicon of events.")
