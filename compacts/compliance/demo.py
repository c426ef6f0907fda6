"""The demonstration's scorecards: Herefordshire's funding checked before its Code was in force, and after.

The bodies are real, the groups and the funding invented.
"""

import datetime

from compacts.codes.demo import COUNCIL, LOCAL, TRUST, code_called
from compacts.compliance import actions
from compacts.compliance.models import Result, Scorecard
from core import clock
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
KEPT = Result.KEPT
LIFTS, ADVOCACY = "Golden Valley Community Lifts", "Wye Valley Speaking Up"


def load() -> None:
    """Tell of a grant that was agreed against advice, a contract that explained itself, and a tender of today."""
    by = the_house("command", "The demonstration")
    lifts(by)
    advocacy(by)
    of_today(by)


def begun(by, title: str, kind: str, body: str, provider: str | None, on: datetime.date) -> Scorecard:
    """A piece of funding of Herefordshire."""
    return actions.begin_scorecard(
        by=by, title=title, kind=kind, code=code_called(LOCAL), area=Area.objects.get(gss_code="E06000019"),
        body=Organisation.objects.get(name=body), begun_on=on,
        provider=Organisation.objects.get(name=provider) if provider else None,
    )  # fmt: skip


def filled(by, scorecard: Scorecard, point: str, on: datetime.date, **otherwise: tuple[str, str]) -> None:
    """All twelve are kept, but for those named by 'no' and their number: what was found, and why."""
    found = [
        (each, *otherwise.get(f"no{each.number}", (KEPT.value, ""))) for each in scorecard.code.criteria.all()
    ]  # fmt: skip
    actions.check_compliance(by=by, scorecard=scorecard, point=point, findings=found, checked_on=on)


def lifts(by) -> None:
    """In 2006 the Code only advised: the grant for lifts was paid in arrears, and agreed all the same."""
    card = begun(by, "Grant for lifts to clinics, 2006-07", "grant", TRUST, LIFTS, DAY(2006, 1, 16))
    late = ("not_kept", "")
    filled(by, card, "issue", DAY(2006, 1, 20), no5=("not_kept", "One year, while the trusts are being reorganised."))
    filled(by, card, "negotiation", DAY(2006, 2, 14), no5=("not_kept", "One year, as before."), no7=late)
    filled(by, card, "agreement", DAY(2006, 3, 20), no5=("not_kept", "One year, as before."), no7=late)
    actions.agree_scorecard(
        by=by, scorecard=card, on=DAY(2006, 3, 28), reason="Drivers are needed in April; payment is settled by June."
    )


def advocacy(by) -> None:
    """In 2008 the Code bound: the contract says why one criterion is not kept, and why another does not apply."""
    card = begun(by, "Contract for advocacy, 2008-11", "contract", COUNCIL, ADVOCACY, DAY(2008, 1, 14))
    why = {
        "no7": ("not_kept", "Paid at the end of each month, as the provider asked; its reserves carry it."),
        "no12": ("does_not_apply", "The scheme does not cover advocacy yet."),
    }
    for point, on in (("issue", DAY(2008, 1, 21)), ("negotiation", DAY(2008, 3, 3)), ("agreement", DAY(2008, 4, 7))):
        filled(by, card, point, on, **why)
    actions.agree_scorecard(by=by, scorecard=card, on=DAY(2008, 4, 14))


def of_today(by) -> None:
    """A tender of the council was checked at issue; what is short is still to be explained or put right."""
    today = clock.today()
    card = begun(by, "Tender for befriending in market towns", "tender", COUNCIL, None, today - datetime.timedelta(21))
    filled(by, card, "issue", today - datetime.timedelta(14), no3=("not_kept", ""), no12=("not_kept", ""))
