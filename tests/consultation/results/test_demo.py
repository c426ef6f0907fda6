"""The demonstration's consultation of 2003: what its report says, and how its story reads."""

from collections import Counter

import pytest

from consultation import demo
from consultation.consultations.models import Consultation
from consultation.responses.models import Answer
from consultation.results.demo import NAMES
from consultation.results.reading import Aside, Results
from consultation.results.reports import ConsultationResults
from consultation.results.story_2003 import ANSWERS, REMARKS, TITLE, WHERE_WE_ARE, sheets
from core import clock
from core.reports.declaration import Chart, Figures
from partnerships import demo as partners
from partnerships.people.actors import actor_for
from partnerships.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    partners.load()
    demo.load()
    return Consultation.objects.get(title=TITLE)


def person(name):
    return actor_for(User.objects.get(email=f"{name}@example.org"))


KINDS = {
    "Community group": 18,
    "Unverified organisation": 18,
    "Individual": 7,
    "Registered charity": 7,
    "Umbrella body": 2,
    "Social enterprise": 1,
}
CHANNELS = {
    "On this site, with an account": 22,
    "On this site, without an account": 17,
    "By post": 5,
    "On the paper form": 5,
    "By e-mail": 3,
    "By telephone": 1,
}
TICKS = {
    # question: how many say yes, how many no
    "q1a": (15, 9),
    "q2a": (11, 14),
    "q3a": (9, 13),
    "q5a": (14, 8),
    "q5d": (20, 11),
    "q7": (12, 6),
    "q9": (19, 13),
}
WORDS = {"q1b": 23, "q1c": 16, "q2b": 9, "q3b": 24, "q4": 18, "q5b": 12, "q5c": 14}


def test_the_report_of_2003_and_its_story(asked):
    """Told once, for it takes a while: what the secretariat reads, what the auditor reads, what nobody else does."""
    assert (str(asked.host), asked.opens_month_only, str(asked.closes_on)) == (
        "Department of Health",
        True,
        "2003-11-20",
    )
    results = Results(person("ruth"), asked, clock.today())
    assert results.by_kind == KINDS
    assert {channel.label: count for channel, count in results.channels} == CHANNELS
    assert (results.total, results.letters) == (53, 5)
    assert results.set_aside == {
        Aside.WITHDRAWN: 1, Aside.VOID: 1, Aside.LATE_WAITING: 1, Aside.LATE_REFUSED: 1, Aside.ANOTHER: 1,
    }  # fmt: skip
    late = asked.responses.filter(counts=True, counted_version__late=True).values_list("organisation__name", flat=True)
    assert list(late) == ["Rowlstone Bell Ringers' Benevolent"]
    twice = asked.responses.filter(organisation__name="Colwall Home Visiting").order_by("pk")
    assert [(each.channel, each.counts) for each in twice] == [("account", True), ("guest", False)]

    by_key = {each.key: each.pk for each in asked.questions.all()}
    ticks = {key: [results.counts[by_key[key], yes] for yes in (True, False)] for key in TICKS}
    assert {key: tuple(sum(each.values()) for each in both) for key, both in ticks.items()} == TICKS
    assert {key: sum(results.in_words[by_key[key]].values()) for key in WORDS} == WORDS

    sections = ConsultationResults().sections(person("ruth"), clock.today(), consultation=asked, in_words=False)
    figures = next(each for each in sections if isinstance(each, Figures))
    assert [(label, value) for label, value, _ in figures.lines()] == [
        ("Responses that count", "53"),
        ("Of these, letters that need not follow the questions", "5"),
        ("Closing day", "20 November 2003"),
        (
            "Time to answer",
            "between 11.6 and 15.9 weeks; whether that keeps the rule of 12 weeks cannot be determined",
        ),
    ]
    assert sum(isinstance(each, Chart) for each in sections) == 8

    assert Results(person("tom"), asked, clock.today()).total == 53
    for name in ("daniel", "mei"):
        reader = person(name)
        assert not reader.may("consultation.read_responses", asked)
        assert Results(reader, asked, clock.today()).total == 0

    said = Answer.objects.filter(version__response__consultation=asked).in_words()
    again = [text for text, count in Counter(said.values_list("question", "text")).items() if count > 1]
    assert (said.count(), again) == (300, [])


def test_no_two_say_the_same_and_nobody_says_nothing():
    found = sheets(NAMES)
    assert (len(NAMES), len(set(NAMES)), len(found)) == (58, 58, 58)
    for key in ANSWERS:
        words = [sheet[key][1] for sheet in found if key in sheet and sheet[key][1]]
        assert len(words) == len(set(words)), key
        assert len(words) >= 9, key
    assert min(sum(bool(text) for _, text in sheet.values()) for sheet in found) == 1
    assert set(WHERE_WE_ARE) <= set(NAMES)
    assert len(set(REMARKS)) == len(REMARKS)


def test_what_they_answer_is_the_same_on_every_day_and_machine():
    assert sheets(NAMES) == sheets(NAMES)
    assert sheets(NAMES)[NAMES.index("Pershore Stroke Club")]["q6b"][1].startswith("Half of us cannot use a telephone")
