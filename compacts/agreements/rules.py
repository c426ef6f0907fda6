"""When an agreement may be sent out, called final, published and ended.

Sources: the Worcestershire Concordat (2008), which was signed by each body as its ninth draft; Making Partnership Work
(2003), which was published as work in progress and for consultation.
"""

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from compacts.agreements.models import AgreementKind, Stage
from core.gates import Gate, Obstacle, gate
from core.pages import words

if TYPE_CHECKING:
    from compacts.agreements.models import Agreement, AgreementParty

CONCORDAT = "the Worcestershire Concordat, 2008"
MOST_PARAGRAPHS = 1000
"""So many can be compared with so many others while somebody waits."""
TOO_MANY_PARAGRAPHS = (
    f"The text has more than {MOST_PARAGRAPHS:,} paragraphs. Put lists and tables into one paragraph each, or into "
    "another document."
)

NOTHING_NEW = "Nothing has changed since draft {}. Change its text first. Until then that draft is the latest."


@gate("It has not ended")
def it_has_not_ended(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """What ended stays as it was; another takes its place."""
    if agreement.ended_on is None:
        return None
    ended = words.date(agreement.ended_on)
    return Obstacle(f"It ended on {ended}. Begin another in its place.", where=reverse("agreement_begin"))


@gate("It has a draft", source=CONCORDAT)
def it_has_a_draft(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """What is sent out, signed or published has words."""
    if agreement.latest:
        return None
    if agreement.kind == AgreementKind.ANNUAL:
        return of_its_components(agreement)
    return Obstacle("Add the first draft of its text.", where=reverse("agreement_draft_add", args=[agreement.pk]))


@gate("Its text is written here")
def its_text_is_written_here(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """The text of an annual agreement is made of its components, when it is sent for signing."""
    return of_its_components(agreement) if agreement.kind == AgreementKind.ANNUAL else None


def of_its_components(agreement: "Agreement") -> Obstacle:
    """Where the text of an annual agreement comes from."""
    said = "Its six components become its text. Complete them, and send them for signing."
    return Obstacle(said, where=agreement.annual.get_absolute_url())


@gate("It has two parties or more")
def it_has_two_parties(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """Nobody agrees with themselves."""
    if len(standing(agreement, on)) >= 2:
        return None
    return Obstacle("Enter who the parties are.", where=reverse("agreement_party_add", args=[agreement.pk]))


@gate("The latest draft is not final yet")
def the_draft_is_not_final(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """A draft becomes final once."""
    if agreement.final_on is None:
        return None
    return Obstacle(
        f"Draft {agreement.latest} is final since {words.date(agreement.final_on)}. Add another draft to change it.",
        where=reverse("agreement_draft_add", args=[agreement.pk]),
    )


@gate("It was not sent out for consultation yet")
def it_was_not_sent_out(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """The day of sending out is one; another is put right in the entry."""
    if agreement.consulted_on is None:
        return None
    sent = words.date(agreement.consulted_on)
    where = reverse("agreement_edit", args=[agreement.pk])
    return Obstacle(f"It was sent out on {sent}. If that is not the day, change it in the entry.", where=where)


@gate("It is not in force yet")
def it_is_not_in_force(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """People are asked before they sign."""
    if agreement.in_force_on is None:
        return None
    return Obstacle(f"It is in force since {words.date(agreement.in_force_on)}. Add a draft to vary it.")


@gate("It says what it is for, why jointly, and what is done", source=CONCORDAT)
def it_says_what_it_is_for(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """Advice: whoever signs reads these first. An annual agreement says so in its components."""
    if agreement.kind == AgreementKind.ANNUAL:
        return None
    names = {"values": "values", "vision": "vision", "why_jointly": "why jointly", "action_plan": "action plan"}
    missing = [called for name, called in names.items() if not getattr(agreement, name).strip()]
    if not missing:
        return None
    where = reverse("agreement_edit", args=[agreement.pk])
    return Obstacle(f"Nothing is entered yet under: {', '.join(missing)}.", where=where, binding=False)


@gate("Its latest draft is not published yet")
def the_draft_is_not_published(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """A draft is published once."""
    if not agreement.drafts.filter(number=agreement.latest, published_on__isnull=False).exists():
        return None
    return Obstacle(f"Everybody can read draft {agreement.latest} already.", where=agreement.get_absolute_url())


@gate("It is published")
def it_is_published(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """Only what everybody can read is taken back."""
    if agreement.published_on is not None:
        return None
    return Obstacle("It is not published.", where=agreement.get_absolute_url())


@gate("Its latest draft is final", source=CONCORDAT)
def the_draft_is_final(agreement: "Agreement", on: datetime.date) -> Obstacle | None:
    """What is signed does not change any more."""
    if agreement.final_on is not None:
        return None
    return Obstacle("Say first that the latest draft is final.", where=reverse("agreement_final", args=[agreement.pk]))


def why_not_another_kind(before: str, after: str) -> str:
    """Why an agreement of one kind cannot become one of the other; nothing where it can."""
    if before == after or AgreementKind.ANNUAL not in (before, after):
        return ""
    if after == AgreementKind.ANNUAL:
        return "An annual agreement is begun on the page of the framework it belongs to."
    return "An annual agreement stays one: its words are its six components."


TO_CHANGE = (it_has_not_ended,)
TO_ADD_A_DRAFT = (it_has_not_ended, its_text_is_written_here)
TO_SEND_OUT = (it_has_not_ended, it_has_a_draft, it_was_not_sent_out, it_is_not_in_force)
TO_BE_FINAL = (it_has_not_ended, it_has_a_draft, it_has_two_parties, the_draft_is_not_final, it_says_what_it_is_for)
TO_PUBLISH = (it_has_a_draft, the_draft_is_not_published)
TO_UNPUBLISH = (it_is_published,)
TO_SIGN = (it_has_not_ended, it_has_a_draft, the_draft_is_final, it_has_two_parties)

_OF_A_KIND: dict[str, tuple[Gate, ...]] = {}


def add_gates(kind: str, *gates: Gate) -> None:
    """Let agreements of a kind be called final and signed only where these gates, of the agreement, pass too."""
    _OF_A_KIND[kind] = gates


def to_be_final(agreement: "Agreement") -> tuple[Gate, ...]:
    """What its latest draft waits for until it is final."""
    return (*TO_BE_FINAL, *_OF_A_KIND.get(agreement.kind, ()))


def to_sign(agreement: "Agreement") -> tuple[Gate, ...]:
    """What it waits for until it can be signed."""
    return (*TO_SIGN, *_OF_A_KIND.get(agreement.kind, ()))


def next_step(agreement: "Agreement") -> tuple[Gate, ...]:
    """What the next step of the stage it is in waits for."""
    if agreement.stage in (Stage.DRAFT, Stage.CONSULTATION):
        return to_be_final(agreement)
    return to_sign(agreement) if agreement.stage == Stage.FINAL else ()


def standing(agreement: "Agreement", on: datetime.date) -> list["AgreementParty"]:
    """The parties that go on after that day. One that joins later is one already: it signs to join."""
    return [each for each in agreement.parties.all() if each.ends is None or each.ends > on]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part."""
    lines = [line.rstrip() for line in text.splitlines()]
    return [each.strip("\n") for each in "\n".join(lines).split("\n\n") if each.strip()]
