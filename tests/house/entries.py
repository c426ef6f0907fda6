"""For each address by its name: what it is opened on, and who may, where the permission alone does not say it.

`sides` maps the names of expected.EXPECTED to the arguments of the address. An address that is not here fails the test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from consultation.consultations.models import Consultation
from consultation.responses.models import Answer, Attachment
from tests.factories.agreements import related
from tests.factories.consultation import QuestionFactory, SectionFactory
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


PAGE = Entry()
THIRD_PARTY = Entry(also_ok=frozenset({403, 404}), instead_of_405=frozenset({"may"}))
DEMONSTRATION = Entry(also_ok=frozenset({404}))
LED_TO_SIGN_IN = Entry(leads_to_sign_in=True)
ANY_AREA: dict[str, Arguments] = {"area": lambda world, side, kind: (world.area.pk,)}
ROLE = on(lambda world, side, kind: world.people[side].roles.get())
ORGANISATION = on(things.organisation)
MEMBERSHIP = on(things.membership, sides=("own", "other", "area"))
OWN_MEMBERSHIPS = on(things.membership)
CONSULTATION = on(things.consultation)
CODE = on(things.code, sides=("begun", "launched"))
SCORECARD = on(things.scorecard, sides=("own", "other", "trust"))
COMPACT = on(things.compact, sides=("begun", "launched"))
AGREEMENT_SIDES = ("own", "before", "other", "trust", "published")
AGREEMENT = on(things.agreement, sides=("own", "trust", "other", "published"))
STANDARD = Entry({"": lambda world, side, kind: (StandardFactory().pk,)})


def governing(agreement: Any) -> tuple[Any, ...]:
    """An agreement and the board that governs it."""
    return agreement.pk, agreement.governed_by.get().body_id


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
            "organisation_change_kind",
            "organisation_fund",
        ],
        ORGANISATION,
    ),
    "organisation_drop_code": on(things.organisation_with_a_code),
    "organisation_drop_name": on(things.organisation_with_a_name),
    "organisation_untie": Entry(
        {s: (lambda w, s, k: (w.place[s].pk, things.tie(w, s, k).pk)) for s in ("own", "other")}
    ),
    "organisation_leave_umbrella": Entry(
        {s: (lambda w, s, k: (w.place[s].pk, w.umbrellas[s].pk)) for s in ("own", "other")}
    ),
    "organisation_undo_succession": Entry(
        {s: (lambda w, s, k: (w.place[s].pk, w.successions[s].pk)) for s in ("own", "other")}
    ),
    "funding_end": on(lambda world, side, kind: world.funding_of[side]),
    **dict.fromkeys(["imports", "imports_csv", "imports_xlsx", "import_upload"], PAGE),
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
                for act in ("edit", "further", "put_off", "close", "withdraw", "publish", "unpublish")
            ],
        ],
        on(things.dispute, sides=("own", "other", "trust")),
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
    **dict.fromkeys(["api_fundings", "api_terms", "api_imports", "api_kinds", "api_areas"], PAGE),
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
