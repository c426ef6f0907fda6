"""Of several answers of one organisation one counts: in every combination, by the rule and after the acts."""

import datetime
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from consultation.intake.actions import decide_late, match_response, restore_response, unmatch_response, void_response
from consultation.responses import actions
from consultation.responses.actions import save_answers, withdraw_response
from consultation.responses.models import Response
from consultation.responses.rules import standing, the_one_that_counts
from core import clock
from partnerships.people.actors import Actor
from tests.factories.answers import AFTERWARDS, LATE_DAY, from_guest, keyed, late_version
from tests.factories.consultation import DURING, a_consultation, given, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor

OWN = ("none", "draft", "sent", "withdrawn", "late", "accepted", "refused")
KEYED = ("none", "draft", "sent", "void", "late", "accepted", "refused")
GUEST = ("none", "sent", "withdrawn", "void", "late", "accepted", "refused")
"""How the organisation's own answer, the one on paper and the one without an account stand. 'late': not decided on."""
CASES = [
    # own, keyed, guest -> which counts
    ("sent", "sent", "sent", "own"),
    ("draft", "sent", "sent", "keyed"),
    ("none", "none", "sent", "guest"),
    ("none", "void", "sent", "guest"),
    ("late", "sent", "none", "keyed"),
    ("accepted", "sent", "none", "own"),
    ("refused", "sent", "none", "keyed"),
    ("withdrawn", "sent", "sent", None),
    ("none", "late", "sent", "guest"),
    ("none", "accepted", "sent", "keyed"),
    ("none", "sent", "withdrawn", "keyed"),
    ("none", "void", "withdrawn", None),
    ("late", "late", "late", None),
    ("refused", "refused", "accepted", "guest"),
]
"""Written by hand, from the words of the glossary."""


def expected(own: str, keyed: str, guest: str) -> str | None:
    """The first of own, on paper, without an account that stands; and none where that one was withdrawn."""
    for name, state in (("own", own), ("keyed", keyed), ("guest", guest)):
        if state in ("sent", "accepted"):
            return name
        if state == "withdrawn":
            return None
    return None


ALL = [(*states, expected(*states)) for states in product(OWN, KEYED, GUEST)]
CHANNELS = {"own": "account", "keyed": "post", "guest": "guest"}


def as_row(pk: int, name: str, state: str) -> Response:
    """A response in a state, that is not saved."""
    row = Response(pk=pk, channel=CHANNELS[name])
    received = state not in ("none", "draft")
    row.submitted_at = DURING if received else None
    row.counted_version_id = pk if received and state not in ("late", "refused") else None
    row.withdrawn_at = DURING if state == "withdrawn" else None
    row.voided_at = DURING if state == "void" else None
    return row


def by_the_rule(states: tuple[str, str, str]) -> str | None:
    named = zip(CHANNELS, states, strict=True)
    rows = {name: as_row(pk, name, state) for pk, (name, state) in enumerate(named, 1) if state != "none"}
    counting = the_one_that_counts(list(rows.values()))
    return next((name for name, row in rows.items() if row is counting), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(map(str, case)))
def test_the_cases_written_by_hand(case):
    assert (expected(*case[:3]), by_the_rule(case[:3])) == (case[3], case[3])


def test_every_combination_by_the_rule():
    assert len(ALL) == 7 * 7 * 7
    assert [case for case in ALL if by_the_rule(case[:3]) != case[3]] == []


def test_of_equals_the_latest_counts():
    early, late, same = (as_row(pk, "keyed", "sent") for pk in (1, 2, 3))
    late.submitted_at = same.submitted_at = DURING + datetime.timedelta(hours=1)
    assert the_one_that_counts([late, early]) is late
    assert the_one_that_counts([late, same, early]) is same


# And in the database, after the acts

RIGHT_AFTER, AT_LAST = "matched right after", "matched at last"


def make_own(consultation, organisation, state: str, secretariat) -> None:
    if state == "draft":
        by = make_actor("approver", organisation=organisation)
        save_answers(by=by, consultation=consultation, given=[given(consultation, "q1", text="We...")])
        return
    late = state in ("late", "accepted", "refused")
    response = sent(consultation, organisation, at=AFTERWARDS if late else DURING)
    if state == "withdrawn":
        withdraw_response(
            by=make_actor("approver", organisation=organisation), response=response, reason="Our committee."
        )
    decided(secretariat, response, state)


def make_keyed(consultation, organisation, state: str, secretariat) -> None:
    late = state in ("late", "accepted", "refused")
    more = {"received_on": LATE_DAY} if late else {}
    response = keyed(consultation, organisation, by=secretariat, record=state != "draft", **more)
    if state == "void":
        void_response(by=secretariat, response=response, reason="Keyed in twice.")
    decided(secretariat, response, state)


def make_guest(consultation, state: str, secretariat) -> Response:
    late = state in ("late", "accepted", "refused")
    response = from_guest(consultation, at=AFTERWARDS if late else DURING)
    if state == "withdrawn":
        withdraw_response(by=Actor(address=response.respondent.email), response=response, reason="A mistake.")
    if state == "void":
        void_response(by=secretariat, response=response, reason="Nobody there had sent it.")
    decided(secretariat, response, state)
    return response


def decided(secretariat, response, state: str) -> None:
    if state in ("accepted", "refused"):
        with clock.at(AFTERWARDS):
            decide_late(by=secretariat, version=late_version(response), verdict=state, reason="The postmark.")


def counting_in_the_database(consultation, organisation) -> list[str]:
    rows = Response.objects.filter(consultation=consultation, organisation=organisation, counts=True)
    channels = {channel: name for name, channel in CHANNELS.items()}
    return [channels[each] for each in rows.values_list("channel", flat=True)]


def after_the_acts(consultation, secretariat, states: tuple[str, str, str], when: str) -> list[str]:
    """Make each of the three by acts, the guest's first, and say which count."""
    own, paper, guest = states
    organisation = OrganisationFactory()
    answer = make_guest(consultation, guest, secretariat) if guest != "none" else None
    if answer and when == RIGHT_AFTER:
        match_response(by=secretariat, response=answer, organisation=organisation, confirmed=True)
    if paper != "none":
        make_keyed(consultation, organisation, paper, secretariat)
    if own != "none":
        make_own(consultation, organisation, own, secretariat)
    if answer and when == AT_LAST:
        match_response(by=secretariat, response=answer, organisation=organisation, confirmed=True)
    return counting_in_the_database(consultation, organisation)


PAIRS = (
    [(own, paper, "none") for own, paper in product(OWN, KEYED)]
    + [(own, "none", guest) for own, guest in product(OWN, GUEST)]
    + [("none", paper, guest) for paper, guest in product(KEYED, GUEST)]
    + [case[:3] for case in CASES]
)


@pytest.mark.django_db
@pytest.mark.parametrize("when", [RIGHT_AFTER, AT_LAST])
@pytest.mark.parametrize("part", range(4))
def test_every_pair_and_the_cases_by_hand_after_the_acts(consultation, secretariat, part, when):
    wrong = {}
    for states in dict.fromkeys(PAIRS[part::4]):
        found = after_the_acts(consultation, secretariat, states, when)
        if found != [name for name in [expected(*states)] if name]:
            wrong[states] = found
    assert wrong == {}


@pytest.mark.django_db
class TestOneAfterTheOther:
    """The ways in which it changes which one counts."""

    @pytest.fixture
    def three(self, consultation, forum, secretariat):
        """The forum's own, one on paper and one without an account, all matched with it."""
        guest = from_guest(consultation)
        match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
        return sent(consultation, forum), keyed(consultation, forum, by=secretariat), guest

    def stands(self, *responses) -> list[str]:
        return [standing(Response.objects.select_related("respondent").get(pk=each.pk))[0] for each in responses]

    def test_all_three_are_kept_and_the_own_counts(self, three):
        assert self.stands(*three) == ["Counts", "Another answer counts", "Another answer counts"]

    def test_a_void_one_makes_room_and_restored_takes_its_place_again(self, consultation, forum, secretariat):
        guest, paper = from_guest(consultation), keyed(consultation, forum)
        match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
        assert self.stands(paper, guest) == ["Counts", "Another answer counts"]
        void_response(by=secretariat, response=paper, reason="Keyed in twice.")
        assert self.stands(paper, guest) == ["Void", "Counts"]
        restore_response(by=secretariat, response=paper, reason="It was not.")
        assert self.stands(paper, guest) == ["Counts", "Another answer counts"]

    def test_a_keyed_one_never_replaces_the_own_be_it_recorded_later(self, consultation, forum, secretariat):
        own = sent(consultation, forum)
        paper = keyed(consultation, forum, at=DURING + datetime.timedelta(days=9))
        assert self.stands(own, paper) == ["Counts", "Another answer counts"]

    def test_what_the_organisation_withdrew_is_not_said_in_its_name_by_a_lesser_one(self, three, forum):
        own, paper, guest = three
        withdraw_response(by=make_actor("approver", organisation=forum), response=own, reason="Our committee.")
        assert self.stands(own, paper, guest) == ["Withdrawn", "Another answer counts", "Another answer counts"]

    def test_taking_a_match_back_gives_each_its_own_standing(self, consultation, forum, secretariat):
        first, second = from_guest(consultation, "Lunch One"), from_guest(consultation, "Lunch Two")
        for each in (first, second):
            match_response(by=secretariat, response=each, organisation=forum, confirmed=True)
        assert self.stands(first, second) == ["Another answer counts", "Counts"]
        unmatch_response(by=secretariat, response=second, reason="It is another group.")
        assert self.stands(first, second) == ["Counts", "Counts, unverified"]

    def test_matched_with_another_it_counts_there_and_the_one_left_counts_here(
        self, consultation, forum, other, secretariat
    ):
        paper, guest = keyed(consultation, forum), from_guest(consultation)
        match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
        match_response(by=secretariat, response=paper, organisation=other, confirmed=True)
        assert self.stands(paper, guest) == ["Counts", "Counts"]
        assert [Response.objects.get(pk=each.pk).organisation for each in (paper, guest)] == [other, forum]

    def test_to_another_consultation_the_same_organisation_counts_apart(self, consultation, host, forum):
        elsewhere = a_consultation(host=host)
        assert self.stands(sent(consultation, forum), keyed(elsewhere, forum)) == ["Counts", "Counts"]

    def test_the_database_lets_only_one_count(self, three):
        _, paper, _ = three
        with pytest.raises(IntegrityError), transaction.atomic():
            Response.objects.filter(pk=paper.pk).update(counts=True)


@pytest.mark.parametrize("way", ["guest", "paper"])
def test_what_is_matched_between_the_page_and_the_sending_gives_way_all_the_same(way, consultation, forum, secretariat):
    sent(consultation, forum)
    if way == "guest":
        theirs = from_guest(consultation)
        by = Actor(address=theirs.respondent.email)
        actions.change_response(by=by, consultation=consultation, response=theirs)
    else:
        theirs, by = keyed(consultation, by=secretariat, record=False), secretariat
    match_response(by=secretariat, response=Response.objects.get(pk=theirs.pk), organisation=forum, confirmed=True)
    assert theirs.organisation_id is None  # as the page had read it
    actions.submit_response(by=by, consultation=consultation, response=theirs, consent="with_name")
    assert list(Response.objects.filter(counts=True).values_list("channel", flat=True)) == ["account"]
