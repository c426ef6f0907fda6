"""The pages of measures and of their readings."""

from compacts.measures import actions
from compacts.measures.forms import CorrectForm, MeasureForm, RecordForm, WithdrawForm
from compacts.measures.reading import MEASURES, READINGS
from compacts.measures.series import covered, series_of
from core.pages import words
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

RECORD, CORRECT = actions.RECORD, actions.CORRECT
ON_MEASURE = [
    (RECORD, "Record a figure", "reading_record"),
    ("compacts.edit_measure", "Change the measure", "measure_edit"),
]
ON_READING = [
    ("compacts.verify_reading", "It is verified", "reading_verify"),
    (CORRECT, "Correct the figure", "reading_correct"),
    (CORRECT, "Withdraw the figure", "reading_withdraw"),
]
NOT_KNOWN = (
    "Enter what the source says, for a whole period where you can. Where nobody knows the figure, enter none: the "
    "period is then shown as 'no data', and never as 0."
)


@page("compacts.view_measure")
def measure(request, pk):
    found = find(MEASURES, request.actor, pk=pk)
    names = ("code", "counts", "unit", "price_basis", "price_year", "is_share", "better", "source")
    return record_page(
        request, found, facts=facts_of(found, *names), links=ON_MEASURE, series=series_of(found, request.actor),
        template="compacts/measures/measure.html",
    )  # fmt: skip


@page("compacts.add_measure", methods=["GET", "POST"])
def add(request):
    return act_page(request, MeasureForm(posted(request)), actions.add_measure, "Add a measure", "Add it")


@page("compacts.edit_measure", methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, MEASURES, pk)
    form = MeasureForm(posted(request), of=found)
    return act_page(request, form, actions.edit_measure, "Change the measure", "Save", measure=found)


@page(RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = find(MEASURES, request.actor, pk=pk)
    form = RecordForm(posted(request))
    return act_page(request, form, actions.record_reading, "Record a figure", "Save", words=NOT_KNOWN, measure=found)


@page("compacts.view_reading")
def reading(request, pk):
    found = find(READINGS, request.actor, pk=pk)
    facts = [
        *facts_of(found, "measure", "organisation", "area"),
        {"key": "Period", "value": f"{words.date(found.starts)} to {words.date(found.ends)}"},
        {"key": "Figure", "value": found.figure},
        *facts_of(found, "nothing_reason"),
        {"key": "Prices", "value": found.measure.prices},
        {"key": "Covers", "value": covered(found)},
        *facts_of(found, "source", "verified_on", "replaced_on", "replaced_reason", "corrects"),
        *corrected_by(found),
    ]
    links = [] if found.replaced_on else ON_READING[1:] if found.verified_on else ON_READING
    tags = [("No longer counts", "grey")] if found.replaced_on else [("Counts", "green")]
    return record_page(request, found, facts=facts, links=links, tags=tags)


def corrected_by(found):
    """The figure that took the place of this one, where there is one."""
    later = getattr(found, "correction", None)
    return (
        [{"key": "Corrected to", "value": found.measure.amount(later.value), "href": later.get_absolute_url()}]
        if later
        else []
    )


@page(CORRECT, methods=["GET", "POST"])
def correct(request, pk):
    found = to_act_on(request, READINGS, pk)
    form = CorrectForm(posted(request), of=found)
    said = "What was reported before stays in the list, with the day until which it counted."
    return act_page(request, form, actions.correct_reading, "Correct the figure", "Save", words=said, reading=found)


@page(CORRECT, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_act_on(request, READINGS, pk)
    said = "For a figure that was recorded by mistake. Its period is then shown as 'no data', unless there is another."
    form = WithdrawForm(posted(request), once=True)
    return act_page(
        request, form, actions.withdraw_reading, "Withdraw the figure", "Withdraw it", words=said, reading=found
    )


@page("compacts.verify_reading", methods=["GET", "POST"])
def verify(request, pk):
    found = to_act_on(request, READINGS, pk)
    said = f"You have compared {found.figure} with its source: {found.source}"
    form = Form(posted(request), once=True)
    return act_page(request, form, actions.verify_reading, "It is verified", "Say so", words=said, reading=found)
