"""The thing each permission is asked of, by the name it has in `expected.EXPECTED`."""

import datetime
from collections.abc import Callable
from typing import Any

from compacts.agreements.reading import LOADED as AGREEMENTS
from compacts.annual.models import InvestmentIntention
from compacts.annual.reading import LINES as WORK_LINES
from compacts.frameworks.reading import LOADED as FRAMEWORKS
from compacts.funding_changes.reading import LOADED as CHANGES
from compacts.initiatives.reading import LOADED as INITIATIVES
from compacts.review_actions.reading import LOADED as REVIEW_ACTIONS
from compacts.signatures.reading import LOADED as SIGNATURES
from compacts.signups.reading import SIGNATURES as SIGNUP_SIGNATURES
from consultation.responses.models import Answer, Respondent, Response, ResponseVersion
from core import clock
from core.files.models import StoredFile
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import Identifier, Organisation, OrganisationName, Scheme, Tie
from tests.factories.agreements import FrameworkFactory, between, change_of, signed_by
from tests.factories.annual import JointStrategyFactory, annual_of, line_of
from tests.factories.bodies import BodyFactory, DecisionFactory, SeatFactory
from tests.factories.codes import CodeAdoptionFactory, CodeFactory, CriterionFactory
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
from tests.factories.coverage import InviteeFactory
from tests.factories.deadline import (
    FIRST,
    LAST,
    CompactLeadFactory,
    SignupChaserFactory,
    SignupStandingFactory,
    SignupTargetFactory,
)
from tests.factories.disputes import DisputeFactory
from tests.factories.initiatives import GoverningBodyFactory, InitiativeFactory
from tests.factories.measures import MeasureFactory, ReadingFactory
from tests.factories.targets import ContributionFactory, TargetFactory
from tests.house.world import GUEST_ADDRESS, World

Thing = Callable[[World, str, str], Any]


def organisation(world: World, side: str, kind: str) -> Any:
    return world.place[side]


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


def invitation(world: World, side: str, kind: str) -> Any:
    return world.invitations[side]


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
    """A dispute that the forum raised ('own'), or the other group ('other'); 'trust': against the trust."""
    raised_by = world.forum if side == "own" else world.group if side == "other" else world.funded
    against = world.trust if side == "trust" else world.far_trust
    return DisputeFactory(area=world.area, raised_by=raised_by, against=against)


def scorecard(world: World, side: str, kind: str) -> Any:
    """Funding of the far trust for the forum ('own') or the other group ('other'); 'trust': of the trust for nobody."""
    provider = {"own": world.forum, "other": world.group}.get(side)
    body = world.trust if side == "trust" else world.far_trust
    return ScorecardFactory(area=world.area, body=body, provider=provider)


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
    """
    party = {"own": world.forum, "trust": world.trust, "before": world.before}.get(side, world.group)
    made = between(party, world.far_trust, area=world.area, **{"published" if side == "published" else "final": True})
    return AGREEMENTS.get(pk=made.pk)


def draft(world: World, side: str, kind: str) -> Any:
    """The draft of such an agreement."""
    return agreement(world, side, kind).drafts.get()


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
    lead = {"own": world.forum, "trust": world.trust, "before": world.before}.get(side, world.group)
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
    party = {"own": world.forum, "trust": world.trust, "before": world.before}.get(side, world.group)
    made = FrameworkFactory(agreement=between(party, world.far_trust, area=world.area, in_force=True))
    stands = {"published" if side == "published" else "final": True}
    return annual_of(party, world.far_trust, framework=made, service=f"service {made.pk}", **stands)


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
            "partnerships.view_people",
        ],
        organisation,
    ),
    "partnerships.record_funding": lambda world, side, kind: world.funding_of[side],
    "partnerships.view_membership": membership,
    "partnerships.update_membership": membership,
    "partnerships.change_role": membership,
    "partnerships.reset_second_factor": membership,
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
    **dict.fromkeys(["compacts.view_scorecard", "compacts.fill_scorecard"], scorecard),
    **dict.fromkeys([f"compacts.{verb}_signup_target" for verb in ("view", "edit", "decide", "close")], signup_target),
    "compacts.chase_signup": signup_standing,
    **dict.fromkeys(["compacts.view_lead", "compacts.edit_lead"], compact_lead),
    "compacts.view_chaser": signup_chaser,
    **dict.fromkeys(
        [f"compacts.{verb}_agreement" for verb in ("view", "edit", "draft", "publish", "end", "sign")], agreement
    ),
    "compacts.view_draft": draft,
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
    "compacts.record_signature": agreement,
    **dict.fromkeys(["compacts.view_signature", "compacts.void_signature"], signature),
    **dict.fromkeys([f"compacts.{verb}_reading" for verb in ("view", "correct", "verify")], reading),
    **dict.fromkeys(
        ["compacts.view_target", "compacts.edit_target", "compacts.record_baseline", "compacts.end_target"], target
    ),
    "compacts.view_contribution": contribution,
    **dict.fromkeys(
        [f"compacts.{verb}_compact" for verb in ("view", "edit", "agree", "launch", "review", "lapse")], compact
    ),
}

UNSAVED: dict[str, Thing] = {
    "partnerships.invite_person": lambda world, side, kind: Invitation(
        **{"area" if side == "area" else "organisation": world.place[side]}
    ),
}
"""Asked before the thing is made, so that only `may` answers."""
