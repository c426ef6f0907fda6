"""A control is shown as its macro draws it, also where it was drawn before."""

import datetime

import pytest
from django import forms
from django.template import engines
from django.utils.safestring import mark_safe

from core.pages import drawn as module
from core.pages.controls import control
from core.pages.drawn import drawn
from core.pages.fields import DayMonthYearField

TYPED = [
    "",
    "abc",
    "0",
    " x ",
    "\n two\nlines",
    "\"quoted\" & 'so'",
    "<script>alert(1)</script>",
    "{{ 7 }} %s \\1 \ue000",
]
CHOICES = [("a", "Advice"), ("b", 'B "and" <c>')]


class Example(forms.Form):
    line = forms.CharField(required=False, max_length=40, help_text="As on the register")
    number = forms.IntegerField(required=False)
    text = forms.CharField(required=False, widget=forms.Textarea)
    counted = forms.CharField(required=False, widget=forms.Textarea, max_length=20)
    kind = forms.ChoiceField(choices=CHOICES, required=False)
    one = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, required=False)
    some = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False)
    tick = forms.BooleanField(required=False)
    day = DayMonthYearField(required=False)
    file = forms.FileField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    must = forms.CharField()


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch):
    monkeypatch.setattr(module, "kept", {})


@pytest.fixture
def draw():
    return engines["jinja2"].env.get_template("components/form.html").module.draw


def by_its_macro(draw, found):
    return str(draw(found["macro"], found["options"]))


def filled(text):
    names = [name for name in Example.base_fields if name != "day"]
    return dict.fromkeys(names, text) | {f"day_{box}": text for box in ("day", "month", "year")}


@pytest.mark.parametrize("text", TYPED)
def test_whatever_is_typed_stands_as_the_macro_writes_it(draw, text):
    for form in (Example(), Example(filled("")), Example(filled(text)), Example(initial=filled(text))):
        for bound in form:
            found = control(bound)
            wanted = by_its_macro(draw, found)
            assert [str(drawn(found, draw)) for _ in range(2)] == [wanted, wanted], bound.name


def test_a_form_of_the_same_fields_is_drawn_once(draw):
    called = []

    def counting(macro, options):
        called.append(macro)
        return draw(macro, options)

    for text in ("first", "second", "third"):
        for bound in Example(
            initial=filled(text) | {"kind": "b", "one": "a", "some": [], "day": datetime.date(2026, 3, 1)}
        ):
            drawn(control(bound), counting)
    assert len(called) == len(Example.base_fields)


def test_a_form_that_was_refused_is_drawn_once_too(draw):
    """Whatever is wrong with it, in whichever words."""
    called = []

    def counting(macro, options):
        called.append(macro)
        return draw(macro, options)

    forms_sent = [Example(filled(text) | {"line": text * 41}) for text in ("x", "yy", "zzz")]
    for form in forms_sent:
        assert len(form.errors) > 4
        for bound in form:
            drawn(control(bound), counting)
    assert len(called) == len(Example.base_fields)


@pytest.mark.parametrize("initial", [False, True])
def test_what_is_typed_is_not_kept(draw, initial):
    form = Example(initial=filled("Private words")) if initial else Example(filled("Private words"))
    assert initial or form.errors
    shown = [str(drawn(control(bound), draw)) for bound in form]
    assert any("Private words" in each for each in shown)
    assert not any("Private words" in f"{key}{markup}" for key, markup in module.kept.items())


def test_of_two_equal_texts_one_may_be_marked_up(draw):
    hints = ("<b>x</b>", mark_safe("<b>x</b>"))
    shown = [str(drawn(control(Example()["line"], hint=hint), draw)) for hint in hints]
    assert ["<b>x</b>" in each for each in shown] == [False, True]


def test_no_more_is_kept_than_so_much(draw, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    monkeypatch.setattr(module, "LONGEST", 3000)
    for number in range(5):
        drawn(control(Example(prefix=f"p{number}")["line"]), draw)
    assert len(module.kept) == 2
    form = Example()
    form.fields["kind"].choices = [(str(number), "x" * 40) for number in range(100)]
    drawn(control(form["kind"]), draw)
    assert len(module.kept) == 2
