"""The pages of returns: the return for a period, the form and the sheet in which it is filled in, and its acts."""

from django.core.exceptions import ValidationError
from django.shortcuts import render

from commissioning.contracts.page import heading
from commissioning.returns import actions, rules, sheets
from commissioning.returns.forms import QueryForm, ReturnForm, SheetForm
from commissioning.returns.models import COLOURS, MonitoringReturn, ReturnState
from commissioning.returns.reading import PERIODS, RETURNS, VERSIONS, draft_of, latest_sent, return_of
from core import clock
from core.files.downloads import csv_download, workbook_download
from core.files.writers import stream_csv, write_xlsx
from core.gates import checklist
from core.pages import words
from core.pages.addresses import numbered
from core.pages.forms import Form
from core.pages.page import find, page
from core.pages.shown_back import shown_back
from core.pages.submit import submit
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, status_of, to_act_on
from core.trail.history import history_of

DRAFT, SEND, DECIDE = actions.DRAFT, actions.SEND, actions.DECIDE_ON
FILL = ((DRAFT, "Fill in the return", "return_fill"), (DRAFT, "Send its sheet back", "return_sheet"))
SENDING = (SEND, "Send it to the commissioner", "return_send")
PLANNING = (
    ("commissioning.edit_monitoring", "Move the day by which it is due", "reporting_period_move"),
    ("commissioning.edit_monitoring", "Take it out of the schedule", "reporting_period_drop"),
)


@page("commissioning.view_monitoring")
def period(request, pk):
    """The return for a period: due and submitted, its figures, what was queried, and its earlier versions."""
    found, actor = find(PERIODS, request.actor, pk=pk), request.actor
    made = return_of(found)
    state = state_of(found, made)
    reads = made is not None and bool(actor.may("commissioning.view_return", made))
    sent, draft = latest_sent(made), draft_of(made)
    mine = draft is not None and bool(actor.may(DRAFT, found))
    monitoring = numbered("contract_monitoring", found.contract_id)
    facts = [{"key": "Contract", "value": found.contract.title, "href": monitoring}]
    facts += [{"key": "Provider", "value": found.contract.provider.name}, {"key": "Period", "value": found.words}]
    facts += facts_of(found, "due_on") + days_of(made)
    tables = [figures_of(each) for each in versions_of(made, mine)] if reads or mine else [asked_of(found)]
    links = [*FILL, *((SENDING,) if mine else ())] if writes(made) else []
    links += PLANNING if sent is None else ()
    decides = made is not None and made.waiting_since is not None and bool(actor.may(DECIDE, made))
    return record_page(
        request, found, facts=facts, links=links, tags=[(state.label, COLOURS[state])], tables=tables,
        made=made if decides else None, title=f"Return for {found.words}", caption=found.contract.title,
        history=history_with(found, made if reads else None, actor),
        queries=queries_of(made) if reads or mine else (), sheets=bool(actor.may(DRAFT, found)),
        template="commissioning/returns/period.html", **({"checks": checklist_of(draft)} if mine else {}),
    )  # fmt: skip


def history_with(found, made, actor):
    """What happened to the period and to its return, newest first."""
    lines = [*(history_of(made, actor) if made is not None else ()), *history_of(found, actor)]
    return sorted(lines, key=lambda each: each["at"], reverse=True)


def checklist_of(draft):
    """What a draft still waits for before it can be sent."""
    return checklist(rules.TO_SEND, VERSIONS.get(pk=draft.pk))


def state_of(found, made):
    """How the return for a period stands."""
    if made is not None:
        return made.state
    return ReturnState.MISSING if found.is_late_on(clock.today()) else ReturnState.NOT_DUE


def writes(made):
    """Whether a draft can be written: not while a version waits for the commissioner."""
    return made is None or made.waiting_since is None


def days_of(made):
    """When it was submitted, how late, and for whom it waits."""
    if made is None:
        return []
    late = made.days_late
    found = facts_of(made, "sent_on")
    if made.sent_on is not None:
        found.append({"key": "Late", "value": f"{words.plural(late, 'day')} late" if late else "No, in time"})
    return found + facts_of(made, "waiting_since", "decide_by", "queried_on", "answer_by", "accepted_on")


def versions_of(made, mine):
    """The versions to show, the latest first: what was sent, and the draft for its own people."""
    versions = made.versions.all() if made is not None else ()
    return sorted((each for each in versions if each.sent_on or mine), key=lambda each: -each.number)


def figures_of(version):
    """The figures of a version as a table."""
    rows = []
    for each in sorted(version.values.all(), key=lambda each: each.line_id):
        counted = each.note
        if each.reading_id is not None:
            counted = {"lines": [each.note, "Counted as a reading of the measure"] if each.note else
                       ["Counted as a reading of the measure"]}  # fmt: skip
        elif each.no_reading:
            counted = {"lines": [*([each.note] if each.note else []), f"No reading: {each.no_reading}"]}
        rows.append([each.line.requirement.measure.title, each.words, counted])
    standing = "draft, not sent" if version.sent_on is None else f"sent on {words.date(version.sent_on)}"
    if version.accepted_on is not None:
        standing += f", accepted on {words.date(version.accepted_on)}"
    if version.queried_on is not None:
        standing += f", queried on {words.date(version.queried_on)}"
    said = [("How it went", version.summary), ("Answer", version.answer)]
    return {
        "title": f"Version {version.number}: {standing}", "columns": heading("Measure", "Figure", "Note", numbers=(1,)),
        "rows": rows, "said": [each for each in said if each[1]], "empty": "No figure is filled in yet.",
    }  # fmt: skip


def asked_of(found):
    """What the return is to hold, before anything was sent."""
    rows = [
        [line.requirement.measure.title, line.requirement.measure.unit, line.requirement.target_words]
        for line in found.lines.all()
    ]
    columns = heading("Measure", "Unit", "To reach", numbers=(2,))
    return {"title": "What is to be reported", "columns": columns, "rows": rows, "said": (), "empty": "Nothing."}


def queries_of(made):
    """What the commissioner queried, and when."""
    versions = made.versions.all() if made is not None else ()
    return [(each, words.date(each.queried_on)) for each in versions if each.queried_on is not None]


def form_for(data, found):
    """The form of a period's return with what its draft holds, or the version that a new one begins from."""
    made = return_of(found)
    draft = draft_of(made)
    sent = latest_sent(made)
    form = ReturnForm(data, period=found, draft=draft, later=(draft.number > 1) if draft else sent is not None)
    if draft is None and sent is not None:
        form.initial["summary"] = sent.summary
        for each in sent.values.all():
            figure = each.value if each.value is None else each.value.normalize()
            form.initial[f"v{each.line_id}"] = f"{figure:f}" if figure is not None else ""
            form.initial[f"n{each.line_id}"] = each.note
    return form


@shown_back("return_fill")
def fields(actor, data, pk):
    """What the fields of the form are called, where their words are shown back."""
    form = form_for(data, find(PERIODS, actor, pk=pk))
    for bound in form.visible_fields():
        yield bound.label, bound


@page(DRAFT, methods=["GET", "POST"])
def fill(request, pk):
    found = to_act_on(request, PERIODS, pk)
    said = f"For {found.words}, due by {words.date(found.due_on)}. Save as often as you like: nothing is sent by that."
    queries = queries_of(return_of(found))
    if queries:
        said = f"Queried on {queries[-1][1]}: {queries[-1][0].query} Answer at the end of this page. {said}"
    return act_page(
        request, form_for(posted(request), found), actions.save_return, "Fill in the return", "Save", words=said,
        period=found, template="commissioning/returns/fill.html",
    )  # fmt: skip


@page(DRAFT, methods=["GET", "POST"])
def sheet(request, pk):
    """Send the sheet of this return back. What it says is written into the draft, all of it or nothing."""
    found = to_act_on(request, PERIODS, pk)
    form = SheetForm(posted(request), request.FILES or None, once=True)
    given = {}
    if form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            given = sheets.read(found, upload, upload.name)
        except ValidationError as problem:
            form.add_error("sheet", problem)

    def act():
        try:
            return actions.take_sheet(by=request.actor, period=found, figures=given)
        except ValidationError as refusal:
            raise ValidationError({"sheet": sheets.in_sentences(found, refusal)}) from None

    done = submit(request, form, act, then=lambda made: made)
    said = "It is written into the draft of this return, and sent by nobody before that is looked at."
    shown = {"form": form, "heading": "Send the sheet back", "button": "Take it in", "about": found, "words": said,
             "breadcrumbs": crumbs_to(found, MonitoringReturn)}  # fmt: skip
    return done or render(request, "commissioning/returns/sheet.html", shown, status=status_of(form))


@page(SEND, methods=["GET", "POST"])
def send(request, pk):
    found = to_act_on(request, PERIODS, pk)
    draft = draft_of(return_of(found))
    said = f"It goes to {found.contract.commissioner.name} as it stands, and stays as it is from then on."
    form = Form(posted(request), once=True)
    shown = {"checks": checklist_of(draft)} if draft is not None else {}
    done = submit(request, form, lambda: actions.send_return(by=request.actor, period=found), then=lambda made: made)
    context = {"form": form, "heading": "Send it to the commissioner", "button": "Send it", "about": found,
               "words": said, "breadcrumbs": crumbs_to(found, MonitoringReturn)}  # fmt: skip
    return done or render(request, "components/form_page.html", context | shown, status=status_of(form))


@page(DECIDE, methods=["GET", "POST"])
def accept(request, pk):
    found = to_act_on(request, RETURNS, pk)
    said = "What was sent then stays as it is. Its figures become readings of their measures, for whoever reads those."
    return act_page(
        request, Form(posted(request), version=found.version), actions.accept_return, "Accept the return", "Accept it",
        words=said, monitoring_return=found,
    )  # fmt: skip


@page(DECIDE, methods=["GET", "POST"])
def query(request, pk):
    found = to_act_on(request, RETURNS, pk)
    said = "It stands on its provider's home page and among what is due. The answer is a new version."
    return act_page(
        request, QueryForm(posted(request), version=found.version), actions.query_return, "Query the return",
        "Send it back", words=said, monitoring_return=found,
    )  # fmt: skip


@page(DRAFT)
def sheet_csv(request, pk):
    found = to_act_on(request, PERIODS, pk)
    rows = sheets.rows_of(found, draft_of(return_of(found)) or latest_sent(return_of(found)))
    return csv_download(stream_csv(sheets.HEADINGS, iter(rows)), f"return-{found.pk}-{found.starts.isoformat()}.csv")


@page(DRAFT)
def sheet_xlsx(request, pk):
    found = to_act_on(request, PERIODS, pk)
    rows = sheets.rows_of(found, draft_of(return_of(found)) or latest_sent(return_of(found)))
    name = f"return-{found.pk}-{found.starts.isoformat()}.xlsx"
    return workbook_download(lambda path: write_xlsx(path, "Return", sheets.HEADINGS, iter(rows), sheets.KINDS), name)
