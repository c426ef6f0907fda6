"""A small world for the role matrix: two groups, two trusts, an area, and one thing of each sort in both."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import transaction

from core import clock
from core.files.exports import link_to
from core.files.models import StoredFile
from core.imports.models import ImportLine, ImportRun
from core.reports import registry
from core.reports.models import ReportRun
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.invitations.models import Invitation, hash_of
from partnerships.organisations.models import Lineage, SuccessionKind, UmbrellaClass, UmbrellaMembership
from partnerships.people.actors import Actor, actor_for
from partnerships.people.models import ApiToken, Membership
from tests.factories.organisations import (
    AreaFactory,
    FundingFactory,
    OrganisationFactory,
    PublicBodyFactory,
    TermFactory,
)
from tests.factories.people import MembershipFactory, UserFactory, make_actor

GUEST_ADDRESS = "guest@example.org"
NEXT_YEAR = datetime.timedelta(days=365)


class Actors(dict[str, Actor]):
    """Who acts, by the kind of person; what is made while somebody is looked up is for them alone."""

    looked_up = False

    def __getitem__(self, kind: str) -> Actor:
        self.looked_up = True
        return super().__getitem__(kind)


class World:
    """`own` things belong to the forum (or are hosted by the trust); `other` things to the other group (or trust)."""

    def __init__(self) -> None:
        self.area, self.far_area = AreaFactory(name="Herefordshire"), AreaFactory(name="Devon")
        self.forum = OrganisationFactory(name="Malvern Carers", area=self.area, partner=True)
        self.group = OrganisationFactory(name="Devon Advice", area=self.far_area)
        self.funded = OrganisationFactory(name="Paid Group", area=self.area)
        self.trust = PublicBodyFactory(name="Herefordshire Trust", area=self.area)
        self.far_trust = PublicBodyFactory(name="Devon Trust", area=self.far_area)
        self.place = {"own": self.forum, "other": self.group, "trust": self.trust, "area": self.area}
        self.funding = FundingFactory(funder=self.trust, funded=self.funded)
        self.funding_of = {"own": self.funding, "other": FundingFactory(funder=self.far_trust, funded=self.group)}
        self.people = {
            "own": MembershipFactory(organisation=self.forum, role="member", user__name="Jo Price"),
            "other": MembershipFactory(organisation=self.group, role="member", user__name="Dan Hill"),
            "area": MembershipFactory(organisation=None, area=self.area, role="commissioner", user__name="Ray Fox"),
            "former": MembershipFactory(
                organisation=self.forum, role="member", role__ends=datetime.date(2005, 3, 31), user__name="Old Tom"
            ),
        }
        self.closed = {side: UserFactory(is_active=False) for side in ("own", "other")}
        self.invitations = {side: self._invitation(side) for side in ("own", "other")}
        self.successions = {side: self._succession(side) for side in ("own", "other")}
        self.before = OrganisationFactory(name="Malvern Carers of Old", closed=datetime.date(2004, 3, 31))
        Lineage.objects.create(
            ancestor=self.before, descendant=self.forum, kind=SuccessionKind.MERGER, on=datetime.date(2004, 4, 1)
        )
        self.term = TermFactory(title="Older people in the Marches")
        self.umbrellas = {side: self._umbrella(side) for side in ("own", "other")}
        self.report = registry.get("answers-by-kind")
        self.actors = Actors({kind: make() for kind, make in self._kinds().items()})

    def _kinds(self) -> dict[str, Callable[[], Actor]]:
        within = {role: self._at(role, self.forum) for role in ("member", "drafter", "approver", "administrator")}
        office = {role: self._at(role, self.trust) for role in ("commissioner", "analyst", "secretariat", "auditor")}
        return {
            "visitor": Actor,
            "guest": lambda: Actor(address=GUEST_ADDRESS),
            **within,
            **office,
            "deactivated": self._at("administrator", self.forum),
            "revoked": self._at("administrator", self.forum),
            "other_admin": self._at("administrator", self.group),
            "two": self._two,
            "area_secretariat": lambda: make_actor("secretariat", area=self.area),
        }

    @staticmethod
    def _at(role: str, organisation: Any) -> Callable[[], Actor]:
        return lambda: make_actor(role, organisation=organisation)

    def _two(self) -> Actor:
        first = make_actor("administrator", organisation=self.forum)
        return make_actor("member", organisation=self.group, user=first.user)

    def strike(self) -> None:
        """Close the account of one administrator and revoke the role of another: their sessions are there already."""
        self.actors["deactivated"].user.is_active = False
        self.actors["deactivated"].user.save()
        self.actors["revoked"].membership.roles.update(revoked_at=clock.now())
        for kind in ("deactivated", "revoked"):
            self.actors[kind] = actor_for(self.actors[kind].user)

    def _invitation(self, side: str) -> Invitation:
        return Invitation.objects.create(
            email=f"{side}@example.org",
            name="Sam",
            organisation=self.place[side],
            roles=["member"],
            token_hash=hash_of(f"token-{side}"),
            expires_at=clock.now() + NEXT_YEAR,
            expires_on=clock.today() + NEXT_YEAR,
        )

    def _succession(self, side: str) -> Lineage:
        return Lineage.objects.create(
            ancestor=self.place[side],
            descendant=OrganisationFactory(),
            kind=SuccessionKind.MERGER,
            on=datetime.date(2006, 10, 1),
        )

    def _umbrella(self, side: str) -> UmbrellaMembership:
        return UmbrellaMembership.objects.create(
            member=self.place[side], umbrella=OrganisationFactory(), membership_class=UmbrellaClass.MEMBER
        )

    def each(self, kinds: Iterable[str], side: str, make: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
        """Every kind of person with what `make` gives them on a side, in a transaction that is taken back.

        What is made without a look at who it is for is made once, and is there for the others as it was.
        """
        waiting = list(kinds)
        while waiting:
            with transaction.atomic():
                self.actors.looked_up = False
                made = make(self, side, waiting[0])
                share = 1 if self.actors.looked_up else len(waiting)
                for kind in waiting[:share]:
                    with transaction.atomic():
                        yield kind, made
                        transaction.set_rollback(True)
                transaction.set_rollback(True)
            del waiting[:share]

    # Things that are made when they are asked for. `kind` is whose they are, where the rule is about the person.

    def person(self, side: str, kind: str) -> Any:
        """The account of the person, or of somebody else who works nowhere near."""
        own = self.actors[kind].user
        return own if side.startswith("own") and own else UserFactory()

    def capacity(self, side: str, kind: str) -> int | None:
        """The membership the person acts in; 'own elsewhere' is another."""
        return self.people["area"].pk if side.endswith("elsewhere") else self.actors[kind].membership_id

    def membership(self, side: str, kind: str) -> Any:
        """The person's own membership, or somebody else's."""
        own = self.actors[kind].membership
        return own if side == "own" and own else self.people["area"]

    def work(self, side: str, kind: str) -> WorkRow:
        return WorkRow.objects.create(
            kind="mail", channel="web", created_at=clock.now(), asked_by=self.person(side, kind)
        )

    def export(self, side: str, kind: str) -> StoredFile:
        """A file, with the piece of work that made it."""
        made = self.file(side, kind)
        WorkRow.objects.create(
            kind="export",
            channel="web",
            created_at=clock.now(),
            asked_by=made.owner_user,
            result=link_to(made, self.actors[kind]),
        )
        return made

    def file(self, side: str, kind: str) -> StoredFile:
        made = StoredFile.objects.create(
            original_name="answers.csv",
            content_type="text/csv",
            size=1,
            sha256="0" * 64,
            purpose="export",
            created_at=clock.now(),
            kept_until=clock.today() + NEXT_YEAR,
            owner_user=self.person(side, kind),
            membership_id=self.capacity(side, kind),
        )
        made.path.parent.mkdir(parents=True, exist_ok=True)
        made.path.write_bytes(b"x")
        return made

    def report_run(self, side: str, kind: str) -> ReportRun:
        return ReportRun.objects.create(
            report=self.report.name,
            title=self.report.title,
            parameters={"sight": [self.actors[kind].sight]},
            as_at=clock.today(),
            asked_at=clock.now(),
            made_at=clock.now(),
            state="made",
            csv=self.file(side, kind),
            asked_by_id=self.person(side, kind).pk,
            membership_id=self.capacity(side, kind),
        )

    def token(self, side: str, kind: str) -> ApiToken:
        membership: Membership = self.membership(side, kind)
        user = self.person(side, kind) if side == "own" else membership.user
        token, _ = ApiToken.objects.create(user=user, membership=membership, label="Website")
        return token

    def session(self, side: str, kind: str) -> UserSession:
        return UserSession.objects.create(
            user=self.person(side, kind), ip="192.0.2.7", session_key=uuid.uuid4().hex, user_agent="Firefox"
        )

    def event(self, side: str, kind: str) -> Event:
        """Something done to an organisation; 'own drafting', 'own sending', 'paid sending': to an answer of one.

        'here': the consultation is the trust's, otherwise the far trust's.
        """
        place, verb, here = [*side.split(), "", ""][:3]
        return Event.objects.create(
            at=clock.now(),
            capacity="Member",
            channel="web",
            verb={"drafting": "answered", "sending": "sent"}.get(verb, "updated"),
            model="consultation.response" if verb else "partnerships.organisation",
            object_id=1,
            organisation_id=self.funded.pk if place == "paid" else self.place[place].pk,
            detail={"host_id": (self.trust if here else self.far_trust).pk} if verb else {},
        )

    def import_line(self) -> ImportLine:
        """A refused row of a published list."""
        run = ImportRun.objects.create(
            source="pct", file_name="list.csv", capacity="Secretariat", channel="web", asked_at=clock.now(),
            finished_at=clock.now(), state="done", total=1, read=1, refused=1,
            headings=["PCO12CD", "PCO12CDO", "PCO12NM"],
        )  # fmt: skip
        cells = ["E16000015", "", "Herefordshire"]
        return ImportLine.objects.create(run=run, line=2, outcome="refused", reason="No code.", raw=cells)

    def import_taken(self) -> ImportRun:
        """An import that changed the organisation, and can be undone."""
        run = self.import_line().run
        run.records.create(model="partnerships.organisation", object_id=self.place["own"].pk, event=10**9)
        return run

    def unknown(self) -> int:
        """A number that nothing has."""
        return 999_999_999

    def unknown_name(self) -> uuid.UUID:
        """A name that nothing has."""
        return uuid.UUID(int=0)
