"""Subjects that the parser hung on something else than their verb: how to tell, and where they stand."""

from typing import Final

from streams.extraction.view import View

_FINITE: Final = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NOMINAL: Final = frozenset(("NOUN", "PROPN", "PRON"))
_ODD: Final = frozenset(("advmod", "npadvmod", "dep", "nmod", "meta", "intj", "compound"))
"""What a name before its verb is taken for by mistake."""
_LOOSE: Final = frozenset(("appos", "conj", "dep", "nmod"))
_WHILE: Final = frozenset(("as", "after", "before", "since", "until"))
_NO_ACTOR: Final = frozenset(("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY"))
_SUBJECTS: Final = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "agent"))


def lost_subject(view: View, verb: int) -> list[int]:
    """The subject of a finite verb that has none, where one stands before it; empty for nearly every other verb.

    A gerund right behind a noun has that for its subject ("killed in tank shelling"). Read so are a subject of the
    auxiliary or of a participle before the verb, a name taken for an adverb, a noun taken for part of the verb, the
    antecedent of a "relative clause" without a pronoun, and the noun after a comma that was taken for an apposition
    to the phrase before it.
    """
    children = view.children[verb]
    if any(view.dep[child] in _SUBJECTS for child in children):
        return []
    if view.tag[verb] == "VBG" and view.dep[verb] == "advcl" and verb and view.dep[verb - 1] == "pobj":
        return [verb - 1] if view.pos[verb - 1] == "NOUN" and all(child > verb for child in children) else []
    if verb < view.title and view.tag[verb] == "VB" and _is_announced(view, verb):
        return [view.head[verb]]
    if view.dep[verb] == "advcl" and view.tag[verb] in _FINITE and view.dep[verb - 1] == "pobj":
        # "Shares rose as banks cut rates": a conjunction taken for a preposition.
        return view.conjuncts(verb - 1) if view.lower[view.head[verb - 1]] in _WHILE else []
    finite = [child for child in children if view.dep[child] == "aux" and view.tag[child] in _FINITE]
    if view.tag[verb] not in _FINITE and not finite:
        return []
    for auxiliary in finite:
        subject = view.child(auxiliary, "nsubj")
        if subject is not None:
            return view.conjuncts(subject)
    for child in children:
        odd = view.dep[child] == "compound" or (view.dep[child] in _ODD and view.pos[child] == "PROPN")
        if child < verb and odd and view.pos[child] in _NOMINAL and view.label[child] not in _NO_ACTOR:
            return view.conjuncts(child)
        if view.dep[child] == "advcl" and view.tag[child] == "VBG" and (taken := _taken(view, child, verb)) is not None:
            return view.conjuncts(taken)
    if view.dep[verb] == "relcl":
        return _antecedent(view, verb)
    return _before(view, verb) if view.dep[verb] in ("ROOT", "ccomp") else []


def _is_announced(view: View, verb: int) -> bool:
    """Whether a headline says what somebody will do: "Chilean bank to sell its branches"."""
    who = view.head[verb]
    return view.head[who] == who and view.lower[who + 1] == "to" and view.head[who + 1] == verb


def _taken(view: View, participle: int, verb: int) -> int | None:
    """The subject that a participle before its verb took from it: "rebels belonging to the front placed a bomb"."""
    subject = view.child(participle, "nsubj")
    finite = any(view.dep[child] in ("aux", "mark") for child in view.children[participle])
    if subject is None or finite or not subject < participle < verb or view.word[verb - 1] == ",":
        return None
    return subject


def _antecedent(view: View, verb: int) -> list[int]:
    if any(view.tag[child] in ("WDT", "WP", "WP$", "WRB") for child in view.children[verb]):
        return []
    noun = view.head[verb]
    while view.dep[noun] in ("appos", "conj"):
        noun = view.head[noun]
    return view.conjuncts(noun) if view.pos[noun] in _NOMINAL else []


def _before(view: View, verb: int) -> list[int]:
    start = view.sentences[view.sentence[verb]][0]
    token = verb - 1
    while token > start and _hangs_on(view, token, verb):
        token -= 1
    found: list[int] = []
    while token not in (verb, view.head[token]):
        if view.dep[token] in _LOOSE and view.pos[token] in _NOMINAL and view.label[token] not in _NO_ACTOR:
            first = view.edges(token)[0]
            if first > start and view.word[first - 1] == ",":
                found = [token]
        token = view.head[token]
    return found


def _hangs_on(view: View, token: int, verb: int) -> bool:
    """Whether a token is the verb's own adverb, comma or phrase of time, not part of a noun before it."""
    while view.head[token] != verb:
        if view.head[token] == token or (view.pos[token] in _NOMINAL and view.label[token] not in _NO_ACTOR):
            return view.pos[token] == "PUNCT"
        if view.pos[token] == "PUNCT":
            return True
        token = view.head[token]
    return True
