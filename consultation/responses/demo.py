"""The demonstration's answers to the plan for carers, all invented: four sent, one drafted by two people and finished."""

import datetime

from consultation.consultations.definitions import definition_of
from consultation.consultations.demo import CARERS_PLAN
from consultation.consultations.models import Consultation
from consultation.responses import actions
from consultation.responses.finish_actions import finish_draft
from consultation.responses.models import ConsentChoice
from consultation.responses.rules import Given, Value
from core import clock
from core.acts import Actor
from partnerships.organisations.demo import ADVOCACY, ELDERS, LIFTS, YOUTH
from partnerships.organisations.models import Organisation
from partnerships.people.actors import actor_for
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role

YES, NO = True, False

# fmt: off
SENT = (
    # organisation, days ago, what may be published, answers by key: words, (yes or no, why), or [choice]
    (LIFTS, 20, ConsentChoice.WITH_NAME, {
        "q1": (YES, "The second most of all. Our drivers see what happens when a carer has not slept for a week."),
        "q2a": (YES, ""),
        "q2b": ["A few hours in the week"],
        "q2c": "The lift home. A sitter comes for three hours, and the bus takes two of them. Pay for the journey with the break.",
        "q4a": (YES, "We could promise drivers their mileage for three years instead of three months."),
        "q4b": ["A conversation, which we write up"],
        "q6": "There is no telephone signal west of Peterchurch. Anything that needs an app will pass us by.",
    }),
    (ELDERS, 16, ConsentChoice.WITHOUT_NAME, {
        "q1": (NO, "Being asked how you are is worth little when the person who asks cannot do anything about the answer."),
        "q2a": (YES, "But call it something else. In our families a break sounds like leaving."),
        "q2b": ["A break together with the person cared for"],
        "q2c": "Food, prayer times and language. Two weeks among strangers are no rest.",
        "q3": "At our Tuesday lunch. We ask who cooked at home this morning, and for whom.",
        "q4a": (YES, ""),
        "q5": (NO, "Count also who did not come."),
    }),
    (ADVOCACY, 11, ConsentChoice.WITH_NAME, {
        "q1": (YES, ""),
        "q2b": ["A night or two"],
        "q3": "Many of our members care for the parents who once cared for them. Nobody asks a person with a learning disability whether they are a carer.",
        "q5": (YES, "If the questions to carers are in easy words."),
        "q6": "Please write the plan in easy read before it is decided, not after.",
    }),
    (YOUTH, 6, ConsentChoice.NOT_AT_ALL, {
        "q1": (NO, "'If they wish it' must come first in the third aim, not last. Some young carers are afraid of what the school will do."),
        "q2c": "There is nobody at home to hand over to when school ends at half past three.",
        "q4a": (NO, "Our present grant does not cover the rent. Three years of that is three years of closing early."),
        "q4b": ["One page a year"],
        "q6": "Ask us in term time, and in the evening.",
    }),
)
# fmt: on


def load() -> None:
    """Tell who answered what."""
    consultation = Consultation.objects.get(title=CARERS_PLAN)
    for name, days_ago, consent, answers in SENT:
        by = somebody_of(name)
        with clock.at(clock.now() - datetime.timedelta(days=days_ago)):
            actions.save_answers(by=by, consultation=consultation, given=given(consultation, answers))
            actions.submit_response(by=by, consultation=consultation, consent=consent)
    drafted(consultation)
    changed(consultation)


def drafted(consultation: Consultation) -> None:
    """The carers' forum has drafted: its treasurer and its chair have each answered something, and the treasurer says
    that it is finished. Nothing is sent: that waits for the chair."""
    first = {"q1": (YES, "With the second aim first."), "q2b": ["A week or longer"]}
    second = {"q3": "Through the people who see them: the chemist, the postwoman, the priest."}
    third = {"q4a": (YES, "We could keep our sitters, who leave each spring because nobody can promise the autumn.")}
    treasurer, chair = the_person("imran@example.org"), the_person("joan@example.org")
    for by, days_ago, answers in ((treasurer, 5, first), (chair, 3, second), (treasurer, 1, third)):
        with clock.at(clock.now() - datetime.timedelta(days=days_ago)):
            actions.save_answers(by=by, consultation=consultation, given=given(consultation, answers))
    with clock.at(clock.now() - datetime.timedelta(days=1)):
        finish_draft(by=treasurer, consultation=consultation)


def changed(consultation: Consultation) -> None:
    """The drivers sent a second version, which counts in place of the first."""
    by = somebody_of(LIFTS)
    with clock.at(clock.now() - datetime.timedelta(days=9)):
        draft = actions.change_response(by=by, consultation=consultation)
        edition = draft.answers.get(question__key="q6").edition
        words = "There is no telephone signal west of Peterchurch. We tried last week: four of five calls failed."
        question = definition_of(consultation).by_key["q6"]
        actions.save_answers(by=by, consultation=consultation, given=[Given(question, Value(text=words), edition)])
        actions.submit_response(by=by, consultation=consultation, consent=ConsentChoice.WITH_NAME)


def the_person(address: str) -> Actor:
    """One of the people who sign in to the demonstration."""
    return actor_for(User.objects.get(email=address), channel="command")


def somebody_of(name: str) -> Actor:
    """An approver of the organisation; where the demonstration has none, a volunteer who does not sign in."""
    organisation = Organisation.objects.get(name=name)
    membership = Membership.objects.filter(organisation=organisation, roles__role=Role.APPROVER).first()
    if membership is None:
        first = name.split()[0].lower()
        user = User.objects.create_user(f"volunteer.{first}@example.org", name=f"A volunteer of {name}")
        membership = Membership.objects.create(user=user, organisation=organisation, job_title="Volunteer")
        RoleHeld.objects.create(membership=membership, role=Role.APPROVER)
    return actor_for(membership.user, membership.pk, "command")


def given(consultation: Consultation, answers: dict) -> list[Given]:
    """The answers as the act takes them."""
    definition = definition_of(consultation)
    found = []
    for key, answer in answers.items():
        question = definition.by_key[key]
        if isinstance(answer, list):
            value = Value(choice=next(each.pk for each in question.options if each.label == answer[0]))
        else:
            value = Value(text=answer) if isinstance(answer, str) else Value(yes=answer[0], text=answer[1])
        found.append(Given(question, value))
    return found
