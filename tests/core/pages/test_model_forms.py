"""A form made of what a model says."""

import pytest
from django import forms

from core.pages.fields import DayMonthYearField, LongTextField, MoneyField, TextField
from core.pages.model_forms import form_of
from partnerships.organisations.models import Organisation, Scheme
from partnerships.terms.models import Term, Vocabulary


def test_fields_say_what_the_model_says():
    form = form_of(Organisation, "name", "opened", "about", "income")()
    kinds = [type(field) for field in form.fields.values()]
    assert kinds == [TextField, DayMonthYearField, LongTextField, MoneyField]
    assert [str(field.label) for field in form.fields.values()] == [
        "Name", "Opened", "What it does", "Latest yearly income (£)",
    ]  # fmt: skip
    assert [field.required for field in form.fields.values()] == [True, False, False, False]
    assert form.fields["name"].max_length == 255
    assert form.fields["name"].error_messages["required"] == "Enter the name."


def test_a_choice_is_one_of_the_models():
    form = form_of(Term, "vocabulary")({"vocabulary": "colour"})
    assert list(form.fields["vocabulary"].choices) == Vocabulary.choices
    assert form.errors == {"vocabulary": ["Choose the vocabulary from the list."]}


def test_a_field_is_called_otherwise_here():
    form = form_of(Organisation, "name", "opened", name="What it is called")()
    assert [str(field.label) for field in form.fields.values()] == ["What it is called", "Opened"]
    assert form.fields["name"].max_length == 255


def test_a_form_that_makes_a_record_carries_a_token():
    form = form_of(Organisation, "name")()
    assert (len(form.once), "version" in form.fields) == (36, False)


def test_a_form_that_changes_a_record_is_filled_in_with_it():
    form = form_of(Organisation, "name")(of=Organisation(name="Drivers", version=3))
    assert (form["name"].value(), form["version"].value(), form.once) == ("Drivers", 3, "")


def test_another_record_is_chosen_by_a_field_given_by_hand():
    with pytest.raises(TypeError, match=r"Say by hand how kind is filled in: form_of\(\.\.\., kind=SomeField"):
        form_of(Organisation, "kind")
    by_hand = forms.ChoiceField(choices=Scheme.choices)
    assert list(form_of(Organisation, "kind", kind=by_hand)().fields) == ["kind"]
