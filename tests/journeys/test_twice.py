"""A double click on every form that makes something: one row, and the second click leads where the first one led.

On SQLite the two posts come one after the other, on PostgreSQL at the same moment as well.
"""

import datetime
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse

from compacts.agreements.models import Agreement, AgreementDraft, AgreementParty
from compacts.annual.models import AnnualAgreement, WorkLine, WorkProgress
from compacts.chasing.models import CompactLead, SignupChaser
from compacts.codes.models import CodeAdoption, CodeCriterion, CompactCode
from compacts.compliance.models import Scorecard
from compacts.deadline.models import SignupTarget
from compacts.disputes.models import Dispute
from compacts.editions.models import CompactEdition
from compacts.frameworks.models import Framework
from compacts.funding_changes.models import FundingChange
from compacts.initiatives.models import GoverningBody, Initiative
from compacts.local.models import LocalCompact
from compacts.measures.models import Measure, Reading
from compacts.relations.models import AgreementRelation
from compacts.review_actions.models import ReviewAction
from compacts.reviews.models import CompactReview
from compacts.signatures.models import Signature
from compacts.signups.models import Signup
from compacts.strategies.models import JointStrategy
from compacts.targets.models import Contribution, Target
from consultation.consultations.models import Consultation, Question, Section
from consultation.coverage.models import Invitee
from consultation.responses import exports as answers
from consultation.responses.models import Attachment, Response
from core import clock
from core.files.models import StoredFile
from core.imports.actions import import_file
from core.imports.models import ImportRun
from core.imports.sources import SOURCES
from core.mail.models import Mail
from core.registers import exports
from core.registers.register import REGISTERS
from core.reports.models import ReportRun
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.bodies.models import Body, Decision, Seat
from partnerships.cover.models import Cover
from partnerships.duplicates.models import DuplicateSuggestion, Merge
from partnerships.intake.models import SheetMapping
from partnerships.invitations.models import Invitation
from partnerships.leaving.models import Handover
from partnerships.organisations.models import (
    Funding,
    Identifier,
    KindSpell,
    Lineage,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Tie,
    UmbrellaMembership,
)
from partnerships.people.actors import the_house
from partnerships.people.models import ApiToken, RoleHeld, User
from partnerships.standards.models import Standard
from partnerships.terms.models import Term
from tests.factories.agreements import between
from tests.factories.annual import annual_of
from tests.factories.codes import LAUNCHED, CodeFactory, CriterionFactory
from tests.factories.compacts import CompactFactory, EditionFactory, ReviewActionFactory, ReviewFactory, pdf
from tests.factories.compliance import ScorecardFactory
from tests.factories.consultation import ConsultationFactory, QuestionFactory, a_consultation, sent
from tests.factories.deadline import trusts
from tests.factories.disputes import DisputeFactory
from tests.factories.intake import SheetMappingFactory
from tests.factories.measures import MeasureFactory
from tests.factories.organisations import KindFactory, PublicBodyFactory
from tests.factories.people import UserFactory, make_actor, signed_in
from tests.factories.targets import TargetFactory
from tests.house import things
from tests.house.entries import ENTRIES
from tests.house.world import World
from tests.journeys import (
    twice_in_contracts,
    twice_in_cycles,
    twice_in_members,
    twice_in_monitoring,
    twice_in_places,
    twice_in_plans,
    twice_in_reorganisations,
)
from tests.journeys.made import LAST, Arguments, Made, a_sheet, form_at, on_day, titled, uploaded
from tests.journeys.pages import forms_of
from tests.journeys.test_bad_input import POSTED
from tests.partnerships.organisations.imports.files import charities, charity

PASSWORD = "a hedge and a gate"


def own(world: World, browser: Client) -> tuple[int]:
    return (world.forum.pk,)


def draft(world: World, browser: Client) -> tuple[int]:
    return (things.consultation(world, "own draft", "secretariat").pk,)


def heading(world: World, browser: Client) -> tuple[int, int]:
    (pk,) = draft(world, browser)
    return pk, QuestionFactory(consultation_id=pk, kind="heading").pk


def answered(world: World, browser: Client) -> tuple[int]:
    """A consultation with an answer to take away."""
    return (things.response(world, "own", "secretariat").consultation_id,)


def on_paper(world: World, browser: Client) -> tuple[int]:
    """An answer that was keyed in."""
    return (things.response(world, "paper own", "secretariat").pk,)


def standing(state: str) -> Callable[[World, Client], tuple[int]]:
    """A Compact that stands so."""
    return lambda world, browser: (CompactFactory(area=world.area, **{state: True}).pk,)


def code(state: str) -> Callable[[World, Client], tuple[int]]:
    """A Code of good practice that stands so."""
    return lambda world, browser: (things.code(world, state, "").pk,)


def an_edition(world: World, browser: Client) -> tuple[int]:
    """The document of a Compact."""
    return (EditionFactory(compact__area=world.area).pk,)


def with_a_document(world: World, browser: Client) -> tuple[int]:
    """A Compact that goes on, with its document."""
    compact = CompactFactory(area=world.area, launched=True)
    EditionFactory(compact=compact)
    return (compact.pk,)


def reviewed(world: World, browser: Client) -> tuple[int]:
    """A review that goes on, with what it found."""
    compact = CompactFactory(area=world.area, launched=True)
    return (ReviewFactory(compact=compact, findings="All is kept.").pk,)


def asked_for(world: World, browser: Client) -> tuple[int]:
    """What a review asked for, and is still to do."""
    return (ReviewActionFactory(owner=world.trust).pk,)


def disputed(world: World, browser: Client) -> tuple[int]:
    """A dispute that goes on."""
    return (DisputeFactory(area=world.area).pk,)


def scorecard(world: World, browser: Client) -> tuple[int]:
    """Funding that is to be agreed, by a Code that keeps nothing from it."""
    return (ScorecardFactory(area=world.area, checked="kept").pk,)


def agreed(stage: str) -> Callable[[World, Client], tuple[int]]:
    """An agreement of two trusts that came so far, beside another."""

    def arguments(world: World, browser: Client) -> tuple[int]:
        between(world.trust, world.far_trust, published=True)
        return (between(world.trust, world.far_trust, area=world.area, **{stage: True}).pk,)

    return arguments


def to_sign(what: Arguments) -> Arguments:
    """What an organisation signs, by somebody who is known as what."""

    def arguments(world: World, browser: Client) -> tuple[Any, ...]:
        titled(world, "approver")
        return what(world, browser)

    return arguments


def to_govern(world: World, browser: Client) -> tuple[int]:
    """An agreement, and a board that may govern it."""
    things.body(world, "there", "")
    return agreed("final")(world, browser)


def to_be_measured(world: World, browser: Client) -> tuple[int]:
    """An initiative, and a target that may measure it."""
    TargetFactory(area=world.area)
    return (things.initiative(world, "own", "").pk,)


def a_party(world: World, browser: Client) -> tuple[int, int]:
    (pk,) = agreed("final")(world, browser)
    return pk, AgreementParty.objects.filter(agreement=pk).latest("pk").pk


def annual(*more: str, **how: Any) -> Callable[[World, Client], tuple[Any, ...]]:
    """An annual agreement of two trusts that came so far; then what else stands in the address."""
    return lambda world, browser: (annual_of(world.trust, world.far_trust, **how).pk, *more)


DISPUTED = {
    "title": "Two weeks' notice", "area": "Devon", "against": "Devon Trust", "about": "The grant ended in June.",
    **on_day("due_on", 2040),
}  # fmt: skip


def extract() -> SimpleUploadedFile:
    return a_sheet("charity.txt", charities(charity("1093617", "Wye Group")))


def register_sheet() -> SimpleUploadedFile:
    return a_sheet("sheet.csv", "Id,Version,Name,Kind\n,,Wye Group,charity\n")


def readings_sheet() -> SimpleUploadedFile:
    headings = "Short name of the measure,Area,Period from,Period to,Figure,Source of the figure"
    return a_sheet("sheet.csv", f"{headings}\nserved,Devon,2003-04-01,2004-03-31,5,Return\n")


def to_measure(world: World, browser: Client) -> tuple[int]:
    """A target, and a measure by which it may be judged."""
    MeasureFactory(code="served")
    return (things.target(world, "own", "secretariat").pk,)


def still_open(world: World, browser: Client) -> tuple[int]:
    """A consultation that takes answers today."""
    tomorrow = clock.today() + datetime.timedelta(days=1)
    return (ConsultationFactory(host=world.trust, published=True, closes_on=tomorrow).pk,)


def adoptions_sheet() -> SimpleUploadedFile:
    """The day on which a body adopted a Code."""
    headings = "Body,Code of good practice,Adopted,Evidence"
    return a_sheet("adoptions.csv", f"{headings}\nMalvern Trust,Volunteering,2006-04-01,A minute\n")


def to_adopt() -> None:
    """A Code, and the body that adopts it."""
    CodeFactory(title="Volunteering", launched=True)
    PublicBodyFactory(name="Malvern Trust")


def received(world: World, browser: Client) -> tuple[str]:
    """A published list that waits for its button."""
    where = reverse("import_upload")
    form = form_at(browser, where, where)
    return (browser.post(where, form.data(source="charity-extract", file=extract())).url.split("/")[-2],)


def sheet_sent(world: World, browser: Client) -> tuple[str]:
    """A sheet whose columns wait to be told."""
    KindFactory(code="community-group")
    where = reverse("import_sheet")
    form = form_at(browser, where, where)
    return (browser.post(where, form.data(file=groups())).url.split("/")[-2],)


def groups() -> SimpleUploadedFile:
    """A sheet in a layout of its own."""
    return a_sheet("groups.csv", "Group,Charity no\nWye Group,1093617\n")


def sheet_mapped(world: World, browser: Client) -> tuple[str, int]:
    """A sheet whose columns were told."""
    (name,) = sheet_sent(world, browser)
    columns = {"name": 0, "charity": 1}
    kind = OrganisationKind.objects.get(code="charity")
    return name, SheetMappingFactory(headings=["Group", "Charity no"], columns=columns, kind=kind).pk


def taken(world: World, browser: Client) -> tuple[int]:
    """A list that was taken in."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(charities(charity("1093617", "Wye Group")))
        file.flush()
        run = import_file(by=the_house(), source=SOURCES["charity-extract"], path=Path(file.name), name="charities.txt")
    return (run.pk,)


ON = {"on_day": "1", "on_month": "4", "on_year": "2008"}
QUESTION = {"text": "What do you think?", "kind": "long_text"}
SOMEBODY = {"name": "Jo Price", "email": "jo.price@example.org"}
LETTER = {
    "channel": "post", "shape": "letter",
    "received_on_day": "2", "received_on_month": "10", "received_on_year": "2026",
}  # fmt: skip
MADE: dict[str, Made] = {
    "organisation_add": Made(Organisation, {"name": "Wye Group", "kind": "charity"}),
    "organisation_add_code": Made(Identifier, {"scheme": "charity", "value": "1093617"}, own),
    "organisation_add_name": Made(OrganisationName, {"name": "The Luncheon Club", "kind": "also"}, own),
    "organisation_tie": Made(Tie, {"other": "Devon Trust", "kind": "acts_for"}, own),
    "organisation_join_umbrella": Made(
        UmbrellaMembership, {"umbrella": "Devon Advice", "membership_class": "member"}, own
    ),
    "organisation_succession": Made(Lineage, {"descendant": "Devon Advice", "kind": "merger", **ON}, own),
    "organisation_change_kind": Made(KindSpell, {"kind": "social-enterprise", **ON}, own),
    "organisation_fund": Made(Funding, {"funder": "Devon Trust"}, own),
    "organisation_entered_twice": Made(DuplicateSuggestion, {"other": "Devon Advice", "why": "The same chair."}, own),
    "duplicate_merge": Made(Merge, {"keep": LAST, "why": "One committee."}),
    "duplicate_reject": Made(Event, {"reason": "Two committees."}),
    "duplicate_undo": Made(Event, {"reason": "Two committees."}, events=4),
    "membership_hand_over": Made(Handover, {"to": "role", "why": "Nobody yet."}),
    "membership_cover": Made(Cover, {"by_whom": LAST, **on_day("starts", 2099), **on_day("ends", 2099)}),
    "cover_call_off": Made(Event, {"reason": "Back."}),
    "term_add": Made(Term, {"vocabulary": "serves", "title": "People who sail"}),
    "term_end": Made(Event, {}),
    "organisation_invite": Made(Invitation, {**SOMEBODY, "roles": ["member"]}, own),
    "area_invite": Made(Invitation, {**SOMEBODY, "roles": ["commissioner"]}),
    "invitation": Made(User, {"password": PASSWORD}, lambda world, browser: ("token-own",), who="visitor"),
    "role_give": Made(RoleHeld, {"role": "drafter"}),
    "api_key_make": Made(ApiToken, {"label": "Website", "password": PASSWORD}),
    "address_change": Made(Mail, {"email": "new@example.org", "password": PASSWORD}),
    "consultation_add": Made(
        Consultation,
        {
            "host": "Devon Trust", "title": "Support for carers", "who_may_answer": "organisations",
            "opens_on_day": "1", "opens_on_month": "1", "opens_on_year": "2027",
            "closes_on_day": "1", "closes_on_month": "6", "closes_on_year": "2027",
        },
    ),
    "standard_add": Made(
        Standard,
        {
            "kind": "notice_of_ending_funding", "amount": "3", "unit": "months", "words": "Three months.",
            "source": "Compact",
        },
    ),
    "compact_begin": Made(
        LocalCompact,
        {"title": "Devon Compact", "kind": "local_compact", "area": "Devon", "about": "How to treat one another."},
    ),
    "compact_agree": Made(Event, {}, standing("begun")),
    "compact_launch": Made(Event, {}, standing("agreed")),
    "edition_add": Made(
        CompactEdition, on_day("dated_on", 2004), standing("launched"), files={"file": pdf}
    ),
    "edition_withdraw": Made(Event, {"reason": "By mistake."}, an_edition, events=2),
    "review_begin": Made(CompactReview, {"led_by": "The group"}, standing("launched")),
    "review_record": Made(
        CompactReview,
        {
            "led_by": "The group", "findings": "It is kept.", "score": "60", **on_day("began_on", 2004),
            **on_day("concluded_on", 2005),
        },
        standing("launched"),
    ),
    "review_conclude": Made(
        Event, {"score": "60", "reason": "All is kept.", **on_day("review_due", 2030)}, reviewed, events=4
    ),
    "review_void": Made(Event, {"reason": "By mistake."}, reviewed, events=2),
    "review_action_add": Made(
        ReviewAction, {"what": "Pay in time", "owner": "Devon Trust", **on_day("due_on", 2030)}, reviewed
    ),
    "review_action_finish": Made(Event, {"note": "It is paid."}, asked_for),
    "review_action_drop": Made(Event, {"reason": "The money went."}, asked_for),
    "compact_lapse": Made(Event, {"reason": "A new one took its place."}, standing("launched")),
    "compact_record_signing": Made(
        Signup,
        {"organisation": "Devon Trust", "evidence": "The copy.", **on_day("starts", 2004)},
        standing("launched"),
    ),
    "compact_record_work": Made(
        Signup,
        {
            "organisation": "Devon Trust", "evidence": "A minute.", "public_body": "Herefordshire Trust",
            "vcs_partner": "Devon Advice", **on_day("starts", 2004),
        },
        standing("launched"),
    ),
    "compact_sign": Made(Signup, {"authority": "The board"}, to_sign(with_a_document), who="approver"),
    "compact_work": Made(
        Signup,
        {
            "public_body": "Herefordshire Trust", "vcs_partner": "Devon Advice", "evidence": "A minute.",
            "authority": "The board",
        },
        to_sign(standing("launched")),
        who="approver",
    ),
    "signup_complete": Made(
        Event, {"name": "Pat Lowe", "designation": "Chair"}, lambda w, b: (things.signup(w, "launched", "").pk,)
    ),
    "signup_end": Made(Event, {"reason": "It left."}, lambda w, b: (things.signup(w, "launched", "").pk,)),
    "signup_void": Made(Event, {"reason": "By mistake."}, lambda w, b: (things.signup(w, "launched", "").pk,)),
    "body_add": Made(Body, {"name": "Devon Panel", "kind": "panel", "area": "Devon", "purpose": "It advises."}),
    "body_end": Made(Event, {"reason": "It is done."}, lambda w, b: (things.body(w, "there", "").pk,)),
    "seat_fill": Made(
        Seat, {"organisation": "Devon Trust", "capacity": "chair"}, lambda w, b: (things.body(w, "there", "").pk,)
    ),
    "seat_end": Made(Event, {}, lambda w, b: (things.seat(w, "there", "").pk,), events=2),
    "seat_void": Made(Event, {"reason": "Wrong board."}, lambda w, b: (things.seat(w, "there", "").pk,), events=2),
    "decision_void": Made(
        Event, {"reason": "Wrong board."}, lambda w, b: (things.decision(w, "there", "").pk,), events=2
    ),
    "decision_record": Made(
        Decision,
        {"reference": "Minute 4", "what": "It goes ahead.", "outcome": "agreed", **on_day("decided_on", 2006)},
        lambda w, b: (things.body(w, "there", "").pk,),
    ),
    "code_add": Made(CompactCode, {"title": "Devon Code", "subject": "funding", "about": "Money."}),
    "code_launch": Made(Event, {}, code("begun")),
    "code_withdraw": Made(Event, {"reason": "A new one took its place."}, code("launched")),
    "code_criterion_add": Made(CodeCriterion, {"title": "It is clear"}, code("launched")),
    "code_adopt": Made(
        CodeAdoption,
        {"organisation": "Devon Trust", "evidence": "A minute.", **on_day("adopted_on", 2006)},
        code("launched"),
    ),
    "adoption_end": Made(Event, {"reason": "It left."}, lambda w, b: (things.adoption(w, "there", "").pk,)),
    "adoption_void": Made(Event, {"reason": "By mistake."}, lambda w, b: (things.adoption(w, "there", "").pk,)),
    "dispute_raise": Made(Dispute, DISPUTED, who="approver"),
    "dispute_record": Made(Dispute, DISPUTED | {"raised_by": "Malvern Carers"}),
    "dispute_further": Made(Event, {"result": "No answer came.", **on_day("due_on", 2040)}, disputed, events=3),
    "dispute_put_off": Made(Event, {"reason": "August.", **on_day("due_on", 2040)}, disputed, events=2),
    "dispute_close": Made(Event, {"outcome": "kept", "decision": "Notice was given."}, disputed, events=2),
    "dispute_withdraw": Made(Event, {"reason": "We misread it."}, disputed, events=2),
    "dispute_publish": Made(Event, {}, lambda w, b: (DisputeFactory(area=w.area, ended=True).pk,)),
    "dispute_unpublish": Made(
        Event, {}, lambda w, b: (DisputeFactory(area=w.area, ended=True, published_on=LAUNCHED).pk,)
    ),
    "scorecard_begin": Made(
        Scorecard,
        {
            "title": "Grant for lifts", "kind": "grant", "area": "Devon", "body": "Devon Trust",
            "code": lambda: str(CriterionFactory(code__national=True).code_id),
        },
    ),
    "scorecard_agree": Made(Event, {"reason": "It is urgent."}, scorecard),
    "scorecard_drop": Made(Event, {"reason": "The money went."}, scorecard),
    "signup_target_begin": Made(
        SignupTarget,
        {
            "title": "Sign-up of trusts", "compact_kind": "local_compact", "month": "4", "year": "2004",
            "counted": lambda: [trusts().code],
        },
    ),
    "signup_target_decide": Made(Event, {"reason": "The last.", **on_day("day", 2004)}),
    "signup_target_close": Made(Event, {"reason": "Over."}),
    "compact_lead_name": Made(
        CompactLead, {"organisation": "Devon Trust", "name": "Pat Rowe", "email": "pat@example.org"}
    ),
    "signup_chase": Made(SignupChaser, {}),
    "agreement_begin": Made(
        Agreement,
        {"title": "Devon Agreement", "kind": "joint", "force": "intent", "area": "Devon", "aims": "To plan together."},
    ),
    "agreement_party_add": Made(AgreementParty, {"organisation": "Malvern Carers"}, agreed("final")),
    "agreement_party_leave": Made(Event, {}, a_party, events=2),
    "agreement_draft_add": Made(AgreementDraft, {"text": "Other."}, agreed("final")),
    "agreement_send_out": Made(Event, {}, agreed("drafted")),
    "agreement_final": Made(Event, {}, agreed("drafted"), events=2),
    "agreement_unpublish": Made(Event, {"reason": "It names a patient."}, agreed("published"), events=3),
    "agreement_end": Made(Event, {"reason": "Another took its place."}, agreed("final")),
    "agreement_govern": Made(GoverningBody, {"body": LAST}, to_govern),
    "initiative_add": Made(Initiative, {"title": "Pilots", "aim": "One team.", "lead": LAST}, agreed("final")),
    "initiative_finish": Made(Event, {}, lambda w, b: (things.initiative(w, "own", "").pk,)),
    "initiative_stop": Made(Event, {"reason": "No money."}, lambda w, b: (things.initiative(w, "own", "").pk,)),
    "initiative_void": Made(
        Event, {"reason": "By mistake."}, lambda w, b: (things.initiative(w, "own", "").pk,), events=2
    ),
    "initiative_measure": Made(Event, {"target": LAST}, to_be_measured, events=2),
    "agreement_relate": Made(AgreementRelation, {"kind": "supports", "other": LAST}, agreed("final")),
    "agreement_sign": Made(
        Signature,
        {"authority": "The board"},
        to_sign(lambda w, b: (things.agreement(w, "own", "").pk,)),
        who="approver",
    ),
    "agreement_record_signature": Made(
        Signature,
        {
            "party": LAST, "draft": LAST, "name": "Pat Lowe", "designation": "Chief Executive",
            "authority": "The board", "kept_at": "Deeds",
            **on_day("signed_on", 2009),
        },
        agreed("final"),
    ),
    "framework_begin": Made(
        Framework,
        {"kind": "to_provide", "basis": "s75", **on_day("starts", 2008), **on_day("ends", 2013)},
        agreed("final"),
    ),
    "funding_change_add": Made(
        FundingChange,
        {
            "partner": LAST, "direction": "added", "amount": "85,000", "reason": "More visits.",
            **on_day("notice_on", 2009), **on_day("takes_effect_on", 2010),
        },
        lambda w, b: (things.framework(w, "own", "").pk,),
    ),
    "funding_change_void": Made(
        Event, {"reason": "By mistake."}, lambda w, b: (things.funding_change(w, "own", "").pk,)
    ),
    "signature_void": Made(
        Event, {"reason": "By mistake."}, lambda w, b: (things.signature(w, "own", "").pk,), events=2
    ),
    "annual_begin": Made(
        AnnualAgreement, {"service": "carers", "year": "2009"}, lambda w, b: (things.framework(w, "own", "").pk,)
    ),
    "annual_part_add": Made(
        WorkLine, {"what": "Train volunteers", "lead": LAST, **on_day("due_on", 2009)}, annual("work")
    ),
    "annual_send": Made(AgreementDraft, {}, annual()),
    "annual_carry": Made(AnnualAgreement, {"framework": LAST}, annual(in_force=True)),
    "work_line_progress": Made(
        WorkProgress,
        {"state": "done", "note": "It is open."},
        lambda w, b: (annual_of(w.trust, w.far_trust, in_force=True).work.get().pk,),
    ),
    "strategy_add": Made(
        JointStrategy,
        {"title": "Home", "area": "Devon", "first_year": "2007", "last_year": "2009", "source": "The library"},
    ),
    "measure_add": Made(
        Measure,
        {"title": "People served", "code": "served", "counts": "Each once.", "unit": "people", "price_basis": "none",
         "better": "higher", "source": "The Forum"},
    ),
    "reading_record": Made(
        Reading,
        {"area": "Devon", **on_day("starts", 2003), "ends_day": "31", "ends_month": "3", "ends_year": "2004",
         "value": "5", "source": "Return"},
    ),
    "reading_withdraw": Made(Event, {"reason": "By mistake."}),
    "reading_verify": Made(Event, {}),
    "target_add": Made(
        Target,
        {"title": "More", "kind": "growth", "aim": "5", "scope": "area", "area": "Devon", **on_day("due", 2006),
         "trajectory": "linear", "source": "MPW", "owners": "Malvern Carers\nDevon Advice"},
    ),
    "target_end": Made(Event, {"reason": "By mistake."}),
    "target_measure": Made(Contribution, {"measure": "served"}, to_measure),
    "target_detach": Made(Event, {}),
    "readings_upload": Made(StoredFile, files={"sheet": readings_sheet}),
    "readings_upload_check": Made(
        Reading, {}, uploaded("readings_upload", readings_sheet, lambda: MeasureFactory(code="served"))
    ),
    "adoptions_upload": Made(StoredFile, files={"sheet": adoptions_sheet}),
    "adoptions_upload_check": Made(CodeAdoption, {}, uploaded("adoptions_upload", adoptions_sheet, to_adopt)),
    "consultation_invite_one": Made(Invitee, {"organisation": "Devon Advice"}, still_open),
    "section_add": Made(Section, {"title": "Why", "text": "Because."}, draft),
    "question_add": Made(Question, QUESTION, draft),
    "question_part_add": Made(Question, QUESTION, heading),
    "response_key": Made(Response, {**LETTER, "name": "Luncheon Club"}),
    "scan_add": Made(Attachment, {}, on_paper, files={"scan": lambda: a_sheet("letter.txt", "Dear Sirs")}),
    "import_upload": Made(StoredFile, {"source": "charity-extract"}, files={"file": extract}),
    "import_preview": Made(ImportRun, {}, received, query=lambda world: "?source=charity-extract"),
    "import_sheet": Made(StoredFile, files={"file": groups}),
    "import_map": Made(SheetMapping, {"kind": "community-group"}, sheet_sent),
    "import_mapped": Made(ImportRun, {}, sheet_mapped),
    "import_line": Made(Event, {"cell_1": "5CN"}, events=2),
    "import_line_aside": Made(Event, {"reason": "It is closed."}),
    "import_undo": Made(WorkRow, {"reason": "The wrong list."}, taken),
    "organisations_upload": Made(StoredFile, files={"sheet": register_sheet}),
    "organisations_upload_check": Made(Organisation, {}, uploaded("organisations_upload", register_sheet)),
    "report_keep": Made(ReportRun, {}, lambda world, browser: ("organisations-by-kind",), page="report"),
    **{f"{name}_xlsx": Made(WorkRow, {}) for name in REGISTERS},
    "answers_xlsx": Made(WorkRow, {}, answered),
    **twice_in_contracts.MADE,
    **twice_in_cycles.MADE,
    **twice_in_members.MADE,
    **twice_in_monitoring.MADE,
    **twice_in_places.MADE,
    **twice_in_reorganisations.MADE,
    **twice_in_plans.MADE,
}  # fmt: skip


@pytest.fixture(autouse=True)
def kept(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "kept"
    for each in (exports, answers):
        monkeypatch.setattr(each, "AT_ONCE", -1)  # every workbook is made in the background, an empty one too


def ready(name: str) -> tuple[Any, str, Callable[[], dict[str, Any]]]:
    """Who opens the form, where it is sent, and what is sent each time."""
    world, made = World(), MADE[name]
    for side in ("own", "guest", "paper own draft"):
        things.response(world, side, "secretariat")
    things.received_late(world, "own", "secretariat")
    things.invitee(world, "own", "secretariat")
    sent(a_consultation())
    world.import_line()
    office = make_actor("secretariat", user=UserFactory(password=PASSWORD))
    for code in ("charity", "social-enterprise"):
        KindFactory(code=code)
    browser = signed_in(office)
    arguments = made.arguments or (lambda w, b: next(iter(ENTRIES[name].sides.values()))(w, "own", "secretariat"))
    args = arguments(world, browser)
    url = reverse(name, args=args) + made.query(world)
    who = office if made.who == "secretariat" else world.actors[made.who]
    form = form_at(signed_in(who), (reverse(made.page, args=args) if made.page else url), url.split("?")[0])
    typed = made.typed
    typed = {field: form.choices[field][-1] if value is LAST else value for field, value in typed.items()}
    if "kind" in typed and "kind" in form.choices and typed["kind"] in ("charity", "social-enterprise"):
        typed = typed | {"kind": str(KindFactory(code=typed["kind"]).pk)}
    typed = {field: value() if callable(value) else value for field, value in typed.items()}
    return (
        who,
        form.action or url,
        lambda: form.data(**typed | {field: file() for field, file in made.files.items()}),
    )


def click(who: Any, url: str, data: dict[str, Any]) -> tuple[int, str]:
    """Send the form: the status, and where it leads."""
    answer = signed_in(who).post(url, data)
    return answer.status_code, getattr(answer, "url", answer.content.decode()[-1500:])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["secretariat", "approver"])
def test_every_form_that_carries_a_token_is_tried(kind):
    """Walked from the addresses: each page that offers such a form to the secretariat, or to an organisation."""
    world = World()
    pages = {name for name, each in POSTED.items() if "GET" in each.methods and name in ENTRIES}
    assert {name for name in pages - set(MADE) if carries_a_token(name, world, kind)} == set()
    assert carries_a_token("address_change", world, kind)


def carries_a_token(name: str, world: World, kind: str) -> bool:
    browser = signed_in(world.actors[kind])
    for side, arguments in ENTRIES[name].sides.items():
        page = browser.get(reverse(name, args=arguments(world, side, kind)))
        if page.streaming:
            b"".join(page)  # to its end, which closes the file
        html = page.status_code == 200 and page["Content-Type"].startswith("text/html")
        if html and any("once" in form.kinds for form in forms_of(page)):
            return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MADE))
def test_sent_twice_it_makes_one(name):
    who, url, data = ready(name)
    model = MADE[name].model
    before = model._base_manager.count()
    first = click(who, url, data())
    made, events = model._base_manager.count() - before, Event.objects.count()
    second = click(who, url, data())
    wanted = MADE[name].events if model is Event else 1
    assert (first[0], made) == (302, wanted), first
    assert second == first
    assert (model._base_manager.count() - before, Event.objects.count()) == (wanted, events)


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", sorted(MADE))
def test_sent_twice_at_the_same_moment_it_makes_one(name):
    who, url, data = ready(name)
    model = MADE[name].model
    before = model._base_manager.count()
    together, led = threading.Barrier(2), []

    def run() -> None:
        try:
            sent = data()
            together.wait(10)
            led.append(click(who, url, sent))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert [status for status, _ in led] == [302, 302], led
    assert led[0] == led[1]
    assert model._base_manager.count() - before == (MADE[name].events if model is Event else 1)
