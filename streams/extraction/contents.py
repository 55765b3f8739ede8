"""Contents: which words a saying reports."""

from collections.abc import Iterator, Sequence
from typing import Final

from streams.extraction.lexicon import EMBEDDING
from streams.extraction.quotations import Run
from streams.extraction.sayings import Saying
from streams.extraction.view import View
from streams.extraction.words import words

_EDGES: Final = frozenset((",", ".", ":", ";", "-", "--", "–", "—", '"', "“", "”", "''", "``", "‘", "’", "'"))
_BREAKS: Final = frozenset((",", ";", ":", "--", "—", "–", "“", "”", '"', "''", "``"))
_CLAUSES: Final = frozenset(("ccomp", "parataxis"))
_INTERPOSED: Final = words("parataxis ccomp advcl dep conj")
_MODIFIERS: Final = words("advmod npadvmod dative prt")


def contents(view: View, saying: Saying, quotes: Sequence[Run]) -> list[Run]:
    """The pieces of what is said, in reading order, quotations that belong to the cue among them."""
    pieces = list(_told(view, saying, bool(quotes)))
    return _merged([_trimmed(view, piece) for piece in (*pieces, *quotes)])


def asserts(view: View, saying: Saying, quotes: Sequence[Run]) -> bool:
    """Whether what is said is given as true or not on the speaker's word, and not only judged, wanted or asked for."""
    if quotes or saying.kind in ("label", "according", "adverb"):
        return True
    if "clause" not in saying.takes:
        return False
    if saying.kind == "verb" and _owns_up(view, saying.token):
        return True
    clauses = [child for child in view.children[saying.token] if view.dep[child] in ("ccomp", "parataxis", "acl")]
    if saying.passive:
        clauses += [child for child in view.children[saying.token] if view.dep[child] == "xcomp"]
    elif saying.kind == "verb" and not clauses:
        return _is_interposed(view, saying)
    else:
        clauses = [child for child in clauses if all(view.lower[other] != "to" for other in view.children[child])]
    return bool(clauses)


def _owns_up(view: View, verb: int) -> bool:
    """Whether a gerund says what the speaker did or did not do: "denied stealing", but not "proposed selling"."""
    embedding = EMBEDDING.get(("verb", view.lemma[verb]))
    certain = embedding is None or (embedding.certainty == "CERTAIN" and not embedding.future)
    return certain and any(view.dep[child] == "xcomp" and view.tag[child] == "VBG" for child in view.children[verb])


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
    clause = next((child for child in children if view.dep[child] in _CLAUSES), None)
    if saying.passive:
        yield from _passive(view, saying)
    elif clause is not None and (quoting or takes != frozenset(("quotation",))):
        start, end = view.edges(clause)
        end = _whole(view, verb, _cut(view, clause, end))
        yield from _around(start, end, verb, verb if saying.speaker is None else saying.speaker)
    elif quoting:
        return
    elif _is_interposed(view, saying):
        yield from _sentence(view, saying)
    else:
        yield from _complement(view, saying)


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
    if dep in ("acl", "ccomp", "xcomp"):
        infinitive = any(view.lower[other] == "to" and view.dep[other] == "aux" for other in view.children[child])
        if infinitive:
            return "infinitive" in takes
        return "clause" in takes and (
            saying.kind == "adjective" or any(view.dep[other] == "mark" for other in view.children[child])
        )
    return False


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


def _cut(view: View, clause: int, end: int) -> int:
    """The end of a clause without the participle that goes on about the speaker: "…, citing the cost"."""
    for child in view.children[clause]:
        if view.dep[child] == "advcl" and view.tag[child] == "VBG" and child > clause:
            start = view.edges(child)[0]
            if view.word[start - 1] == "," and start == child:
                return start - 1
    return end


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
