"""An annual agreement is an agreement: it becomes final, and is signed, only with all six components.

Until all have signed it, only its parties read what each intends to invest.
"""

import datetime

from compacts.agreements.models import Agreement, AgreementKind
from compacts.agreements.rules import CONCORDAT, add_gates
from compacts.agreements.withheld import withhold
from compacts.annual.composing import without_intentions
from compacts.annual.models import AnnualAgreement
from compacts.annual.reading import LOADED
from compacts.annual.rules import SIX, agrees_with_the_draft
from core.gates import Obstacle, gate


@gate("Its six components are complete", source=CONCORDAT)
def the_six_are_complete(agreement: Agreement, on: datetime.date) -> Obstacle | None:
    """Nobody signs less than an annual agreement sets out."""
    annual = components_of(agreement)
    missing = [each.title for each in SIX if each(annual, on)]
    if not missing:
        return None
    return Obstacle(
        f"{len(SIX) - len(missing)} of {len(SIX)} are complete. Missing: {'; '.join(missing)}.",
        where=annual.get_absolute_url(),
    )


@gate("Its latest draft says what its components say")
def the_draft_says_them(agreement: Agreement, on: datetime.date) -> Obstacle | None:
    """What is signed is what the work is monitored by."""
    annual = components_of(agreement)
    if agrees_with_the_draft(annual):
        return None
    said = "The components say something else than the latest draft. Send them for signing again."
    return Obstacle(said, where=annual.get_absolute_url())


def components_of(agreement: Agreement) -> AnnualAgreement:
    """Its components, as they are now."""
    found: AnnualAgreement = LOADED.get(agreement=agreement.pk)
    return found


add_gates(AgreementKind.ANNUAL, the_six_are_complete, the_draft_says_them)
withhold(AgreementKind.ANNUAL, without_intentions)
