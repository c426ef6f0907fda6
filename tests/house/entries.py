"""For each address by its name: what it is opened on, and who may, where the permission alone does not say it.

`sides` maps the names of expected.EXPECTED to the arguments of the address. An address that is not here fails the test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from consultation.consultations.models import Consultation
from consultation.responses.models import Answer, Attachment
from core import clock
from core.imports.models import ImportRun
from tests.factories.agreements import related
from tests.factories.consultation import QuestionFactory, SectionFactory
from tests.factories.intake import SheetMappingFactory
from tests.factories.monitoring import FigureFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.standards import StandardFactory
from tests.house import things
from tests.house.expected import EVERYBODY, HAVE_A_ROLE, NOBODY, OFFICE, SECRETARIAT, SIGNATORIES, SIGNED_IN, WITHIN
from tests.house.world import World

Arguments = Callable[[World, str, str], tuple[Any, ...]]


@dataclass(frozen=True)
class Entry:
    """How an address is tried."""

    sides: Mapping[str, Arguments] = field(default_factory=lambda: {"": lambda world, side, kind: ()})
    who: Mapping[str, str] = field(default_factory=dict)
    """Who may, where the permission alone does not say it, by the name of the side, or by method and side."""
    also_ok: frozenset[int] = frozenset()
    """Answers that are no refusal here, beyond the usual ones."""
    leads_to_sign_in: bool = False
    """Whether it may lead whoever opens it to the sign-in page."""
    instead_of_405: frozenset[str] = frozenset()
    """What a library's page answers, besides 405, to a method it does not take."""


def none(world: World, side: str, kind: str) -> tuple[Any, ...]:
    return ()


def on(thing: things.Thing, *more: Any, sides: tuple[str, ...] = ("own", "other"), **options: Any) -> Entry:
    """An address with the number of a thing, its own and another's."""
    return Entry({side: (lambda w, s, k: (thing(w, s, k).pk, *more)) for side in sides}, **options)


def anywhere(who: str, arguments: Arguments = none, **options: Any) -> Entry:
    """An address without a thing, for a permission that is otherwise asked of things."""
    return Entry({"": arguments}, who={"": who}, **options)


def a_published_consultation(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """One that everybody may read."""
    return (things.consultation(world, "own", kind).pk,)


PAGE = Entry()
THIRD_PARTY = Entry(also_ok=frozenset({403, 404}), instead_of_405=frozenset({"may"}))
DEMONSTRATION = Entry(also_ok=frozenset({404}))
LED_TO_SIGN_IN = Entry(leads_to_sign_in=True)
ANY_AREA: dict[str, Arguments] = {"area": lambda world, side, kind: (world.area.pk,)}
AND_MINE = ("own", "other", "mine")
ROLE = on(lambda world, side, kind: world.people[side].roles.get())
ORGANISATION = on(things.organisation)
MEMBERSHIP = on(things.membership_or_mine, sides=("own", "other", "area", "mine"))
OWN_MEMBERSHIPS = on(things.membership)
CONSULTATION = on(things.consultation)
CODE = on(things.code, sides=("begun", "launched"))
SCORECARD = on(things.scorecard, sides=("own", "other", "trust", "before"))
COMPACT = on(things.compact, sides=("begun", "launched"))
AGREEMENT_SIDES = ("own", "before", "other", "trust", "published")
AGREEMENT = on(things.agreement, sides=("own", "trust", "other", "published"))
STANDARD = Entry({"": lambda world, side, kind: (StandardFactory().pk,)})


def contract_and_period(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A contract and a period for which its provider reports."""
    period = things.reporting_period(world, side, kind)
    return period.contract_id, period.pk


def dropped_line(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A draft of a reorganisation and its line."""
    line = things.reorganisation_line(world, side, kind)
    return line.reorganisation_id, line.pk


def dropped_body(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A draft of a reorganisation and a body that it creates."""
    body = things.new_body(world, side, kind)
    return body.reorganisation_id, body.pk


def audit_question(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """An audit of user satisfaction and its question."""
    found = things.audit(world, side, kind)
    return found.pk, found.questions.get().pk


def governing(agreement: Any) -> tuple[Any, ...]:
    """An agreement and the board that governs it."""
    return agreement.pk, agreement.governed_by.get().body_id


CYCLE_SIDES = ("own", "trust", "other")
EVIDENCE_SIDES = ("own", "other", "trust")
CYCLE = on(things.cycle, sides=CYCLE_SIDES)
COMMISSIONERS = f"commissioner {SECRETARIAT}"
DECLARES = "drafter approver administrator other_admin"
TAKING = on(things.evidence, sides=("",), who={"": COMMISSIONERS})


def partner_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A cycle with the number of the partner it has beside the far trust."""
    found = things.cycle(world, side, kind)
    return found.pk, found.partners.exclude(organisation=world.far_trust).get().pk


def link_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A stage with the number of its link to a consultation."""
    found = things.linked_stage(world, side, kind)
    return found.pk, found.consultations.get().pk


PARTNER = Entry(dict.fromkeys(CYCLE_SIDES, partner_of))


def within(make: Callable[[Consultation], Any]) -> Entry:
    """An address of a part of an own and of another's consultation that is a draft."""

    def arguments(world: World, side: str, kind: str) -> tuple[Any, ...]:
        found = things.consultation(world, f"{side} draft", kind)
        return found.pk, make(found).pk

    return Entry({"own": arguments, "other": arguments})


def party_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    found = things.agreement(world, side, kind)
    return found.pk, found.parties.first().pk


def relation_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    found = things.agreement(world, side, kind)
    return found.pk, related(found, things.agreement(world, "published", kind)).pk


LEAVING = Entry(dict.fromkeys(AGREEMENT.sides, party_of))
UNRELATING = Entry(dict.fromkeys(("own", "trust", "other"), relation_of))


IN_CYCLE = ("own", "trust", "other")


def part_in_cycle(make: things.Thing, part: Callable[[Any], tuple[Any, ...]]) -> Entry:
    """An address of a part of a thing of a cycle."""
    return Entry(dict.fromkeys(IN_CYCLE, lambda w, s, k: part(make(w, s, k))))


def row_of_annual(part: str) -> Arguments:
    """An annual agreement with the number of a row of one of its components."""

    def arguments(world: World, side: str, kind: str) -> tuple[Any, ...]:
        found = things.annual(world, side, kind)
        return found.pk, getattr(found, part).all()[0].pk

    return arguments


def work_of_annual(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """The same with the name of the component, as its pages are addressed."""
    pk, row = row_of_annual("work")(world, side, kind)
    return pk, "work", row


ANNUAL_PARTS = ("outcomes", "priorities", "intentions", "measures", "work")
ANNUAL_SIDES = ("own", "trust", "other", "published")
OF_PARTIES = f"{WITHIN} other_admin two commissioner analyst {SECRETARIAT} auditor"
CONTRACT_SIDES = ("own", "other", "trust")
CONTRACT = on(things.contract, sides=CONTRACT_SIDES)
OF_BODY = ("trust", "other")


def part_of_contract(parts: str, *named: str) -> Entry:
    """A contract with one of its parts."""

    def arguments(world: World, side: str, kind: str) -> tuple[Any, ...]:
        found = things.contract(world, side, kind)
        if parts == "extensions":
            found.extensions.create(until="2009-03-31", decide_by="2007-09-30")
        if parts == "deviations":
            found.deviations.create(term="1", instead="No", reason="So")
        if parts == "links":
            found.links.create(other=things.contract(world, side, kind), kind="alliance")
        return found.pk, *named, getattr(found, parts).first().pk

    return Entry(dict.fromkeys(CONTRACT_SIDES, arguments))


def scan_of_contract(world: World, side: str, kind: str) -> tuple[Any, ...]:
    found = things.contract_signature(world, side, kind)
    found.way, found.scan = "paper", things.a_file()
    found.save()
    return found.contract_id, found.pk


def costed(world: World, side: str, kind: str) -> tuple[Any, ...]:
    return (things.costing(world, side, kind).contract_id,)


def register_sent(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A register of contracts that was taken in, of the trust or of the other one."""
    body = world.trust if side == "trust" else world.far_trust
    run = ImportRun.objects.create(
        source="contract-register", file_name="register.csv", asked_at=clock.now(), given={"body": body.pk}
    )
    return (run.pk,)


def file_sent(world: World, side: str, kind: str) -> tuple[Any, ...]:
    return ("0" * 32,)


def part_of_target(world: World, side: str, kind: str) -> tuple[Any, ...]:
    """A target with the number of one of its measures."""
    found = things.contribution(world, side, kind)
    return found.target_id, found.pk


def version_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    return things.response(world, side, kind).pk, 1


def late_version_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    return things.received_late(world, side, kind).pk, 1


AT_THE_DESK = on(things.response, sides=("own", "paper own", "paper funded", "guest"))
MATCHING = Entry(
    {
        side: lambda world, side, kind: (things.response(world, side, kind).pk, OrganisationFactory().pk)
        for side in AT_THE_DESK.sides
    }
)
KEYED_IN = on(things.response, sides=("paper own", "paper funded"))
DECIDING = Entry(dict.fromkeys(("own", "funded", "paper own"), late_version_of))
OF_THE_DESK = anywhere(SECRETARIAT)


def question_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    found = things.response(world, side, kind)
    return found.pk, QuestionFactory(consultation=found.consultation).key


def file_of(answer: Answer) -> tuple[Any, ...]:
    return answer.version.response_id, answer.pk


def attachment_of(world: World, side: str, kind: str) -> tuple[Any, ...]:
    found = things.answer(world, side, kind)
    scan = Attachment.objects.create(
        response=found.version.response, file=found.file, title="Scan", added_at=found.edited_at
    )
    return found.version.response_id, scan.pk


ANSWERING = on(things.consultation, sides=("own", "other", "own draft", "other draft"))
DRAFTED = ("own draft", "other draft", "mine draft", "theirs draft", "mine on paper")
RESPONSE_SIDES = ("own draft", "other draft", "own", "other", "funded", *things.GUESTS)
SECTION = within(lambda found: SectionFactory(consultation=found))
QUESTION = within(lambda found: QuestionFactory(consultation=found))
QUESTION_BY_KEY = Entry(
    {
        s: (
            lambda w, s, k: (
                QuestionFactory(consultation=(c := things.consultation(w, f"{s} draft", k))) and c.pk,
                "q1",
            )
        )
        for s in ("own", "other")
    }
)

DECIDES_ON_DUPLICATES = f"{SECRETARIAT} auditor"

ENTRIES: dict[str, Entry] = {
    # The house
    **dict.fromkeys(["home", "search", "health", "due", "calendar_reset", "report_list", "work_list"], PAGE),
    **dict.fromkeys(["help", "privacy", "accessibility"], PAGE),
    "kept_words": PAGE,
    "api_schema": PAGE,
    "choose_story": DEMONSTRATION,  # the demonstration's alone
    "demo_mail": DEMONSTRATION,  # likewise
    "calendar": Entry({"": lambda world, side, kind: (world.people["own"].user.calendar_key,)}),
    "file_download": Entry(
        {s: (lambda w, s, k: (World.export(w, s, k).name,)) for s in ("own", "other", "own elsewhere")}
    ),
    **dict.fromkeys(["report", "report_keep"], Entry({"": lambda world, side, kind: (world.report.name,)})),
    "report_run": on(World.report_run),
    "report_file": on(World.report_run, "csv", sides=("own", "other", "own elsewhere")),
    "job_run": Entry({"": lambda world, side, kind: ("clear_old_mail",)}),
    "work_detail": on(World.work),
    "work_retry": Entry({"": lambda world, side, kind: (World.work(world, "other", kind).pk,)}),
    "work_cancel": on(World.work),
    # Partners
    "organisations": anywhere(EVERYBODY),
    **dict.fromkeys(["organisations_csv", "organisations_xlsx", "organisation_add"], PAGE),
    "organisation_suggest": anywhere(EVERYBODY),
    **dict.fromkeys(["fundings", "fundings_csv", "fundings_xlsx", "terms", "terms_csv", "terms_xlsx"], PAGE),
    **dict.fromkeys(["kinds", "kinds_csv", "kinds_xlsx", "areas", "areas_csv", "areas_xlsx"], PAGE),
    "umbrella_members": anywhere(EVERYBODY),
    **dict.fromkeys(["umbrella_members_csv", "umbrella_members_xlsx", "organisations_upload"], PAGE),
    "organisations_upload_check": Entry(
        {"": lambda w, s, k: (World.file(w, "own", k).name,)}, also_ok=frozenset({404})
    ),
    **dict.fromkeys(["term_add", "api_term_add"], PAGE),
    **dict.fromkeys(
        ["term", "term_edit", "term_end", "api_term_rename", "api_term_end"],
        Entry({"": lambda world, side, kind: (world.term.pk,)}),
    ),
    "api_organisations": Entry(who={"": EVERYBODY, "POST": SECRETARIAT}),
    "api_organisation": ORGANISATION,
    "api_organisation_confirm": ORGANISATION,
    **dict.fromkeys(
        [
            "organisation",
            "organisation_edit",
            "organisation_describe",
            "organisation_areas",
            "organisation_add_code",
            "organisation_add_name",
            "organisation_join_umbrella",
            "organisation_tie",
            "organisation_confirm",
            "organisation_partner",
            "organisation_succession",
            "organisation_entered_twice",
            "organisation_change_kind",
            "organisation_fund",
        ],
        ORGANISATION,
    ),
    **dict.fromkeys(["duplicates_csv", "duplicates_xlsx"], anywhere(DECIDES_ON_DUPLICATES)),
    **dict.fromkeys(["duplicates", "api_duplicates"], anywhere(DECIDES_ON_DUPLICATES)),
    **dict.fromkeys(
        ["duplicate", "duplicate_merge", "duplicate_reject", "api_duplicate_merge", "api_duplicate_reject"],
        on(things.duplicate, sides=("there",)),
    ),
    **dict.fromkeys(["duplicate_undo", "api_duplicate_undo"], on(things.merged_pair, sides=("there",))),
    "api_duplicate_name": anywhere(SECRETARIAT),
    **dict.fromkeys(
        [
            f"{face}{name}{form}"
            for name in ("reorganisations", "reorganisation_lines")
            for face, form in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
        ],
        anywhere(EVERYBODY),
    ),
    **dict.fromkeys(
        ["reorganisation_prepare", "api_reorganisation_prepare", "reorganisation_lines_upload"], anywhere(SECRETARIAT)
    ),
    "reorganisation_lines_upload_check": anywhere(
        SECRETARIAT, lambda w, s, k: (World.file(w, "own", k).name,), also_ok=frozenset({404})
    ),
    **dict.fromkeys(
        ["reorganisation", "reorganisation_effect", "reorganisation_effect_xlsx"],
        on(things.reorganisation, sides=("there", "done")),
    ),
    **dict.fromkeys(
        [f"reorganisation_{act}" for act in ("edit", "body", "line", "withdraw", "carry_out")]
        + [f"api_reorganisation_{act}" for act in ("body", "line", "withdraw", "carry_out")],
        on(things.reorganisation, sides=("there",)),
    ),
    "reorganisation_line_drop": Entry({"there": dropped_line}),
    "reorganisation_body_drop": Entry({"there": dropped_body}),
    **dict.fromkeys(
        ["reorganisation_roles", "reorganisation_undo", "api_reorganisation_undo"],
        on(things.reorganisation, sides=("done",)),
    ),
    **dict.fromkeys(
        [
            f"{face}{name}{form}"
            for name in ("member_sheets", "member_contacts")
            for face, form in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
        ],
        anywhere(f"administrator other_admin {SECRETARIAT} auditor"),
    ),
    "members_send": ORGANISATION,
    **dict.fromkeys(["member_sheet", "member_sheet_take_in", "member_sheet_void"], on(things.member_sheet)),
    **dict.fromkeys(["api_member_sheet_take_in", "api_member_sheet_void"], on(things.member_sheet)),
    **dict.fromkeys([f"api_member_line_{act}" for act in ("settle", "resend", "return")], on(things.member_line)),
    **dict.fromkeys(["api_umbrella_member_class", "api_umbrella_member_correct"], on(things.umbrella_member)),
    **dict.fromkeys(["api_member_sheet_send", "api_umbrella_join"], ORGANISATION),
    **dict.fromkeys(
        ["member_line", "member_line_settle", "member_line_resend", "member_line_return"], on(things.member_line)
    ),
    **dict.fromkeys(["umbrella_member_class", "umbrella_member_correct"], on(things.umbrella_member)),
    **dict.fromkeys(
        ["report_schedules", "report_schedules_csv", "report_schedules_xlsx", "api_report_schedules"], anywhere(OFFICE)
    ),
    "report_schedule_add": Entry({"": lambda world, side, kind: ("organisations-by-kind",)}),
    **dict.fromkeys(["report_schedule", "report_schedule_end", "report_schedule_resume"], on(things.report_schedule)),
    **dict.fromkeys(["stale_entries", "api_stale_entries"], anywhere(EVERYBODY)),
    **dict.fromkeys(["stale_entries_csv", "stale_entries_xlsx"], PAGE),
    "stale_chase": PAGE,
    "consultation_members": anywhere(f"{WITHIN} other_admin two", a_published_consultation),
    **dict.fromkeys(["area_map", "co_terminosity", "api_co_terminosity"], anywhere(EVERYBODY)),
    **dict.fromkeys(["co_terminosity_csv", "co_terminosity_xlsx"], anywhere(EVERYBODY)),
    "area": Entry({"": lambda world, side, kind: (world.area.pk,)}),
    **dict.fromkeys(
        [
            f"{face}{name}{form}"
            for name in ("boundary_changes", "boundary_alerts")
            for face, form in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
        ],
        anywhere(OFFICE),
    ),
    **dict.fromkeys(
        [
            "boundary_change",
            *(f"{face}boundary_change_{act}" for face in ("", "api_") for act in ("carry_out", "void")),
        ],
        on(things.boundary_change, sides=("there",)),
    ),
    **dict.fromkeys(
        ["boundary_alert", "boundary_alert_note", "api_boundary_alert_note"],
        on(things.boundary_alert, sides=("there",)),
    ),
    **dict.fromkeys(
        [f"{face}boundary_{what}_propose" for face in ("", "api_") for what in ("move", "count")], anywhere(SECRETARIAT)
    ),
    "organisation_drop_code": on(things.organisation_with_a_code),
    "organisation_drop_name": on(things.organisation_with_a_name),
    "organisation_untie": Entry(
        {s: (lambda w, s, k: (w.place[s].pk, things.tie(w, s, k).pk)) for s in ("own", "other")}
    ),
    **dict.fromkeys(
        ["organisation_leave_umbrella", "api_umbrella_leave"],
        Entry({s: (lambda w, s, k: (w.place[s].pk, w.umbrellas[s].pk)) for s in ("own", "other")}),
    ),
    "organisation_undo_succession": Entry(
        {s: (lambda w, s, k: (w.place[s].pk, w.successions[s].pk)) for s in ("own", "other")}
    ),
    "funding_end": on(lambda world, side, kind: world.funding_of[side]),
    **dict.fromkeys(["imports", "imports_csv", "imports_xlsx", "import_upload", "import_sheet"], PAGE),
    **dict.fromkeys(["import_lines", "import_lines_csv", "import_lines_xlsx"], PAGE),
    "import_map": Entry({"": lambda w, s, k: (World.file(w, "own", k).name,)}, also_ok=frozenset({404})),
    "import_mapped": Entry(
        {"": lambda w, s, k: (World.file(w, "own", k).name, SheetMappingFactory().pk)}, also_ok=frozenset({404})
    ),
    "import_undo": Entry({"": lambda world, side, kind: (world.import_taken().pk,)}),
    "import_line": Entry({"": lambda world, side, kind: (world.import_line().pk,)}),
    "import_line_aside": Entry({"": lambda world, side, kind: (world.import_line().pk,)}),
    "import_preview": Entry({"": lambda w, s, k: (World.file(w, "own", k).name,)}, also_ok=frozenset({404})),
    "import_run": Entry({"": lambda world, side, kind: (world.import_line().run_id,)}),
    "import_rows": Entry({"": lambda world, side, kind: (world.import_line().run_id,)}),
    "import_corrected": Entry({"": lambda world, side, kind: (world.import_line().pk,)}),
    **dict.fromkeys(["standards", "standards_csv", "standards_xlsx", "api_standards", "standard_add"], PAGE),
    **dict.fromkeys(["standard", "standard_edit", "standard_end"], STANDARD),
    "api_standard_add": PAGE,
    "api_standard_end": STANDARD,
    # Boards and groups
    **{
        f"{before}{name}{after}": anywhere(EVERYBODY)
        for name in ("bodies", "seats", "decisions")
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    **dict.fromkeys(["body_add", "api_body_add"], PAGE),
    **dict.fromkeys(["api_seat_fill", "api_decision_record"], anywhere(SECRETARIAT)),
    **dict.fromkeys(
        [
            *("body", "body_edit", "body_end", "body_resume", "api_body_edit", "api_body_end", "api_body_resume"),
            *("seat_fill", "decision_record"),
        ],
        on(things.body, sides=("there",)),
    ),
    **dict.fromkeys(
        ["seat", *(f"{face}seat_{act}" for face in ("", "api_") for act in ("edit", "end", "void"))],
        on(things.seat, sides=("there",)),
    ),
    **dict.fromkeys(
        ["decision", *(f"{face}decision_{act}" for face in ("", "api_") for act in ("correct", "void"))],
        on(things.decision, sides=("there",)),
    ),
    # People
    **dict.fromkeys(["people", "people_csv", "people_xlsx", "api_people"], PAGE),
    "organisation_people": ORGANISATION,
    "area_people": Entry(ANY_AREA),
    "organisation_invite": ORGANISATION,
    "area_invite": Entry(ANY_AREA),
    "membership": MEMBERSHIP,
    **dict.fromkeys(["membership_edit", "role_give"], OWN_MEMBERSHIPS),
    "membership_hand_over": on(things.leaver, sides=AND_MINE),
    "membership_cover": on(things.membership_or_mine, sides=AND_MINE),
    **dict.fromkeys(["cover", "cover_end", "cover_call_off"], on(things.cover, sides=AND_MINE)),
    **dict.fromkeys(["api_cover_end", "api_cover_call_off"], on(things.cover, sides=AND_MINE)),
    "handover": on(things.handover, sides=AND_MINE),
    **dict.fromkeys(["handovers", "handovers_csv", "handovers_xlsx", "api_handovers"], anywhere(HAVE_A_ROLE)),
    **dict.fromkeys(["covers", "covers_csv", "covers_xlsx", "api_covers"], anywhere(HAVE_A_ROLE)),
    **dict.fromkeys(["api_handover_make", "api_cover_name"], anywhere(HAVE_A_ROLE)),
    **dict.fromkeys(["organisations_without_people", "api_organisations_without_people"], PAGE),
    **dict.fromkeys(["organisations_without_people_csv", "organisations_without_people_xlsx"], PAGE),
    "organisation_without_people": Entry(
        {"": lambda world, side, kind: (things.without_people(world, side, kind).pk,)}
    ),
    "second_factor_reset": on(things.membership, sides=("own", "other", "former")),
    **dict.fromkeys(["role_end", "role_revoke"], ROLE),
    "person": on(World.person),
    "person_close": on(World.person),
    "person_open": on(lambda world, side, kind: world.closed[side]),
    **dict.fromkeys(["account", "account_edit", "switch_capacity"], PAGE),
    "api_key_make": Entry({"own": none}),
    "api_key_revoke": Entry({s: (lambda w, s, k: (World.token(w, s, k).token_key,)) for s in ("own", "other")}),
    "address_change": Entry({"own": none}),
    "address_confirm": Entry({"own": lambda world, side, kind: ("1.x",)}, also_ok=frozenset({410})),
    "session_end": on(World.session, who={"own": SIGNED_IN, "other": NOBODY}),
    "invitation_resend": on(things.invitation),
    "invitation_withdraw": on(things.invitation),
    "invitation": Entry({"": lambda world, side, kind: ("token-own",)}, also_ok=frozenset({410})),
    # Compacts
    **dict.fromkeys(["compacts", "compacts_csv", "compacts_xlsx", "api_compacts"], anywhere(EVERYBODY)),
    "compact": on(things.compact, sides=("begun", "agreed", "given up", "launched", "lapsed")),
    **dict.fromkeys(["compact_begin", "api_compact_begin"], PAGE),
    **dict.fromkeys(
        [
            f"{face}_{act}"
            for face in ("compact", "api_compact")
            for act in ("edit", "manager", "agree", "launch", "lapse")
        ],
        COMPACT,
    ),
    **{
        f"{before}{name}{after}": anywhere(EVERYBODY)
        for name in ("reviews", "review_actions", "editions")
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    **dict.fromkeys(
        ["edition", "edition_file", "edition_edit", "api_edition_edit", "edition_withdraw", "api_edition_withdraw"],
        on(things.edition, sides=("begun", "launched", "withdrawn")),
    ),
    "edition_add": COMPACT,
    "api_edition_add": anywhere(SECRETARIAT),
    **dict.fromkeys(["review_begin", "review_record"], COMPACT),
    **dict.fromkeys(["api_review_begin", "api_review_record", "api_review_action_add"], anywhere(SECRETARIAT)),
    **dict.fromkeys(
        [
            *("review", "review_findings", "review_edit", "review_conclude", "review_void", "review_action_add"),
            *("api_review_edit", "api_review_conclude", "api_review_void"),
        ],
        on(things.review, sides=("open", "concluded")),
    ),
    **dict.fromkeys(
        [
            "review_action",
            *[f"{face}review_action_{act}" for face in ("", "api_") for act in ("edit", "finish", "drop", "reopen")],
        ],
        on(things.review_action, sides=("own", "other")),
    ),
    **dict.fromkeys(["signups", "signups_csv", "signups_xlsx", "api_signups"], anywhere(EVERYBODY)),
    **dict.fromkeys(["api_signup_sign", "api_signup_work"], PAGE),
    **dict.fromkeys(["api_compact_sign", "api_compact_work"], anywhere(SIGNATORIES)),
    **dict.fromkeys(["compact_sign", "compact_work"], COMPACT),
    "signup_scan": on(things.signup_signature, sides=("own", "other", "trust")),
    **dict.fromkeys(
        ["compact_record_signing", "compact_record_work"],
        Entry({"": lambda w, s, k: (things.compact(w, "launched", k).pk,)}),
    ),
    **dict.fromkeys(
        ["signup", *[f"{face}signup_{act}" for face in ("", "api_") for act in ("complete", "end", "void")]],
        on(things.signup, sides=("begun", "launched")),
    ),
    # Codes of good practice
    **{
        f"{before}{name}{after}": anywhere(EVERYBODY)
        for name in ("codes", "adoptions", "code_matrix")
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    **dict.fromkeys(["code_add", "api_code_add", "api_adoption_record", "adoptions_upload"], PAGE),
    "adoptions_upload_check": Entry({"": lambda w, s, k: (World.file(w, "own", k).name,)}, also_ok=frozenset({404})),
    **dict.fromkeys(
        ["code", *[f"{face}code_{act}" for face in ("", "api_") for act in ("edit", "launch", "withdraw")]],
        CODE,
    ),
    **dict.fromkeys(["code_criterion_add", "api_code_criterion_add"], CODE),
    **dict.fromkeys(
        ["code_criterion_edit", "api_code_criterion_edit"], on(things.code_with_a_criterion, 1, sides=("launched",))
    ),
    "code_adopt": Entry({"": lambda w, s, k: (things.code(w, "launched", k).pk,)}),
    **dict.fromkeys(
        ["adoption", "adoption_end", "adoption_void", "api_adoption_end", "api_adoption_void"],
        on(things.adoption, sides=("there",)),
    ),
    # Disputes
    **dict.fromkeys(
        ["disputes", "disputes_csv", "disputes_xlsx", "api_disputes"],
        anywhere(f"{WITHIN} other_admin two {OFFICE}"),
    ),
    **dict.fromkeys(["dispute_raise", "api_dispute_raise", "dispute_record", "api_dispute_record"], PAGE),
    **dict.fromkeys(
        [
            "dispute",
            *[
                f"{face}dispute_{act}"
                for face in ("", "api_")
                for act in ("edit", "further", "put_off", "hearer", "close", "withdraw", "publish", "unpublish")
            ],
        ],
        on(things.dispute, sides=("own", "other", "trust", "before")),
    ),
    # Scorecards
    **dict.fromkeys(
        ["scorecards", "scorecards_csv", "scorecards_xlsx", "api_scorecards"],
        anywhere(f"{WITHIN} other_admin two {OFFICE}"),
    ),
    **dict.fromkeys(["scorecard_begin", "api_scorecard_begin"], PAGE),
    **dict.fromkeys(
        ["scorecard", *[f"{face}scorecard_{act}" for face in ("", "api_") for act in ("edit", "agree", "drop")]],
        SCORECARD,
    ),
    "scorecard_check": on(things.scorecard, "issue", sides=("own", "other", "trust")),
    "api_scorecard_check": SCORECARD,
    # Commissioning cycles, their stages, who was involved, and what was sent in
    **{
        f"{before}{name}{after}": anywhere(SIGNED_IN)
        for name in ("cycles", "involvements", "overrides", "interests", "lessons")
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    **dict.fromkeys(
        ["contributions", "contributions_csv", "contributions_xlsx", "api_contributions"],
        anywhere(f"{WITHIN} other_admin two {OFFICE}"),
    ),
    "cycle_board": anywhere(SIGNED_IN),
    **dict.fromkeys(["cycle_begin", "api_cycle_begin", "contribution_send", "api_contribution_send"], PAGE),
    **dict.fromkeys(["cycle", "cycle_edit", "api_cycle_edit", "cycle_partner_add", "api_cycle_partner_add"], CYCLE),
    **dict.fromkeys([f"{face}cycle_partner_{act}" for face in ("", "api_") for act in ("edit", "end")], PARTNER),
    **dict.fromkeys(
        [
            "stage",
            *[f"{face}stage_{act}" for face in ("", "api_") for act in ("sign", "decide", "reopen")],
            *("api_stage_answer", "involvement_record", "override_ask", "consultation_link", "api_consultation_link"),
        ],
        on(things.stage, sides=CYCLE_SIDES),
    ),
    "stage_answer": Entry({side: lambda w, s, k: (things.later_stage(w, s, k).pk, "impact") for side in CYCLE_SIDES}),
    **dict.fromkeys(["consultation_unlink", "api_consultation_unlink"], Entry(dict.fromkeys(CYCLE_SIDES, link_of))),
    **dict.fromkeys(
        ["involvement", *[f"{face}involvement_{act}" for face in ("", "api_") for act in ("edit", "void")]],
        on(things.involvement, sides=CYCLE_SIDES),
    ),
    **dict.fromkeys(
        ["override", *[f"{face}override_{act}" for face in ("", "api_") for act in ("confirm", "decline")]],
        on(things.override, sides=("trust", "other")),
    ),
    **dict.fromkeys(["interest_declare", "contribution_send_for"], on(things.cycle, sides=("",), who={"": DECLARES})),
    "interest_record": CYCLE,
    **dict.fromkeys(
        ["lesson_record", *[f"{face}cycle_{act}" for face in ("", "api_") for act in ("next", "void")]], CYCLE
    ),
    "api_lesson_record": anywhere(COMMISSIONERS),
    "lesson": on(things.lesson, sides=("there",)),
    **dict.fromkeys(["lesson_void", "api_lesson_void"], on(things.lesson, sides=CYCLE_SIDES)),
    **dict.fromkeys(["interest", "interest_void", "api_interest_void"], on(things.interest, sides=EVIDENCE_SIDES)),
    **dict.fromkeys(["api_interest_declare"], PAGE),
    **dict.fromkeys(["api_interest_record", "api_involvement_record", "api_override_ask"], anywhere(COMMISSIONERS)),
    **dict.fromkeys(
        [
            "contribution",
            *[f"{face}contribution_{act}" for face in ("", "api_") for act in ("answer", "withdraw")],
        ],
        on(things.evidence, sides=EVIDENCE_SIDES),
    ),
    "contribution_file": on(things.evidence_with_a_file, sides=EVIDENCE_SIDES),
    **dict.fromkeys(["contribution_take", "api_contribution_take"], TAKING),
    # Targets of sign-up, and who is written to about them
    **{
        f"{before}{name}{after}": anywhere(who)
        for name, who in {
            "signup_targets": OFFICE,
            "signup_standings": OFFICE,
            "signup_outstanding": SECRETARIAT,
            "compact_leads": f"{SECRETARIAT} auditor",
            "signup_chasers": f"{SECRETARIAT} auditor",
        }.items()
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    **dict.fromkeys(["signup_target_begin", "api_signup_target_begin"], PAGE),
    **dict.fromkeys(["compact_lead_name", "api_compact_lead_name"], PAGE),
    **dict.fromkeys(
        [
            "signup_target",
            "signup_target_matrix",
            *[f"{face}signup_target_{act}" for face in ("", "api_") for act in ("edit", "decide", "close")],
        ],
        on(things.signup_target, sides=("there",)),
    ),
    **dict.fromkeys(["signup_chase", "api_signup_chase"], on(things.signup_standing, sides=("there",))),
    **dict.fromkeys(
        ["compact_lead", "compact_lead_edit", "api_compact_lead_edit"], on(things.compact_lead, sides=("there",))
    ),
    "signup_chaser": on(things.signup_chaser, sides=("there",)),
    **dict.fromkeys(["agreements", "agreements_csv", "agreements_xlsx", "api_agreements"], anywhere(EVERYBODY)),
    **dict.fromkeys(["agreement_begin", "api_agreement_begin"], PAGE),
    **dict.fromkeys(["agreement", "agreement_compare"], on(things.agreement, sides=AGREEMENT_SIDES)),
    "agreement_draft": on(things.agreement, 1, sides=AGREEMENT_SIDES),
    **dict.fromkeys(
        [
            f"{face}_{act}"
            for face in ("agreement", "api_agreement")
            for act in ("edit", "party_add", "draft_add", "send_out", "final", "publish", "unpublish", "end", "relate")
        ],
        AGREEMENT,
    ),
    **dict.fromkeys(["agreement_party_leave", "api_agreement_party_leave"], LEAVING),
    **dict.fromkeys(["agreement_unrelate", "api_agreement_unrelate"], UNRELATING),
    **dict.fromkeys(
        ["agreement_sign", "api_agreement_sign"], on(things.agreement, sides=("own", "trust", "other", "published"))
    ),
    **dict.fromkeys(["agreement_record_signature", "api_agreement_record_signature"], on(things.agreement)),
    "signature": on(things.signature, sides=AGREEMENT_SIDES),
    "signature_scan": on(things.scanned_signature, sides=AGREEMENT_SIDES),
    **dict.fromkeys(["signature_void", "api_signature_void"], on(things.signature)),
    **dict.fromkeys(["initiatives", "initiatives_csv", "initiatives_xlsx", "api_initiatives"], anywhere(EVERYBODY)),
    **dict.fromkeys(["initiative_add", "agreement_govern", "api_agreement_govern"], AGREEMENT),
    "api_initiative_add": anywhere(f"commissioner {SECRETARIAT}"),
    "initiative": on(things.initiative, sides=AGREEMENT_SIDES),
    **dict.fromkeys(
        [
            f"{face}initiative_{act}"
            for face in ("", "api_")
            for act in ("edit", "finish", "stop", "resume", "void", "measure")
        ],
        on(things.initiative, sides=("own", "trust", "other", "published")),
    ),
    **{
        name: Entry(
            {
                side: (lambda w, s, k, make=make, part=part: part(make(w, s, k)))
                for side in ("own", "trust", "other", "published")
            }
        )
        for name, make, part in (
            ("api_initiative_unmeasure", things.initiative, lambda found: (found.pk,)),
            ("initiative_unmeasure", things.measured_initiative, lambda found: (found.pk, found.targets.get().pk)),
            ("agreement_ungovern", things.governed_agreement, governing),
            ("api_agreement_ungovern", things.governed_agreement, governing),
        )
    },
    # Commissioning: needs, analyses, plans and priorities
    **{
        f"{before}{name}{after}": anywhere(SIGNED_IN)
        for name in ("needs", "analysis_entries", "plans", "priorities", "plan_requirements")
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    **{
        f"{name}": anywhere(f"commissioner {SECRETARIAT}")
        for name in ("needs_upload", "api_need_add", "api_analysis_add", "api_plan_begin", "api_priority_add")
    },
    "needs_upload_check": Entry(
        {"": lambda w, s, k: (World.file(w, "own", k).name,)},
        who={"": f"commissioner {SECRETARIAT}"},
        also_ok=frozenset({404}),
    ),
    "thread": anywhere(SIGNED_IN),
    **dict.fromkeys(["need_add", "analysis_add", "plan_begin"], on(things.planned_cycle, sides=IN_CYCLE)),
    "need": on(things.need, sides=("there",)),
    **{
        f"{face}need_{act}": on(things.need, sides=IN_CYCLE)
        for face in ("", "api_")
        for act in ("edit", "settle", "reopen", "withdraw", "carry", "evidence_add")
    },
    **dict.fromkeys(
        ["need_evidence_drop", "api_need_evidence_drop"],
        part_in_cycle(things.evidenced_need, lambda found: (found.need_id, found.pk)),
    ),
    "analysis_entry": on(things.analysis_entry, sides=("there",)),
    **{
        f"{face}analysis_{act}": on(things.analysis_entry, sides=IN_CYCLE)
        for face in ("", "api_")
        for act in ("edit", "void")
    },
    "plan": on(things.plan, sides=(*AGREEMENT_SIDES,)),
    "plan_version": on(things.plan, 1, sides=(*AGREEMENT_SIDES,)),
    **{
        f"{face}plan_{act}": on(things.plan, sides=IN_CYCLE)
        for face in ("", "api_")
        for act in (
            *("edit", "withdraw", "driver_name", "contents", "version_begin", "version_edit", "consult", "board_name"),
            *("submit", "recall", "decide", "refresh"),
        )
    },
    "priority_add": on(things.plan, sides=IN_CYCLE),
    **dict.fromkeys(
        ["plan_driver_drop", "api_plan_driver_drop"],
        part_in_cycle(things.plan, lambda found: (found.pk, found.drivers.get().pk)),
    ),
    **dict.fromkeys(
        ["plan_board_drop", "api_plan_board_drop"],
        part_in_cycle(things.plan, lambda found: (found.pk, found.boards.get().pk)),
    ),
    "priority": on(things.priority, sides=(*AGREEMENT_SIDES,)),
    **{
        f"{face}priority_{act}": on(things.priority, sides=IN_CYCLE)
        for face in ("", "api_")
        for act in ("edit", "move", "drop", "budget", "outcome_add")
    },
    **{
        f"{face}priority_outcome_{act}": part_in_cycle(
            things.priority, lambda found: (found.pk, found.outcomes.get().pk)
        )
        for face in ("", "api_")
        for act in ("edit", "drop")
    },
    "plan_requirement": on(things.plan_requirement, sides=("there",)),
    **dict.fromkeys(["plan_requirement_add", "api_plan_requirement_add"], PAGE),
    **{
        f"{face}plan_requirement_{act}": on(things.plan_requirement, sides=IN_CYCLE)
        for face in ("", "api_")
        for act in ("edit", "void", "meet")
    },
    **dict.fromkeys(["frameworks", "frameworks_csv", "frameworks_xlsx", "api_frameworks"], anywhere(EVERYBODY)),
    "framework_begin": AGREEMENT,
    **dict.fromkeys(["api_framework_begin", "api_funding_change_add"], anywhere(f"commissioner {SECRETARIAT}")),
    "framework": on(things.framework, sides=AGREEMENT_SIDES),
    **dict.fromkeys(
        ["framework_edit", "api_framework_edit", "funding_change_add"],
        on(things.framework, sides=("own", "trust", "other", "published")),
    ),
    **dict.fromkeys(
        ["signatures", "signatures_csv", "signatures_xlsx", "api_signatures"],
        anywhere(f"{WITHIN} other_admin two commissioner analyst {SECRETARIAT} auditor"),
    ),
    **dict.fromkeys(
        ["funding_changes", "funding_changes_csv", "funding_changes_xlsx", "api_funding_changes"],
        anywhere(f"{WITHIN} other_admin two commissioner analyst {SECRETARIAT} auditor"),
    ),
    # Contracts
    **{
        f"{before}{name}{after}": anywhere(who)
        for name, who in (
            ("contracts", SIGNED_IN),
            ("published_contracts", SIGNED_IN),
            ("variations", OF_PARTIES),
            ("contract_documents", OF_PARTIES),
            ("costings", OF_PARTIES),
            ("bands", SIGNED_IN),
            ("contract_templates", HAVE_A_ROLE),
            ("suppliers", f"commissioner {SECRETARIAT} auditor"),
        )
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    "contract": on(things.contract, sides=("own", "before", "other", "trust", "active")),
    **dict.fromkeys(
        [
            f"{face}contract_{act}"
            for face in ("", "api_")
            for act in (
                *("edit", "values", "copy", "end", "void", "scorecard", "exception", "activate", "exception_approve"),
                *("outcome", "deviation", "extension", "party", "link", "sign", "paper", "days", "end_take_back"),
                "serve",
            )
        ],
        CONTRACT,
    ),
    **dict.fromkeys(
        [
            "contract_begin",
            "contract_small",
            "contract_past",
            "api_contract_begin",
            "api_contract_small",
            "api_contract_past",
        ],
        anywhere(f"commissioner {SECRETARIAT}"),
    ),
    "contract_part_remove": part_of_contract("outcomes", "outcomes"),
    **dict.fromkeys(["contract_lead", "api_contract_lead"], part_of_contract("parties")),
    **dict.fromkeys(["contract_extend", "api_contract_extend"], part_of_contract("extensions")),
    **{
        f"api_contract_{each}_remove": part_of_contract(each)
        for each in ("parties", "outcomes", "extensions", "deviations", "links")
    },
    "contract_scan": Entry(dict.fromkeys(CONTRACT_SIDES, scan_of_contract)),
    **dict.fromkeys(["variation_propose", "api_variation_propose"], CONTRACT),
    "variation": on(things.variation, sides=CONTRACT_SIDES),
    **dict.fromkeys(
        [f"{face}variation_{act}" for face in ("", "api_") for act in ("agree", "withdraw")],
        on(things.variation, sides=CONTRACT_SIDES),
    ),
    "costing": Entry(dict.fromkeys(CONTRACT_SIDES, costed)),
    **dict.fromkeys(["costing_fill", "api_costing_fill"], CONTRACT),
    **dict.fromkeys(
        ["band_set", "api_band_set", "contract_template_add", "api_template_add"],
        anywhere(f"commissioner {SECRETARIAT}"),
    ),
    "band": on(things.band, sides=OF_BODY),
    **dict.fromkeys(["band_edit", "band_end", "api_band_edit", "api_band_end"], on(things.band, sides=OF_BODY)),
    "contract_template": on(things.contract_template, sides=OF_BODY),
    **dict.fromkeys(
        ["contract_template_version", "contract_template_withdraw", "api_template_version", "api_template_withdraw"],
        on(things.contract_template, sides=OF_BODY),
    ),
    **dict.fromkeys(
        ["supplier", "supplier_confirm", "api_supplier_confirm"], on(things.supplier, sides=("trust", "other"))
    ),
    "contract_register_send": PAGE,
    "contract_register_preview": Entry({"": file_sent}, also_ok=frozenset({404})),
    **dict.fromkeys(
        ["contract_register_run", "contract_register_refused"],
        Entry(
            dict.fromkeys(OF_BODY, register_sent),
            who={"trust": f"commissioner {SECRETARIAT} auditor", "other": f"{SECRETARIAT} auditor"},
        ),
    ),
    # Annual agreements
    **{
        f"{before}{name}{after}": anywhere(OF_PARTIES)
        for name in ("annuals", "intentions", "work_lines")
        for before, after in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
    },
    "annual": on(things.annual, sides=AGREEMENT_SIDES),
    "annual_report": on(things.annual, sides=AGREEMENT_SIDES),
    "annual_changes": on(things.following_annual, sides=AGREEMENT_SIDES),
    "annual_begin": on(things.framework, sides=ANNUAL_SIDES),
    "api_annual_begin": anywhere(f"commissioner {SECRETARIAT}"),
    **dict.fromkeys(
        [f"{face}annual_{act}" for face in ("", "api_") for act in ("governance", "send", "carry")],
        on(things.annual, sides=ANNUAL_SIDES),
    ),
    "annual_part_add": on(things.annual, "work", sides=ANNUAL_SIDES),
    **dict.fromkeys(["annual_part_edit", "annual_part_drop"], Entry(dict.fromkeys(ANNUAL_SIDES, work_of_annual))),
    **{f"api_annual_{part}_add": on(things.annual, sides=("own", "trust")) for part in ANNUAL_PARTS},
    **{
        f"api_annual_{part}_{act}": Entry(dict.fromkeys(("own", "trust"), row_of_annual(part)))
        for part in ANNUAL_PARTS
        for act in ("edit", "drop")
    },
    "work_line": on(things.work_line, sides=AGREEMENT_SIDES),
    **dict.fromkeys(
        ["work_line_progress", "api_work_line_progress"],
        on(things.work_line, sides=("own", "led by others", "before", "trust", "other")),
    ),
    **dict.fromkeys(["strategies", "strategies_csv", "strategies_xlsx", "api_strategies"], PAGE),
    **dict.fromkeys(["strategy_add", "api_strategy_add"], PAGE),
    **dict.fromkeys(
        ["strategy", "strategy_edit", "api_strategy_edit"],
        Entry({"": lambda world, side, kind: (things.strategy(world, side, kind).pk,)}),
    ),
    "funding_change": on(things.funding_change, sides=AGREEMENT_SIDES),
    **dict.fromkeys(
        ["funding_change_void", "api_funding_change_void"], on(things.funding_change, sides=("own", "trust", "other"))
    ),
    # Measures, readings and targets
    **dict.fromkeys(
        [
            *("measures", "measures_csv", "measures_xlsx", "api_measures", "measure_add", "api_measure_add"),
            *("target_add", "api_target_add", "api_reading_record", "readings_upload"),
        ],
        PAGE,
    ),
    **dict.fromkeys(
        ["measure", "measure_edit", "api_measure_edit", "reading_record"],
        Entry({"": lambda w, s, k: (things.measure(w, s, k).pk,)}),
    ),
    **dict.fromkeys(
        [f"{name}{form}" for name in ("readings", "targets", "target_measures") for form in ("", "_csv", "_xlsx")],
        anywhere(HAVE_A_ROLE),
    ),
    **dict.fromkeys(["api_readings", "api_targets", "api_target_measures"], anywhere(HAVE_A_ROLE)),
    "readings_upload_check": Entry({"": lambda w, s, k: (World.file(w, "own", k).name,)}, also_ok=frozenset({404})),
    "reading": on(things.reading, sides=("area", "own", "other")),
    **dict.fromkeys(
        [f"{face}_{act}" for face in ("reading", "api_reading") for act in ("correct", "withdraw", "verify")],
        on(things.reading),
    ),
    "target": on(things.target, sides=("area", "own", "other")),
    **dict.fromkeys(
        [f"{face}_{act}" for face in ("target", "api_target") for act in ("edit", "end", "measure", "steps")],
        on(things.target),
    ),
    **dict.fromkeys(
        [f"{face}_{act}" for face in ("target", "api_target") for act in ("baseline", "detach")],
        Entry(dict.fromkeys(("own", "other"), part_of_target)),
    ),
    # Consultations
    **dict.fromkeys(["consultations", "consultations_csv", "consultations_xlsx"], anywhere(EVERYBODY)),
    "consultation_add": anywhere(f"commissioner {SECRETARIAT}"),
    **dict.fromkeys(
        ["consultation", "consultation_print", "consultation_form", "consultation_pdf", "answer_elsewhere"], ANSWERING
    ),
    **dict.fromkeys(
        [
            "consultation_prepare",
            "consultation_edit",
            "consultation_propose",
            "consultation_publish",
            "consultation_unpublish",
            "consultation_extend",
            "consultation_withdraw",
            "consultation_preview",
            "section_add",
            "question_add",
        ],
        CONSULTATION,
    ),
    **dict.fromkeys(["section_edit", "section_move", "section_remove"], SECTION),
    **dict.fromkeys(["question_edit", "question_move", "question_remove", "question_part_add"], QUESTION),
    **dict.fromkeys(["question_correct", "question_withdraw"], QUESTION),
    **dict.fromkeys(["answer", "answer_change", "answer_discard"], ANSWERING),
    "answer_check": on(things.consultation, who={"POST own": "approver", "POST other": "approver"}),
    "answer_question": Entry(
        {
            s: (lambda w, s, k: (QuestionFactory(consultation=(c := things.consultation(w, s, k))) and c.pk, "q1"))
            for s in ("own", "other")
        }
    ),
    **dict.fromkeys(["responses", "responses_csv", "responses_xlsx"], anywhere(f"guest {HAVE_A_ROLE}")),
    **dict.fromkeys(
        ["answers_csv", "answers_xlsx"],
        on(things.consultation, who={"own": f"commissioner analyst {SECRETARIAT}", "other": SECRETARIAT}),
    ),
    **dict.fromkeys(["response", "receipt"], on(things.response, sides=RESPONSE_SIDES)),
    # an organisation's own answer by its number: the same pages serve guests and what is keyed in
    **dict.fromkeys(
        ["response_answer", "response_answer_change", "response_answer_discard"], on(things.response, sides=DRAFTED)
    ),
    "response_answer_check": on(things.response, sides=DRAFTED, who={"POST own draft": "approver"}),
    "response_answer_question": Entry(dict.fromkeys(DRAFTED, question_of)),
    "response_withdraw": on(things.response, sides=("own", "other", "mine", "theirs", "found", "mine on paper")),
    "answer_file": Entry({s: (lambda w, s, k: file_of(things.answer(w, s, k))) for s in RESPONSE_SIDES}),
    "response_attachment": Entry(dict.fromkeys(RESPONSE_SIDES, attachment_of)),
    # only what was sent
    "response_version": Entry(dict.fromkeys([s for s in RESPONSE_SIDES if not s.endswith("draft")], version_of)),
    # Without an account: each of these pages is there for everybody, and tells who is signed in to use the account
    **dict.fromkeys(
        ["guest_begin", "guest_sent", "guest_return"], on(things.consultation, sides=("own", "other", "own draft"))
    ),
    **dict.fromkeys(["guest_again", "guest_again_sent", "guest_answers"], anywhere(EVERYBODY)),
    "guest_open": Entry({"": lambda world, side, kind: ("nothing-like-it",)}, also_ok=frozenset({404, 429})),
    "guest_leave": PAGE,
    # Whom a consultation reached, and what was said
    **dict.fromkeys(["consultation_invite", "consultation_invite_one", "consultation_chase"], CONSULTATION),
    **dict.fromkeys(["api_consultation_invite", "api_consultation_chase"], CONSULTATION),
    **dict.fromkeys(["invitees", "invitees_csv", "invitees_xlsx", "api_invitees"], anywhere(OFFICE)),
    **dict.fromkeys(["progress", "progress_csv", "progress_xlsx", "api_progress"], PAGE),
    **dict.fromkeys(
        ["answers_in_words", "api_answers_in_words", "letters", "api_letters"], anywhere(f"guest {HAVE_A_ROLE}")
    ),
    **dict.fromkeys(
        ["answers_in_words_csv", "answers_in_words_xlsx", "letters_csv", "letters_xlsx"],
        anywhere(f"commissioner analyst {SECRETARIAT}"),
    ),
    **dict.fromkeys(
        ["responses_set_aside", "responses_set_aside_csv", "responses_set_aside_xlsx", "api_responses_set_aside"],
        anywhere(f"guest {HAVE_A_ROLE}"),
    ),
    # The secretariat's desk
    "intake_desk": OF_THE_DESK,
    **dict.fromkeys(["late_responses", "late_responses_csv", "late_responses_xlsx"], OF_THE_DESK),
    **dict.fromkeys(["unmatched_responses", "unmatched_responses_csv", "unmatched_responses_xlsx"], OF_THE_DESK),
    **dict.fromkeys(["half_keyed_responses", "half_keyed_responses_csv", "half_keyed_responses_xlsx"], OF_THE_DESK),
    "response_key": on(things.consultation, sides=("own", "other", "own draft")),
    **dict.fromkeys(["response_letter", "response_correct", "scan_add"], KEYED_IN),
    **dict.fromkeys(["response_void", "response_restore", "response_match", "response_unmatch"], AT_THE_DESK),
    "response_match_with": MATCHING,
    "response_decide": DECIDING,
    **dict.fromkeys(["api_late_responses", "api_unmatched_responses"], OF_THE_DESK),
    **dict.fromkeys(["api_half_keyed_responses"], OF_THE_DESK),
    "api_response_key": on(things.consultation, sides=("own", "other", "own draft")),
    **dict.fromkeys(["api_keyed_answers", "api_keyed_record", "api_keyed_change", "api_keyed_correct"], KEYED_IN),
    **dict.fromkeys(["api_response_void", "api_response_restore"], AT_THE_DESK),
    **dict.fromkeys(["api_response_match", "api_response_unmatch"], AT_THE_DESK),
    "api_response_decide": DECIDING,
    # The API
    "api_consultations": anywhere(EVERYBODY),
    "api_umbrella_members": anywhere(EVERYBODY),
    **dict.fromkeys(["api_fundings", "api_terms", "api_imports", "api_import_lines", "api_kinds", "api_areas"], PAGE),
    **dict.fromkeys(
        ["api_import_line", "api_import_line_correct", "api_import_line_aside"],
        Entry({"": lambda world, side, kind: (world.import_line().pk,)}),
    ),
    **dict.fromkeys(
        ["api_import", "api_import_built", "api_import_undo"],
        Entry({"": lambda world, side, kind: (world.import_taken().pk,)}),
    ),
    "api_consultation": ANSWERING,
    **dict.fromkeys(
        [f"api_consultation_{act}" for act in ("propose", "publish", "unpublish", "extend", "withdraw")], CONSULTATION
    ),
    **dict.fromkeys(["api_question_correct", "api_question_withdraw"], QUESTION_BY_KEY),
    "api_responses": anywhere(f"guest {HAVE_A_ROLE}"),
    "api_response": on(things.response, sides=RESPONSE_SIDES),
    "api_response_version": Entry(dict.fromkeys(("own", "other", "funded"), version_of)),
    "api_response_withdraw": on(things.response),
    "api_consultation_responses": CONSULTATION,
    "api_answers": ANSWERING,
    "api_submit": on(things.consultation, who={"own": "approver", "other": "approver"}),
    **dict.fromkeys(
        ["answer_finish", "api_finish"], on(things.consultation, who={"own": "drafter", "other": "drafter"})
    ),
    **dict.fromkeys(
        ["api_change", "api_discard"],
        on(things.consultation, who={"own": "drafter approver", "other": "drafter approver"}),
    ),
    # Monitoring of contracts
    "contract_monitoring": on(
        things.monitored,
        who={"own": f"{WITHIN} {OFFICE}", "other": f"other_admin two {SECRETARIAT} auditor"},
    ),
    **dict.fromkeys(
        [
            "monitoring_decide",
            "requirement_add",
            "feedback_record",
            "contract_document_add",
            "contract_review_record",
            "api_monitoring_decide",
            "api_requirement_add",
            "api_feedback_record",
            "api_contract_review_record",
            "api_return_for",
        ],
        on(things.monitored),
    ),
    "api_reporting_period_drop": Entry(dict.fromkeys(("own", "other"), contract_and_period)),
    "requirement": on(things.requirement),
    **dict.fromkeys(
        [
            f"{api}requirement_{act}"
            for api in ("", "api_")
            for act in ("edit", "drop", "proportion", "schedule", "period", "reuse")
        ],
        on(things.requirement),
    ),
    **dict.fromkeys(
        [f"{api}requirement_{act}" for api in ("", "api_") for act in ("allow", "refuse")], on(things.reuse_asked)
    ),
    "api_requirement_stop_reuse": on(things.requirement),
    **dict.fromkeys(
        [
            "reporting_period",
            "reporting_period_move",
            "reporting_period_drop",
            "api_reporting_period_move",
            "return_fill",
            "return_sheet",
            "return_csv_sheet",
            "return_xlsx_sheet",
            "return_send",
            "api_return_fill",
            "api_return_send",
        ],
        on(things.reporting_period),
    ),
    **dict.fromkeys(
        ["return_accept", "return_query", "api_return_accept", "api_return_query"], on(things.monitoring_return)
    ),
    "feedback": on(things.audit),
    **dict.fromkeys(
        ["contract_document", "contract_document_file"]
        + [f"{api}contract_document_{act}" for api in ("", "api_") for act in ("edit", "withdraw")],
        on(things.contract_document, sides=("own", "own by the trust", "own withdrawn", "other")),
    ),
    "api_contract_document_add": anywhere(f"drafter approver administrator other_admin commissioner {SECRETARIAT}"),
    **dict.fromkeys(
        [f"{api}feedback_{act}" for api in ("", "api_") for act in ("edit", "question", "void")], on(things.audit)
    ),
    **dict.fromkeys(["feedback_drop", "api_feedback_drop"], Entry(dict.fromkeys(("own", "other"), audit_question))),
    "contract_review": on(things.contract_review),
    **dict.fromkeys(
        [
            f"{api}{act}"
            for api in ("", "api_")
            for act in ("contract_review_edit", "contract_review_void", "finding_add")
        ],
        on(things.contract_review),
    ),
    **dict.fromkeys(
        ["finding", *[f"{api}finding_{act}" for api in ("", "api_") for act in ("edit", "finish", "use")]],
        on(things.finding),
    ),
    **dict.fromkeys(["figure_set", "api_figure_set"], PAGE),
    **dict.fromkeys(["contract_figure", "figure_unset"], Entry({"": lambda world, side, kind: (FigureFactory().pk,)})),
    **dict.fromkeys(
        [
            f"{api}{name}{form}"
            for name in ("requirements", "returns", "exceptions", "audits", "contract_reviews", "findings")
            for api, form in (("", ""), ("", "_csv"), ("", "_xlsx"), ("api_", ""))
        ],
        anywhere(f"{WITHIN} other_admin two {OFFICE}"),
    ),
    **dict.fromkeys(
        ["contract_figures", "contract_figures_csv", "contract_figures_xlsx", "api_contract_figures"], PAGE
    ),
    # Signing in, by django-allauth
    **dict.fromkeys(
        ["account_login", "account_logout", "account_signup", "account_inactive", "account_reset_password"],
        LED_TO_SIGN_IN,
    ),
    **dict.fromkeys(["account_reset_password_done", "account_reset_password_from_key_done"], PAGE),
    "account_reset_password_from_key": Entry({"": lambda world, side, kind: ("1", "set-password")}),
    **dict.fromkeys(
        ["account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp"],
        THIRD_PARTY,
    ),
    **dict.fromkeys(["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"], THIRD_PARTY),
    **dict.fromkeys(["mfa_download_recovery_codes", "usersessions_list"], THIRD_PARTY),
    **dict.fromkeys(["mfa_authenticate", "account_confirm_login_code"], LED_TO_SIGN_IN),
    **dict.fromkeys(["account_email", "account_email_verification_sent", "account_set_password"], PAGE),
    "account_confirm_email": Entry({"": lambda world, side, kind: ("x",)}),
}
