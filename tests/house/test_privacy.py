"""Every field of every model has a class, a purpose and a retention period (PRINCIPLES 17)."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import Model

from core.privacy import ABOUT_PEOPLE, CLASSES, NOT_USED, declared_for
from partnerships.people.privacy import THIRD_PARTY
from tests.house.code import FLOORS

OURS = [model for model in apps.get_models() if model._meta.app_config.name in FLOORS]
WITHOUT_PEOPLE = {"contenttypes.ContentType", "auth.Permission", "auth.Group", "admin.LogEntry"}
"""Models of libraries that hold nothing about people, or stay empty: the product neither fills nor reads them."""


def fields_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if field.concrete and not field.many_to_many}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_declared(model):
    declared = declared_for(model)
    assert {"undeclared": fields_of(model) - set(declared), "gone": set(declared) - fields_of(model)} == {
        "undeclared": set(),
        "gone": set(),
    }
    for name, field in declared.items():
        assert field.kind in CLASSES, f"{model._meta.label}.{name} is of the unknown class {field.kind!r}."
        assert field.purpose.strip(), f"{model._meta.label}.{name} says no purpose."
        assert field.retention.strip(), f"{model._meta.label}.{name} says no retention period."
    if any(field.kind in ABOUT_PEOPLE and not field.retention.startswith(NOT_USED) for field in declared.values()):
        called = import_module(f"{model.__module__.rpartition('.')[0]}.privacy").CALLED
        assert called.get(model.__name__), f"Say in CALLED what the privacy notice calls {model._meta.label}."


def test_models_of_libraries_are_declared():
    theirs = {model._meta.label: model for model in apps.get_models() if model not in OURS}
    assert set(theirs) - WITHOUT_PEOPLE == set(THIRD_PARTY)
    for label, declared in THIRD_PARTY.items():
        assert set(declared) == fields_of(theirs[label]), label
        assert {kind for kind, _, _ in declared.values()} <= set(CLASSES)
        assert all(purpose and kept for _, purpose, kept in declared.values())
