"""The wording of errors, the tokens of forms, and how fields are drawn."""

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from core.acts import Refused
from core.pages.controls import control, problems
from core.pages.fields import DayMonthYearField, LongTextField, MoneyField
from core.pages.forms import Form, reason_form
from core.pages.labels import in_sentence
from tests.browser.pages import EveryField

PAGE = """{% from "components/form.html" import form_start, form_errors, field, fields, submit, form_end %}
{{ form_errors(form) }}{{ form_start(form, request) }}{{ fields(form) }}{{ submit("Save") }}{{ form_end() }}"""


def drawn(form, **request):
    asked = RequestFactory().post("/here/?a=1&b=2")
    for name, value in request.items():
        setattr(asked, name, value)
    return engines["jinja2"].from_string(PAGE).render({"form": form, "request": asked})


def test_every_field_left_empty_says_what_to_do():
    assert {name: errors[0] for name, errors in EveryField({}).errors.items()} == {
        "name": "Enter the name of the organisation.",
        "number": "Enter the charity number.",
        "email": "Enter the e-mail address.",
        "aims": "Enter what you do.",
        "kind": "Choose the kind of organisation.",
        "size": "Answer the question: Do you employ anybody?",
        "groups": "Choose the people you work with.",
        "founded": "Enter the day you began.",
        "password": "Enter the password.",
        "agreed": "Tick the box: I speak for the organisation",
    }


def test_wording_of_a_field_of_its_own_stands():
    class Own(Form):
        what = forms.CharField(label="What you do", error_messages={"required": "Say what you do."})
        email = forms.EmailField(label="E-mail address")
        size = forms.IntegerField(label="Members", max_value=10)

    form = Own({"email": "at nowhere", "size": "11"})
    assert form.errors == {
        "what": ["Say what you do."],
        "email": ["Enter an e-mail address in the right form, like name@example.org."],
        "size": ["The members must be 10 or less."],
    }


def test_length_says_how_much_too_long():
    class Short(Form):
        share = forms.CharField(label="Share in %", max_length=3)

    assert Short({"share": "12345"}).errors["share"] == [
        "The share in % must be 3 characters or fewer. You have typed 5."
    ]


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Charity number", "charity number"),
        ("ODS code", "ODS code"),
        ("Your name", "your name"),
        ("E-mail", "e-mail"),
        ("Why?", "why"),
        ("Direct costs (£)", "direct costs"),
    ],
)
def test_a_label_within_a_sentence(label, sentence):
    assert in_sentence(label) == sentence


@pytest.mark.parametrize("label", ["To whom", "By when", "Give notice by", "Review on", "From", "Into which cycle"])
def test_a_label_that_is_no_noun_is_quoted_in_its_errors(label):
    class Asked(Form):
        text = forms.CharField(label=label)
        day = DayMonthYearField(label=label)
        choice = forms.ChoiceField(label=label, choices=[("a", "A")])

    assert [each[0] for each in Asked({}).errors.values()] == [
        f"Fill in: {label}.", f"Fill in: {label}.", f"Choose from the list: {label}.",
    ]  # fmt: skip
    wrong = Asked({"text": "x", "day_day": "1", "day_month": "1", "day_year": "99", "choice": "b"}).errors
    assert wrong["choice"] == [f"Choose \u201c{label}\u201d from the list."]
    assert wrong["day"] == [f"\u201c{label}\u201d must have a year of 4 digits, like 2003."]


def test_the_unit_of_a_figure_is_said_once_and_no_sign_is_doubled():
    class Costed(Form):
        share = forms.DecimalField(label="Share of it (%)")
        price = MoneyField(label="Price (£)")

    assert Costed({"share": "much", "price": "much"}).errors == {
        "share": ["The share of it must be a number, like 12.5."],
        "price": ["The price must be an amount in pounds, like 1,200 or 1,200.50."],
    }
    assert Costed({"share": "NaN", "price": ""}).errors == {
        "share": ["The share of it must be a number, like 12.5."],
        "price": ["Enter the price."],
    }


def test_a_group_without_a_box_is_no_link_in_the_summary():
    class Group(Form):
        needs = forms.MultipleChoiceField(label="Needs", widget=forms.CheckboxSelectMultiple, choices=[])

    assert problems(Group({})) == [{"text": "Choose the needs.", "href": ""}]


def test_the_token_of_a_create_form_lasts_over_an_error():
    first = EveryField(once=True)
    assert len(first.once) == 36
    assert EveryField({"once": first.once}, once=True).once == first.once
    assert EveryField(once=True).once != first.once
    assert EveryField().once == ""
    assert len(EveryField({"once": "garbage"}, once=True).once) == 36


def test_the_version_of_an_edit_form_comes_back():
    class Named(Form):
        name = forms.CharField(label="Name")

    form = Named({"name": "x", "version": "3"}, version=3)
    assert form.is_valid()
    assert form.cleaned_data["version"] == 3
    assert '<input type="hidden" name="version" value="3">' in drawn(form)


def test_after_a_conflict_both_versions_are_shown_and_the_newer_can_be_replaced():
    class Named(Form):
        name = forms.CharField(label="Name")

    class Kept:
        version = 4
        name = "Theirs <b>"

    form = Named({"name": "Mine", "version": "3"}, version=3)
    form.add_error(None, Refused("Somebody else changed this."))
    form.conflict = Kept()
    page = drawn(form)
    assert '<input type="hidden" name="version" value="4">' in page
    assert "Theirs &lt;b&gt;" in page
    assert 'value="Mine"' in page
    assert "There is a problem" not in page


def test_hostile_words_are_escaped_wherever_they_stand():
    nasty = "\"><script>alert('x')</script>"

    class Nasty(Form):
        line = forms.CharField(label=nasty, help_text=nasty, max_length=3)
        text = LongTextField(label="Text")
        pick = forms.ChoiceField(label="Pick", choices=[(nasty, nasty)])
        dots = forms.ChoiceField(label="Dots", choices=[(nasty, nasty)], widget=forms.RadioSelect)
        ticks = forms.MultipleChoiceField(label="Ticks", choices=[(nasty, nasty)], widget=forms.CheckboxSelectMultiple)
        day = DayMonthYearField(label=nasty)

    typed = dict.fromkeys(("line", "text", "pick", "dots", "ticks", "day_day", "day_month", "day_year"), nasty)
    form = Nasty(typed)
    form.add_error(None, nasty)
    assert "<script" not in drawn(form)


def test_nothing_typed_is_lost_when_the_form_comes_back():
    class Long(Form):
        text = LongTextField(label="Text", max_length=10)

    page = drawn(Long({"text": "\n\n  First\n    second line that is long"}))
    assert ">\n\n\n  First\n    second line that is long</textarea>" in page
    assert "maxlength=" not in page.replace("data-maxlength", "")


def test_how_much_can_be_typed_is_written_as_people_write_numbers():
    class Long(Form):
        text = LongTextField(label="Text", max_length=20_000)

    assert "You can enter up to 20,000 characters" in drawn(Long())


def test_problems_lead_to_the_box_to_look_at():
    form = EveryField({"founded_day": "1", "founded_month": "", "founded_year": "2003"})
    form.add_error(None, Refused("The register is closed.", params={"where": "/registers/"}))
    lines = {line["text"]: line["href"] for line in problems(form)}
    assert lines["The day you began must include a month."] == "#id_founded-month"
    assert lines["The register is closed."] == "/registers/"
    assert lines["Enter the charity number."] == "#id_number"


def test_a_field_that_may_stay_empty_says_so():
    form = EveryField()
    assert control(form["grant"])["options"]["label"]["text"] == "Grant asked for (optional)"
    assert control(form["name"])["options"]["label"]["text"] == "Name of the organisation"


def test_a_widget_nobody_knows_how_to_draw_is_a_mistake():
    class Odd(Form):
        odd = forms.CharField(label="Odd", widget=forms.Widget)

    with pytest.raises(TypeError, match="No way to draw Widget is known"):
        control(Odd()["odd"])


def test_the_row_of_dashes_is_read_as_words():
    items = control(EveryField()["kind"])["options"]["items"]
    assert items[0] == {"value": "", "text": "Choose from the list", "selected": True}


def test_a_form_asks_for_a_reason_in_words_of_its_own():
    asking = reason_form("Why do you stop it?", "Shown to everybody.", rows=5)
    refused = asking({"reason": " "})
    assert refused.errors == {"reason": ["Answer the question: Why do you stop it?"]}
    assert (refused.fields["reason"].help_text, refused.fields["reason"].widget.attrs["rows"]) == (
        "Shown to everybody.", 5,
    )  # fmt: skip
    usual = reason_form()
    assert usual({"reason": ""}).errors == {"reason": ["Enter the reason."]}
    assert usual({"reason": "x" * 2001}).errors == {
        "reason": ["The reason must be 2000 characters or fewer. You have typed 2001."]
    }
    kept = usual({"reason": " Late post. "})
    assert (kept.is_valid(), kept.cleaned_data) == (True, {"reason": "Late post."})
