"""The forms of dated rules."""

from core.pages.fields import DayMonthYearField
from core.pages.forms import Form
from core.pages.model_forms import form_of
from partnerships.organisations.forms import AreaField
from partnerships.standards.models import Standard

WHERE = AreaField(
    label="Where it holds",
    required=False,
    help_text="The name of an area, or its GSS code. Leave empty for a rule that holds everywhere. A local rule goes "
    "before a national one.",
)
StandardForm = form_of(Standard, "kind", "area", "amount", "unit", "starts", "ends", "words", "source", area=WHERE)
SayingForm = form_of(Standard, "words", "source")


class EndForm(Form):
    """When a rule ends."""

    ends = DayMonthYearField(label="Last day on which it holds")
