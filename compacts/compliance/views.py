"""The pages of scorecards: how each stands to its Code, its three points, and what is agreed."""

import datetime

from django.http import Http404
from django.urls import reverse

from compacts.codes.reading import kept_by
from compacts.compliance import actions, past, rules
from compacts.compliance.forms import POINTS, AgreeForm, BeginForm, CheckForm, DropForm, EntryForm
from compacts.compliance.models import Point, Result, Scorecard
from compacts.compliance.reading import LOADED
from compacts.compliance.records import Shown, shown_of
from compacts.compliance.verdicts import complies
from core.pages import words
from core.pages.page import find, page
from core.pages.shown_back import shown_back
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

BEGIN, FILL = actions.BEGIN, actions.FILL
EDIT = (FILL, "Change what is recorded", "scorecard_edit")
AGREE = (FILL, "It was agreed", "scorecard_agree")
DROP = (FILL, "It was given up", "scorecard_drop")
HOW = (
    "Say of each criterion whether it is kept. Where it is not, say why: the Code may take an explanation instead. You "
    "can save a part, and fill in the rest later. What the records of a contract show need not be answered: it follows "
    "them until the contract is agreed. Where you find otherwise, choose what you find, and say why."
)


def rows_of(scorecard: Scorecard) -> list[list[str]]:
    """Each criterion with what the three points found of it."""
    found = {
        (made.point, each.criterion_id): each for made in scorecard.checks.all() for each in made.findings.all()
    }  # fmt: skip

    def cell(point: str, key: int) -> str:
        each = found.get((point, key))
        if each is None:
            return "Not checked"
        result = each.get_result_display()
        if each.is_otherwise:
            result = f"{result}, though its records showed: {each.get_shown_display().lower()}. {each.shown_because}"
            return f"{result} Why: {each.note}"
        because = f"{each.shown_because} {each.note}" if each.shown else each.note
        return f"{result}: {because.strip()}" if because.strip() else result

    return [[str(each), *(cell(point, each.pk) for point in Point)] for each in scorecard.code.criteria.all()]


def shown_in(scorecard: Scorecard, on: datetime.date) -> list[tuple[str, Shown]]:
    """What records show of its criteria on a day, in their order; nothing once it was agreed or given up."""
    if scorecard.agreed_on is not None or scorecard.dropped_on is not None:
        return []
    found = shown_of(scorecard, on)
    return [
        (str(each), found[each.pk]._replace(result=Result(found[each.pk].result).label))
        for each in scorecard.code.criteria.all()
        if each.pk in found
    ]


def points_of(scorecard: Scorecard) -> list[tuple[str, str]]:
    """The three points with the addresses at which they are filled in, each with when it was."""
    made = {each.point: each.checked_on for each in scorecard.checks.all()}
    return [
        (
            f"{each.label}: checked on {words.date(made[each])}, correct it"
            if each in made
            else f"{each.label}: check it",
            reverse("scorecard_check", args=[scorecard.pk, each.value]),
        )
        for each in Point
    ]


@page("compacts.view_scorecard")
def scorecard(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    on = found.agreed_on or found.dropped_on or past.judged_on(found)
    facts = facts_of(
        found, *("kind", "code", "area", "body", "provider", "begun_on", "agreed_on", "agreed_because"),
        *("dropped_on", "drop_reason"),
    )  # fmt: skip
    adopted = kept_by(found.body, on).filter(code=found.code_id).first()
    since = words.date(adopted.adopted_on) if adopted else "Not recorded"
    facts.append({"key": "The public body keeps it since", "value": since})
    if found.agreement and request.actor.may("compacts.view_agreement", found.agreement):
        facts += facts_of(found, "agreement")
    going_on = found.agreed_on is None and found.dropped_on is None
    fills = bool(request.actor.may(FILL, found))
    verdict = complies(found, on)
    return record_page(
        request, found, facts=facts, links=[AGREE, EDIT, DROP] if going_on else [EDIT],
        gates=rules.TO_AGREE if going_on and fills else (), verdict=verdict, judged_on=on,
        tags=[found.standing, (verdict.standing.label, verdict.standing.colour)],
        points=points_of(found) if going_on and fills else [], findings=rows_of(found), shown=shown_in(found, on),
        columns=[{"title": "Criterion"}, *[{"title": each.label} for each in Point]],
        template="compacts/compliance/scorecard.html",
    )  # fmt: skip


@page(BEGIN, methods=["GET", "POST"])
def begin(request):
    anybodys = bool(request.actor.may(BEGIN, Scorecard()))
    form = BeginForm(posted(request), actor=request.actor, for_any_body=anybodys)
    given = {} if anybodys else {"body": request.actor.organisation}
    return act_page(
        request, form, actions.begin_scorecard, "Begin a scorecard", "Begin it", about=None, **given,
        words="" if anybodys else f"It is begun for {request.actor.organisation.name}.",
    )  # fmt: skip


@page(FILL, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, LOADED, pk)
    form = EntryForm(posted(request), of=found, actor=request.actor)
    return act_page(request, form, actions.edit_scorecard, "Change what is recorded", "Save", scorecard=found)


@page(FILL, methods=["GET", "POST"])
def check(request, pk, point):
    found = to_act_on(request, LOADED, pk)
    if point not in POINTS:
        raise Http404
    form = CheckForm(posted(request), scorecard=found, point=point)
    heading = f"Check it: {POINTS[point][:1].lower()}{POINTS[point][1:]}"
    return act_page(
        request, form, actions.check_compliance, heading, "Save", words=HOW, gates=rules.TO_CHECK,
        scorecard=found, point=point,
    )  # fmt: skip


@shown_back("scorecard_check")
def checked(actor, data, pk, point):
    """What was typed of each criterion, by the criterion."""
    form = CheckForm(data, scorecard=find(LOADED, actor, pk=pk), point=point)
    yield from ((str(bound.label), bound) for bound in form.visible_fields())


@page(FILL, methods=["GET", "POST"])
def agree(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, AgreeForm(posted(request), once=True), actions.agree_scorecard, "It was agreed", "Save",
        gates=rules.TO_AGREE, scorecard=found,
    )  # fmt: skip


@page(FILL, methods=["GET", "POST"])
def drop(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, DropForm(posted(request), once=True), actions.drop_scorecard, "It was given up", "Save",
        gates=rules.TO_DROP, scorecard=found,
    )  # fmt: skip
