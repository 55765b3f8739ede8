"""Who fills a frame's roles: the actors in its slots, or inside what stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from streams.extraction.absent import authors, harmed, of_condition, owners, speakers, strikers, travellers
from streams.extraction.actors import WHERE
from streams.extraction.casts import DEEDS, VIOLENT, Cast, is_mutual
from streams.extraction.clauses import Predication
from streams.extraction.company import PARTS
from streams.extraction.fillers import fillers
from streams.extraction.framing import fitting, tells
from streams.extraction.lexicon import COUNTRIES, RECEIVING, WORD_CLASSES, Frame
from streams.extraction.mentions import Mention
from streams.extraction.nature import HARMS, WILLED, is_natural
from streams.extraction.rightward import ASIDE, PLACES, is_occasion, to_the_right
from streams.extraction.slots import MEASURES
from streams.extraction.stage import Stage
from streams.extraction.view import View
from streams.extraction.words import words

_PHYSICAL: Final = words(
    "ASSAULT COERCE DIE INJURE RETREAT MOBILIZE CHARGE-INDICT ACQUIT EXECUTE TRIAL-HEARING SANCTION ELECT "
    "PROTEST NOMINATE ACCIDENT START-POSITION TRANSFER-OWNERSHIP MERGE-ORG LAUNCH PRICE-MOVE LEGISLATE START-ORG "
    "END-ORG END-POSITION MANUFACTURE TRANSPORT DISRUPTION GATHERING DISASTER"
)
"""Types whose target may be what is no actor."""
_SCENES: Final = WORD_CLASSES["@home"]
_UNDONE: Final = frozenset(("CONCEDE", "RETREAT", "COERCE", "SANCTION"))
_VAGUE: Final = words("history target position area point spot number part each all some many most")
"""What says nothing of who or what it is."""
_PRICED: Final = WORD_CLASSES["@price"]
_WAYS: Final = words("from to via into between")
_SPOKEN: Final = words("SUPPORT ACCUSE REQUEST REJECT THREATEN AGREE")
_CAUSES: Final = ("prep:in|by|during|from",)
_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Casting(Stage):
    """Gives the frames of one article their actors."""

    def cast(self, predication: Predication, frame: Frame, depth: int = 0) -> Cast:
        """Fill a frame's roles from a predication's slots."""
        acting, acted_on = self._slots(predication, frame)
        against = frame.type == "AGREE" and self._hostile(predication)
        if against:
            # Whom it will hit is no partner to it.
            acted_on = tuple(slot for slot in acted_on if slot != "complement")
        harm = frame.type in VIOLENT and depth < _DEPTH
        moves = frame.type == "PRICE-MOVE" and frame.target == ("none",)
        sources, straight = self._fill(
            predication, acting, frozenset(), moves, depth, acting=True, deeds=harm, moves=moves
        )
        if predication.light is not None and all(self.view.tag[mention.head] == "PRP$" for mention in sources):
            # "Continued its raids": what is its own is the subject's.
            acts = self.doing(predication)
            sources = acts if "subject" in acting and acts else sources
        if not sources and frame.type in _UNDONE:
            sources, straight = owners(self, predication), False
        if not sources and harm:
            sources, straight = self._from_cause(predication, depth), False
        if frame.type in VIOLENT:
            others = harmed(self, predication)
            sources = [mention for mention in sources if mention.head not in others]
        elif frame.type == "CONSULT" and not sources and predication.kind == "noun":
            sources, straight = travellers(self, predication, frame), False
        elif frame.type == "PROTEST" and not sources:
            sources, straight = strikers(self, predication, frame), False
        elif frame.type in _SPOKEN and not sources:
            sources, straight = speakers(self, predication), False
        used = frozenset(mention.head for mention in sources)
        elsewhere = frame.type not in WILLED
        targets, direct = self._fill(predication, acted_on, used, frame.type in _PHYSICAL, depth, elsewhere=elsewhere)
        if frame.type in HARMS and predication.kind == "noun":
            # "The country's second death" is not the country's own.
            targets = [mention for mention in targets if mention.kind != "country"]
        if not targets and predication.kind == "noun" and frame.type == "ASSAULT":
            targets = self._scenes(predication)
        if not targets and frame.type == "AID":
            targets = self._of_purpose(predication, used, depth)
        meeting = frame.type == "CONSULT" and frame.entry.mode != "visit"
        if meeting and targets and self._is_only_where(predication, sources, targets):
            targets = []
        mutual = is_mutual(frame)
        if mutual and len(sources) > 1 and not (targets and direct):
            return Cast(tuple(sources[:1]), tuple(sources[1:]), straight)
        far = not targets and frame.target != ("none",)
        if far and predication.negated:
            targets = of_condition(self, predication, used)
            far = not targets
        if far and not against and (sources or frame.type != "AGREE"):
            targets = list(to_the_right(self, predication, used, frame))
        if frame.type == "REQUEST" and "prep:for" not in frame.target:
            targets = [mention for mention in targets if not self._is_favoured(mention.head, predication)]
        return Cast(tuple(sources), tuple(targets), straight and not far and direct, far and bool(targets))

    def _is_only_where(self, predication: Predication, sources: Sequence[Mention], targets: Sequence[Mention]) -> bool:
        """Whether a place is only where several met, or somebody of no country that is told: "held talks in Rome"."""
        there = predication.slots.get("prep:in", ())
        if any(one.head not in there or self.view.label[one.head] not in PLACES for one in targets):
            return False
        if len(sources) != 1:
            return len(sources) > 1
        return sources[0].country in (None, targets[0].country) or self.view.tag[sources[0].head] == "NNS"

    def _is_favoured(self, token: int, predication: Predication) -> bool:
        """Whether something is only asked for on somebody's behalf: "demanded compensation for the families"."""
        above = self.view.head[token]
        behalf = self.view.dep[token] == "pobj" and self.view.lower[above] == "for"
        return behalf and self.view.head[above] in (predication.trigger, *predication.slots.get("object", ()))

    def _slots(self, predication: Predication, frame: Frame) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where source and target stand; turned round after a verb whose subject is acted upon."""
        if predication.light is None or self.predications[predication.light].lemma not in RECEIVING:
            return frame.source, frame.target
        others = tuple(slot for slot in frame.source if slot != "subject")
        return ("prep:from|by", *others), ("subject", *frame.target)

    def _fill(
        self,
        predication: Predication,
        slots: tuple[str, ...],
        used: frozenset[int],
        thing: bool,
        depth: int,
        *,
        acting: bool = False,
        deeds: bool = False,
        moves: bool = False,
        elsewhere: bool = False,
    ) -> tuple[list[Mention], bool]:
        """The actors of the first slot that has any, and whether they stand there themselves.

        `acting`: who acts is looked for, which natural causes do not; `deeds`: of an attack that stands there, those
        who made it, not those whom it was made on; `moves`: it is a price that stands there, and may stand for itself.
        """
        left: int | None = None
        for slot in slots:
            if slot == "complement":
                found = self._of_complements(predication, used, depth)
                if found:
                    return found, False
                continue
            heads = [head for head in fillers(self.view, predication, slot) if not is_occasion(self, head)]
            if heads and acting:
                heads = [head for head in heads if self._may_act(head, slot, deeds, moves)]
            found, direct = [], True
            for head in heads:
                attackers = self._attackers(head, depth) if deeds else None
                for mention in self.mentions(head) if attackers is None else attackers:
                    if (acting or elsewhere) and mention.head != head and self._is_there(mention.head):
                        # "A blast in Peru killed ten", "recalled vans in Peru".
                        continue
                    if elsewhere and mention.head != head and self._is_leg(mention.head, head):
                        # "Cancelled flights from Peru", "opened a Peruvian shop".
                        continue
                    if moves and self._qualifies(mention.head) and mention.head != head:
                        # "Consumer prices": consumers do not move, nor do Turks with "the Turkish lira".
                        continue
                    if mention.head not in used and mention not in found:
                        direct = direct and mention.head == head
                        found.append(mention)
            if found:
                return found, direct
            if slot == "subject":
                found = authors(self, predication)
                if found:
                    return found, False
            if thing and heads and left is None and heads[0] not in used:
                whole = self._whole(heads[0])
                left = whole if self._can_be_harmed(whole) else None
        return ([_thing(self.view, left)], False) if left is not None else ([], True)

    def _may_act(self, head: int, slot: str, deeds: bool, moves: bool) -> bool:
        """Whether what stands in a slot of who acts can: no natural cause, no scene of an attack; of prices no sum."""
        if moves:
            return not self._is_measure(head)
        if deeds and slot == "modifier" and self.view.lemma[head] in _SCENES:
            return False
        return not is_natural(self.view, head, self.actors)

    def _qualifies(self, token: int) -> bool:
        """Whether a word only tells whose prices they are: a common noun, a place, a country's adjective."""
        label = self.view.label[token]
        if not label or label in PLACES or label == "NORP" or self.view.lower[token] in COUNTRIES.demonyms:
            return True
        # "House prices" are not those of a parliament.
        return self.view.dep[token] == "compound" and self.view.lower[token] in _PRICED

    def _is_leg(self, token: int, head: int) -> bool:
        """Whether a name only tells from or to where a thing goes, or of what country it is."""
        if head in self.actors:
            return False
        if self.view.dep[token] == "amod":
            return self.view.lower[token] in COUNTRIES.demonyms
        brought = self.view.dep[token] == "pobj" and self.view.lower[self.view.head[token]] in _WAYS
        return brought and self.view.label[token] in PLACES

    def _is_there(self, token: int) -> bool:
        """Whether a preposition of place brings a name: where somebody acts is not who acts."""
        above = self.view.head[token]
        return self.view.dep[token] == "pobj" and self.view.lower[above] in WHERE

    def _whole(self, head: int) -> int:
        """What a word is a part of that says only how much it is: "all of its shops"."""
        if self.view.lemma[head] in PARTS or self.view.label[head] in MEASURES:
            of = self.view.of(head)
            whole = None if of is None else self.view.child(of, "pobj")
            return head if whole is None else whole
        return head

    def _is_measure(self, head: int) -> bool:
        """Whether it says by how much something moves, and not what: "a 5% rise", "an increase of 40"."""
        return self.view.label[head] in MEASURES or (self.view.tag[head] == "CD" and not self.view.children[head])

    def _hostile(self, outer: Predication) -> bool:
        """Whether what is agreed or promised is an attack or a sanction: "agreed to impose sanctions on"."""
        return any(tells(self.view, "hostility", self.predications, one, self.actors) for one in outer.complements)

    def _can_be_harmed(self, head: int) -> bool:
        view = self.view
        return (
            view.pos[head] in ("NOUN", "PROPN", "NUM")
            and view.lemma[head] not in DEEDS
            and view.lemma[head] not in _VAGUE
            and view.label[head] not in ("DATE", "TIME")
        )

    def _scenes(self, predication: Predication) -> list[Mention]:
        """What an attack is named for that cannot attack: "the church attack"."""
        scenes = [head for head in predication.slots.get("modifier", ()) if self.view.lemma[head] in _SCENES]
        return [_thing(self.view, head) for head in scenes]

    def _of_purpose(self, predication: Predication, used: frozenset[int], depth: int) -> list[Mention]:
        """Whom a clause of purpose concerns: "gave ten million to fight cholera in Haiti"."""
        heads = [predication.trigger, *predication.slots.get("object", ())]
        for clause in (child for head in heads for child in self.view.children[head]):
            inner = self.predications.get(clause)
            if inner is not None and inner.infinitive and self.view.dep[clause] in ("advcl", "acl", "relcl", "xcomp"):
                own = {*used, *inner.slots.get("subject", ())}
                for act in (inner, *self._described(inner)):
                    for found in self._embedded(act, own, depth):
                        if found:
                            return found
        return []

    def _described(self, predication: Predication) -> list[Predication]:
        """What relative clauses say of its object: "projects that help farmers"."""
        children = (child for head in predication.slots.get("object", ()) for child in self.view.children[head])
        return [
            self.predications[child]
            for child in children
            if self.view.dep[child] == "relcl" and child in self.predications
        ]

    def _of_complements(self, outer: Predication, used: frozenset[int], depth: int) -> list[Mention]:
        """Whom the embedded act concerns: its own subject, else its target, else any actor in its slots."""
        if depth >= _DEPTH:
            return []
        own = {*used, *outer.slots.get("subject", ()), *outer.slots.get("possessor", ())}
        for trigger in outer.complements:
            inner = self.predications.get(trigger)
            if inner is None:
                continue
            for found in self._embedded(inner, own, depth):
                if found:
                    return found
        return []

    def _embedded(self, inner: Predication, own: set[int], depth: int) -> Iterator[list[Mention]]:
        yield self._outside(inner.slots.get("subject", ()), own)
        for frame in fitting(self.view, self.predications, inner, self.actors):
            parts = self.cast(inner, frame, depth + 1)
            if frame.type == "MOBILIZE":
                # "Offered to send troops": they are one's own, and no partner.
                own = {*own, *inner.slots.get("object", ())}
            yield [mention for mention in parts.targets if mention.head not in own]
            if frame.type == "MOBILIZE":
                yield self._of_purpose(inner, frozenset(own), depth + 1)
        for name, heads in inner.slots.items():
            if name in ("object", "indirect") or (name.startswith("prep:") and name[5:] not in ASIDE):
                yield self._outside(heads, own)
        yield self._of_complements(inner, frozenset(own), depth + 1)

    def _outside(self, heads: tuple[int, ...], own: set[int]) -> list[Mention]:
        return [mention for head in heads for mention in self.mentions(head) if mention.head not in own]

    def _from_cause(self, predication: Predication, depth: int) -> list[Mention]:
        """Who acted in what a harm is said to come from: "killed in an attack by rebels"."""
        for head in fillers(self.view, predication, *_CAUSES):
            attackers = self._attackers(head, depth)
            if attackers is not None:
                return [one for one in attackers if one.head not in predication.slots.get("object", ())]
        return []

    def _attackers(self, head: int, depth: int) -> Sequence[Mention] | None:
        """Who acted in the attack that a noun tells of; None: it tells of none."""
        deed = self.predications.get(head)
        if deed is None or deed.kind != "noun":
            return None
        for frame in fitting(self.view, self.predications, deed, self.actors):
            if frame.type == "ASSAULT":
                return () if "prep:between" in deed.slots else self.cast(deed, frame, depth + 1).sources
        return None


def _thing(view: View, token: int) -> Mention:
    start = token
    while start and start <= view.head[start - 1] <= token and view.dep[start - 1] in ("compound", "amod", "nmod"):
        start -= 1
    return Mention(start, token + 1, token, view.written(start, token + 1))
