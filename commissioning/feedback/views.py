"""The pages of user feedback."""

from commissioning.contracts.page import heading
from commissioning.contracts.reading import LOADED as CONTRACTS
from commissioning.contracts.reading import part_of
from commissioning.feedback import actions, rules
from commissioning.feedback.forms import EditForm, QuestionForm, RecordForm, VoidForm
from commissioning.feedback.reading import AUDITS
from core.pages.forms import Form
from core.pages.page import find, page
from core.registers.records import act_page, facts_of, posted, record_page, to_act_on

RECORD, EDIT = actions.RECORD, actions.EDIT
LINKS = (
    (EDIT, "Add a question", "feedback_question"),
    (EDIT, "Change it, or say what was done", "feedback_edit"),
    (EDIT, "Declare it void", "feedback_void"),
)


@page("commissioning.view_feedback")
def feedback(request, pk):
    """Who was asked how, how many answered, and what they said."""
    found = find(AUDITS, request.actor, pk=pk)
    facts = facts_of(found, "contract", "recorded_by", "held_on", "method", "done_by", "asked")
    facts.append({"key": "How many answered", "value": rules.answered_words(found.answered)})
    facts += facts_of(found, "said", "done", "voided_on", "void_reason")
    writes = found.voided_on is None and bool(request.actor.may(EDIT, found))
    rows = []
    for each in found.questions.all():
        cells = [each.title, rules.answered_words(each.answered), rules.share_words(each.satisfied, each.answered)]
        away = {"text": "Remove", "href": f"{found.get_absolute_url()}questions/{each.pk}/drop/"}
        rows.append([*cells, *([away] if writes else [])])
    columns = heading("Question", "Answered", "Satisfied", *(["Change"] if writes else []), numbers=(1, 2))
    return record_page(
        request, found, facts=facts, links=LINKS if found.voided_on is None else (),
        tags=[("Void", "red")] if found.voided_on else [], rows=rows, columns=columns, fewest=rules.TOO_FEW,
        template="commissioning/feedback/feedback.html",
    )  # fmt: skip


@page(RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, CONTRACTS, pk)
    agreed = f"Agreed for this contract: {found.feedback_method}" if found.feedback_method else ""
    return act_page(
        request, RecordForm(posted(request)), actions.record_audit, "Record what users say", "Save", words=agreed,
        contract=found,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def edit(request, pk):
    found = to_act_on(request, AUDITS, pk)
    form = EditForm(posted(request), of=found)
    return act_page(request, form, actions.edit_audit, "Change what is recorded", "Save", audit=found)


@page(EDIT, methods=["GET", "POST"])
def question(request, pk):
    found = to_act_on(request, AUDITS, pk)
    return act_page(
        request, QuestionForm(posted(request)), actions.add_question, "Add a question", "Add it", audit=found
    )


@page(EDIT, methods=["GET", "POST"])
def drop(request, pk, key):
    found = to_act_on(request, AUDITS, pk)
    part = part_of(found, "questions", key)
    return act_page(
        request, Form(posted(request), once=True), actions.drop_question, "Take the question away", "Take it away",
        words=f"The question: {part.title}", about=found, part=part,
    )  # fmt: skip


@page(EDIT, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, AUDITS, pk)
    form = VoidForm(posted(request), once=True)
    return act_page(request, form, actions.void_audit, "Declare it void", "Declare it void", audit=found)
