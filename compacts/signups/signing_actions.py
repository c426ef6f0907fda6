"""Signing a Local Compact here, by somebody with authority to sign for the body itself."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from compacts.editions.models import CompactEdition
from compacts.local.models import LocalCompact
from compacts.signing.actions import signatory
from compacts.signups.actions import end_earlier, record_it
from compacts.signups.models import OPEN, Signup, SignupSignature, SignupStatus
from compacts.signups.rules import OF_PARTNERS, TO_DECLARE_HERE, TO_GIVE, TO_SIGN_HERE, signed_already
from core import clock
from core.acts import Actor, Conflict, authorise, locked
from core.gates import Check, check, checklist
from core.trail.actions import save_new

SIGN, DECLARE = "compacts.sign_compact", "compacts.declare_compact_work"
IN_PERSON = "Somebody signs for the body itself. Sign in and act for the organisation that signs."
GIVEN_HERE = "Signed here for the organisation itself"


@dataclass(frozen=True)
class Current:
    """The edition that counts now, as a form that was opened on another is told of it. Its number is its version."""

    version: int


@transaction.atomic
def sign_compact(*, by: Actor, compact: LocalCompact, version: int, authority: str) -> Signup:
    """Sign the Compact for the organisation one acts for, today. Twice is once; a later edition is signed anew.

    `version` is the number of the edition that was read: a Conflict is raised where another one counts by now.
    """
    compact = locked(LocalCompact, compact.pk)
    authorise(by, SIGN, compact)
    signature = prepared_here(by, compact, SignupStatus.SIGNED)
    refuse_another_edition(signature, version)
    signup = signature.signup
    there = signed_already(signature)
    if there is not None:
        return there
    check(TO_SIGN_HERE, signup)
    check(TO_GIVE[SignupStatus.SIGNED], signature)
    end_earlier(by, signup, signature.edition)
    signup.evidence = f"{GIVEN_HERE}, edition {version} of the document."
    return give(by, signature, authority)


@transaction.atomic
def declare_work(*, by: Actor, compact: LocalCompact, version: int, authority: str, **details: Any) -> Signup:
    """Declare that the organisation one acts for actively works towards the Compact, with whom, and what shows it."""
    compact = locked(LocalCompact, compact.pk)
    authorise(by, DECLARE, compact)
    signature = prepared_here(by, compact, SignupStatus.WORKING)
    refuse_another_edition(signature, version)
    signup = signature.signup
    there = compact.signups.filter(OPEN, organisation=signup.organisation).first()
    if there is not None and there.status == SignupStatus.WORKING:
        return there
    for name in ("public_body", "vcs_partner", "evidence"):
        setattr(signup, name, details.get(name))
    check((*TO_DECLARE_HERE, *OF_PARTNERS), signup)
    check(TO_GIVE[SignupStatus.WORKING], signature)
    return give(by, signature, authority)


def checks_here(by: Actor, compact: LocalCompact, status: SignupStatus) -> list[Check]:
    """What signing here waits for, of the organisation one acts for, today."""
    signature = prepared_here(by, compact, status)
    gates = TO_SIGN_HERE if status == SignupStatus.SIGNED else TO_DECLARE_HERE
    return [*checklist(gates, signature.signup), *checklist(TO_GIVE[status], signature)]


def prepared_here(by: Actor, compact: LocalCompact, status: SignupStatus) -> SignupSignature:
    """The signature as it would be given today, of the edition that counts."""
    user, membership = signatory(by, IN_PERSON)
    signup = Signup(compact=compact, organisation=membership.organisation, status=status, starts=clock.today())
    edition = current(compact)
    return SignupSignature(signup=signup, edition=edition, name=user.name, designation=membership.job_title)


def current(compact: LocalCompact) -> CompactEdition | None:
    """The edition of the document that is signed now."""
    return CompactEdition.objects.filter(compact=compact).current()


def refuse_another_edition(signature: SignupSignature, version: int) -> None:
    """Refuse what was signed on the sight of another edition than the one that counts."""
    now = signature.edition.number if signature.edition else 0
    if version != now:
        raise Conflict(Current(now))


def give(by: Actor, signature: SignupSignature, authority: str) -> Signup:
    """Write the sign-up and its signature."""
    signup = record_it(by, signature.signup, "signed here")
    signature.signup, signature.authority = signup, authority.strip()
    save_new(by, "signed", signature, organisation=signup.organisation.name, how=signature.get_way_display())
    return signup
