"""Reading the forms of a page, and sending them as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from tests.consultation.pages import words

OURS = ("csrfmiddlewaretoken", "once", "version", "acting_as", "shown_to")
"""Fields that a page writes itself."""


@dataclass
class PageForm:
    """One form of a page: where it is sent, and what it would send as it stands."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)

    @property
    def typed(self) -> list[str]:
        """The fields that a person fills in with words."""
        return [name for name, kind in self.kinds.items() if kind in ("text", "textarea", "email", "tel", "password")]

    @property
    def picked(self) -> list[str]:
        """The fields in which a person chooses."""
        return [name for name, kind in self.kinds.items() if kind in ("radio", "checkbox", "select")]

    def data(self, **changed: Any) -> dict[str, Any]:
        """What is sent, with some of it changed. None leaves a field out."""
        sent = {name: values for name, values in self.values.items() if self.kinds[name] != "file"} | changed
        return {name: value for name, value in sent.items() if value is not None}


class Reader(HTMLParser):
    """Finds the forms in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self.inside: PageForm | None = None
        self.area = self.select = ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = PageForm(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self.inside)
        elif self.inside is not None and tag in ("input", "textarea", "select", "option", "button"):
            getattr(self, f"begin_{tag}")(self.inside, given, {name for name, _ in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea" and self.inside is not None and self.area:
            self.inside.values[self.area] = ["".join(self.words).removeprefix("\n")]
            self.area, self.words = "", []

    def handle_data(self, data: str) -> None:
        if self.area:
            self.words.append(data)

    def begin_input(self, form: PageForm, given: dict[str, str], names: set[str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name:
            return
        form.kinds[name] = kind
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(given.get("value", "on"))
            form.values.setdefault(name, [])
            if "checked" in names:
                form.values[name].append(given.get("value", "on"))
        else:
            form.values.setdefault(name, []).append(given.get("value", ""))

    def begin_textarea(self, form: PageForm, given: dict[str, str], names: set[str]) -> None:
        self.area = given["name"]
        form.kinds[self.area] = "textarea"

    def begin_select(self, form: PageForm, given: dict[str, str], names: set[str]) -> None:
        self.select = given["name"]
        form.kinds[self.select] = "select"
        form.values[self.select] = []
        form.choices[self.select] = []

    def begin_option(self, form: PageForm, given: dict[str, str], names: set[str]) -> None:
        if self.select:
            form.choices[self.select].append(given.get("value", ""))
            if "selected" in names:
                form.values[self.select] = [given.get("value", "")]

    def begin_button(self, form: PageForm, given: dict[str, str], names: set[str]) -> None:
        if given.get("name"):
            form.kinds.setdefault(given["name"], "button")
            form.values.setdefault(given["name"], [])


def forms_of(response: Any) -> list[PageForm]:
    """The posted forms of a page."""
    reader = Reader()
    reader.feed(response.content.decode())
    return [each for each in reader.forms if each.method.lower() == "post"]


def form_to(response: Any, url: str) -> PageForm:
    """The form of a page that is sent to this address."""
    path = urlsplit(url).path
    return next(each for each in forms_of(response) if urlsplit(each.action).path in (path, ""))


def fill(client: Client, where: str, status: int = 302, to: str = "", **typed: Any) -> Any:
    """Open a page, type into its form (the one that is sent to `to`), send it: the answer, once it has the status."""
    page = client.get(where)
    assert page.status_code == 200, words(page)
    done = client.post(to or where, form_to(page, to or where).data(**typed))
    assert done.status_code == status, words(done)
    return done
