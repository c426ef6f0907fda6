"""The list of what cycles taught."""

from commissioning.lessons.filters import LessonFilters
from commissioning.lessons.models import Lesson, LessonKind
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class Lessons(Register):
    """What cycles taught, and what plans do otherwise since."""

    name, title, noun, model = "lessons", "Lessons of cycles", "lesson", Lesson
    permission, link, order = "commissioning.view_lesson", "lesson", "-recorded_on"
    filters = LessonFilters
    crumbs = (("Commissioning cycles", "cycles"),)
    intro = "What commissioning cycles taught, and what the plans that followed did otherwise."
    empty = "Lessons are recorded on the page of a cycle once what was planned is being done."
    columns = (
        Column("text", "Lesson", link=True),
        Column("kind", "What it is", kind=CHOICE, choices=dict(LessonKind.choices), order="kind"),
        Column("cycle", "Cycle", value="cycle__title", order="cycle__sort_name"),
        Column("cycle_id", "Id of the cycle", kind=NUMBER, on_page=False),
        Column("recorded_on", "Recorded", kind=DATE, order="recorded_on"),
        Column("source", "Who says so", on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )
