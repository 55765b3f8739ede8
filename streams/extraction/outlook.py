"""Whether the words around a time look ahead: its verb is in the future, or it dates what is planned or feared."""

from typing import Final

from streams.extraction.lexicon import EMBEDDING, FRAMES
from streams.extraction.view import View
from streams.extraction.words import words

_WENT_ON: Final = frozenset(("was", "were"))
_WILL: Final = words("will 'll ’ll to shall")
_MAY: Final = words("would should may might could can must 'd ’d")
_FIXING: Final = words("plan schedule slate set fix book time earmark postpone delay expect forecast anticipate")
"""Verbs that give a day to what is to come: "planned for May", "expected in May"."""
_UNTIL: Final = words("for until till to")
_PLANNING: Final = words("plan schedule expect forecast predict anticipate envisage")
_AWAITING: Final = words(
    "threaten promise pledge vow propose face await consider mull contemplate prepare seek want demand warn call fear"
)
"""Verbs whose object is still to come, if it is something that happens."""
_PLANS: Final = words("plan threat prospect promise risk proposal call demand hope pledge timetable fear bid")
_PLANNED: Final = words(
    "planned expected proposed upcoming forthcoming scheduled looming impending threatened due likely set slated"
)
_BEGINNING: Final = words("begin start open reopen resume expire end close face take come kick")
"""Verbs in the present with which something that has its day is said to come: "takes effect in May"."""
_BRINGING: Final = words("of for about on against")
_COURSE: Final = words("start begin commence end finish resume last run")
_NEAR: Final = 4
AT: Final = frozenset(("on", "in", "at"))
_AMOUNT: Final = frozenset(("NUM", "SYM", "NOUN"))
_LONGEST: Final = 5
"""Tokens of an amount."""


def is_to_come(view: View, token: int) -> bool:
    """Whether the verb that a time hangs on is in the future."""
    for _ in range(_NEAR):
        token = view.head[token]
        if view.pos[token] == "VERB" and not _is_aside_on_course(view, token):
            break
    auxiliaries = _auxiliaries(view, token)
    if not auxiliaries and view.dep[token] == "conj" and view.child(token, "nsubj") is None:
        # "Will strike the plains and reach the coast on Sunday."
        token = view.head[token]
        auxiliaries = _auxiliaries(view, token)
    if "to" in auxiliaries and (_is_under_way(view, token) or _is_carried_out(view, token)):
        return False
    return not auxiliaries.isdisjoint(_WILL)


def _is_aside_on_course(view: View, verb: int) -> bool:
    """Whether a participle only says from when to when: "a walkout starting on Thursday"."""
    return view.tag[verb] == "VBG" and view.lemma[verb] in _COURSE and view.dep[verb] in ("acl", "advcl", "prep")


def is_planned(view: View, token: int) -> bool:
    """Whether a month or season is that of what is planned, promised, threatened, or may be: "face trial in May"."""
    by = token
    for _ in range(_NEAR):
        if view.dep[by] == "prep":
            break
        by = view.head[by]
    else:
        return False
    above = view.head[by]
    if view.pos[above] == "VERB":
        return _verb_looks_ahead(view, above, by)
    if view.pos[above] in ("ADJ", "AUX"):
        words = (above, *view.children[above])
        return any(view.lower[one] in _PLANNED for one in words)
    return view.pos[above] in ("NOUN", "PROPN") and _noun_looks_ahead(view, above)


def ends_value_before(view: View, last: int) -> bool:
    """Whether an amount behind "from" ends at a token, where a "to" names the other."""
    token = last
    while view.pos[token] in _AMOUNT and last - token < _LONGEST and view.sentence[token] == view.sentence[last]:
        token -= 1
    if view.lower[token] != "from" or "NUM" not in view.pos[token : last + 1]:
        return False
    start, end = view.sentences[view.sentence[last]]
    return any(view.lower[one] == "to" and "NUM" in view.pos[one : one + _LONGEST] for one in range(start, end - 1))


def is_over(view: View, token: int) -> bool:
    """Whether the verb that a time hangs on is in the past."""
    for _ in range(_NEAR):
        token = view.head[token]
        if view.pos[token] in ("VERB", "AUX"):
            break
    helpers = [child for child in view.children[token] if view.dep[child] in ("aux", "auxpass")]
    return view.tag[token] == "VBD" or any(view.tag[one] == "VBD" or view.lemma[one] == "have" for one in helpers)


def _verb_looks_ahead(view: View, verb: int, by: int) -> bool:
    helpers = _auxiliaries(view, verb)
    if not helpers.isdisjoint(_MAY):
        return "have" not in helpers
    if "had" in helpers or "have" in helpers:
        return False
    lemma = view.lemma[verb]
    if lemma in _FIXING and (view.lower[by] in _UNTIL or view.tag[verb] == "VBN"):
        return True
    if view.tag[verb] in ("VBZ", "VBP") and lemma in _BEGINNING and verb >= view.title:
        return True
    return any(
        verb < one < by and _is_awaited(view, one, verb) and not _tells_of_more(view, one + 1, by)
        for child in view.children[verb]
        for one in (child, *(view.children[child] if view.lower[child] in _BRINGING else ()))
    )


def _tells_of_more(view: View, start: int, end: int) -> bool:
    """Whether something else that happens is named: "promised an inquiry into the deaths in May"."""
    return any(view.pos[token] == "NOUN" and ("noun", view.lemma[token]) in FRAMES for token in range(start, end))


def _noun_looks_ahead(view: View, noun: int) -> bool:
    if any(view.dep[child] == "amod" and view.lower[child] in _PLANNED for child in view.children[noun]):
        return True
    above = view.head[noun]
    if view.dep[noun] == "pobj" and view.lower[above] in _BRINGING:
        above = view.head[above]
    if view.pos[above] == "NOUN":
        return view.lemma[above] in _PLANS
    return view.pos[above] == "VERB" and "had" not in _auxiliaries(view, above) and _is_awaited(view, noun, above)


def _is_awaited(view: View, noun: int, verb: int) -> bool:
    """Whether a verb's object is something that is to happen: "threatened a strike", but "threatened the mayor"."""
    if view.dep[noun] not in ("dobj", "pobj") or view.pos[noun] != "NOUN":
        return False
    return view.lemma[verb] in _PLANNING or (view.lemma[verb] in _AWAITING and ("noun", view.lemma[noun]) in FRAMES)


def _is_under_way(view: View, verb: int) -> bool:
    """Whether what governs an infinitive went on then: "was trying to clean it on Saturday"."""
    for _ in range(3):
        verb = view.head[verb]
        if view.tag[verb] == "VBG" and not _WENT_ON.isdisjoint(_auxiliaries(view, verb)):
            return True
    return False


def _is_carried_out(view: View, verb: int) -> bool:
    """Whether an infinitive tells what was done, and no plan: "forced them to flee on Friday", "failed to agree"."""
    above = view.head[verb]
    if view.tag[above] != "VBD" or view.dep[verb] not in ("xcomp", "ccomp", "advcl"):
        return False
    embedding = EMBEDDING.get(("verb", view.lemma[above]))
    return not embedding.future if embedding is not None else view.dep[verb] == "advcl"


def _auxiliaries(view: View, verb: int) -> set[str]:
    return {view.lower[child] for child in view.children[verb] if view.dep[child] == "aux"}
