"""When an organisation counts as signed up to a Local Compact.

Source: Making Partnership Work (2003), section 5: by April 2004 PCTs and NHS trusts sign up to an existing Local
Compact, or are actively working towards one with other public bodies and the voluntary and community sector.
"""

import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.urls import reverse

from compacts.local.models import State
from compacts.signing.models import Way
from compacts.signing.rules import the_designation_is_known
from compacts.signups.models import OPEN, SignupStatus
from core.acts import Refused
from core.gates import Obstacle, gate
from core.pages import words
from partnerships.organisations.models import Sector

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from compacts.editions.models import CompactEdition
    from compacts.signups.models import Signup, SignupSignature

ON_PAPER = ("name", "designation", "authority", "edition", "scan")
"""What may be known of a signature on paper."""
SOURCE = "Making Partnership Work, 2003, section 5"


@gate("The Compact has not lapsed")
def the_compact_went_on(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """Nobody signs what is over."""
    lapsed = signup.compact.lapsed_on
    if lapsed is None or signup.starts < lapsed:
        return None
    return Obstacle(
        f"The Compact lapsed on {words.date(lapsed)}. Enter an earlier day, or begin a new Compact.",
        where=signup.compact.get_absolute_url(),
    )


@gate("The Compact is agreed", source=SOURCE)
def the_compact_was_agreed(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """What is signed is there already; until then an organisation works towards it."""
    if signup.compact.state_on(signup.starts) != State.IN_DEVELOPMENT:
        return None
    return Obstacle(
        "The Compact was not agreed by that day. Enter when it was, on its page, or that the organisation is working "
        "towards it.",
        where=signup.compact.get_absolute_url(),
    )


@gate("The organisation is open")
def the_organisation_was_open(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """Neither before it was there nor after its end."""
    opened, closed = signup.organisation.opened, signup.organisation.last_day
    if (opened is None or opened <= signup.starts) and (closed is None or signup.starts <= closed):
        return None
    return Obstacle(
        "The organisation did not exist on that day. Look at the days on its page.",
        where=signup.organisation.get_absolute_url(),
    )


@gate("Another public body works towards it too", source=SOURCE)
def it_works_with_a_public_body(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """The target asks for other public bodies."""
    other = signup.public_body
    if other is not None and other.kind.is_public_body and other.pk != signup.organisation_id:
        return None
    return Obstacle("Name another public body with which it works towards the Compact.")


@gate("A voluntary or community organisation works towards it too", source=SOURCE)
def it_works_with_the_sector(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """The target asks for the sector."""
    other = signup.vcs_partner
    if other is not None and other.kind.sector == Sector.VOLUNTARY and other.pk != signup.organisation_id:
        return None
    return Obstacle("Name a voluntary or community organisation with which it works towards the Compact.")


@gate("The Compact goes on")
def the_compact_goes_on(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """Nobody signs today what is over."""
    lapsed = signup.compact.lapsed_on
    if lapsed is None or signup.starts < lapsed:
        return None
    return Obstacle(f"The Compact lapsed on {words.date(lapsed)}, so nobody signs it any more. Ask the secretariat.")


@gate("Your organisation serves the locality, a part of it, or a whole that it lies in")
def it_serves_the_locality(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """A Compact is of a locality; whoever is nowhere near it signs on paper, where the secretariat asks."""
    who, area = signup.organisation, signup.compact.area
    served = set(who.areas_served.in_force(on).values_list("area_id", flat=True)) | {who.area_id}
    if served & {*area.with_parts(), *area.with_wholes()}:
        return None
    return Obstacle(
        f"By its page, your organisation neither is in {area} nor serves it, a part of it, or a whole that it lies in. "
        "If it does, its administrator states the area on its page. Otherwise ask the Forum secretariat, which can "
        "record what any organisation signed on paper.",
        where=who.get_absolute_url(),
    )


@gate("There is something to sign", source=SOURCE)
def the_compact_can_be_signed(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """What is signed is agreed; until then an organisation works towards it."""
    if signup.compact.agreed_on is not None:
        return None
    return Obstacle(
        "The Compact is not agreed yet, so nobody can sign it. Declare that your organisation works towards it.",
        where=reverse("compact_work", args=[signup.compact.pk]),
    )


@gate("It has not signed yet")
def it_has_not_signed(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """Once is enough."""
    there = signup.compact.signups.filter(OPEN, organisation=signup.organisation_id, status=SignupStatus.SIGNED).first()
    if there is None:
        return None
    signed = f"Your organisation signed it on {words.date(there.starts)}."
    return Obstacle(f"{signed} There is nothing left to do.", where=there.get_absolute_url())


def signed_already(signature: "SignupSignature") -> "Signup | None":
    """The signing of the organisation that goes on, unless a later edition is signed now than it was."""
    signup = signature.signup
    there = signup.compact.signups.filter(OPEN, organisation=signup.organisation_id, status=SignupStatus.SIGNED)
    found: Signup | None = there.select_related("signature__edition").first()
    if found is None or signature.edition is None:
        return found
    return None if signature.edition.is_later_than(found.edition) else found


@gate("It has not signed this edition yet")
def it_has_not_signed_this_edition(signature: "SignupSignature", on: datetime.date) -> Obstacle | None:
    """Each edition is signed once."""
    there = signed_already(signature)
    if there is None:
        return None
    signed = f"Your organisation signed it on {words.date(there.starts)}."
    return Obstacle(f"{signed} There is nothing left to do.", where=there.get_absolute_url())


@gate("It was not declared void")
def it_is_not_void(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """Nobody signed what never was."""
    return None if signup.voided_on is None else Obstacle("This was declared void. Record the sign-up anew.")


@gate("Something is not known yet")
def something_is_unknown(signup: "Signup", on: datetime.date) -> Obstacle | None:
    """What is known stays: what was signed here says it all."""
    if unknown(signup):
        return None
    return Obstacle("All of this is known. If it is wrong, declare the sign-up void, and record it anew.")


def unknown(signup: "Signup") -> list[str]:
    """What is not known yet of who signed for an organisation on paper, and of the paper."""
    signature = getattr(signup, "signature", None)
    asked = [name for name in ON_PAPER if name != "edition" or signup.status == SignupStatus.SIGNED]
    if signature is None:
        return asked
    return [name for name in asked if signature.way == Way.PAPER and not getattr(signature, name)]


def refuse_another_document(signup: "Signup", edition: "CompactEdition") -> None:
    """Refuse an edition that the organisation cannot have signed: of another Compact, withdrawn, or of a later day."""
    if signup.status != SignupStatus.SIGNED:
        raise Refused({"edition": "An edition is named where the Compact was signed."})
    if edition.compact_id != signup.compact_id or edition.withdrawn_on is not None:
        raise Refused({"edition": "Choose an edition of this Compact that was not withdrawn."})
    if signup.starts < edition.dated_on:
        told = f"Edition {edition.number} is of {words.date(edition.dated_on)}, after the day of signing."
        raise Refused({"edition": f"{told} Choose an earlier one."})


def refuse_out_of_order(signup: "Signup", edition: "CompactEdition") -> None:
    """Refuse an edition that does not fit between what the organisation signed before and after."""
    before, after = signup.follows, next(iter(following(signup)), None)
    while before is not None and before.edition is None:
        before = before.follows
    while after is not None and after.edition is None:
        after = next(iter(following(after)), None)
    if before is not None and not edition.is_later_than(before.edition):
        told = f"It signed edition {before.edition.number} before, on {words.date(before.starts)}. Choose a later one."
        raise Refused({"edition": told})
    if after is not None and not after.edition.is_later_than(edition):
        told = (
            f"It signed edition {after.edition.number} after it, on {words.date(after.starts)}. Choose an earlier one."
        )
        raise Refused({"edition": told})


def following(signup: "Signup") -> "QuerySet[Signup]":
    """What ended with its first day what this one says."""
    return signup.followed_by.filter(voided_on=None).select_related("signature__edition").order_by("starts")


def refuse_twice_in_force(signup: "Signup", others: "QuerySet[Signup]") -> None:
    """Refuse days within those of another sign-up of the organisation: it counts once on any day.

    Of two that go on, the database says so itself.
    """
    within = others.filter(Q(ended_on=None) | Q(ended_on__gt=signup.starts))
    within = within.filter(starts__lt=signup.ended_on) if signup.ended_on else within.exclude(ended_on=None)
    found = within.exclude(ended_on=F("starts")).order_by("starts").first()
    if found is None or signup.ended_on == signup.starts:
        return
    until = f"until {words.date(found.ended_on)}" if found.ended_on else "and that goes on"
    did = "worked towards it" if found.status == SignupStatus.WORKING else "had signed it"
    raise Refused(
        {
            "starts": f"The organisation {did} from {words.date(found.starts)} {until}. Enter a day after that, or "
            "declare that sign-up void first."
        }
    )


@gate("Its document can be read", source=SOURCE)
def there_is_a_document(signature: "SignupSignature", on: datetime.date) -> Obstacle | None:
    """Whoever signs knows what: an edition that is kept."""
    if signature.edition is not None:
        return None
    return Obstacle(
        "The secretariat has not added the document of the Compact yet, so nobody can sign it here. Ask for it; the "
        "Compact Manager's address is on its page.",
        where=signature.signup.compact.get_absolute_url(),
    )


TO_SIGN = (the_compact_went_on, the_compact_was_agreed, the_organisation_was_open)
TO_WORK = (
    the_compact_went_on,
    the_organisation_was_open,
    it_works_with_a_public_body,
    it_works_with_the_sector,
)
OF_ANY_DAY = {
    SignupStatus.SIGNED: (the_compact_went_on, the_compact_was_agreed),
    SignupStatus.WORKING: (the_compact_went_on,),
}
"""What can be told of a sign-up before it is known whose it is."""
TO_COMPLETE = (it_is_not_void, something_is_unknown)
TO_SIGN_HERE = (the_compact_goes_on, the_compact_can_be_signed, the_organisation_was_open, it_serves_the_locality)
TO_DECLARE_HERE = (the_compact_goes_on, the_organisation_was_open, it_serves_the_locality, it_has_not_signed)
OF_PARTNERS = (it_works_with_a_public_body, it_works_with_the_sector)
TO_GIVE = {
    SignupStatus.SIGNED: (it_has_not_signed_this_edition, there_is_a_document, the_designation_is_known),
    SignupStatus.WORKING: (the_designation_is_known,),
}
"""What the signature waits for with which it is given here."""
