"""The demonstration's Codes: the five of the national Compact, those of Herefordshire, and one that is promised today.

Titles and months are those of the documents; the days within a month, and who adopted what when, are invented.
"""

import datetime

from compacts.codes import actions
from compacts.codes.criteria import CriterionSubject
from compacts.codes.models import CodeAdoption, CodeSubject, CompactCode
from core import clock
from partnerships.organisations.models import Area, Organisation
from partnerships.people.actors import the_house

DAY = datetime.date
FUNDING, CONSULTATION = "Compact Code of Good Practice on Funding", "Compact Code of Good Practice on Consultation"
VOLUNTEERING = "Compact Code of Good Practice on Volunteering"
LOCAL = "Herefordshire Compact Code of Practice: Funding and Procurement"
POLICY = "Herefordshire Compact Code of Practice: Policy Development, Service Design and Consultation"
COUNCIL, TRUST = "Herefordshire Council", "Herefordshire Primary Care Trust"
MINUTE = "The minute of the board's meeting in public."

NATIONAL = (
    (FUNDING, CodeSubject.FUNDING, DAY(2000, 5, 31), "Long-term funding, full costs, payment in advance of spending, "
     "and three months' notice before funding ends."),
    (CONSULTATION, CodeSubject.CONSULTATION, DAY(2000, 5, 31), "Early and wide consultation, twelve weeks to answer, "
     "and a reply that says what was changed and why."),
    (VOLUNTEERING, CodeSubject.VOLUNTEERING, DAY(2001, 10, 31), "Volunteers give their time freely, have their "
     "expenses paid, and are not used in place of paid staff."),
    ("Compact Code of Good Practice on Black and Minority Ethnic Voluntary and Community Organisations",
     CodeSubject.BME, DAY(2001, 2, 28), "Groups led by black and minority ethnic people are heard, funded and "
     "supported on equal terms."),
    ("Compact Code of Good Practice on Community Groups", CodeSubject.COMMUNITY, DAY(2003, 7, 31), "Small groups are "
     "asked in ways that they can answer, and funded without forms that are larger than the grant."),
)  # fmt: skip

CRITERIA = (
    (
        "It is clear and focused on outcomes",
        "What is to change for people is written down, in words both sides use.",
        CriterionSubject.OUTCOMES,
    ),
    ("Its terms are proportionate to its value", "A small grant has a short agreement."),
    (
        "Its price reflects the full cost",
        "Direct costs and a fair share of overheads are in the price.",
        CriterionSubject.FULL_COST,
    ),
    ("Risks are identified and apportioned", "Each risk lies with whoever can carry it best."),
    ("It lasts three years or more", "Where it is shorter, the reason is given.", CriterionSubject.THREE_YEARS),
    (
        "Audit and reporting are clear and proportionate",
        "What is reported is used, and asked for once.",
        CriterionSubject.REPORTING,
    ),
    ("Payment in advance of expenditure is clear", "On which day what is paid, before it has to be spent."),
    (
        "How performance is managed is clear",
        "Who looks at what, how often, and what follows.",
        CriterionSubject.PERFORMANCE,
    ),
    (
        "Review, break, change, notice and termination are agreed",
        "With the notice that either side is given.",
        CriterionSubject.REVIEW_AND_END,
    ),
    ("The value that the third sector adds is identified", "What is gained besides the service that is bought."),
    ("The Code is accepted by both sides", "Both say so in the agreement.", CriterionSubject.ACCEPTED),
    ("The provider is accredited", "By the scheme of the county, or one that is as good."),
)
"""The twelve of Herefordshire for a contract that keeps its Code, in our words, and of which its records tell."""


def load() -> None:
    """Tell how the Codes came one by one, who adopted them, and which one was late."""
    by = the_house("command", "The demonstration")
    for title, subject, launched, about in NATIONAL:
        code = actions.add_code(by=by, title=title, subject=subject, about=about, source="The national Compact, 1998")
        actions.launch_code(by=by, code=code, on=launched)
    herefordshire(by)
    for title, names, on in (
        (FUNDING, (TRUST, COUNCIL), DAY(2003, 5, 14)),
        (CONSULTATION, (TRUST, COUNCIL), DAY(2003, 5, 14)),
        (FUNDING, ("Worcestershire County Council", "South Worcestershire Primary Care Trust"), DAY(2004, 3, 17)),
        (VOLUNTEERING, ("Worcestershire Acute Hospitals NHS Trust",), DAY(2004, 10, 6)),
        (LOCAL, (COUNCIL, "Golden Valley Community Lifts"), DAY(2005, 11, 24)),
        (LOCAL, (TRUST,), DAY(2005, 12, 1)),
    ):
        for name in names:
            adopted(by, title, name, on)
    left = CodeAdoption.objects.get(organisation__name="Worcestershire County Council", code__title=FUNDING)
    actions.end_adoption(
        by=by, adoption=left, on=DAY(2008, 3, 31), reason="The Concordat of the county took the place of the Code."
    )
    for title, *_ in NATIONAL:
        actions.withdraw_code(
            by=by, code=code_called(title), on=DAY(2009, 12, 16), reason="The new Compact holds in one text what the "
            "Codes said.",
        )  # fmt: skip
    of_today(by)


def herefordshire(by) -> None:
    """One is launched in November 2005 and in full effect from April 2008; the other was promised by April 2007."""
    area = Area.objects.get(gss_code="E06000019")
    source = "Building on the best practice in Herefordshire, 2006, section 3"
    local = actions.add_code(
        by=by, title=LOCAL, subject=CodeSubject.FUNDING, area=area, source=source, in_force_on=DAY(2008, 4, 1),
        about="How public bodies of the county fund and buy from voluntary and community groups. Each contract and grant "
        "is checked against twelve criteria, when it is issued, negotiated and agreed.",
    )  # fmt: skip
    for title, asks, *subject in CRITERIA:
        actions.add_criterion(by=by, code=local, title=title, asks=asks, subject=next(iter(subject), ""))
    actions.launch_code(by=by, code=local, on=DAY(2005, 11, 24))
    policy = actions.add_code(
        by=by, title=POLICY, subject=CodeSubject.CONSULTATION, area=area, source=source, due_on=DAY(2007, 4, 30),
        about="How groups take part when policy is made and services are designed, and how they are consulted.",
    )  # fmt: skip
    actions.withdraw_code(
        by=by, code=policy, on=DAY(2010, 12, 16), reason="It was never launched; the Compact of 2010 took its place."
    )


def of_today(by) -> None:
    """The board has promised a Code, which is due soon."""
    actions.add_code(
        by=by, title="Code on working with the sector in the integrated care system", subject=CodeSubject.CONSULTATION,
        area=Area.objects.get(gss_code="E10000034"), due_on=clock.today() + datetime.timedelta(days=60),
        about="How the board and its places ask, pay and answer the voluntary and community sector.",
        source="The board's own plan for its partnership",
    )  # fmt: skip


def adopted(by, title: str, name: str, on: datetime.date) -> None:
    """One body adopts one Code."""
    body = Organisation.objects.get(name=name)
    actions.record_adoption(by=by, code=code_called(title), organisation=body, adopted_on=on, evidence=MINUTE)


def code_called(title: str) -> CompactCode:
    """The Code of that title."""
    return CompactCode.objects.get(title=title)
