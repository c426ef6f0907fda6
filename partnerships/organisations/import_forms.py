"""The forms of an import."""

from django import forms

from core import clock
from core.files.readers import ENDINGS
from core.imports.sources import SOURCES
from core.pages.fields import DayMonthYearField, Explained
from core.pages.forms import Form


class UploadForm(Form):
    """Which list it is, and the file."""

    source = forms.ChoiceField(label="List", widget=forms.RadioSelect)
    file = forms.FileField(
        label="Published list",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in ENDINGS)}),
        help_text="CSV, tab-separated text or Excel, 20 MB at most.",
    )
    published = DayMonthYearField(
        label="Published on",
        required=False,
        latest=clock.today,
        help_text="If you know it. An older list does not replace what the register has from a newer one.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        lists = [(code, Explained(each.title, each.description)) for code, each in SOURCES.items() if not each.own_page]
        self.fields["source"].choices = lists
