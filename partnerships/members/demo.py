"""The demonstration's umbrella body: its list of members taken in, one invitation that could not be delivered."""

import datetime
import io

from core import clock
from core.demo import Account
from core.mail.models import Mail, MailState
from partnerships.members import actions
from partnerships.members.models import MemberLine
from partnerships.members.sheet import lines_of
from partnerships.organisations.actions import add_organisation, mark_partner
from partnerships.organisations.demo import ADVOCACY, CARERS, YOUTH
from partnerships.organisations.models import Area, Organisation, OrganisationKind
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role

ALLIANCE = "Herefordshire Voluntary Alliance"
SECRETARY = "ruth@example.org"
ADMINISTRATOR = ("Idris Preece", "idris@example.org", "Membership officer")
CHOIR = "Kington Singing for Breath"
SHEET = f"""Name,Postcode,Class,From,Contact,Contact e-mail
{CARERS},,Member,2024-04-01,Joan Beddoes,joan@example.org
{ADVOCACY},,Affiliate,2024-04-01,,
{YOUTH},,Member,2024-04-01,Alys Pugh,alys.pugh@example.org
{CHOIR},HR5 3AA,Member,2025-01-01,Bryn Hodges,bryn@example.org
"""
ACCOUNTS = [Account(ADMINISTRATOR[1], f"{ADMINISTRATOR[0]}, looks after the members of the {ALLIANCE}")]
DAY = datetime.timedelta(days=1)


def load() -> None:
    """Tell of the Alliance, its list of members, and what came of its invitations."""
    house, ruth = the_house("command", "The demonstration"), User.objects.get(email=SECRETARY)
    kind = OrganisationKind.objects.get(code="umbrella-body")
    area = Area.objects.get(gss_code="E06000019")
    about = "Brings the voluntary organisations of Herefordshire together."
    alliance = add_organisation(by=house, name=ALLIANCE, kind=kind, area=area, about=about)
    mark_partner(by=house, organisation=alliance, starts=datetime.date(2023, 4, 1))
    name, address, job = ADMINISTRATOR
    idris = User.objects.create(email=address, name=name, password=ruth.password)
    membership = Membership.objects.create(user=idris, organisation=alliance, job_title=job)
    RoleHeld.objects.create(membership=membership, role=Role.ADMINISTRATOR)
    with clock.at(clock.today() - 6 * DAY):
        by = actor_for(idris)
        lines = lines_of(io.BytesIO(SHEET.encode()), "members.csv")
        sheet = actions.send_members(by=by, umbrella=alliance, name="members.csv", lines=lines, on=clock.today())
        for line in MemberLine.objects.filter(sheet=sheet, name__in=(CARERS, ADVOCACY, YOUTH), organisation=None):
            entry = Organisation.objects.once().get(name=line.name)
            actions.settle_member_line(by=by, line=line, organisation=entry)
        actions.take_in_members(by=by, sheet=sheet)
        for line in MemberLine.objects.filter(sheet=sheet, organisation__isnull=False).exclude(contact_email=""):
            actions.invite_contact(by=by, line=line)
        bounce(sheet)


def bounce(sheet) -> None:
    """The mail server refused one address, as it does where a mailbox is gone."""
    mails = sheet.lines.filter(invitation__isnull=False).values("invitation__mail")
    Mail.objects.filter(pk__in=mails).update(
        state=MailState.FAILED, attempts=1, last_error="The mail server refused it (550)."
    )
