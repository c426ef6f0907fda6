"""The demonstration's consultations: one open, about a joint plan for carers, and one still being written.

The texts are invented. The bodies that ask are real; nothing here was ever published by them.
"""

import datetime

from consultation.consultations import actions, text_actions
from consultation.consultations.models import Consultation, Question, QuestionKind
from core import clock
from core.acts import Actor
from partnerships.organisations.models import Organisation
from partnerships.people.actors import actor_for
from partnerships.people.models import User

CARERS_PLAN = "Standing by carers: a joint plan for 2027 to 2030"
PRESCRIBING = "Social prescribing: how local groups hear about people, and how they are paid"
BEGAN_DAYS_AGO = 30
OPEN_DAYS = 84

SECTIONS = (
    (
        "Why we are writing this plan",
        "About one person in ten in Herefordshire and Worcestershire looks after somebody who could not manage "
        "without them. Most do so without pay, and many without ever calling themselves a carer.\n\n"
        "The Integrated Care Board and both councils have until now bought support for carers apart from each other. "
        "Carers told us that they:\n\n"
        "- tell the same story three times over\n"
        "- wait longest for a break, which is what they need first\n"
        "- lose help when the person they look after moves across the county boundary",
    ),
    (
        "What we mean to do",
        "We propose **one plan and one shared budget** for three years from April 2027, with three aims:\n\n"
        "1. a carer is asked how they are at every contact with the health service\n"
        "2. a break of at least two weeks a year for everybody who cares for more than 35 hours a week\n"
        "3. young carers are known to their school, if they wish it",
    ),
    (
        "How local groups would be paid",
        "Half of the budget would go to voluntary and community organisations. We would offer three-year agreements "
        "that cover the full cost of the work. Groups with an income below £50,000 would be asked for one page a "
        "year and no more.",
    ),
    (
        "How we will know that it works",
        "Each year we would count how many carers had a break, and ask a sample of carers whether life has become "
        "easier. The results would be published, whether they please us or not.",
    ),
)

# fmt: off
QUESTIONS: tuple[tuple, ...] = (
    # kind, question, help, number of the section it is about, (parts or choices)
    (QuestionKind.YES_NO, "Do you agree with the three aims?", "", 2, ()),
    (QuestionKind.HEADING, "Breaks for carers", "Think of the carers you know best.", 2, (
        (QuestionKind.YES_NO, "Is two weeks a year a fair place to begin?", "", ()),
        (QuestionKind.CHOOSE_ONE, "Which kind of break is missing most where you work?", "", ("A few hours in the week", "A night or two", "A week or longer", "A break together with the person cared for")),
        (QuestionKind.LONG_TEXT, "What stops carers from taking a break that is offered?", "", ()),
    )),
    (QuestionKind.LONG_TEXT, "How should carers who do not call themselves carers be found?", "Examples of what has worked help us most.", 1, ()),
    (QuestionKind.HEADING, "Money", "", 3, (
        (QuestionKind.YES_NO, "Would a three-year agreement at full cost change what your organisation can offer?", "", ()),
        (QuestionKind.CHOOSE_ONE, "How should small groups report?", "", ("One page a year", "A conversation, which we write up", "Not at all below £5,000")),
    )),
    (QuestionKind.YES_NO, "Are these the right things to count?", "", 4, ()),
    (QuestionKind.LONG_TEXT, "What else should we know before the plan is decided?", "", None, ()),
)
# fmt: on


def load() -> None:
    """Tell of both."""
    by = commissioner()
    board = by.organisation
    began = clock.now() - datetime.timedelta(days=BEGAN_DAYS_AGO)
    with clock.at(began - datetime.timedelta(days=7)):
        opens = clock.london(began).date()
        plan = write(
            by,
            board,
            CARERS_PLAN,
            opens,
            opens + datetime.timedelta(days=OPEN_DAYS),
            summary="We want to buy support for unpaid carers together, from one budget, and to put breaks first. "
            "Tell us whether the plan is right, and what would stop it from working where you are.",
            contact_name="Daniel Oyelaran",
            contact_telephone="01905 555 0142",
            contact_email="carers.plan@example.org",
        )
        for title, text in SECTIONS:
            text_actions.add_section(by=by, consultation=plan, title=title, text=text)
        ask_all(by, plan)
        actions.propose_consultation(by=by, consultation=plan)
        secretary = actor_for(User.objects.get(email="ruth@example.org"), channel="command")
        actions.publish_consultation(by=secretary, consultation=plan)
    still_written(by, board)


def still_written(by: Actor, board: Organisation) -> Consultation:
    """A draft that cannot be published yet: nobody is named to ask, and one question lacks its choices."""
    opens = clock.today() + datetime.timedelta(days=21)
    draft = write(by, board, PRESCRIBING, opens, opens + datetime.timedelta(days=84), summary="")
    text_actions.add_section(
        by=by,
        consultation=draft,
        title="What happens today",
        text="Link workers in surgeries send people to local groups. The groups say that they hear too little about "
        "the person, too late, and that nobody pays for the extra places.",
    )
    text_actions.add_question(
        by=by, consultation=draft, kind=QuestionKind.LONG_TEXT, text="What should a group know before somebody comes?"
    )
    text_actions.add_question(
        by=by, consultation=draft, kind=QuestionKind.CHOOSE_ONE, text="How should places be paid?"
    )
    return draft


def commissioner() -> Actor:
    """The commissioner of the board among the demonstration's people."""
    user = User.objects.get(email="daniel@example.org")
    return actor_for(user, channel="command")


def write(
    by: Actor, host: Organisation, title: str, opens: datetime.date, closes: datetime.date, **details: str
) -> Consultation:
    """A draft."""
    return actions.create_consultation(by=by, host=host, title=title, opens_on=opens, closes_on=closes, **details)


def ask_all(by: Actor, consultation: Consultation) -> None:
    """The questions with their parts."""
    sections = {each.number: each for each in consultation.sections.all()}
    for kind, text, help_text, section, more in QUESTIONS:
        choices = more if kind == QuestionKind.CHOOSE_ONE else ()
        question: Question = text_actions.add_question(
            by=by,
            consultation=consultation,
            kind=kind,
            text=text,
            help_text=help_text,
            section=sections.get(section),
            choices=choices,
        )
        for part_kind, part_text, part_help, part_choices in more if kind == QuestionKind.HEADING else ():
            text_actions.add_question(
                by=by,
                consultation=consultation,
                kind=part_kind,
                text=part_text,
                help_text=part_help,
                parent=question,
                choices=part_choices,
            )
