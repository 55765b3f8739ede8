"""Figures of speech: attacks on what has no body to be hurt, deaths of what never lived, shots that are words."""

from typing import Final

from streams.extraction.casts import VIOLENT, Cast
from streams.extraction.casualties import harm_told
from streams.extraction.clauses import Predication
from streams.extraction.lexicon import SECTORS, WORD_CLASSES, Frame
from streams.extraction.lexicon.measures import PEOPLE
from streams.extraction.view import View
from streams.extraction.words import words

_INTANGIBLE: Final = frozenset().union(
    *(WORD_CLASSES[f"@{name}"] for name in ("intangible", "disease", "ailment", "law"))
)
_LIFELESS: Final = (
    frozenset().union(
        *(
            WORD_CLASSES[f"@{name}"]
            for name in (
                "accord", "creation", "document", "figure", "happening", "law", "made", "merchandise", "plan", "price",
                "product", "relations", "restriction", "ruling", "service", "stance", "support", "vehicle",
            )
        )
    )
    - SECTORS.keys()
)  # fmt: skip
"""What dies only as long as nobody uses or wants it."""
_ORDERLY: Final = frozenset(("COP", "MIL"))
_JUDGES: Final = words("voter electorate market investor consumer customer fan history")
"""Who punishes nobody by law."""
_SPOKEN: Final = words(
    "word question criticism accusation insult complaint letter email tweet joke jibe quip remark retort"
)
_ANSWERING: Final = frozenset(("shoot", "fire", "hit", "strike", "snipe"))
_ABSTRACT: Final = (
    "ism", "cracy", "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "hood", "acy", "dom", "ure",
)  # fmt: skip
"""Ends of nouns for what has no body, but for those that are known to have one."""
_TANGIBLE: Final = frozenset().union(
    SECTORS, PEOPLE, *(WORD_CLASSES[f"@{name}"] for name in ("tangible", "home", "territory", "organisation", "weapon"))
)
_BEINGS: Final = SECTORS.keys() | PEOPLE | WORD_CLASSES["@person"] | WORD_CLASSES["@staff"] | WORD_CLASSES["@animal"]
_BORN: Final = ("man", "men", "woman", "er", "or", "ist", "ian", "ee", "eer", "ant", "ent", "ese", "ling", "eur")
"""Ends of nouns for people."""
_STAFF: Final = WORD_CLASSES["@staff"] | words("worker employee staff")
_WALKOUT: Final = words("indefinite day hour week general nationwide national rail pay wage wildcat token sympathy")


def is_figure(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether violence is only said: "war on red tape", "kills the parasite", "fired a barrage of questions at"."""
    if frame.type == "SANCTION":
        return any(view.lemma[head] in _JUDGES for head in predication.slots.get("subject", ()))
    if frame.entry.mode == "obstruct":
        # "Police barricaded the streets."
        return bool(parts.sources) and all(one.sector in _ORDERLY for one in parts.sources)
    if frame.type not in VIOLENT:
        return False
    if _is_rivalry(view, frame, predication, parts):
        return True
    objects = predication.slots.get("object", ())
    if predication.kind == "noun" and _is_walkout(view, predication.trigger):
        return True
    deadly = frame.type == "DIE" or harm_told(view, predication.trigger) == "DIE"
    if any(view.dep[child] == "ccomp" for child in view.children[predication.trigger]):
        # "Shot back that they had no plan."
        return predication.kind == "verb" and predication.lemma in _ANSWERING
    if any(_is_spoken(view, head) for head in objects):
        return True
    if predication.lemma == "kill" and any(view.lower[head] == "it" for head in objects):
        return True
    harmed = [head for head in objects if view.lemma[head] not in frame.words]
    for heads in (harmed, [one.head for one in parts.targets]):
        if heads and all(_has_no_body(view, frame, head, deadly) or _is_walkout(view, head) for head in heads):
            return True
    return False


def _is_rivalry(view: View, frame: Frame, predication: Predication, parts: Cast) -> bool:
    """Whether companies fight with what companies have: "its battle with Meta", "a price war between the brewers"."""
    traders = bool(parts.sources) and all((one.sector, one.kind) == ("BUS", "organisation") for one in parts.sources)
    return traders and frame.entry.mode is None and harm_told(view, predication.trigger) is None


def _is_walkout(view: View, head: int) -> bool:
    """Whether a strike is one of workers: "launched an indefinite strike", "led a strike by miners", "is on strike"."""
    if view.lemma[head] != "strike":
        return False
    if view.dep[head] == "pobj" and view.lower[view.head[head]] == "on" and not view.children[head]:
        return True
    if any(view.lemma[child] in _WALKOUT for child in view.children[head]):
        return True
    behind = head + 1
    return (
        behind < len(view)
        and view.lower[behind] in ("by", "of")
        and any(view.lemma[child] in _STAFF for child in view.children[behind])
    )


def _has_no_body(view: View, frame: Frame, head: int, deadly: bool) -> bool:
    """Whether nobody can do it harm; `deadly`: whether nobody can kill it. What the frame asks for can be harmed."""
    lemma = view.lemma[head]
    if view.pos[head] != "NOUN":
        return False
    if lemma in _INTANGIBLE or (deadly and lemma in _LIFELESS):
        return True
    asked = (lemma, *(view.lemma[child] for child in view.children[head] if view.dep[child] == "compound"))
    if not frame.objects.isdisjoint(asked):
        return False
    abstract = lemma.endswith(_ABSTRACT) and lemma not in _TANGIBLE
    return abstract or (deadly and not _may_live(view, head))


def _may_live(view: View, head: int) -> bool:
    lemma = view.lemma[head]
    if lemma in _BEINGS or lemma.endswith(_BORN) or view.label[head]:
        return True
    # "A total of 90 people."
    return view.of(head) is not None


def _is_spoken(view: View, head: int) -> bool:
    """Whether what is fired is words, or so many of them."""
    if view.lemma[head] in _SPOKEN:
        return True
    of = view.of(head)
    return of is not None and any(view.lemma[child] in _SPOKEN for child in view.children[of])
