from importlib import import_module

import pytest
import spacy
from spacy.language import Language

from streams.extraction.pipeline import STEPS, build


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return build(spacy.blank("en"))


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_registered_by_the_file_of_its_name(step: str) -> None:
    assert Language.has_factory(step)
    functions = vars(import_module(f"streams.extraction.{step}")).values()
    assert any(getattr(function, "__name__", "").startswith("mark_") for function in functions)


def test_the_pipeline_is_the_table(pipeline: Language) -> None:
    assert tuple(pipeline.pipe_names) == STEPS


def test_every_step_comes_after_those_it_needs(pipeline: Language) -> None:
    there = {"doc._.article", "doc._.paragraphs", "doc._.datelines", "doc._.view"}
    for step in STEPS:
        meta = pipeline.get_pipe_meta(step)
        assert set(meta.requires) <= there, step
        assert meta.assigns == [f"doc._.{'predications' if step == 'clauses' else step}"]
        there.update(meta.assigns)
