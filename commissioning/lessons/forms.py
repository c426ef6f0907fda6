"""The forms of lessons."""

from commissioning.lessons.models import Lesson
from core.pages.forms import reason_form
from core.pages.model_forms import form_of

LessonForm = form_of(Lesson, "kind", "text", "source")
VoidForm = reason_form("Why is it void?", "Shown on its page to everybody with an account.")
