"""A small consultation answered in every way there is, and its figures, worked out by hand."""

import datetime
from decimal import Decimal

from consultation.consultations.models import Consultation, WhoMayAnswer
from consultation.consultations.text_actions import correct_question, withdraw_question
from consultation.guests.actions import begin_as_guest
from consultation.intake.actions import decide_late, key_response, match_response, void_response
from consultation.responses import actions
from consultation.responses.models import Response, ResponseVersion
from core import clock
from core.fields import fold
from core.work.testing import run_all
from partnerships.people.actors import Actor
from tests.factories.consultation import QuestionFactory, given, letter, of_every_kind
from tests.factories.organisations import KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor

CONSENT = "with_name"
BEFORE = datetime.date(2026, 10, 15)
"""A day while it was open."""
AFTER = datetime.date(2026, 11, 30)
"""A day after it had closed on 20 November, and after the late answers had come."""


def at(month: int, day: int) -> datetime.datetime:
    return datetime.datetime(2026, month, day, 10, 0, tzinfo=datetime.UTC)


class Small:
    """1 in words (corrected), 2a yes or no, 2b choose one, 2c choose many, 3 a number, 4 a date, 5 a file, 6 yes or no
    (withdrawn after it was answered). Six count; five were sent and do not; one is drafted."""

    def __init__(self) -> None:
        self.host = PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")
        self.commissioner = make_actor("commissioner", organisation=self.host)
        self.secretariat = make_actor("secretariat")
        self.asked: Consultation = of_every_kind(
            host=self.host, title="Support for carers", who_may_answer=WhoMayAnswer.EVERYBODY
        )
        QuestionFactory(consultation=self.asked, kind="yes_no")
        self.carers = OrganisationFactory(name="Malvern Carers")
        self.advice = OrganisationFactory(name="Ross Advice")
        self.they_count()
        self.they_do_not()
        self.questions_change()
        with clock.at(at(11, 30)):
            run_all()

    def they_count(self) -> None:
        plan = letter(name="plan.txt").pk
        self.by_account(
            self.carers, at(10, 10),
            q1={"text": "We agree."}, q2a={"yes": True, "text": "Because."}, q2b={"choice": "Now"},
            q2c={"several": ("Day", "Night")}, q3={"number": Decimal(5)}, q4={"day": datetime.date(2026, 12, 1)},
            q5={"file": plan}, q6={"yes": True},
        )  # fmt: skip
        self.by_account(self.carers, at(10, 20), q3={"number": Decimal(10), "edition": 1})
        self.by_account(
            self.advice, at(10, 12),
            q2a={"yes": False, "text": "Too dear."}, q2b={"choice": "Now"}, q2c={"several": ("Night",)},
            q3={"number": Decimal("20.5")}, q6={"yes": False},
        )  # fmt: skip
        self.without_account(
            "Ann Lee", at(10, 14), kind="individual",
            q1={"text": "=1+1 is not enough."}, q2a={"text": "In part."}, q3={"number": Decimal(4)},
            q4={"day": datetime.date(2026, 10, 31)},
        )  # fmt: skip
        self.lunch = self.without_account(
            "Lunch Club", at(10, 18), q2a={"yes": True}, q2b={"choice": "Later"}, q2c={"several": ("Night", "Weekend")}
        )
        visitors = OrganisationFactory(name="Tel Visitors", kind=KindFactory(code="community-group"))
        self.keyed(visitors, "telephone", at(10, 17), q2a={"yes": True}, q3={"number": Decimal("20.5")})
        ringers = self.keyed(OrganisationFactory(name="Bell Ringers"), "post", at(11, 21), words="Dear Sir, no.")
        self.decide(ringers, "accepted")

    def they_do_not(self) -> None:
        """Withdrawn, void, waiting, refused, sent beside the own one, and only drafted."""
        gone = self.by_account(OrganisationFactory(name="Gone Group"), at(10, 11), q2a={"yes": False, "text": "Gone."})
        sender = make_actor("approver", organisation=gone.organisation)
        with clock.at(at(10, 13)):
            actions.withdraw_response(by=sender, response=gone, reason="Not as we would say it.")
        joke = self.without_account("Joke Society", at(10, 11), q1={"text": "Void words."})
        double = self.without_account("Malvern Carers Forum", at(10, 9), q1={"text": "Doubled words."})
        with clock.at(at(10, 13)):
            void_response(by=self.secretariat, response=joke, reason="Nobody of theirs sent it.")
            match_response(by=self.secretariat, response=double, organisation=self.carers)
        self.by_account(OrganisationFactory(name="Late Waiting"), at(11, 22), q1={"text": "Waiting words."})
        refused = self.by_account(OrganisationFactory(name="Late Refused"), at(11, 23), q1={"text": "Refused words."})
        self.decide(refused, "refused")
        drafter = make_actor("drafter", organisation=OrganisationFactory(name="Only Drafting"))
        with clock.at(at(10, 11)):
            drafted = [given(self.asked, "q1", text="Drafted words.")]
            actions.save_answers(by=drafter, consultation=self.asked, given=drafted)

    def questions_change(self) -> None:
        question = self.asked.questions.get
        with clock.at(at(10, 22)):
            withdraw_question(by=self.commissioner, question=question(key="q6"), reason="It was asked before.")
            correct_question(
                by=self.commissioner, question=question(key="q1"), version=None, text="What of one?", reason="A slip."
            )
        self.asked.refresh_from_db()

    def by_account(self, organisation, moment, **values) -> Response:
        by = make_actor("approver", organisation=organisation)
        with clock.at(moment):
            sent = self.asked.responses.filter(organisation=organisation, channel="account")
            if sent.exists():
                actions.change_response(by=by, consultation=self.asked)
            self.send(by, None, values)
            return sent.get()

    def without_account(self, name: str, moment, kind: str = "organisation", **values) -> Response:
        by = Actor(address=f"{fold(name).replace(' ', '.')}@example.org")
        with clock.at(moment):
            response = begin_as_guest(by=by, consultation=self.asked, kind=kind, name=name, email=by.address)
            return self.send(by, response, values).response

    def keyed(self, organisation, channel: str, moment, words: str | None = None, **values) -> Response:
        with clock.at(moment):
            response = key_response(
                by=self.secretariat, consultation=self.asked, channel=channel, received_on=clock.today(),
                is_letter=words is not None, organisation=organisation,
            )  # fmt: skip
            return self.send(self.secretariat, response, values, words).response

    def send(self, by, response, values, words: str | None = None) -> ResponseVersion:
        answers = [given(self.asked, key, **value) for key, value in values.items()]
        actions.save_answers(by=by, consultation=self.asked, given=answers, response=response, letter=words)
        return actions.submit_response(by=by, consultation=self.asked, consent=CONSENT, response=response)

    def decide(self, response: Response, verdict: str) -> None:
        with clock.at(at(11, 24)):
            version = response.versions.get()
            decide_late(by=self.secretariat, version=version, verdict=verdict, reason="We asked the post office.")


Rows = list[tuple]
WHO, N = "Kind of respondent", "n"
CHARITY, GROUP, ONE, UNVERIFIED = "Registered charity", "Community group", "Individual", "Unverified organisation"
ALL, NOBODY = "All respondents", "nobody answered"
BY_KIND = (WHO, N, "Yes", "Share of yes", "No", "Share of no", "In words")
CHOSEN = (WHO, N, "Answer", "Number", "Share")
WRITTEN = (WHO, N, "Answered", "Share")

TABLES: list[tuple[str, tuple[str, ...], Rows]] = [
    ("Responses by kind of respondent", (WHO, "Responses", "Share"), [
        (CHARITY, 3, 3 / 6), (GROUP, 1, 1 / 6), (ONE, 1, 1 / 6), (UNVERIFIED, 1, 1 / 6), ("All", 6, 1),
    ]),
    ("Responses by how they came", ("How it came", "Responses", "Share"), [
        ("On this site, with an account", 2, 2 / 6), ("On this site, without an account", 2, 2 / 6),
        ("By post", 1, 1 / 6), ("By telephone", 1, 1 / 6), ("All", 6, 1),
    ]),
    ("Sent, and not counted", ("Why", "Responses"), [
        ("Withdrawn by who sent it", 1), ("Declared void", 1), ("Received late, waiting for a decision", 1),
        ("Received late, and not accepted", 1), ("Another answer of the same organisation goes before it", 1),
    ]),
    ("1. What of one?", WRITTEN, [
        (CHARITY, 3, 1, 1 / 3), (GROUP, 1, 0, 0), (ONE, 1, 1, 1), (UNVERIFIED, 1, 0, 0), (ALL, 6, 2, 2 / 6),
    ]),
    ("2a. What about 2a?", ("Answer", "Number", "Share"), [("Yes", 3, 3 / 4), ("No", 1, 1 / 4)]),
    ("2a. By kind of respondent", BY_KIND, [
        (CHARITY, 2, 1, 1 / 2, 1, 1 / 2, 2), (GROUP, 1, 1, 1, 0, 0, 0), (ONE, 0, 0, NOBODY, 0, NOBODY, 1),
        (UNVERIFIED, 1, 1, 1, 0, 0, 0), (ALL, 4, 3, 3 / 4, 1, 1 / 4, 3),
    ]),
    ("2b. What about 2b?", ("Answer", "Number", "Share"), [("Now", 2, 2 / 3), ("Later", 1, 1 / 3), ("Never", 0, 0)]),
    ("2b. By kind of respondent", CHOSEN, [
        (CHARITY, 2, "Now", 2, 1), (CHARITY, 2, "Later", 0, 0), (CHARITY, 2, "Never", 0, 0),
        (UNVERIFIED, 1, "Now", 0, 0), (UNVERIFIED, 1, "Later", 1, 1), (UNVERIFIED, 1, "Never", 0, 0),
    ]),
    ("2c. What about 2c?", ("Answer", "Number", "Share"), [("Day", 1, 1 / 3), ("Night", 3, 1), ("Weekend", 1, 1 / 3)]),
    ("2c. By kind of respondent", CHOSEN, [
        (CHARITY, 2, "Day", 1, 1 / 2), (CHARITY, 2, "Night", 2, 1), (CHARITY, 2, "Weekend", 0, 0),
        (UNVERIFIED, 1, "Day", 0, 0), (UNVERIFIED, 1, "Night", 1, 1), (UNVERIFIED, 1, "Weekend", 1, 1),
    ]),
    ("3. What about 3?", (WHO, N, "Smallest", "Median", "Average", "Largest", "Sum"), [
        (CHARITY, 2, 10, 15.25, 15.25, 20.5, 30.5), (GROUP, 1, 20.5, 20.5, 20.5, 20.5, 20.5),
        (ONE, 1, 4, 4, 4, 4, 4), (ALL, 4, 4, 15.25, 13.75, 20.5, 55),
    ]),
    ("4. What about 4?", (WHO, N, "Earliest", "Latest"), [
        (CHARITY, 1, datetime.date(2026, 12, 1), datetime.date(2026, 12, 1)),
        (ONE, 1, datetime.date(2026, 10, 31), datetime.date(2026, 10, 31)),
        (ALL, 2, datetime.date(2026, 10, 31), datetime.date(2026, 12, 1)),
    ]),
    ("5. What about 5?", WRITTEN, [
        (CHARITY, 3, 1, 1 / 3), (GROUP, 1, 0, 0), (ONE, 1, 0, 0), (UNVERIFIED, 1, 0, 0), (ALL, 6, 1, 1 / 6),
    ]),
    ("6. What about 6?", ("Answer", "Number", "Share"), [("Yes", 1, 1 / 2), ("No", 1, 1 / 2)]),
    ("6. By kind of respondent", BY_KIND, [(CHARITY, 2, 1, 1 / 2, 1, 1 / 2, 0), (ALL, 2, 1, 1 / 2, 1, 1 / 2, 0)]),
]  # fmt: skip
"""Every table of the report on 30 November 2026: title, headings, rows; shares as parts of one."""
