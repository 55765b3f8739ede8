"""Who fills a frame's roles: the actors in its slots, or inside what stands there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from spacy.tokens import Doc

from streams.extraction.actors import PRONOUNS, WHERE, actors_in
from streams.extraction.clauses import Predication
from streams.extraction.fillers import fillers
from streams.extraction.framing import PARTS, fitting, tells
from streams.extraction.lexicon import COUNTRIES, EMBEDDING, RECEIVING, WORD_CLASSES, Frame
from streams.extraction.mentions import Mention
from streams.extraction.nature import HARMS, WILLED, is_natural
from streams.extraction.slots import MEASURES, surface
from streams.extraction.view import View
from streams.extraction.words import words

SYMMETRIC: Final = frozenset(("AGREE", "CONSULT", "COOPERATE", "MERGE-ORG"))
"""Types whose first named party is the source, the others targets."""

_PHYSICAL: Final = words(
    "ASSAULT COERCE DIE INJURE RETREAT MOBILIZE CHARGE-INDICT ACQUIT EXECUTE TRIAL-HEARING SANCTION ELECT "
    "PROTEST NOMINATE ACCIDENT START-POSITION TRANSFER-OWNERSHIP MERGE-ORG LAUNCH PRICE-MOVE LEGISLATE START-ORG "
    "END-ORG END-POSITION MANUFACTURE TRANSPORT DISRUPTION GATHERING DISASTER"
)
"""Types whose target may be what is no actor."""

_THERE: Final = words(
    "ASSAULT COERCE PROTEST MOBILIZE THREATEN SANCTION AID ACCUSE REQUEST CONCEDE RETREAT SUPPORT AGREE REJECT"
)
"""Types that are done to those where they are done, if to nobody else that is named."""
_WHERE: Final = words("in at near on during since after before from across throughout")
_ASIDE: Final = words("after before since despite following amid because during while as according until")
"""What opens another matter, in which no target is looked for."""
_OCCASIONS: Final = words("visit trip tour stopover")
_CLAUSES: Final = words("relcl advcl conj ccomp")
_INSTRUMENTS: Final = WORD_CLASSES["@instrument"]
DEEDS: Final = frozenset().union(
    *(WORD_CLASSES[f"@{name}"] for name in ("restriction", "attack", "protest", "meeting", "accord", "relations"))
)
"""What is done is not what it is done to."""
_SCENES: Final = WORD_CLASSES["@home"]
_RESTRICTIONS: Final = WORD_CLASSES["@restriction"]
_UNDONE: Final = frozenset(("CONCEDE", "RETREAT", "COERCE", "SANCTION"))
_OWNING: Final = words("amod compound nmod poss")
_VAGUE: Final = words("history target position area point spot number part each all some many most")
"""What says nothing of who or what it is."""
_SPOKEN: Final = words("SUPPORT ACCUSE REQUEST REJECT THREATEN AGREE")
_UNLESS: Final = frozenset(("unless", "until", "till"))
_PLACES: Final = frozenset(("GPE", "LOC"))
_NAMED: Final = frozenset(("country", "organisation", "person", "population"))
VIOLENT: Final = frozenset(("ASSAULT", *HARMS))
_CAUSES: Final = ("prep:in|by|during|from",)
_MEANWHILE: Final = words("during on")
_AROUND: Final = words("after before following at in")
_DEPTH: Final = 4
_STARVING: Final = frozenset(("pobj:on", "pobj:after", "pobj:during"))
_GOING_ON: Final = words("end suspend abandon extend prolong interrupt continue resume")


class Cast(NamedTuple):
    """Who acts and who is acted upon.

    `direct`: the slots themselves held actors; `far`: the target stands in no slot, only after the predicate.
    """

    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    direct: bool
    far: bool = False


@dataclass(frozen=True, slots=True)
class Casting:
    """Gives the frames of one article their actors; `known`: with those whom a pronoun means."""

    view: View
    predications: dict[int, Predication]
    actors: dict[int, Mention]
    known: dict[int, Mention]

    @classmethod
    def of(cls, doc: Doc) -> Self:
        """For the article that a document holds."""
        view: View = doc._.view
        best: dict[int, Mention] = doc._.coreference.best
        meant = {token: mention for token, mention in best.items() if view.pos[token] == "PRON"}
        actors: dict[int, Mention] = doc._.actors
        return cls(view, doc._.predications, actors, {**meant, **actors} if meant else actors)

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
            acts = self._doing(predication)
            sources = acts if "subject" in acting and acts else sources
        if not sources and frame.type in _UNDONE:
            sources, straight = self._owners(predication), False
        if not sources and harm:
            sources, straight = self._from_cause(predication, depth), False
        if frame.type in VIOLENT:
            harmed = self._harmed(predication)
            sources = [mention for mention in sources if mention.head not in harmed]
        elif frame.type == "CONSULT" and not sources and predication.kind == "noun":
            sources, straight = self._travellers(predication), False
        elif frame.type == "PROTEST" and not sources:
            sources, straight = self._strikers(predication, frame), False
        elif frame.type in _SPOKEN and not sources:
            sources, straight = self._speakers(predication), False
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
        mutual = frame.type in SYMMETRIC or frame.entry.mutual
        if mutual and len(sources) > 1 and not (targets and direct):
            return Cast(tuple(sources[:1]), tuple(sources[1:]), straight)
        far = not targets and frame.target != ("none",)
        if far and predication.negated:
            targets = self._of_condition(predication, used)
            far = not targets
        if far and not against and (sources or frame.type != "AGREE"):
            targets = list(self._to_the_right(predication, used, frame))
        return Cast(tuple(sources), tuple(targets), straight and not far and direct, far and bool(targets))

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
            heads = [head for head in fillers(self.view, predication, slot) if not self._is_occasion(head)]
            if heads and acting:
                heads = [head for head in heads if self._may_act(head, slot, deeds, moves)]
            found, direct = [], True
            for head in heads:
                attackers = self._attackers(head, depth) if deeds else None
                for mention in self._mentions(head) if attackers is None else attackers:
                    if (acting or elsewhere) and mention.head != head and self._is_there(mention.head):
                        # "A blast in Peru killed ten", "recalled vans in Peru".
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
                found = self._authors(predication)
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
        return not label or label in _PLACES or self.view.lower[token] in COUNTRIES.demonyms

    def _is_there(self, token: int) -> bool:
        """Whether a preposition of place brings a name: where somebody acts is not who acts."""
        above = self.view.head[token]
        return self.view.dep[token] == "pobj" and self.view.lower[above] in WHERE

    def _whole(self, head: int) -> int:
        """What a word is a part of that says only how much it is: "all of its shops"."""
        if self.view.lemma[head] in PARTS:
            for child in self.view.children[head]:
                if self.view.lower[child] == "of":
                    return next((one for one in self.view.children[child] if self.view.dep[one] == "pobj"), head)
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

    def _authors(self, predication: Predication) -> list[Mention]:
        """Whose act it is that an act of theirs does: "issued a statement denouncing", "passed a bill lifting"."""
        if predication.relation not in ("acl", "relcl") or predication.governor is None:
            return []
        outer = self.predications[predication.governor]
        noun = self.view.head[predication.trigger]
        if outer.kind == "noun" and outer.governor is not None:
            outer = self.predications[outer.governor]
        if noun not in outer.slots.get("object", ()) or outer.passive or self.view.lemma[noun] not in _INSTRUMENTS:
            return []
        return self._doing(outer)

    def _doing(self, predication: Predication) -> list[Mention]:
        """Who does what a predicate says, by its subject."""
        return [mention for head in predication.slots.get("subject", ()) for mention in self._mentions(head)]

    def _owners(self, predication: Predication) -> list[Mention]:
        """Whose deed it is that is imposed or undone by nobody named: "French sanctions were lifted"."""
        if not predication.passive or "subject" in predication.slots:
            return []
        return [
            self.actors[child]
            for head in predication.slots.get("object", ())
            if self.view.lemma[head] in _RESTRICTIONS
            for child in self.view.children[head]
            if child < head and child in self.actors and self.view.dep[child] in _OWNING
        ]

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

    def _mentions(self, head: int) -> Iterable[Mention]:
        if self.view.pos[head] == "PRON" and self.view.lower[head] in PRONOUNS:
            return (Mention(head, head + 1, head, self.view.word[head]),)
        return actors_in(self.view, self.actors, head)

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
            if name in ("object", "indirect") or (name.startswith("prep:") and name[5:] not in _ASIDE):
                yield self._outside(heads, own)
        yield self._of_complements(inner, frozenset(own), depth + 1)

    def _outside(self, heads: tuple[int, ...], own: set[int]) -> list[Mention]:
        return [mention for head in heads for mention in self._mentions(head) if mention.head not in own]

    def _harmed(self, predication: Predication) -> tuple[int, ...]:
        """Those to whom the governing clause says that something was done: they did not do this too."""
        if predication.governor is None or predication.relation == "relcl":
            return ()
        above = self.predications[predication.governor]
        embedding = EMBEDDING.get((above.kind, above.lemma))
        if embedding is not None and embedding.controller == "object":
            # "Was accused of attacking", "was forced to fire".
            return ()
        return above.slots.get("object", ()) if above.passive and not predication.passive else ()

    def _travellers(self, predication: Predication) -> list[Mention]:
        """Whose visit or talks they are in which a clause says that its subject did something else."""
        if predication.governor is None:
            return []
        above = self.predications[predication.governor]
        if predication.relation.partition(":")[2] not in _MEANWHILE and not (
            "prep:with" in predication.slots and self._is_part_of(predication, above)
        ):
            return []
        return self._subjects(above)

    def _subjects(self, clause: Predication) -> list[Mention]:
        """The actors in a clause's grammatical subject."""
        return [mention for head in surface(clause.slots, clause.passive) for mention in self._mentions(head)]

    def _strikers(self, predication: Predication, frame: Frame) -> list[Mention]:
        """Whose protest it is that its subject ended or went on with, or starved in: "died on hunger strike"."""
        above = None if predication.governor is None else self.predications[predication.governor]
        if above is not None and frame.entry.mode == "hunger" and predication.relation in _STARVING:
            return self._subjects(above)
        if above is None or predication.relation != "dobj" or above.lemma not in _GOING_ON:
            return []
        return self._doing(above)

    def _is_part_of(self, meeting: Predication, above: Predication) -> bool:
        """Whether who did the one had, or wants, the other: "spoke after a meeting with", "demanded talks with"."""
        embedding = EMBEDDING.get((above.kind, above.lemma))
        wanted = meeting.relation == "dobj" and embedding is not None and embedding.future
        return above.kind == "verb" and (wanted or meeting.relation.partition(":")[2] in _AROUND)

    def _speakers(self, predication: Predication) -> list[Mention]:
        """Whose words they are, where a clause in passing hangs on what they say: "she said it helped, praising"."""
        if predication.relation != "advcl" or self.view.tag[predication.trigger] != "VBG":
            return []
        while predication.relation in ("advcl", "ccomp") and predication.governor is not None:
            predication = self.predications[predication.governor]
            found = self._doing(predication)
            if found:
                return found if not predication.passive else []
        return []

    def _of_condition(self, predication: Predication, used: frozenset[int]) -> list[Mention]:
        """Who has to act before what is refused is done: "will not end the strike until the firm pays"."""
        for clause in self.view.children[predication.trigger]:
            inner = self.predications.get(clause)
            if inner is not None and any(self.view.lower[child] in _UNLESS for child in self.view.children[clause]):
                found = self._doing(inner)
                return [one for one in found if one.head not in used and self.view.pos[one.head] != "PRON"]
        return []

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

    def _to_the_right(self, predication: Predication, used: frozenset[int], frame: Frame) -> Iterator[Mention]:
        """Where no slot holds a target: the first named actor or place after the predicate, in its own clause."""
        view = self.view
        for token in range(predication.trigger + 1, view.sentences[view.sentence[predication.trigger]][1]):
            verbal = view.pos[token] in ("VERB", "AUX") and view.dep[token] in _CLAUSES
            verbal = verbal or (view.dep[token] == "mark" and view.lower[token] == "that")
            if verbal or self._opens_aside(token):
                return
            mention = self.actors.get(token)
            if mention is None or self._is_within(token, used) or self._in_another_clause(token, predication.trigger):
                continue
            whole = token
            while view.dep[whole] in ("compound", "amod", "poss"):
                whole = view.head[whole]
            brought = view.dep[whole] == "pobj" and view.lower[view.head[whole]] in _WHERE
            capacity = view.dep[token] == "pobj" and view.lower[view.head[token]] == "as"
            if (brought and frame.type not in _THERE) or capacity or view.lemma[token] in frame.words:
                continue
            if mention.kind in _NAMED or (brought and view.label[token] in _PLACES):
                if token < self._end(predication):
                    yield mention
                return

    def _end(self, predication: Predication) -> int:
        """Where a predicate's own clause ends: behind the last word that hangs on it, or at what is joined to it."""
        view = self.view
        joined = (
            view.edges(child)[0]
            for child in view.children[predication.trigger]
            if view.dep[child] == "conj" and child > predication.trigger
        )
        end = view.edges(predication.trigger if predication.light is None else predication.light)[1]
        return min(end, *joined, end)

    def _is_within(self, token: int, used: frozenset[int]) -> bool:
        """Whether a word is one of those who act, or says whose they are: "a truce between Chad's army and rebels"."""
        while token not in used and self.view.dep[token] in _OWNING:
            token = self.view.head[token]
        return token in used

    def _in_another_clause(self, token: int, trigger: int) -> bool:
        """Whether a relative clause lies between a word and what it is looked for by: "the attack, which Chad knew"."""
        view = self.view
        while token != trigger and view.head[token] != token:
            if view.dep[token] == "relcl":
                return True
            token = view.head[token]
        return False

    def _is_occasion(self, head: int) -> bool:
        """Whether a journey only says when it was: "praised the nurses on a visit to Chad"."""
        return self.view.lemma[head] in _OCCASIONS and self.view.lower[self.view.head[head]] == "on"

    def _opens_aside(self, token: int) -> bool:
        word, view = self.view.lower[token], self.view
        if view.pos[token] == "ADP" and any(view.lemma[child] in _OCCASIONS for child in view.children[token]):
            return True
        return word in _ASIDE and view.pos[token] in ("ADP", "SCONJ") and (word != "as" or view.dep[token] == "mark")


def _thing(view: View, token: int) -> Mention:
    start = token
    while start and start <= view.head[start - 1] <= token and view.dep[start - 1] in ("compound", "amod", "nmod"):
        start -= 1
    return Mention(start, token + 1, token, view.written(start, token + 1))
