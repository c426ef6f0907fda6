"""Codes of good practice and their adoptions for tests, as the acts would leave them."""

import datetime

import factory
from factory.django import DjangoModelFactory

from compacts.codes.models import CodeAdoption, CodeCriterion, CodeSubject, CompactCode
from core.fields import fold
from tests.factories.organisations import AreaFactory, PublicBodyFactory

DUE = datetime.date(2007, 4, 30)
LAUNCHED, IN_FORCE = datetime.date(2005, 11, 24), datetime.date(2008, 4, 1)
ADOPTED, WITHDRAWN = datetime.date(2005, 12, 1), datetime.date(2010, 12, 16)


class CodeFactory(DjangoModelFactory):
    """A Code of a locality that is worked on; `launched=True`, `withdrawn=True`: one that came so far."""

    class Meta:
        model = CompactCode

    class Params:
        begun = factory.Trait()
        launched = factory.Trait(launched_on=LAUNCHED, in_force_on=IN_FORCE)
        withdrawn = factory.Trait(launched=True, withdrawn_on=WITHDRAWN, withdrawal_reason="Another took its place.")
        national = factory.Trait(area=None)

    title = factory.Sequence(lambda number: f"Code {number}")
    subject = CodeSubject.FUNDING
    area = factory.SubFactory(AreaFactory)
    about = "What each can expect of the other."
    due_on = DUE
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.area or 'national'}"))


class CriterionFactory(DjangoModelFactory):
    """Something that a launched Code asks of funding."""

    class Meta:
        model = CodeCriterion

    code = factory.SubFactory(CodeFactory, launched=True)
    number = factory.LazyAttribute(lambda each: each.code.criteria.count() + 1)
    title = factory.Sequence(lambda number: f"Criterion {number} is kept")


class CodeAdoptionFactory(DjangoModelFactory):
    """A trust that adopted a launched Code; `over=True`: until it left, which was all a mistake."""

    class Meta:
        model = CodeAdoption

    class Params:
        over = factory.Trait(
            ended_on=WITHDRAWN, end_reason="It left.", voided_on=WITHDRAWN, void_reason="Recorded by mistake."
        )

    code = factory.SubFactory(CodeFactory, launched=True)
    organisation = factory.SubFactory(PublicBodyFactory)
    adopted_on = ADOPTED
    evidence = "A minute."
