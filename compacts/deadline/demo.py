"""The demonstration's targets of sign-up: that of April 2004, with what came late, and one of today's board.

The trusts are those of the counties in 2004; on which day each signed is invented.
"""

import datetime
from decimal import Decimal

from compacts.deadline import actions
from compacts.deadline.models import SignupTarget
from compacts.local.models import CompactKind, LocalCompact
from compacts.signups.actions import record_signing, record_work
from core import clock
from core.reports import registry
from core.reports.actions import keep_report, make_report
from core.reports.asking import Asked, query_of
from partnerships.organisations.actions import add_organisation
from partnerships.organisations.models import Area, NameKind, Organisation, OrganisationKind, Scheme, SuccessionKind
from partnerships.organisations.names_and_ties import add_name
from partnerships.people.actors import Actor, actor_for, the_house
from partnerships.people.models import User
from partnerships.reorganisations.demo import reorganise

DAY = datetime.date
TITLE = "Sign-up to Local Compacts by April 2004"
SOUTH, REDDITCH = "South Worcestershire Primary Care Trust", "Redditch and Bromsgrove Primary Care Trust"
WYRE = "Wyre Forest Primary Care Trust"
HOSPITALS, ACUTE = "Wye Valley NHS Trust", "Worcestershire Acute Hospitals NHS Trust"
MARCH, KEYED = DAY(2004, 3, 31), DAY(2004, 6, 14)
SIGNED_COPY = "The signed copy, kept by the Compact Manager."


def load() -> None:
    """Tell who met the target of April 2004, whose signature came late by post, and what the board is asked today."""
    by = the_house("command", "The demonstration")
    bodies(by)
    target = the_target(by)
    before_april(by)
    keep_the_report_of_march(target)
    afterwards(by, target)
    of_today(by)
    for each in SignupTarget.objects.order_by("pk"):
        actions.store_standings(each.pk, clock.today())


def bodies(by) -> None:
    """The trusts of April 2004 that the register of partners did not hold yet. Of one the first day is not known."""
    kinds = {each.code: each for each in OrganisationKind.objects.all()}
    areas = {each.name: each for each in Area.objects.filter(name__in=("Herefordshire", "Worcestershire"))}
    later = named("Worcestershire Primary Care Trust")
    for name, opened in ((SOUTH, DAY(2002, 4, 1)), (REDDITCH, DAY(2002, 4, 1)), (WYRE, None)):
        add_organisation(
            by=by, name=name, kind=kinds["primary-care-trust"], opened=opened, closed=DAY(2006, 9, 30),
            area=areas["Worcestershire"],
        )  # fmt: skip
    merged(by, later)
    for name, code, opened, area in (
        (HOSPITALS, "RLQ", DAY(1994, 4, 1), "Herefordshire"),
        (ACUTE, "RWP", DAY(2000, 4, 1), "Worcestershire"),
    ):
        add_organisation(
            by=by, name=name, kind=kinds["nhs-trust"], opened=opened, area=areas[area], identifiers=[(Scheme.ODS, code)]
        )
    add_name(by=by, organisation=named(HOSPITALS), name="Hereford Hospitals NHS Trust", kind=NameKind.FORMER)


def merged(by, later: Organisation) -> None:
    """The three trusts of Worcestershire became one on 1 October 2006."""
    three = [(named(each), SuccessionKind.MERGER, later, Decimal(100)) for each in (SOUTH, REDDITCH, WYRE)]
    reorganise(
        by,
        "Primary care trusts of Worcestershire merged",
        DAY(2006, 10, 1),
        "Commissioning a Patient-Led NHS, Department of Health, 2005, and the establishment order of 2006",
        three,
    )


def the_target(by) -> SignupTarget:
    """April 2004; in February the last of its days was taken."""
    with clock.at(DAY(2003, 12, 1)):
        target = actions.begin_signup_target(
            by=by, title=TITLE, compact_kind=CompactKind.LOCAL_COMPACT, month=4, year=2004,
            source="Making Partnership Work, Department of Health, 2003, section 5",
            counted=kinds("primary-care-trust", "nhs-trust"),
            beside=kinds("unitary-authority", "county-council", "community-group", "umbrella-body"),
        )  # fmt: skip
    with clock.at(DAY(2004, 2, 10)):
        return actions.decide_signup_day(
            by=ruth(), target=target, day=DAY(2004, 4, 30),
            reason="The document says April and no day. Whoever signs within the month has kept the promise.",
        )  # fmt: skip


def before_april(by) -> None:
    """What was recorded by the end of March."""
    with clock.at(DAY(2003, 11, 20)):
        record_work(
            by=by, compact=compact("Worcestershire Compact"), organisation=named(ACUTE), starts=DAY(2003, 11, 4),
            public_body=named("Worcestershire County Council"), vcs_partner=named("Malvern Hills Carers Forum"),
            evidence="Minute of the board: the trust sits in the group that writes the Compact.",
        )  # fmt: skip


def keep_the_report_of_march(target: SignupTarget) -> None:
    """Ruth keeps the report as at 31 March 2004, on the next day."""
    with clock.at(DAY(2004, 4, 1)):
        query = query_of({"target": [str(target.pk)], "as_at": [MARCH.isoformat()]})
        report = registry.get("compact-signup")
        assert report is not None
        run, _ = keep_report(by=ruth(), asked=Asked(report, ruth(), query))
        make_report(by=ruth(), pk=run.pk)


def afterwards(by, target: SignupTarget) -> None:
    """One signs in April and one in May; in June a paper of March is keyed. The target closes with its trusts."""
    for name, on, told, evidence in (
        (REDDITCH, DAY(2004, 4, 22), DAY(2004, 4, 23), SIGNED_COPY),
        (SOUTH, DAY(2004, 3, 26), KEYED, "The signed page, which came by post and lay with another file until June."),
    ):
        with clock.at(told):
            record_signing(
                by=by, compact=compact("Worcestershire Compact"), organisation=named(name), starts=on, evidence=evidence
            )
    with clock.at(DAY(2004, 9, 30)):
        record_signing(
            by=by, compact=compact("Herefordshire Compact"), organisation=named(HOSPITALS), starts=DAY(2004, 9, 30),
            evidence=SIGNED_COPY,
        )  # fmt: skip
    with clock.at(DAY(2006, 12, 31)):
        actions.close_signup_target(
            by=by, target=target, reason="The trusts of Worcestershire became one on 1 October 2006."
        )


def of_today(by) -> None:
    """The integrated care board is to agree with the sector; which day of the month is meant is not decided."""
    due = clock.today() + datetime.timedelta(days=90)
    actions.begin_signup_target(
        by=by, title="Agreement of the integrated care board with the sector", month=due.month, year=due.year,
        compact_kind=CompactKind.BOARD_AGREEMENT, source="The board's own plan for its partnership",
        counted=kinds("integrated-care-board"),
        beside=kinds("nhs-trust", "unitary-authority", "county-council", "community-group", "umbrella-body"),
    )  # fmt: skip


def ruth() -> Actor:
    """The Forum secretary."""
    return actor_for(User.objects.get(email="ruth@example.org"))


def named(name: str) -> Organisation:
    """The organisation of that name."""
    return Organisation.objects.get(name=name)


def compact(title: str) -> LocalCompact:
    """The Compact of that title."""
    return LocalCompact.objects.get(title=title)


def kinds(*codes: str) -> list[OrganisationKind]:
    """The kinds of organisation with these codes."""
    return list(OrganisationKind.objects.filter(code__in=codes))
