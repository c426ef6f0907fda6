"""How a subject says what its fields are."""

from core.privacy import declared_for, held
from partnerships.organisations.models import Organisation


def test_fields_of_one_retention_by_class():
    assert held("a year", none={"due_on": "when"}, personal={"note": "what was said"}) == {
        "due_on": ("none", "when", "a year"),
        "note": ("personal", "what was said", "a year"),
        "id": ("none", "key", "a year"),
        "version": ("none", "so that two people do not overwrite each other", "a year"),
    }


def test_the_usual_may_be_said_otherwise():
    assert held("a year", commercial={"id": "the deal"})["id"] == ("commercial", "the deal", "a year")


def test_a_model_has_its_declarations():
    assert declared_for(Organisation)["name"].kind == "none"
