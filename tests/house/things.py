"""The thing each permission is asked of, by the name it has in `expected.EXPECTED`."""

import datetime
from collections.abc import Callable
from typing import Any

from commissioning.analysis.reading import LOADED as ANALYSES
from commissioning.bands.reading import LOADED as BANDS
from commissioning.contract_documents.reading import LOADED as CONTRACT_DOCUMENTS
from commissioning.contract_reviews.reading import FINDINGS, REVIEWS
from commissioning.contract_signatures.models import ContractSignature
from commissioning.contract_templates.reading import LOADED as TEMPLATES
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.contributions.reading import LOADED as CONTRIBUTIONS
from commissioning.costing.reading import COSTINGS
from commissioning.cycles.models import StageSignoff
from commissioning.cycles.reading import LOADED as CYCLES
from commissioning.cycles.reading import STAGES
from commissioning.feedback.reading import AUDITS
from commissioning.interests.reading import LOADED as INTERESTS
from commissioning.involvement.models import StageConsultation
from commissioning.involvement.reading import LOADED as INVOLVEMENTS
from commissioning.lessons.reading import LOADED as LESSONS
from commissioning.monitoring.models import ReportingLine
from commissioning.monitoring.reading import REQUIREMENTS
from commissioning.needs.reading import LOADED as NEEDS
from commissioning.overrides.reading import LOADED as OVERRIDES
from commissioning.plans.reading import LOADED as PLANS
from commissioning.priorities.models import PriorityOutcome
from commissioning.priorities.reading import LOADED as PRIORITIES
from commissioning.returns.reading import PERIODS, RETURNS
from commissioning.variations.reading import LOADED as VARIATIONS
from compacts.agreements.reading import LOADED as AGREEMENTS
from compacts.annual.models import InvestmentIntention
from compacts.annual.reading import LINES as WORK_LINES
from compacts.annual.reading import LOADED as ANNUALS
from compacts.chasing.models import CompactLead
from compacts.frameworks.reading import LOADED as FRAMEWORKS
from compacts.funding_changes.reading import LOADED as CHANGES
from compacts.initiatives.reading import LOADED as INITIATIVES
from compacts.review_actions.reading import LOADED as REVIEW_ACTIONS
from compacts.signatures.reading import LOADED as SIGNATURES
from compacts.signups.reading import SIGNATURES as SIGNUP_SIGNATURES
from consultation.responses.models import Answer, Respondent, Response, ResponseVersion
from core import clock
from core.files.models import StoredFile
from partnerships.duplicates.actions import merge_organisations
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import (
    Identifier,
    Organisation,
    OrganisationName,
    Scheme,
    Tie,
    UmbrellaMembership,
)
from partnerships.people.actors import the_house
from partnerships.people.models import RoleHeld
from partnerships.reorganisations.actions import carry_out_reorganisation
from tests.factories.agreements import DRAFTED, FrameworkFactory, between, change_of, signed_by
from tests.factories.annual import JointStrategyFactory, annual_of, line_of
from tests.factories.bodies import BodyFactory, DecisionFactory, SeatFactory
from tests.factories.codes import CodeAdoptionFactory, CodeFactory, CriterionFactory
from tests.factories.commissioning_plans import (
    AnalysisEntryFactory,
    NeedFactory,
    PlanFactory,
    PlannedCycleFactory,
    PlanRequirementFactory,
    PriorityFactory,
    evidence_of,
)
from tests.factories.compacts import (
    CompactFactory,
    EditionFactory,
    ReviewActionFactory,
    ReviewFactory,
    SignupFactory,
    SignupSignatureFactory,
)
from tests.factories.compliance import ScorecardFactory
from tests.factories.consultation import ConsultationFactory, QuestionFactory
from tests.factories.contracts import (
    BandFactory,
    ContractDocumentFactory,
    ContractFactory,
    CostingFactory,
    SupplierFactory,
    TemplateFactory,
    VariationFactory,
    priority_of,
    signed,
)
from tests.factories.coverage import InviteeFactory
from tests.factories.cycles import (
    SIGNED,
    CycleFactory,
    EvidenceFactory,
    InterestFactory,
    InvolvementFactory,
    LessonFactory,
    OverrideFactory,
)
from tests.factories.deadline import (
    FIRST,
    LAST,
    CompactLeadFactory,
    SignupChaserFactory,
    SignupStandingFactory,
    SignupTargetFactory,
)
from tests.factories.disputes import DisputeFactory
from tests.factories.duplicates import SuggestionFactory
from tests.factories.initiatives import GoverningBodyFactory, InitiativeFactory
from tests.factories.leaving import CoverFactory, HandoverFactory
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.members import (
    EntryChaserFactory,
    MemberLineFactory,
    MemberSheetFactory,
    ReportScheduleFactory,
)
from tests.factories.monitoring import (
    AuditFactory,
    ContractReviewFactory,
    FindingFactory,
    PeriodFactory,
    RequirementFactory,
    returned,
)
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory
from tests.factories.places import BoundaryAlertFactory, BoundaryChangeFactory
from tests.factories.reorganisations import LineFactory, NewBodyFactory
from tests.factories.targets import ContributionFactory, TargetFactory
from tests.house.world import GUEST_ADDRESS, World

Thing = Callable[[World, str, str], Any]


def organisation(world: World, side: str, kind: str) -> Any:
    if side == "merged":
        return OrganisationFactory(name="Malvern Carers Twice", area=world.area, duplicate_of=world.forum)
    return world.place[side]


def duplicate(world: World, side: str, kind: str) -> Any:
    """A pair of entries that waits to be looked at."""
    return SuggestionFactory()


def merged_pair(world: World, side: str, kind: str) -> Any:
    """A pair of which the older entry is kept."""
    found = SuggestionFactory()
    return merge_organisations(by=the_house(), suggestion=found, keep=found.first, why="One committee.")


def reorganisation(world: World, side: str, kind: str) -> Any:
    """One that is prepared, of a trust whose work passes to another; or one that was carried out."""
    line = LineFactory(ancestor=PublicBodyFactory(), descendant=PublicBodyFactory())
    if side == "done":
        MembershipFactory(organisation=line.ancestor, roles=["member"])
        carry_out_reorganisation(by=the_house(), reorganisation=line.reorganisation)
    return type(line.reorganisation).objects.get(pk=line.reorganisation_id)


def reorganisation_line(world: World, side: str, kind: str) -> Any:
    return reorganisation(world, side, kind).lines.loaded().get()


def new_body(world: World, side: str, kind: str) -> Any:
    """A body that a draft creates, of which nothing is said yet."""
    return NewBodyFactory(reorganisation=reorganisation(world, side, kind))


def boundary_change(world: World, side: str, kind: str) -> Any:
    """A change that is proposed."""
    return BoundaryChangeFactory()


def boundary_alert(world: World, side: str, kind: str) -> Any:
    """An alert that nobody has noted."""
    return BoundaryAlertFactory()


def organisation_with_a_code(world: World, side: str, kind: str) -> Any:
    found = world.place[side]
    Identifier.objects.get_or_create(organisation=found, scheme=Scheme.ORG_ID, value=f"GB-X-{found.pk}")
    return found


def organisation_with_a_name(world: World, side: str, kind: str) -> Any:
    found = world.place[side]
    OrganisationName.objects.get_or_create(organisation=found, name="The Club", kind="also")
    return found


def tie(world: World, side: str, kind: str) -> Any:
    """What an organisation is part of."""
    return Tie.objects.create(organisation=world.place[side], other=world.trust, kind="part_of")


def membership(world: World, side: str, kind: str) -> Any:
    return world.people[side]


def membership_or_mine(world: World, side: str, kind: str) -> Any:
    """Somebody's membership; 'mine' is the person's own."""
    return world.membership("own", kind) if side == "mine" else world.people[side]


def leaver(world: World, side: str, kind: str) -> Any:
    """Such a membership, of somebody whom a record names."""
    found = membership_or_mine(world, side, kind)
    if found.organisation and not CompactLead.objects.filter(organisation=found.organisation).exists():
        CompactLead.objects.create(organisation=found.organisation, name="Jo", email=found.user.email)
    return found


def role_end(world: World, side: str, kind: str) -> Any:
    """A role of one of these that ends today."""
    return RoleHeld.objects.create(membership=world.people[side], role="member", ends=clock.today())


def cover(world: World, side: str, kind: str) -> Any:
    """Somebody of the forum, of the other group, or the person, is on leave."""
    away = membership_or_mine(world, side, kind)
    other = MembershipFactory(organisation=away.organisation or world.trust, role="drafter")
    return CoverFactory(membership=away, by_whom=other)


def handover(world: World, side: str, kind: str) -> Any:
    """What one of these handed over."""
    away = membership_or_mine(world, side, kind)
    other = MembershipFactory(organisation=away.organisation or world.trust, role="drafter")
    return HandoverFactory(membership=away, successor=other)


def without_people(world: World, side: str, kind: str) -> Any:
    """A partner for which nobody acts."""
    return OrganisationFactory(partner=True)


def invitation(world: World, side: str, kind: str) -> Any:
    return world.invitations[side]


def member_sheet(world: World, side: str, kind: str) -> Any:
    """A list of members that waits, of the forum or of the other group."""
    return MemberSheetFactory(umbrella=world.place[side])


def member_line(world: World, side: str, kind: str) -> Any:
    """A line of a list that was taken in, with its contact invited."""
    sheet = MemberSheetFactory(umbrella=world.place[side], taken_in_on=datetime.date(2006, 6, 2))
    return MemberLineFactory(sheet=sheet)


def contact_invited(world: World, side: str, kind: str) -> Any:
    """The invitation of a contact that an umbrella body named."""
    found = world.invitations[side]
    found.umbrella = world.place[side]
    found.save(update_fields=["umbrella"])
    return found


def umbrella_member(world: World, side: str, kind: str) -> Any:
    """What belongs to the forum or the other group."""
    return UmbrellaMembership.objects.create(
        member=OrganisationFactory(),
        umbrella=world.place[side],
        membership_class="member",
        starts=datetime.date(2005, 4, 1),
    )


def report_schedule(world: World, side: str, kind: str) -> Any:
    """A schedule of the person, or of somebody else."""
    user = world.actors[kind].user if side == "own" else None
    return ReportScheduleFactory(**({"owner": user} if user else {}))


def entry_chaser(world: World, side: str, kind: str) -> Any:
    """A reminder to confirm an entry."""
    return EntryChaserFactory(organisation=world.place[side])


def consultation(world: World, side: str, kind: str) -> Any:
    """'naming me': a draft whose contact is the person, of the organisation they act for ('own') or of another."""
    host = world.trust if side.startswith("own") else world.far_trust
    if side.endswith("naming me"):
        actor = world.actors[kind]
        host = (actor.organisation or host) if side.startswith("own") else host
        return ConsultationFactory(host=host, contact_email=actor.user.email.upper() if actor.user else "")
    return ConsultationFactory(host=host, published=not side.endswith("draft"))


def invitee(world: World, side: str, kind: str) -> Any:
    """The other group, invited to a consultation of the trust; 'other': of the other trust.

    'funded': the group that the trust funds, invited to a consultation of the trust.
    """
    who = world.funded if side == "funded" else world.group
    return InviteeFactory(
        consultation=consultation(world, "other" if side == "other" else "own", kind), organisation=who
    )


def response(world: World, side: str, kind: str) -> Any:
    """An answer of the forum to the trust, of the other group to the other trust, of the funded group to the trust.

    'paper own', 'paper own draft', 'paper funded': what came from them by post and was keyed in; 'guest': sent without
    an account by a group that nobody has matched yet.
    """
    if side == "guest":
        return guests(world, "theirs")
    if side.startswith("paper"):
        return on_paper(world, side.removeprefix("paper").strip() or "own", kind)
    if side in GUESTS:
        return guests(world, side)
    who = {"own": world.forum, "other": world.group, "funded": world.funded}[side.split()[0]]
    host = world.far_trust if side.startswith("other") else world.trust
    asked, now = ConsultationFactory(host=host, published=True), clock.now()
    answer = Response.objects.create(consultation=asked, organisation=who, reference=f"RSP-{asked.pk}", started_at=now)
    version = ResponseVersion.objects.create(response=answer, number=1, started_at=now)
    if not side.endswith("draft"):
        version.submitted_at = answer.submitted_at = now
        version.submitted_by = world.people["own"].user
        version.capacity = "Approver"
        version.save()
        answer.counted_version, answer.counts = version, True
        answer.save()
    return answer


def on_paper(world: World, side: str, kind: str) -> Any:
    """The same, keyed in from a letter."""
    answer = response(world, side, kind)
    answer.channel, answer.received_on = "post", clock.today()
    answer.entered_by = world.people["own"].user
    answer.respondent = Respondent.objects.create(kind="organisation", name=answer.organisation.name)
    answer.save()
    return answer


def received_late(world: World, side: str, kind: str) -> Any:
    """The same, received late, and nobody has decided on it."""
    answer = response(world, side, kind)
    answer.counted_version, answer.counts = None, False
    answer.save()
    answer.versions.update(late=True)
    return answer


GUESTS = ("mine draft", "mine", "theirs draft", "theirs", "their own", "found", "mine on paper")
"""Answers that are not an organisation's own with an account, by the names that expected.py gives them."""


def guests(world: World, side: str) -> Any:
    """An answer to the trust that was begun without an account, or came on paper."""
    asked, now = ConsultationFactory(host=world.trust, published=True), clock.now()
    answer = Response.objects.create(
        consultation=asked,
        organisation=world.forum if side == "found" else None,
        respondent=Respondent.objects.create(
            kind="individual" if side == "their own" else "organisation",
            name="Luncheon Club",
            email=GUEST_ADDRESS if side.startswith("mine") else "club@example.org",
        ),
        channel="post" if side == "mine on paper" else "guest",
        reference=f"RSP-{asked.pk}",
        started_at=now,
        entered_by=world.people["area"].user if side == "mine on paper" else None,
        received_on=clock.today() if side == "mine on paper" else None,
    )
    return sent(answer) if not side.endswith("draft") else drafted(answer)


def drafted(answer: Response) -> Response:
    ResponseVersion.objects.create(response=answer, number=1, started_at=answer.started_at)
    return answer


def sent(answer: Response) -> Response:
    now = answer.started_at
    answer.counted_version = ResponseVersion.objects.create(
        response=answer, number=1, started_at=now, submitted_at=now, capacity="Without an account"
    )
    answer.submitted_at, answer.counts = now, True
    answer.save()
    return answer


def version(world: World, side: str, kind: str) -> Any:
    return response(world, side, kind).versions.get()


def answer(world: World, side: str, kind: str) -> Any:
    """An answer to one question, in a version of a response; 'file': it is one."""
    found = version(world, side, kind)
    asked = QuestionFactory(consultation=found.response.consultation, kind="file")
    return Answer.objects.create(version=found, question=asked, file=a_file(), edited_at=clock.now())


def a_file() -> StoredFile:
    """A file that somebody sent."""
    file = StoredFile.objects.create(
        original_name="plan.txt", content_type="text/plain", size=1, sha256="0" * 64, purpose="answer",
        created_at=clock.now(), kept_until=clock.today() + datetime.timedelta(days=366),
    )  # fmt: skip
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_bytes(b"x")
    return file


def compact(world: World, side: str, kind: str) -> Any:
    """A Local Compact of the county that stands as its side says."""
    return CompactFactory(area=world.area, **{side.replace(" ", "_"): True})


def edition(world: World, side: str, kind: str) -> Any:
    """An edition of the document of a Compact that stands as its side says, or one that was withdrawn."""
    of = compact(world, "launched" if side == "withdrawn" else side, kind)
    return EditionFactory(compact=of, withdrawn=side == "withdrawn")


def review(world: World, side: str, kind: str) -> Any:
    """A review of a Compact of the county that goes on, was concluded, or declared void."""
    return ReviewFactory(compact=compact(world, "launched", kind), concluded=side != "open", mistaken=side == "void")


def review_action(world: World, side: str, kind: str) -> Any:
    """What such a review asks an organisation for; the own one's of a review that goes on."""
    made = ReviewActionFactory(
        review=review(world, "open" if side == "own" else "concluded", kind), owner=world.place[side]
    )
    return REVIEW_ACTIONS.get(pk=made.pk)


def signup(world: World, side: str, kind: str) -> Any:
    """The signing of a Local Compact that stands as its side says."""
    return SignupFactory(compact=compact(world, side, kind), organisation=world.trust)


def signup_signature(world: World, side: str, kind: str) -> Any:
    """Who signed a launched Compact for an organisation, with the scan of the paper."""
    made = SignupSignatureFactory(signup__organisation=world.place[side], scan=a_file())
    return SIGNUP_SIGNATURES.get(pk=made.pk)


def code(world: World, side: str, kind: str) -> Any:
    """A Code of good practice of the county that stands as its side says."""
    return CodeFactory(area=world.area, **{side: True})


def code_with_a_criterion(world: World, side: str, kind: str) -> Any:
    """The same, which asks one thing of funding."""
    return CriterionFactory(code=code(world, side, kind)).code


def adoption(world: World, side: str, kind: str) -> Any:
    """That a trust adopted a Code."""
    return CodeAdoptionFactory(organisation=world.trust)


def body(world: World, side: str, kind: str) -> Any:
    """A board of the county."""
    return BodyFactory(area=world.area)


def seat(world: World, side: str, kind: str) -> Any:
    """A seat of a trust on such a board."""
    return SeatFactory(body=body(world, side, kind), organisation=world.trust)


def decision(world: World, side: str, kind: str) -> Any:
    """A decision of such a board."""
    return DecisionFactory(body=body(world, side, kind))


def dispute(world: World, side: str, kind: str) -> Any:
    """A dispute that the forum raised ('own'), or the other group ('other'); 'trust': against the trust.

    'before': raised by a body that the forum came from, and that has closed.
    """
    by_side = {"own": world.forum, "other": world.group, "before": world.before}
    raised_by, against = by_side.get(side, world.funded), world.trust if side == "trust" else world.far_trust
    return DisputeFactory(area=world.area, raised_by=raised_by, against=against)


def dispute_step(world: World, side: str, kind: str) -> Any:
    """The step that such a dispute is on."""
    return dispute(world, side, kind).steps.get()


def scorecard(world: World, side: str, kind: str) -> Any:
    """Funding of the far trust for the forum ('own') or the other group ('other'); 'trust': of the trust for nobody.

    'before': for a body that the forum came from.
    """
    provider = {"own": world.forum, "other": world.group, "before": world.before}.get(side)
    body = world.trust if side == "trust" else world.far_trust
    return ScorecardFactory(area=world.area, body=body, provider=provider)


def monitored(world: World, side: str, kind: str) -> Any:
    """An active contract of the trust with the forum ('own'), or of the far trust with the other group.

    'joint': the latter, serving a priority of a plan of which the trust is a partner.
    """
    sides = (world.trust, world.forum) if side.startswith("own") else (world.far_trust, world.group)
    served = priority_of(world.trust) if side == "joint" else None
    made = ContractFactory(active=True, commissioner=sides[0], provider=sides[1], area=world.area, priority=served)
    return CONTRACTS.get(pk=made.pk)


def requirement(world: World, side: str, kind: str) -> Any:
    """What the provider of such a contract reports."""
    return REQUIREMENTS.get(pk=RequirementFactory(contract=monitored(world, side, kind)).pk)


def reuse_asked(world: World, side: str, kind: str) -> Any:
    """A requirement whose provider is asked whether its return to another funder is read for it."""
    made = requirement(world, side, kind)
    source = RequirementFactory(contract=ContractFactory(active=True, provider=made.contract.provider),
                                measure=made.measure)  # fmt: skip
    type(made).objects.filter(pk=made.pk).update(counts_from=source)
    return REQUIREMENTS.get(pk=made.pk)


def reporting_period(world: World, side: str, kind: str) -> Any:
    """A period for which it is due."""
    return PERIODS.get(pk=PeriodFactory(contract=monitored(world, side, kind)).pk)


def reporting_line(world: World, side: str, kind: str) -> Any:
    """A figure of it."""
    rows = ReportingLine.objects.select_related("period__contract").prefetch_related("period__contract__parties")
    return rows.get(period=reporting_period(world, side, kind))


def monitoring_return(world: World, side: str, kind: str) -> Any:
    """A return that was sent; 'own draft', 'other draft': that is being written."""
    state = "draft" if side.endswith("draft") else "sent"
    return RETURNS.get(pk=returned(reporting_period(world, side, kind), state=state).pk)


def audit(world: World, side: str, kind: str) -> Any:
    """What users of such a contract's service say."""
    return AUDITS.get(
        pk=AuditFactory(
            contract=monitored(world, side, kind),
            recorded_by={"own": world.forum, "own by the trust": world.trust}.get(side),
        ).pk
    )


def contract_document(world: World, side: str, kind: str) -> Any:
    """A document of such a contract, added by its side; 'own withdrawn': that the forum took back."""
    adders = {"own": world.forum, "own withdrawn": world.forum, "own by the trust": world.trust}
    made = ContractDocumentFactory(
        contract=monitored(world, side, kind), added_by=adders.get(side), withdrawn=side == "own withdrawn"
    )
    return CONTRACT_DOCUMENTS.get(pk=made.pk)


def contract_review(world: World, side: str, kind: str) -> Any:
    """A review of such a contract."""
    return REVIEWS.get(pk=ContractReviewFactory(contract=monitored(world, side, kind)).pk)


def finding(world: World, side: str, kind: str) -> Any:
    """What it found, from which something follows for the other group; 'own': for nobody here; 'ours to do': for the
    forum."""
    owner = {"own": world.funded, "ours to do": world.forum}.get(side, world.group)
    return FINDINGS.get(pk=FindingFactory(review=contract_review(world, side, kind), owner=owner).pk)


def signup_target(world: World, side: str, kind: str) -> Any:
    """A target of sign-up that goes on."""
    return SignupTargetFactory()


def signup_standing(world: World, side: str, kind: str) -> Any:
    """A trust that is late, with its lead."""
    lead = CompactLeadFactory()
    target = SignupTargetFactory(taken=LAST)
    lead.organisation.kinds.update(starts=FIRST)
    Organisation.objects.filter(pk=lead.organisation_id).update(opened=FIRST)
    return SignupStandingFactory(target=target, organisation=lead.organisation)


def compact_lead(world: World, side: str, kind: str) -> Any:
    """Who leads on Compacts at a trust."""
    return CompactLeadFactory()


def signup_chaser(world: World, side: str, kind: str) -> Any:
    """A letter to such a person."""
    return SignupChaserFactory()


def agreement(world: World, side: str, kind: str) -> Any:
    """A final agreement of the forum ('own'), the trust ('trust') or the other group ('other') with the far trust.

    'before': of a body that the forum came from. 'published': the other group's, which is in force and published.
    'left': the forum's, which left before there was a draft.
    """
    party = party_of(world, side)
    made = between(party, world.far_trust, area=world.area, **{"published" if side == "published" else "final": True})
    leave(world, side, made)
    return AGREEMENTS.get(pk=made.pk)


def party_of(world: World, side: str) -> Any:
    """Whose agreement it is."""
    return {"own": world.forum, "left": world.forum, "trust": world.trust, "before": world.before}.get(
        side, world.group
    )


def leave(world: World, side: str, agreement: Any) -> None:
    """Let the forum leave an agreement before its first draft, where that is the side."""
    if side == "left":
        agreement.parties.filter(organisation=world.forum).update(ends=DRAFTED - datetime.timedelta(days=1))


def draft(world: World, side: str, kind: str) -> Any:
    """The draft of such an agreement."""
    return agreement(world, side, kind).drafts.get()


def annual_draft(world: World, side: str, kind: str) -> Any:
    """The draft of such an annual agreement; 'published': as all signed it. 'not signed': open before all have."""
    made = annual(world, "published" if side == "not signed" else side, kind).agreement
    if side == "not signed":
        made.drafts.update(in_force_on=None, whole_since=None)
    return made.drafts.get()


def signature(world: World, side: str, kind: str) -> Any:
    """A signature of such an agreement."""
    found = agreement(world, side, kind)
    return SIGNATURES.get(pk=signed_by(found, found.parties.first()).pk)


def scanned_signature(world: World, side: str, kind: str) -> Any:
    """The same, with its scan."""
    found = agreement(world, side, kind)
    return signed_by(found, found.parties.first(), scan=a_file())


def framework(world: World, side: str, kind: str) -> Any:
    """The terms of such an agreement."""
    return FRAMEWORKS.get(pk=FrameworkFactory(agreement=agreement(world, side, kind)).pk)


def initiative(world: World, side: str, kind: str) -> Any:
    """An initiative of such an agreement, led by the party whose side it is."""
    made = agreement(world, side, kind)
    lead = party_of(world, side)
    return INITIATIVES.get(pk=InitiativeFactory(agreement=made, lead=lead).pk)


def measured_initiative(world: World, side: str, kind: str) -> Any:
    """The same with a target of the county that measures it."""
    found = initiative(world, side, kind)
    found.targets.add(TargetFactory(area=world.area))
    return found


def governed_agreement(world: World, side: str, kind: str) -> Any:
    """An agreement with a board that governs it."""
    return GoverningBodyFactory(agreement=agreement(world, side, kind)).agreement


def annual(world: World, side: str, kind: str) -> Any:
    """An annual agreement of such parties, final, with all six components; 'published': its draft is open to all."""
    party = party_of(world, side)
    made = FrameworkFactory(agreement=between(party, world.far_trust, area=world.area, in_force=True))
    stands = {"published" if side == "published" else "final": True}
    found = annual_of(party, world.far_trust, framework=made, service=f"service {made.pk}", **stands)
    leave(world, side, found.agreement)
    return ANNUALS.get(pk=found.pk)


def following_annual(world: World, side: str, kind: str) -> Any:
    """The same with that of the year before."""
    found = annual(world, side, kind)
    bodies = [each.organisation for each in found.agreement.parties.all()]
    found.follows = annual_of(*bodies, framework=found.framework, service=found.service, year=found.year - 1, parts=0)
    found.save(update_fields=["follows"])
    return found


def intention(world: World, side: str, kind: str) -> Any:
    """What the first of its parties intends to invest."""
    loaded = InvestmentIntention.objects.select_related("annual__agreement").prefetch_related(
        "annual__agreement__parties"
    )
    return loaded.get(annual=annual(world, side, kind))


def work_line(world: World, side: str, kind: str) -> Any:
    """A line of its work plan that the first party leads; 'led by others': the forum's, that the other one leads."""
    if side != "led by others":
        return WORK_LINES.get(annual=annual(world, side, kind))
    return WORK_LINES.get(pk=line_of(annual(world, "own", kind), lead=world.far_trust).pk)


def contract(world: World, side: str, kind: str, **more: Any) -> Any:
    """One that the forum provides, or a body that it came from, or the other group; or that the trust commissions."""
    sides = {"own": world.forum, "before": world.before, "trust": world.funded}
    commissioner = world.trust if side == "trust" else world.far_trust
    made = ContractFactory(
        commissioner=commissioner, provider=sides.get(side, world.group), area=world.area, active=side == "active",
        **more,
    )  # fmt: skip
    return CONTRACTS.get(pk=made.pk)


def contract_signature(world: World, side: str, kind: str) -> Any:
    """The signature of its commissioner."""
    made = contract(world, side, kind)
    signed(made, made.parties.get(organisation=made.commissioner))
    return ContractSignature.objects.select_related("contract").prefetch_related("contract__parties").get(contract=made)


def contract_option(world: World, side: str, kind: str) -> Any:
    """An option to extend such a contract."""
    made = contract(world, side, kind).extensions.create(
        until=datetime.date(2090, 3, 31), decide_by=datetime.date(2089, 12, 31)
    )
    rows = type(made).objects.select_related("contract").prefetch_related("contract__parties__organisation")
    return rows.get(pk=made.pk)


def variation(world: World, side: str, kind: str) -> Any:
    """A variation of such a contract."""
    return VARIATIONS.get(pk=VariationFactory(contract=contract(world, side, kind)).pk)


def costing(world: World, side: str, kind: str) -> Any:
    """The costing of such a contract."""
    return COSTINGS.get(pk=CostingFactory(contract=contract(world, side, kind)).pk)


def band(world: World, side: str, kind: str) -> Any:
    """A value band of the trust or of the other one; each from a value of its own."""
    body = world.trust if side == "trust" else world.far_trust
    return BANDS.get(pk=BandFactory(body=body, from_value=body.value_bands.count() + 1).pk)


def contract_template(world: World, side: str, kind: str) -> Any:
    """A template of the trust or of the other one."""
    return TEMPLATES.get(pk=TemplateFactory(body=world.trust if side == "trust" else world.far_trust).pk)


def supplier(world: World, side: str, kind: str) -> Any:
    return SupplierFactory(body=world.trust if side == "trust" else world.far_trust)


def funding_change(world: World, side: str, kind: str) -> Any:
    """Money withdrawn from such a framework."""
    return CHANGES.get(pk=change_of(framework(world, side, kind)).pk)


def strategy(world: World, side: str, kind: str) -> Any:
    """A joint strategy."""
    return JointStrategyFactory(area=world.area)


def measure(world: World, side: str, kind: str) -> Any:
    """A measure of people."""
    return MeasureFactory()


def reading(world: World, side: str, kind: str) -> Any:
    """A figure of an organisation, or of the county."""
    of_area = {"area": world.area} if side == "area" else {"area": None, "organisation": world.place[side]}
    return ReadingFactory(**of_area)


def target(world: World, side: str, kind: str) -> Any:
    """A target of an organisation, or of the county."""
    return (
        TargetFactory(area=world.area) if side == "area" else TargetFactory(of_one=True, organisation=world.place[side])
    )


def contribution(world: World, side: str, kind: str) -> Any:
    """A measure of such a target, without a baseline."""
    return ContributionFactory(target=target(world, side, kind), uncounted=True)


def cycle(world: World, side: str, kind: str) -> Any:
    """A cycle at Analyse of the forum ('own'), the trust, the other group ('other') or a body the forum came from."""
    partner = {"own": world.forum, "trust": world.trust, "before": world.before}.get(side, world.group)
    return CYCLES.get(pk=CycleFactory(partners=[partner, world.far_trust], area=world.area).pk)


def lesson(world: World, side: str, kind: str) -> Any:
    """What such a cycle taught."""
    return LESSONS.get(pk=LessonFactory(cycle=cycle(world, side, kind)).pk)


def stage(world: World, side: str, kind: str) -> Any:
    """The open stage of such a cycle."""
    return STAGES.get(cycle=cycle(world, side, kind).pk, kind="1_analyse")


def later_stage(world: World, side: str, kind: str) -> Any:
    """The last stage of such a cycle at Review."""
    partner = {"own": world.forum, "trust": world.trust}.get(side, world.group)
    made = CycleFactory(partners=[partner, world.far_trust], area=world.area, at="4_review")
    return STAGES.get(cycle=made.pk, kind="4_review")


def linked_stage(world: World, side: str, kind: str) -> Any:
    """The open stage, with a consultation that is linked."""
    found = stage(world, side, kind)
    asked = ConsultationFactory(host=world.far_trust, published=True)
    StageConsultation.objects.create(stage=found, consultation=asked, linked_on=SIGNED)
    return found


def signoff(world: World, side: str, kind: str) -> Any:
    """Who signed the open stage for its first partner."""
    found = stage(world, side, kind)
    given = {"name": "Jo Price", "designation": "Director", "signed_on": SIGNED, "recorded_on": SIGNED}
    StageSignoff.objects.create(stage=found, partner=found.cycle.partners.all()[0], **given)
    loaded = StageSignoff.objects.select_related("stage__cycle").prefetch_related("stage__cycle__partners")
    return loaded.get(stage=found)


def involvement(world: World, side: str, kind: str) -> Any:
    """A group took part in such a stage."""
    return INVOLVEMENTS.get(pk=InvolvementFactory(cycle=cycle(world, side, kind)).pk)


def override(world: World, side: str, kind: str) -> Any:
    """The far trust asked to go on without the sector; 'asked by me': the person themselves did, at the trust."""
    me = world.actors[kind].user if side == "asked by me" else None
    of = cycle(world, "trust" if side == "asked by me" else side, kind)
    return OVERRIDES.get(pk=OverrideFactory(cycle=of, asked_by=me, asked_for=world.far_trust).pk)


def interest(world: World, side: str, kind: str) -> Any:
    """What the forum ('own') or the other group declared; 'trust': a third, in a cycle of the trust."""
    who = {"own": world.forum, "other": world.group}.get(side, world.funded)
    of = cycle(world, side, kind) if side == "trust" else CycleFactory(partners=[world.far_trust])
    return INTERESTS.get(pk=InterestFactory(cycle=of, organisation=who).pk)


def evidence(world: World, side: str, kind: str) -> Any:
    """Evidence of the forum ('own') or the other group, for a cycle of the far trust; 'trust': for one of the trust."""
    who = {"own": world.forum, "other": world.group}.get(side, world.funded)
    of = cycle(world, side, kind) if side == "trust" else CycleFactory(partners=[world.far_trust])
    return CONTRIBUTIONS.get(pk=EvidenceFactory(cycle=of, organisation=who).pk)


def evidence_with_a_file(world: World, side: str, kind: str) -> Any:
    """The same with a file."""
    found = evidence(world, side, kind)
    found.file = a_file()
    found.save(update_fields=["file"])
    return found


def planned_cycle(world: World, side: str, kind: str) -> Any:
    """A cycle of the forum ('own'), the trust ('trust') or the other group ('other') with the far trust.

    'before': of a body that the forum came from.
    """
    partner = {"own": world.forum, "trust": world.trust, "before": world.before}.get(side, world.group)
    return CYCLES.get(pk=PlannedCycleFactory(partners=[partner, world.far_trust], area=world.area).pk)


def need(world: World, side: str, kind: str) -> Any:
    """A need of such a cycle."""
    return NEEDS.get(pk=NeedFactory(cycle=planned_cycle(world, side, kind)).pk)


def evidenced_need(world: World, side: str, kind: str) -> Any:
    """The same with its evidence."""
    return evidence_of(need(world, side, kind))


def analysis_entry(world: World, side: str, kind: str) -> Any:
    """A service that such a cycle's analysis found."""
    return ANALYSES.get(pk=AnalysisEntryFactory(cycle=planned_cycle(world, side, kind)).pk)


def plan(world: World, side: str, kind: str) -> Any:
    """A plan of such a cycle that is being written; 'published': the other group's, which is in consultation."""
    stands = "consulted" if side == "published" else "written"
    made = PlanFactory(cycle=planned_cycle(world, side, kind), stands=stands)
    made.drivers.create(title="Valuing People", publisher="The Department", year=2001, requirement="Homes.")
    made.boards.create(body=BodyFactory(), place=1)
    return PLANS.get(pk=made.pk)


def plan_version(world: World, side: str, kind: str) -> Any:
    """The version of such a plan that is worked on."""
    return (
        plan(world, side, kind)
        .versions.select_related("plan__cycle", "consultation")
        .prefetch_related("plan__cycle__partners")
        .get()
    )


def priority(world: World, side: str, kind: str) -> Any:
    """A priority of such a plan."""
    made = plan(world, side, kind)
    found = PriorityFactory(plan=made, published_on=made.published_on)
    PriorityOutcome.objects.create(priority=found, what="People choose.")
    return PRIORITIES.get(pk=found.pk)


def plan_requirement(world: World, side: str, kind: str) -> Any:
    """A plan that the forum, the trust or the other group must have."""
    return PlanRequirementFactory(organisation=world.place.get(side, world.forum))


THINGS: dict[str, Thing] = {
    "core.view_report_run": World.report_run,
    "core.view_own_file": World.file,
    "core.view_work_row": World.work,
    "core.cancel_work": World.work,
    "core.view_event": World.event,
    **dict.fromkeys(
        [
            "partnerships.view_organisation",
            "partnerships.update_organisation",
            "partnerships.confirm_organisation",
            "partnerships.mark_partner",
            "partnerships.record_succession",
            "partnerships.name_duplicate",
            "partnerships.send_members",
            "partnerships.view_people",
        ],
        organisation,
    ),
    **dict.fromkeys(
        [f"partnerships.{act}" for act in ("view_duplicate", "merge_organisations", "reject_duplicate")], duplicate
    ),
    "partnerships.undo_merge": merged_pair,
    **dict.fromkeys(
        [f"partnerships.{act}_reorganisation" for act in ("view", "preview", "prepare", "carry_out", "undo")],
        reorganisation,
    ),
    "partnerships.give_successor_roles": reorganisation,
    "partnerships.view_reorganisation_line": reorganisation_line,
    **dict.fromkeys([f"partnerships.{act}_boundary_change" for act in ("view", "carry_out", "void")], boundary_change),
    **dict.fromkeys([f"partnerships.{act}_boundary_alert" for act in ("view", "note")], boundary_alert),
    **dict.fromkeys([f"partnerships.{act}_members" for act in ("take_in", "void")], member_sheet),
    "partnerships.view_member_sheet": member_sheet,
    **dict.fromkeys(
        [
            f"partnerships.{act}"
            for act in ("view_member_line", "settle_member_line", "resend_to_contact", "note_return")
        ],
        member_line,
    ),
    "partnerships.invite_member_contact": contact_invited,
    **dict.fromkeys(
        [
            *("partnerships.change_member", "partnerships.view_stale_member"),
            *("consultation.view_umbrella_members", "consultation.view_member_standing"),
        ],
        umbrella_member,
    ),
    **dict.fromkeys([f"partnerships.{act}_schedule" for act in ("view", "end", "resume")], report_schedule),
    "partnerships.view_entry_chaser": entry_chaser,
    "partnerships.record_funding": lambda world, side, kind: world.funding_of[side],
    "partnerships.view_membership": membership_or_mine,
    "partnerships.update_membership": membership,
    "partnerships.change_role": membership,
    "partnerships.reset_second_factor": membership,
    **dict.fromkeys(["partnerships.hand_over", "partnerships.name_cover"], membership_or_mine),
    "partnerships.view_role_end": role_end,
    **dict.fromkeys(["partnerships.view_cover", "partnerships.end_cover"], cover),
    "partnerships.view_handover": handover,
    "partnerships.view_invitation": invitation,
    "partnerships.withdraw_invitation": invitation,
    "partnerships.view_account": World.person,
    "partnerships.update_account": World.person,
    "partnerships.change_address": World.person,
    "partnerships.deactivate_account": World.person,
    "partnerships.reactivate_account": lambda world, side, kind: world.closed[side],
    "partnerships.end_session": World.session,
    "partnerships.make_api_key": World.membership,
    "partnerships.revoke_api_key": World.token,
    **dict.fromkeys(
        [f"consultation.{verb}_consultation" for verb in ("view", "add", "edit", "publish", "withdraw", "answer")],
        consultation,
    ),
    **dict.fromkeys([f"consultation.{verb}_consultation" for verb in ("propose", "unpublish", "extend")], consultation),
    "consultation.correct_question": consultation,
    "consultation.answer_without_account": consultation,
    "consultation.read_responses": consultation,
    "consultation.invite_organisation": consultation,
    **dict.fromkeys(["consultation.view_invitee", "consultation.view_standing"], invitee),
    "consultation.view_response": response,
    "consultation.export_response": response,
    "consultation.draft_response": response,
    "consultation.finish_draft": response,
    "consultation.submit_response": response,
    "consultation.withdraw_response": response,
    "consultation.view_version": version,
    "consultation.key_response": consultation,
    **dict.fromkeys(
        [f"consultation.{each}" for each in ("view_desk", "void_response", "match_response", "decide_late")], response
    ),
    "consultation.view_answer": answer,
    **dict.fromkeys(
        [
            f"partnerships.{each}"
            for each in ("view_body", "edit_body", "end_body", "resume_body", "fill_seat", "record_decision")
        ],
        body,
    ),
    **dict.fromkeys([f"partnerships.{verb}_seat" for verb in ("view", "edit", "end", "void")], seat),
    **dict.fromkeys([f"partnerships.{verb}_decision" for verb in ("view", "correct", "void")], decision),
    **dict.fromkeys(["compacts.view_signup", "compacts.complete_signup", "compacts.end_signup"], signup),
    "compacts.view_signup_signature": signup_signature,
    **dict.fromkeys(["compacts.sign_compact", "compacts.declare_compact_work"], compact),
    **dict.fromkeys(["compacts.view_edition", "compacts.edit_edition", "compacts.withdraw_edition"], edition),
    **dict.fromkeys(["compacts.add_edition", "compacts.record_review"], compact),
    **dict.fromkeys(["compacts.view_review", "compacts.read_review", "compacts.edit_review"], review),
    **dict.fromkeys([f"compacts.{verb}_review_action" for verb in ("view", "edit", "finish")], review_action),
    **dict.fromkeys(["compacts.view_code", "compacts.edit_code"], code),
    **dict.fromkeys(["compacts.view_adoption", "compacts.end_adoption"], adoption),
    **dict.fromkeys([f"compacts.{verb}_dispute" for verb in ("view", "pursue", "settle")], dispute),
    "compacts.view_dispute_step": dispute_step,
    **dict.fromkeys(["compacts.view_scorecard", "compacts.fill_scorecard"], scorecard),
    **dict.fromkeys([f"compacts.{verb}_signup_target" for verb in ("view", "edit", "decide", "close")], signup_target),
    **dict.fromkeys(
        [
            f"commissioning.{each}"
            for each in ("set_monitoring", "record_feedback", "review_contract", "add_contract_document")
        ],
        monitored,
    ),
    "commissioning.view_contract_option": contract_option,
    "commissioning.report_on_contract": monitored,
    **dict.fromkeys(
        [f"commissioning.{each}" for each in ("view_monitoring", "edit_monitoring", "allow_reuse")], requirement
    ),
    "commissioning.view_line": reporting_line,
    **dict.fromkeys(["commissioning.draft_return", "commissioning.send_return"], reporting_period),
    **dict.fromkeys(["commissioning.view_return", "commissioning.decide_return"], monitoring_return),
    **dict.fromkeys(
        ["commissioning.view_contract_document", "commissioning.edit_contract_document"], contract_document
    ),
    **dict.fromkeys(["commissioning.view_feedback", "commissioning.edit_feedback"], audit),
    **dict.fromkeys(["commissioning.view_contract_review", "commissioning.edit_contract_review"], contract_review),
    **dict.fromkeys([f"commissioning.{verb}_finding" for verb in ("view", "edit", "finish", "use")], finding),
    "compacts.chase_signup": signup_standing,
    **dict.fromkeys(["compacts.view_lead", "compacts.edit_lead"], compact_lead),
    "compacts.view_chaser": signup_chaser,
    **dict.fromkeys(
        [f"compacts.{verb}_agreement" for verb in ("view", "edit", "draft", "publish", "end", "sign")], agreement
    ),
    "compacts.follow_agreement": agreement,
    "compacts.view_draft": draft,
    "compacts.read_whole_draft": annual_draft,
    **dict.fromkeys(["compacts.add_initiative", "compacts.govern_agreement"], agreement),
    **dict.fromkeys(
        [f"compacts.{verb}_initiative" for verb in ("view", "edit", "finish", "stop", "resume", "void")], initiative
    ),
    **dict.fromkeys([f"compacts.{each}" for each in ("view_framework", "edit_framework")], framework),
    **dict.fromkeys(["compacts.view_withdrawals", "compacts.record_funding_change"], framework),
    "compacts.begin_annual": framework,
    **dict.fromkeys(["compacts.view_annual", "compacts.edit_annual"], annual),
    "compacts.view_intention": intention,
    **dict.fromkeys(["compacts.view_work_line", "compacts.note_progress"], work_line),
    **dict.fromkeys([f"compacts.{each}_funding_change" for each in ("view", "void")], funding_change),
    **dict.fromkeys(
        [
            f"commissioning.{act}"
            for act in (
                *("view_contract", "read_contract", "edit_contract", "approve_exception", "activate_contract"),
                *("end_contract", "void_contract", "record_contract_signature", "sign_contract"),
                *("propose_variation", "fill_costing"),
            )
        ],
        contract,
    ),
    "commissioning.view_contract_signature": contract_signature,
    **dict.fromkeys([f"commissioning.{act}_variation" for act in ("view", "agree", "withdraw")], variation),
    "commissioning.view_costing": costing,
    **dict.fromkeys(["commissioning.view_band", "commissioning.edit_band"], band),
    **dict.fromkeys(["commissioning.view_template", "commissioning.edit_template"], contract_template),
    **dict.fromkeys(["commissioning.view_supplier", "commissioning.confirm_supplier"], supplier),
    "compacts.record_signature": agreement,
    **dict.fromkeys(["compacts.view_signature", "compacts.void_signature"], signature),
    **dict.fromkeys([f"compacts.{verb}_reading" for verb in ("view", "correct", "verify")], reading),
    **dict.fromkeys(
        ["compacts.view_target", "compacts.edit_target", "compacts.record_baseline", "compacts.end_target"], target
    ),
    "compacts.view_contribution": contribution,
    **dict.fromkeys(
        [f"commissioning.{each}" for each in ("view_cycle", "add_need", "add_analysis", "begin_plan")], planned_cycle
    ),
    **dict.fromkeys(["commissioning.view_need", "commissioning.edit_need"], need),
    **dict.fromkeys(["commissioning.view_analysis", "commissioning.edit_analysis"], analysis_entry),
    **dict.fromkeys(
        [f"commissioning.{verb}_plan" for verb in ("view", "edit", "endorse", "refresh", "withdraw")], plan
    ),
    "commissioning.view_plan_version": plan_version,
    **dict.fromkeys(["commissioning.view_priority", "commissioning.edit_priority"], priority),
    **dict.fromkeys([f"commissioning.{verb}_requirement" for verb in ("view", "edit", "meet")], plan_requirement),
    **dict.fromkeys(
        [f"compacts.{verb}_compact" for verb in ("view", "edit", "agree", "launch", "review", "lapse")], compact
    ),
    **dict.fromkeys([f"commissioning.{verb}_cycle" for verb in ("view", "edit")], cycle),
    **dict.fromkeys(["commissioning.record_interest", "commissioning.record_lesson"], cycle),
    **dict.fromkeys(["commissioning.view_lesson", "commissioning.void_lesson"], lesson),
    **dict.fromkeys(
        [
            *("commissioning.view_stage", "commissioning.answer_line", "commissioning.sign_stage"),
            *("commissioning.reopen_stage", "commissioning.record_involvement", "commissioning.link_consultation"),
            "commissioning.ask_override",
        ],
        stage,
    ),
    "commissioning.view_signoff": signoff,
    **dict.fromkeys([f"commissioning.{verb}_involvement" for verb in ("view", "edit")], involvement),
    **dict.fromkeys([f"commissioning.{verb}_override" for verb in ("view", "confirm", "decline")], override),
    **dict.fromkeys([f"commissioning.{verb}_interest" for verb in ("view", "void")], interest),
    **dict.fromkeys([f"commissioning.{verb}_contribution" for verb in ("view", "withdraw", "answer")], evidence),
}

UNSAVED: dict[str, Thing] = {
    "partnerships.invite_person": lambda world, side, kind: Invitation(
        **{"area" if side == "area" else "organisation": world.place[side]}
    ),
}
"""Asked before the thing is made, so that only `may` answers."""
