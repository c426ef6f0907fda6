"""Consultations for tests, as the acts would leave them."""

import datetime
import uuid

import factory
from factory.django import DjangoModelFactory

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Choice, Consultation, Extension, Question, QuestionKind, Section
from consultation.responses.models import Response
from consultation.responses.rules import Given, Value
from core import clock
from core.fields import fold
from core.files.actions import store
from core.files.models import StoredFile
from core.references import new_reference
from partnerships.standards.models import Standard, StandardKind
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory

OPENS, CLOSES = datetime.date(2026, 9, 1), datetime.date(2026, 11, 20)
DURING = datetime.datetime(2026, 10, 10, 10, 0, tzinfo=datetime.UTC)
LAST_MOMENT = datetime.datetime(2026, 11, 20, 23, 59, 59, 999_999, tzinfo=datetime.UTC)
CLOSED = datetime.datetime(2026, 11, 21, 0, 0, tzinfo=datetime.UTC)


class ConsultationFactory(DjangoModelFactory):
    """A draft, open from 1 September to 20 November 2026 once it is published (`published=True`).

    `ready=True`: somebody has said that it can be published. It is shorter than 12 weeks, and says why.
    """

    class Meta:
        model = Consultation

    class Params:
        published = factory.Trait(published_at=clock.start_of(datetime.date(2026, 8, 28)))
        ready = factory.Trait(
            proposed_at=clock.start_of(datetime.date(2026, 8, 27)),
            proposed_by=factory.SubFactory("tests.factories.people.UserFactory"),
        )

    title = factory.Sequence(lambda number: f"Plan {number}")
    sort_name = factory.LazyAttribute(lambda each: fold(each.title))
    reference = factory.LazyFunction(lambda: new_reference("CON"))
    search_text = factory.LazyAttribute(lambda each: fold(f"{each.title} {each.reference} {each.host}"))
    host = factory.SubFactory(PublicBodyFactory)
    summary = "What we mean to do."
    contact_name = "Ruth Vale"
    contact_telephone = "01432 000 100"
    opens_on, closes_on = OPENS, CLOSES
    shorter_reason = "The budget is set in December."
    standard = factory.LazyAttribute(
        lambda each: Standard.objects.rule(StandardKind.CONSULTATION_LENGTH, each.opens_on)
    )
    opens_at = factory.LazyAttribute(lambda each: clock.start_of(each.opens_on))
    closes_at = factory.LazyAttribute(lambda each: clock.end_of(each.closes_on))


class ExtensionFactory(DjangoModelFactory):
    """More time, given on 10 October 2026: a week later than before."""

    class Meta:
        model = Extension

    consultation = factory.SubFactory(ConsultationFactory, published=True)
    number = 1
    old_closes_on = CLOSES
    closes_on = CLOSES + datetime.timedelta(days=7)
    reason = "The document came late by post."
    made_at = DURING


class SectionFactory(DjangoModelFactory):
    """A section of the document."""

    class Meta:
        model = Section

    consultation = factory.SubFactory(ConsultationFactory)
    number = factory.LazyAttribute(lambda each: each.consultation.sections.count() + 1)
    title = factory.Sequence(lambda number: f"Section {number}")
    text = "A paragraph."


class QuestionFactory(DjangoModelFactory):
    """A question in words. `choices=("Yes", "Later")` makes it one with choices; `parent` makes it a part."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    consultation = factory.SubFactory(ConsultationFactory)
    kind = QuestionKind.LONG_TEXT
    position = factory.LazyAttribute(lambda each: each.consultation.questions.count() + 1)
    number = factory.LazyAttribute(lambda each: number_of(each.consultation, each.parent))
    key = factory.LazyAttribute(lambda each: f"q{each.number}")
    text = factory.LazyAttribute(lambda each: f"What about {each.number}?")
    parent = None

    @factory.post_generation
    def choices(self, create, extracted, **kwargs) -> None:
        """The answers offered; and the definition is read anew."""
        for place, label in enumerate(extracted or (), 1):
            Choice.objects.create(question=self, key=f"c{place}", label=label, position=place)
        self.consultation.text_key = uuid.uuid4()
        self.consultation.save(update_fields=["text_key"])


def number_of(consultation, parent) -> str:
    """The number the next question gets."""
    if parent:
        return f"{parent.number}{'abcdefgh'[parent.parts.count()]}"
    return str(consultation.questions.filter(parent=None).count() + 1)


def a_consultation(**fields) -> Consultation:
    """A published one with a question of each kind: 1 in words, 2 a heading with 2a yes or no and 2b choose one."""
    consultation = ConsultationFactory(**{"published": True, **fields})
    QuestionFactory(consultation=consultation)
    heading = QuestionFactory(consultation=consultation, kind=QuestionKind.HEADING)
    QuestionFactory(consultation=consultation, parent=heading, kind=QuestionKind.YES_NO)
    QuestionFactory(
        consultation=consultation, parent=heading, kind=QuestionKind.CHOOSE_ONE, choices=("Now", "Later", "Never")
    )
    return consultation


def of_every_kind(**fields) -> Consultation:
    """The same with 2c choose all that apply, 3 a number, 4 a date and 5 a file."""
    consultation = a_consultation(**fields)
    heading = consultation.questions.get(key="q2")
    QuestionFactory(
        consultation=consultation, parent=heading, kind=QuestionKind.CHOOSE_MANY, choices=("Day", "Night", "Weekend")
    )
    for kind in (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.FILE):
        QuestionFactory(consultation=consultation, kind=kind)
    return consultation


def given(
    consultation, key: str, *, yes=None, choice: str = "", several=(), text: str = "", edition: int = 0, **other
) -> Given:
    """An answer to the question with this key; choices by their labels. `other`: number, day, file."""
    question = definition_of(consultation).by_key[key]
    by_label = {each.label: each.pk for each in question.options}
    chosen = tuple(by_label[label] for label in several)
    return Given(question, Value(yes, by_label.get(choice), text, chosen, **other), edition)


def letter(name: str = "letter.txt", words: str = "We agree.") -> StoredFile:
    """A file that somebody sent as an answer."""
    return store(words.encode(), name=name, purpose="answer", by=None)


def sent(consultation, organisation=None, at=DURING, consent="with_name", **answers: str) -> Response:
    """A response that was sent, with these answers in words by key: sent(consultation, q1="We agree.")."""
    from consultation.responses import actions
    from tests.factories.people import make_actor

    by = make_actor("approver", organisation=organisation or OrganisationFactory())
    with clock.at(at):
        answers = answers or {"q1": "We agree."}
        actions.save_answers(
            by=by,
            consultation=consultation,
            given=[given(consultation, key, text=text) for key, text in answers.items()],
        )
        actions.submit_response(by=by, consultation=consultation, consent=consent)
    return Response.objects.get(consultation=consultation, organisation_id=by.organisation_id, channel="account")
