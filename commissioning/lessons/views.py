"""The pages of what cycles teach."""

from commissioning.cycles.reading import LOADED as CYCLES
from commissioning.lessons import actions, rules
from commissioning.lessons.forms import LessonForm, VoidForm
from commissioning.lessons.reading import LOADED
from core.pages.page import find, page
from core.registers.records import act_page, crumbs_to, facts_of, posted, record_page, to_act_on

VOID = (actions.VOID, "It was entered by mistake", "lesson_void")
FACTS = ("cycle", "kind", "text", "source", "recorded_on", "voided_on", "void_reason")


@page("commissioning.view_lesson")
def lesson(request, pk):
    found = find(LOADED, request.actor, pk=pk)
    return record_page(
        request, found, facts=facts_of(found, *FACTS), links=[] if found.voided_on else [VOID],
        title=found.get_kind_display(), caption=found.cycle.title, breadcrumbs=crumbs_to(found.cycle),
        tags=[("Void", "red")] if found.voided_on else [],
    )  # fmt: skip


@page(actions.RECORD, methods=["GET", "POST"])
def record(request, pk):
    found = to_act_on(request, CYCLES.prefetch_related("stages"), pk)
    return act_page(
        request, LessonForm(posted(request)), actions.record_lesson, "Record what this cycle teaches", "Record it",
        words="The cycle that follows begins with it.", gates=rules.TO_RECORD, cycle=found,
    )  # fmt: skip


@page(actions.VOID, methods=["GET", "POST"])
def void(request, pk):
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request, VoidForm(posted(request), once=True), actions.void_lesson, "It was entered by mistake",
        "Declare it void", words="It is then not carried over into the next cycle.",
        gates=rules.TO_VOID if found.voided_on else (), lesson=found,
    )  # fmt: skip
