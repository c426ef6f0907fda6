"""The demonstration's consultation of 2003, with some sixty invented answers by every way there is."""

import datetime
from typing import Any

from consultation.consultations import actions, text_actions
from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, WhoMayAnswer
from consultation.guests.actions import begin_as_guest
from consultation.intake import actions as intake
from consultation.responses import actions as answering
from consultation.responses.models import Channel, ConsentChoice, LateVerdict, RespondentKind, Response
from consultation.responses.rules import Given, Value
from consultation.results.story_2003 import (
    LETTER,
    POINTS,
    QUESTIONS,
    SECTIONS,
    SUMMARY,
    TITLE,
    WISHES,
    sheets,
)
from core import clock
from core.acts import Actor
from partnerships.organisations import actions as register
from partnerships.organisations.models import Organisation, OrganisationKind
from partnerships.people.actors import Actor as Person
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role

DEPARTMENT = "Department of Health"
ADDRESS = "frances.aldous@example.org"
CLOSES = datetime.date(2003, 11, 20)
DAY = datetime.timedelta(days=1)

# fmt: off
WITH_ACCOUNTS = (
    # organisation, kind; each is invented
    ("Teme Valley Befrienders", "community-group"), ("Bromyard Lunch Circle", "community-group"), ("Leadon Vale Carers", "community-group"),
    ("Kidderminster Listening Ear", "charity"), ("Pershore Stroke Club", "community-group"), ("Ledbury Day Centre Trust", "charity"),
    ("Severnside Sickle Cell Support", "charity"), ("Black Mountains Rural Wheels", "community-group"), ("Droitwich Hearing Helpers", "community-group"),
    ("Worcester Sight Loss Friends", "charity"), ("Ross Hospice Neighbours", "charity"), ("Kington Mind and Garden", "community-group"),
    ("Redditch Women's Health Group", "community-group"), ("Tenbury Young Carers", "community-group"), ("Marches Advocacy", "charity"),
    ("Hereford Homeless Breakfast", "charity"), ("Evesham Vale Volunteers", "umbrella-body"), ("Wyre Forest Council of Groups", "umbrella-body"),
    ("Colwall Home Visiting", "community-group"), ("Bewdley Bereavement Friends", "community-group"), ("Arrow Valley Social Firm", "social-enterprise"),
    ("Golden Valley Parents' Circle", "community-group"),
)
WITHOUT_ACCOUNTS = (
    "Upton Knit and Natter", "Friends of the Cottage Hospital", "Orchard Lane Tenants", "St Peter's Drop-in", "The Bridge Club for Parkinson's",
    "Hop Pickers' Reunion Welfare Fund", "Weobley Walkers", "Colwall Home Visiting", "Clent Hills Epilepsy Group", "Hagley Mothers' Line",
    "Bangla Elders of Hereford", "Deaf Club, Foregate Street",
)
INDIVIDUALS = ("A. Prosser", "M. Whitcombe", "J. Lacey", "S. Rahman", "E. Tudge", "P. Okafor", "B. Haines")
ON_PAPER = (
    # who, how it came, whether a letter, days before the closing, in the register
    ("Malvern Talking Newspaper", Channel.POST, True, 30, True), ("Broadway Surgery Friends", Channel.PAPER_FORM, False, 21, True),
    ("Martley Good Neighbours", Channel.POST, True, 9, False), ("Pencombe Village Hall", Channel.PAPER_FORM, False, 6, False),
    ("Three Choirs Music in Wards", Channel.EMAIL, True, 12, True), ("Alvechurch Car Scheme", Channel.EMAIL, False, 3, True),
    ("Wychbold Widows' Lunch", Channel.TELEPHONE, False, 14, False), ("Fownhope Flower Fund", Channel.PAPER_FORM, False, 2, True),
    ("Inkberrow Sitters", Channel.POST, True, 5, False), ("Stoke Prior Toddlers", Channel.EMAIL, False, 16, False),
    ("Whitbourne Reading Group", Channel.PAPER_FORM, False, 11, False), ("Cradley Over Sixties", Channel.POST, True, 1, True),
    ("Hallow Harvest Committee", Channel.PAPER_FORM, False, 8, False), ("Lickey Lifts", Channel.POST, False, 4, False),
)
LATE = (("Rowlstone Bell Ringers' Benevolent", 3), ("Much Marcle Memorial Trust", 9), ("Bartestree Baby Bank", 30))
# fmt: on
TWICE = "Colwall Home Visiting"
"""It sent its own answer, and one of its members another one without an account."""
NAMES = [
    *(name for name, _ in WITH_ACCOUNTS),
    *(f"{name}, again" if name == TWICE else name for name in WITHOUT_ACCOUNTS),
    *INDIVIDUALS,
    *(line[0] for line in ON_PAPER),
    *(name for name, _ in LATE),
]
"""All whose answers are received, whether they count or not: fifty-eight."""


def load() -> None:
    """Tell of the consultation of 2003: how it was asked, and what came back."""
    asked = write()
    secretary = somebody("ruth@example.org")
    for number, (name, kind) in enumerate(WITH_ACCOUNTS):
        with_account(asked, number, name, kind)
    for number, name in enumerate(WITHOUT_ACCOUNTS):
        without_account(asked, number, name, RespondentKind.ORGANISATION)
    for number, name in enumerate(INDIVIDUALS, len(WITHOUT_ACCOUNTS)):
        without_account(asked, number, name, RespondentKind.INDIVIDUAL)
    for number, line in enumerate(ON_PAPER):
        on_paper(asked, secretary, number, *line)
    late(asked, secretary)
    looked_after(asked, secretary)


def write() -> Consultation:
    """The consultation as it was asked. Its document gives August 2003 and no day."""
    kind = OrganisationKind.objects.get(code="government-department")
    host = register.add_organisation(by=the_house("command", "The demonstration"), name=DEPARTMENT, kind=kind)
    user = User.objects.create_user(ADDRESS, name="Frances Aldous")
    membership = Membership.objects.create(user=user, organisation=host, job_title="Partnership policy")
    RoleHeld.objects.create(membership=membership, role=Role.COMMISSIONER)
    by = somebody(ADDRESS)
    with clock.at(datetime.date(2003, 8, 11)):
        asked = actions.create_consultation(
            by=by,
            host=host,
            title=TITLE,
            summary=SUMMARY,
            who_may_answer=WhoMayAnswer.EVERYBODY,
            opens_on=datetime.date(2003, 8, 1),
            opens_month_only=True,
            closes_on=CLOSES,
            contact_name="Frances Aldous",
            contact_telephone="020 7946 0143",
            contact_email="partnership.2003@example.org",
        )
        for title, text in SECTIONS:
            text_actions.add_section(by=by, consultation=asked, title=title, text=text)
        ask_all(by, asked)
        reason = "The document of 2003 gives the month of its publication and no day."
        actions.propose_consultation(by=by, consultation=asked, reason=reason)
        return actions.publish_consultation(by=somebody("ruth@example.org"), consultation=asked, reason=reason)


def ask_all(by: Actor, asked: Consultation) -> None:
    """The nine questions with their parts."""
    sections = {each.number: each for each in asked.sections.all()}
    for kind, text, section, parts in QUESTIONS:
        question = text_actions.add_question(by=by, consultation=asked, kind=kind, text=text, section=sections[section])
        for part_kind, part_text in parts:
            text_actions.add_question(by=by, consultation=asked, kind=part_kind, text=part_text, parent=question)


def with_account(asked: Consultation, number: int, name: str, kind: str) -> None:
    """An organisation of the register that answers with its own account."""
    by = approver_of(in_register(name, kind))
    with clock.at(moment_before_closing(days_before(number, len(WITH_ACCOUNTS), 62))):
        answering.save_answers(by=by, consultation=asked, given=said(asked, name))
        answering.submit_response(by=by, consultation=asked, consent=consent(number))


def without_account(asked: Consultation, number: int, name: str, kind: RespondentKind) -> Response:
    """A group or a person that answers without an account, with an address they have proven."""
    address = f"answer.{number + 1}@example.org"
    guest = Person(address=address, channel="command")
    with clock.at(moment_before_closing(days_before(number, len(WITHOUT_ACCOUNTS) + len(INDIVIDUALS), 55))):
        response = begin_as_guest(
            by=guest,
            consultation=asked,
            kind=kind,
            name=name,
            person="" if kind == RespondentKind.INDIVIDUAL else "Its secretary",
            email=address,
        )
        respondent: Any = response.respondent
        respondent.confirmed_at = clock.now()
        respondent.save()
        given = said(asked, f"{name}, again" if name == TWICE else name)
        answering.save_answers(by=guest, consultation=asked, given=given, response=response)
        answering.submit_response(by=guest, consultation=asked, response=response, consent=consent(number + 1))
    return response


def on_paper(
    asked: Consultation, by: Actor, number: int, name: str, channel: Channel, letter: bool, days: int, known: bool
) -> Response:
    """A letter, a form or a call, keyed in by the secretariat the day after it came."""
    organisation = in_register(name, "community-group") if known else None
    received = CLOSES - days * DAY
    with clock.at(moment_before_closing(days - 1)):
        response = intake.key_response(
            by=by,
            consultation=asked,
            channel=channel,
            received_on=received,
            is_letter=letter,
            organisation=organisation,
            name="" if known else name,
        )
        words = LETTER.format(point=POINTS[number % len(POINTS)], wish=WISHES[number % len(WISHES)]) if letter else None
        given = [] if letter else said(asked, name)
        answering.save_answers(by=by, consultation=asked, given=given, response=response, letter=words)
        answering.submit_response(
            by=by, consultation=asked, response=response, consent=consent(number + 2) if letter else "not_at_all"
        )
    return response


def late(asked: Consultation, by: Actor) -> None:
    """Three that came after the closing: one counts, one does not, and on one nobody has decided."""
    for number, (name, days) in enumerate(LATE):
        sender = approver_of(in_register(name, "community-group"))
        with clock.at(moment_before_closing(-days)):
            answering.save_answers(by=sender, consultation=asked, given=said(asked, name))
            version = answering.submit_response(by=sender, consultation=asked, consent=consent(number))
        verdict = (LateVerdict.ACCEPTED, LateVerdict.REFUSED, None)[number]
        if verdict is not None:
            reason = (
                "The post office confirms that the form was collected on 19 November."
                if verdict == LateVerdict.ACCEPTED
                else "It was begun and sent after the closing, and the results were being counted."
            )
            with clock.at(moment_before_closing(-days - 2)):
                intake.decide_late(by=by, version=version, verdict=verdict, reason=reason)


def looked_after(asked: Consultation, by: Actor) -> None:
    """One answer is matched, where the group had answered with its own account as well; one is withdrawn, one void."""
    rows = Response.objects.filter(consultation=asked)
    with clock.at(moment_before_closing(-1)):
        twice = rows.get(respondent__name=TWICE)
        intake.match_response(by=by, response=twice, organisation=Organisation.objects.get(name=TWICE))
        joke = rows.get(respondent__name="Hop Pickers' Reunion Welfare Fund")
        intake.void_response(by=by, response=joke, reason="The fund wrote that nobody of theirs had sent it.")
        taken_back = rows.get(organisation__name="Bewdley Bereavement Friends")
        sender = approver_of(taken_back.organisation)
        answering.withdraw_response(
            by=sender, response=taken_back, reason="Our committee had not seen it, and would say it otherwise."
        )


def said(asked: Consultation, name: str) -> list[Given]:
    """What one of them answers."""
    questions = definition_of(asked).by_key
    found = []
    for key, (yes, text) in sheets(NAMES)[NAMES.index(name)].items():
        found.append(Given(questions[key], Value(yes=yes, text=text)))
    return found


def consent(number: int) -> str:
    """What may be published: most with their name."""
    choices = (ConsentChoice.WITH_NAME, ConsentChoice.WITH_NAME, ConsentChoice.WITHOUT_NAME, ConsentChoice.NOT_AT_ALL)
    return choices[number % len(choices)].value


def days_before(number: int, of: int, first: int) -> int:
    """How many days before the closing one of so many sends: few at first, more and more towards the end.

    >>> [days_before(number, 5, 40) for number in range(5)]
    [40, 38, 30, 18, 0]
    """
    return first - first * number**2 // (of - 1) ** 2


def moment_before_closing(days: int) -> datetime.datetime:
    """Half past two in the afternoon, so many days before the closing day; after it where the number is negative."""
    return clock.start_of(CLOSES - days * DAY) + datetime.timedelta(hours=14, minutes=30)


def in_register(name: str, kind: str) -> Organisation:
    """The organisation with this name, entered in the register where it is not."""
    found = Organisation.objects.filter(name=name).first()
    if found is not None:
        return found
    by = the_house("command", "The demonstration")
    return register.add_organisation(by=by, name=name, kind=OrganisationKind.objects.get(code=kind))


def approver_of(organisation: Any) -> Any:
    """Somebody who sends for it, and never signs in to the demonstration."""
    membership = Membership.objects.filter(organisation=organisation, roles__role=Role.APPROVER).first()
    if membership is None:
        user = User.objects.create_user(
            f"volunteer.{organisation.pk}@example.org", name=f"A volunteer of {organisation.name}"
        )
        membership = Membership.objects.create(user=user, organisation=organisation, job_title="Volunteer")
        RoleHeld.objects.create(membership=membership, role=Role.APPROVER)
    return actor_for(membership.user, membership.pk, "command")


def somebody(address: str) -> Any:
    """A person of the demonstration, by their address."""
    return actor_for(User.objects.get(email=address), channel="command")
