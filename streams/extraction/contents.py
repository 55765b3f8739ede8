"""Contents: which words a saying reports."""

from collections.abc import Iterator, Sequence
from typing import Final

from streams.extraction.lexicon import CUES, EMBEDDING
from streams.extraction.quotations import Run
from streams.extraction.sayings import Saying
from streams.extraction.view import View
from streams.extraction.words import words

_EDGES: Final = frozenset((",", ".", ":", ";", "-", "--", "–", "—", '"', "“", "”", "''", "``", "‘", "’", "'"))
_BREAKS: Final = frozenset((",", ";", ":", "--", "—", "–", "“", "”", '"', "''", "``"))
_CLAUSES: Final = frozenset(("ccomp", "parataxis"))
_DEEDS: Final = words("xcomp ccomp dobj")
_INTERPOSED: Final = words("parataxis ccomp advcl dep conj")
_MODIFIERS: Final = words("advmod npadvmod dative prt")


def contents(view: View, saying: Saying, quotes: Sequence[Run]) -> list[Run]:
    """The pieces of what is said, in reading order, quotations that belong to the cue among them."""
    pieces = list(_told(view, saying, bool(quotes)))
    return _merged([_trimmed(view, piece) for piece in (*pieces, *quotes)])


def is_speech(view: View, saying: Saying, quotes: Sequence[Run]) -> bool:
    """Whether what is said is given as true or not on the speaker's word, and not only judged, wanted or asked for."""
    if quotes or saying.kind in ("label", "according", "adverb"):
        return True
    if saying.kind == "verb" and _is_named(view, saying):
        return True
    if "clause" not in saying.takes:
        return False
    if saying.kind == "verb" and _owns_up(view, saying.token):
        return True
    clauses = [child for child in view.children[saying.token] if view.dep[child] in ("ccomp", "parataxis", "acl")]
    if saying.kind == "adjective":
        clauses += [child for child in view.children[saying.token] if _is_that(view, child)]
    if saying.passive:
        if saying.speaker is None and _is_awaited(view, saying.token):
            return False
        clauses += [child for child in view.children[saying.token] if view.dep[child] == "xcomp"]
    elif saying.kind == "verb" and not clauses:
        return _is_interposed(view, saying)
    else:
        seen = "quotation" not in saying.takes and _is_sense(view, saying.token)
        clauses = [child for child in clauses if not (_is_infinitive(view, child) or (seen and _is_bare(view, child)))]
    return bool(clauses)


def accuses(view: View, saying: Saying) -> bool:
    """Whether somebody says of another what that one did: "accused the bank of hiding losses"."""
    embedding = EMBEDDING.get(("verb", view.lemma[saying.token])) if saying.kind == "verb" else None
    if embedding is None or not embedding.reporting or embedding.controller != "object":
        return False
    brought = (view.child(child, "pcomp") for child in view.children[saying.token] if view.dep[child] == "prep")
    return any(one is not None for one in brought)


def _owns_up(view: View, verb: int) -> bool:
    """Whether a gerund says what the speaker did or did not do: "denied stealing", but not "proposed selling"."""
    embedding = EMBEDDING.get(("verb", view.lemma[verb]))
    certain = embedding is None or (embedding.certainty == "CERTAIN" and not embedding.future)
    return certain and any(view.dep[child] in _DEEDS and view.tag[child] == "VBG" for child in view.children[verb])


def _is_named(view: View, saying: Saying) -> bool:
    """Whether what somebody calls something is in his own words: "described it as “useless”"."""
    if "as" not in saying.takes:
        return False
    end = view.sentences[view.sentence[saying.token]][1]
    return any(
        view.lower[start - 1] == "as" or any(view.dep[token] == "oprd" for token in range(start, stop))
        for start, stop in view.quotations
        if saying.token < start < end
    )


def _is_awaited(view: View, verb: int) -> bool:
    """Whether nobody says, but all expect: "she is expected to sign it"."""
    embedding = EMBEDDING.get(("verb", view.lemma[verb]))
    return embedding is not None and embedding.future and not embedding.reporting


def _is_sense(view: View, verb: int) -> bool:
    """Whether a verb may tell what was seen done: "saw the guards beat a man"."""
    embedding = EMBEDDING.get(("verb", view.lemma[verb]))
    return embedding is not None and embedding.controller == "object" and not embedding.reporting


def _is_bare(view: View, verb: int) -> bool:
    """Whether a clause has neither a tense nor a "that"."""
    small = any(view.dep[child] in ("aux", "mark") for child in view.children[verb])
    return view.tag[verb] in ("VB", "VBP", "VBG") and not small


def _told(view: View, saying: Saying, quoting: bool) -> Iterator[Run]:
    if saying.kind == "label":
        yield saying.cue[1], view.paragraphs[view.paragraph[saying.token]][1]
    elif saying.kind in ("according", "adverb"):
        yield from _sentence(view, saying)
    elif saying.kind == "verb":
        yield from _verb(view, saying, quoting)
    else:
        yield from _complement(view, saying)


def _verb(view: View, saying: Saying, quoting: bool) -> Iterator[Run]:
    verb, takes = saying.token, saying.takes
    children = view.children[verb]
    clause = next((child for child in children if view.dep[child] in _CLAUSES and not _is_aside(view, child)), None)
    if saying.passive:
        yield from _passive(view, saying)
    elif clause is not None and (quoting or takes != frozenset(("quotation",))):
        start, end = view.edges(clause)
        end = _whole(view, verb, end)
        yield from _around(start, end, verb, verb if saying.speaker is None else saying.speaker)
    elif quoting:
        return
    elif _is_interposed(view, saying):
        yield from _sentence(view, saying)
    else:
        yield from _complement(view, saying)


def _is_aside(view: View, verb: int) -> bool:
    """Whether a clause only tells who says so: "the envoy promised aid, the ministry said"."""
    cue = CUES.get(("verb", view.lemma[verb]))
    return (
        view.dep[verb] == "parataxis"
        and cue is not None
        and "clause" in cue.takes
        and view.child(verb, "nsubj") is not None
        and all(view.child(verb, dep) is None for dep in ("ccomp", "dobj", "xcomp"))
    )


def _complement(view: View, saying: Saying) -> Iterator[Run]:
    """Infinitive, object or what a preposition brings, up to the last complement."""
    word, takes = saying.token, saying.takes
    heads = [child for child in view.children[word] if _is_content(view, saying, child)]
    if heads:
        start = view.edges(heads[0])[0]
        end = max(view.edges(head)[1] for head in heads)
        for child in view.children[word]:
            if child == end and view.dep[child] == "prep" and saying.kind == "verb":
                end = view.edges(child)[1]
        yield start, end
        return
    for preposition in _prepositions(view, word, takes):
        for child in view.children[preposition]:
            if view.dep[child] in ("pobj", "pcomp"):
                start, end = view.edges(child)
                later = [
                    view.edges(other)[1] for other in view.children[word] if other > end and view.dep[other] == "xcomp"
                ]
                yield start, max((end, *later))
                return


def _is_content(view: View, saying: Saying, child: int) -> bool:
    dep, takes = view.dep[child], saying.takes
    if saying.kind == "verb":
        likened = "as" in takes and any(view.lower[other] == "as" for other in view.children[saying.token])
        if dep == "dobj":
            return "object" in takes or likened
        if dep in ("xcomp", "oprd"):
            return "infinitive" in takes or "object" in takes
        return dep == "prep" and view.lower[child] == "as" and ("object" in takes or likened)
    if child < saying.token:
        return False
    if dep in ("acl", "ccomp", "xcomp") or (saying.kind == "adjective" and _is_that(view, child)):
        if _is_infinitive(view, child):
            return "infinitive" in takes
        return "clause" in takes and (
            saying.kind == "adjective" or any(view.dep[other] == "mark" for other in view.children[child])
        )
    return False


def _is_that(view: View, verb: int) -> bool:
    """Whether a clause is told with "that", whatever it was taken for."""
    return view.dep[verb] in ("advcl", "csubj") and any(
        view.lower[child] == "that" and view.dep[child] == "mark" for child in view.children[verb]
    )


def _is_infinitive(view: View, verb: int) -> bool:
    return any(view.lower[child] == "to" and view.dep[child] == "aux" for child in view.children[verb])


def _prepositions(view: View, word: int, takes: frozenset[str]) -> Iterator[int]:
    for child in view.children[word]:
        if child > word and f"prep:{view.lower[child]}" in takes and view.dep[child] in ("prep", "agent", "prt"):
            yield child
        elif view.dep[child] in ("advmod", "prt", "prep"):
            for other in view.children[child]:
                if view.dep[other] == "prep" and f"prep:{view.lower[other]}" in takes:
                    yield other


def _passive(view: View, saying: Saying) -> Iterator[Run]:
    """What is said of the subject, with it: "The deal was called a fraud"; with an agent, the subject alone will do."""
    verb = saying.token
    subject = next((child for child in view.children[verb] if view.dep[child] in ("nsubjpass", "nsubj")), None)
    rest = list(_complement(view, saying))
    if not rest:
        rest = [view.edges(child) for child in view.children[verb] if view.dep[child] == "ccomp"]
    if saying.speaker is None and (not rest or view.dep[verb] == "acl"):
        return
    if subject is not None and view.lower[subject] != "it" and {"object", "infinitive"} & saying.takes:
        yield view.edges(subject)
    yield from rest


def _is_interposed(view: View, saying: Saying) -> bool:
    """Whether cue and speaker stand between commas, or behind one, in what is said: "The dam, he said, will hold"."""
    verb, speaker = saying.token, saying.speaker
    if speaker is None or view.head[speaker] != verb or not {"clause", "quotation"} & saying.takes:
        return False
    start, end = _phrase(view, saying)
    first, last = view.sentences[view.sentence[verb]]
    marked = view.lower[start] == "as"
    if view.dep[verb] not in _INTERPOSED and not marked:
        return False
    before = start == first or view.word[start - 1] in (",", "—", "–", "--", "-")
    after = end >= last or view.word[end] in (",", ".", "—", "–", "--", "-", ";", ":")
    return before and after and (start > first or marked)


def _phrase(view: View, saying: Saying) -> Run:
    """The tokens of the cue, its speaker and what modifies the cue."""
    low, high = saying.cue
    for child in view.children[saying.token]:
        if child == saying.speaker or view.dep[child] in _MODIFIERS or view.lower[child] == "as":
            start, end = view.edges(child)
            low, high = min(low, start), max(high, end)
    return low, high


def _sentence(view: View, saying: Saying) -> Iterator[Run]:
    """The sentence without the cue and its speaker; of an adverb, the clause."""
    first, last = view.sentences[view.sentence[saying.token]]
    if saying.kind == "verb":
        start, end = _phrase(view, saying)
        last = min(
            (child for child in view.children[saying.token] if child >= end and view.dep[child] == "cc"), default=last
        )
    elif saying.kind == "adverb":
        head = view.head[saying.token]
        first, last = view.edges(head)
        start, end = saying.cue
    else:
        start, end = saying.cue[0], saying.cue[1]
        if saying.speaker is not None:
            end = max(view.edges(saying.speaker)[1], saying.speaker + 1)
    for piece in ((first, start), (end, last)):
        if piece[1] - piece[0] > 2:
            yield piece


def _around(start: int, end: int, verb: int, speaker: int) -> Iterator[Run]:
    """A clause without the cue and its speaker, should they stand inside it."""
    low, high = min(verb, speaker), max(verb, speaker) + 1
    if start < low and high < end:
        yield start, low
        yield high, end
    elif start <= low < end:
        yield (start, low) if start < low else (high, end)
    else:
        yield start, end


def _whole(view: View, verb: int, end: int) -> int:
    """Where a clause behind its verb really ends, should its parse break off in the middle of it."""
    last = view.sentences[view.sentence[verb]][1]
    if end <= verb or end >= last or view.pos[end] not in ("VERB", "AUX", "ADP", "ADJ", "DET", "NOUN", "PROPN"):
        return end
    if view.head[end] == verb or view.dep[end] in ("conj", "advcl"):
        return end
    while end < last and view.word[end] not in _BREAKS:
        end += 1
    return end


def _trimmed(view: View, run: Run) -> Run:
    start, end = run
    while end - start > 1 and view.word[start] in _EDGES:
        start += 1
    while end - start > 1 and view.word[end - 1] in _EDGES:
        end -= 1
    return start, end


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Runs without those that lie in another, and those that touch made one."""
    merged: list[Run] = []
    for start, end in sorted(run for run in runs if run[0] < run[1]):
        if merged and start <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
