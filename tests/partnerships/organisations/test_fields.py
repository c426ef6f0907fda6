"""The line in which an organisation is named: what it offers while somebody types, and whom it takes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from core.pages.controls import control
from core.pages.fields import TextField
from core.pages.forms import Form
from partnerships.organisations.fields import OrganisationField
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory

pytestmark = pytest.mark.django_db


def offered(client, text: str) -> list[str]:
    return client.get("/partners/suggest/", {"q": text}).json()


def test_partners_here_are_offered_first_then_the_open_then_those_that_closed_last(client):
    OrganisationFactory(name="Carers Alpha", closed=datetime.date(2004, 3, 31))
    OrganisationFactory(name="Carers Beta", closed=datetime.date(2013, 3, 31))
    OrganisationFactory(name="Carers Gamma")
    OrganisationFactory(name="Carers Omega", partner=True)
    assert offered(client, "carers") == ["Carers Omega", "Carers Gamma", "Carers Beta", "Carers Alpha"]


def test_they_are_offered_by_name_and_code_and_found_by_either(client):
    PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")
    whole = ["Herefordshire Primary Care Trust, 5CN"]
    assert (offered(client, "hereford prim"), offered(client, "5cn"), offered(client, "worc")) == (whole, whole, [])


def test_ten_are_offered_and_no_more(client):
    for number in range(11):
        OrganisationFactory(name=f"Carers {number:02}")
    assert offered(client, "carers") == [f"Carers {number:02}" for number in range(10)]


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")


def refusal(typed: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Why a line is not taken, and what is offered in its place: what is sent, the words, and the hint."""
    with pytest.raises(ValidationError) as refused:
        OrganisationField().clean(typed)
    choices = refused.value.params["choices"]
    return refused.value.messages, [(value, str(label), label.hint) for value, label in choices]


@pytest.mark.parametrize(
    "typed", ["Herefordshire Primary Care Trust, 5CN", "5cn", " herefordshire primary-care trust ", "#{pk}"]
)
def test_it_takes_a_whole_name_a_code_both_or_what_was_picked(trust, typed):
    PublicBodyFactory(name="Worcestershire Primary Care Trust", ods="5PL")
    assert OrganisationField().clean(typed.format(pk=trust.pk)) == trust


def test_a_part_of_a_name_is_never_taken_be_it_that_of_one_alone(trust):
    assert refusal("hereford prim") == (
        [
            "Did you mean Herefordshire Primary Care Trust, 5CN? Choose it below, or enter the name or code of another "
            "in full."
        ],
        [(f"#{trust.pk}", "Herefordshire Primary Care Trust, 5CN", "Primary care trust")],
    )


def test_several_that_fit_are_offered_eight_at_most(trust):
    closed = OrganisationFactory(name="100% Care", closed=datetime.date(2004, 3, 31))
    assert refusal("care") == (
        ["Several organisations fit 'care'. They are below: choose one, or enter its name or code in full."],
        [
            (f"#{trust.pk}", "Herefordshire Primary Care Trust, 5CN", "Primary care trust"),
            (f"#{closed.pk}", "100% Care", "Registered charity, until 31 March 2004"),
        ],
    )
    for number in range(9):
        OrganisationFactory(name=f"100% Carers {number}")
    sentences, offered = refusal("100% car")
    assert sentences == [
        "Several organisations fit '100% car'. The first 8 are below: choose one, or enter its name or code in full."
    ]
    assert len(offered) == 8


def test_of_a_name_that_several_have_one_is_picked(trust):
    twin = PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5XX")
    _, offered = refusal("Herefordshire Primary Care Trust")
    assert [value for value, _, _ in offered] == [f"#{trust.pk}", f"#{twin.pk}"]
    assert OrganisationField().clean("Herefordshire Primary Care Trust, 5CN") == trust


class Named(Form):
    body = OrganisationField(label="Organisation")
    note = TextField()


def test_what_was_picked_goes_before_what_is_typed_and_stands_in_the_line_by_its_name(trust):
    form = Named({"body": "hereford", "body_picked": f"#{trust.pk}"})
    assert form.errors == {"note": ["Enter the note."]}
    drawn = control(form["body"])
    assert (drawn["options"]["value"], drawn["below"]) == ("Herefordshire Primary Care Trust, 5CN", None)


def test_without_script_what_could_be_meant_stands_below_the_line_and_nothing_is_lost(trust):
    drawn = control(Named({"body": "hereford", "note": "Ring them."})["body"])
    assert drawn["options"]["value"] == "hereford"
    assert drawn["below"]["name"] == "body_picked"
    assert drawn["below"]["items"] == [
        {
            "value": f"#{trust.pk}",
            "text": "Herefordshire Primary Care Trust, 5CN",
            "hint": {"text": "Primary care trust"},
        },
        {"value": "", "text": "None of these: what is typed above"},
    ]
    assert drawn["below"]["offered_for"] == {"name": "body_offered_for", "value": "hereford"}


@pytest.mark.parametrize(
    ("line", "picked", "taken"), [("hereford", "#{}", True), ("5XX", "#{}", False), ("5XX", "", False)]
)
def test_words_typed_since_the_choices_were_offered_go_before_a_choice(trust, line, picked, taken):
    other = PublicBodyFactory(name="Other Trust", ods="5XX")
    sent = {"body": line, "body_picked": picked.format(trust.pk), "body_offered_for": "hereford", "note": "x"}
    form = Named(sent)
    assert form.is_valid()
    assert form.cleaned_data["body"] == (trust if taken else other)


@pytest.mark.parametrize("typed", ["#0", "#999999999999999999", "#9999999999999999999999", "#x"])
def test_a_number_that_nobody_has_is_refused_in_words(trust, typed):
    with pytest.raises(ValidationError) as refused:
        OrganisationField().clean(typed)
    assert refused.value.messages == [
        f"No organisation in the register is called or coded '{typed}'. Check the spelling."
    ]


def test_what_nobody_is_called_is_refused_in_words():
    with pytest.raises(ValidationError) as refused:
        OrganisationField().clean("Nowhere Trust")
    assert refused.value.messages == [
        "No organisation in the register is called or coded 'Nowhere Trust'. Check the spelling."
    ]


@pytest.mark.parametrize(("line", "refused"), [("hereford", "Did you mean"), ("Nowhere Trust", "No organisation")])
def test_a_line_that_may_stay_empty_says_so_where_nothing_fits(trust, line, refused):
    with pytest.raises(ValidationError) as error:
        OrganisationField(required=False).clean(line)
    [sentence] = error.value.messages
    assert sentence.startswith(refused)
    assert sentence.endswith(". If it is not in the register, leave the line empty.")
