"""The forms in which a term is added, renamed and ended."""

from django import forms

from core.pages.model_forms import form_of
from partnerships.terms.models import Term
from partnerships.terms.reading import LISTS

CALLED = {"title": "Term", "explanation": "What is meant by it", "ends": "Last day"}
"""What people read, where it is not the model's own word."""

AddForm = form_of(
    Term, "vocabulary", "title", "explanation", vocabulary=forms.ChoiceField(label="List", choices=LISTS), **CALLED
)
RenameForm = form_of(Term, "title", "explanation", **CALLED)
