"""Part of speech, morphology and lemma: what the model's own rules give, remembered by word.

The model's attribute ruler and lemmatizer take an eighth of its time, though what they say of a word depends on the
word, its tag and its dependency alone, but for a few patterns over two words. So they are asked once for each such
triple, about a document of that one word; a document in which a longer pattern matches goes to them whole.
"""

from typing import Any, Final

import numpy as np
from spacy import attrs
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

RULER: Final = "attribute_ruler"
LEMMATIZER: Final = "lemmatizer"
KNOWN: Final = frozenset({"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a pattern may ask of a word for its answer to depend on the triple alone."""
ANSWERED: Final = (attrs.TAG, attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.DEP)
"""What the rules may set; tag and dependency of white space alone."""
REMEMBERED: Final = 200_000
"""Triples kept; a novel has some 20,000."""

Answer = tuple[int, ...]


class Annotations:
    """Does the work of a parser's attribute ruler and lemmatizer, and takes them out of its pipeline."""

    def __init__(self, parser: Language) -> None:
        self._components = [parser.get_pipe(name) for name in (RULER, LEMMATIZER) if name in parser.pipe_names]
        self._remembers = bool(self._components) and all(map(_depends_on_the_word_alone, self._components))
        self._longer = Matcher(parser.vocab)
        self._answers: dict[tuple[int, int, int], Answer] = {}
        if self._remembers:
            for component in self._components:
                if isinstance(component, AttributeRuler):
                    self._longer.add("longer", [pattern for pattern in _patterns(component) if len(pattern) > 1])
            parser.select_pipes(disable=[RULER, LEMMATIZER])

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma on a document that is tagged and parsed."""
        if not self._remembers or not len(doc):
            return doc
        if len(self._longer) and self._longer(doc, allow_missing=True):
            return self._ask(doc)
        triples = [tuple(row) for row in doc.to_array([attrs.ORTH, attrs.TAG, attrs.DEP]).tolist()]
        if len(self._answers) > REMEMBERED:
            self._answers.clear()
        for index, triple in enumerate(triples):
            if triple not in self._answers:
                self._answers[triple] = self._answer(doc, index)
        answers: Any = np.array([self._answers[triple] for triple in triples], dtype=np.uint64)
        doc.from_array(list(ANSWERED), answers)
        return doc

    def _answer(self, doc: Doc, index: int) -> Answer:
        token = doc[index]
        alone = Doc(doc.vocab, words=[token.text], spaces=[False], tags=[token.tag_], deps=[token.dep_])
        return tuple(self._ask(alone).to_array(list(ANSWERED))[0].tolist())

    def _ask(self, doc: Doc) -> Doc:
        for component in self._components:
            if isinstance(component, Lemmatizer):
                # Its own memory leaves morphology out, and would make an answer depend on what came before.
                component.cache.clear()
            doc = component(doc)
        return doc


def _depends_on_the_word_alone(component: object) -> bool:
    if isinstance(component, Lemmatizer):
        return component.mode in ("rule", "lookup")
    return isinstance(component, AttributeRuler) and all(
        set(token) <= KNOWN for pattern in _patterns(component) for token in pattern
    )


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    rules: list[dict[str, Any]] = ruler.patterns
    return [pattern for rule in rules for pattern in rule["patterns"]]
