"""What the pages of terms and their part of the API both need."""

from partnerships.terms.models import Term, Vocabulary

LOADED = Term.objects.all()
LISTS = [each for each in Vocabulary.choices if each[0] != Vocabulary.SIZE]
"""The lists that people add to. The size bands come with the product."""
