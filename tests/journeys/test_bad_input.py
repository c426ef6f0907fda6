"""Every form of the product, found from the resolver, is sent what no form should be sent.

All its boxes are filled at once with bad text, beside words that must come back. Whatever happens is no error
of ours: the form comes back with a sentence and the words and nothing has changed, or what was typed was taken, and
stands escaped on the page it leads to. In `make check` every third of it is sent to PostgreSQL (ADR 30).
"""

from itertools import cycle, product
from urllib.parse import urlencode

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.urls import reverse

from core.trail.models import Event
from tests.factories.consultation import QuestionFactory
from tests.factories.people import signed_in
from tests.house import things
from tests.house.addresses import addresses
from tests.house.entries import ENTRIES
from tests.house.world import World
from tests.journeys.pages import PageForm, forms_of
from tests.once import kept_for_the_module
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.asks_in_turn]
PLAIN = "application/x-www-form-urlencoded"
WORDS = "Kept 7a3f "
SCRIPT = "</textarea><script>alert(1)</script>"
NUMBERS = ["１２３", "²", "9" * 400, "1e999999", "NaN", "-1", "2023-02-30", "0000"]
BAD: dict[str, list[str]] = {
    "NUL": ["\0"],
    "half a character": ["\ud800"],
    "a formula": ['=HYPERLINK("http://evil.example","x")'],
    "script, a format string, turned round": [f"{SCRIPT} %s {{0}} %(x)d {{{{ 1 }}}} \u202etxt.exe"],
    "very long": ["x" * 250_000],
    **{f"what tries to be a number, {NUMBERS[n]!a:.20} first": NUMBERS[n:] + NUMBERS[:n] for n in (0, 3, 5)},
}
"""What is typed: into one box after the other, and then from the beginning again. So each kind of field meets each
number on some form."""
PEOPLE = ("secretariat", "administrator", "approver", "commissioner", "visitor")
POSTED = {each.name: each for each in addresses() if "POST" in each.methods and not each.route.startswith("admin/")}
OPENED_OTHERWISE = {
    "choose_story",  # the demonstration's
    "import_preview",  # needs a file: tests/journeys/test_bad_files.py
    "import_map",  # likewise: tests/partnerships/intake/test_mapping.py
    "import_mapped",  # likewise
    "organisations_upload_check",  # likewise
    "readings_upload_check",  # likewise
    "adoptions_upload_check",  # likewise
    "reorganisation_lines_upload_check",  # likewise
    "needs_upload_check",  # likewise
    "contract_register_preview",  # likewise
}
NO_FORM_OF_ITS_OWN = {name for name, each in POSTED.items() if "GET" not in each.methods or name.startswith("api_")}
NO_FORM_OF_ITS_OWN |= {name for name in POSTED if name.endswith("_xlsx")}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world; what a request changes is taken back after it."""
    with kept_for_the_module(django_db_blocker):
        made = World()
        made.browsers = {kind: signed_in(made.actors[kind], raise_request_exception=False) for kind in PEOPLE}
        made.cookies = {kind: each.cookies.output(header="") for kind, each in made.browsers.items()}
        yield made


@pytest.fixture
def errors():
    """The errors of ours that happened meanwhile."""
    found: list[str] = []

    def note(sender, request, **kwargs):
        found.append(request.path)

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


def ask(world, kind, method, url, data=None, **options):
    browser = world.browsers[kind]
    browser.cookies.clear()
    browser.cookies.load(world.cookies[kind])
    return getattr(browser, method)(url, data, **options)


def a_draft(world: World, side: str, kind: str) -> tuple[int]:
    return (things.consultation(world, side, kind).pk,)


SHOWN: dict[str, tuple[str, str]] = {}
"""On which side a form is shown, and to whom: looked for once in each process."""


def opened(world: World, name: str) -> tuple[str, str, PageForm] | None:
    """The first person and address that show the form, with the form."""
    sides = {"own draft": a_draft} if name in ("section_add", "question_add") else ENTRIES[name].sides
    for side, kind in [SHOWN[name]] if name in SHOWN else product(sides, PEOPLE):
        url = reverse(name, args=sides[side](world, side, kind))
        page = ask(world, kind, "get", url)
        if page.streaming:
            b"".join(page)  # to its end, which closes the file
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            found = next((each for each in forms_of(page) if each.action.split("?")[0] == url), None)
            if found is not None:
                SHOWN[name] = side, kind
                return kind, url, found
    return None


def filled(form: PageForm, *bad: str) -> dict:
    """The form with these bad texts in turn in the boxes in which a person types."""
    texts = [text if is_number(text) else WORDS + text for text in bad]
    typed = dict(zip(form.typed, cycle(texts), strict=False))
    first = {name: offered[-1:] for name, offered in form.choices.items() if not form.values.get(name)}
    return form.data(**first | typed)


def encoded(data: dict) -> str:
    """The form as a browser writes it into the body; half a character by its bytes."""
    return urlencode(data, doseq=True, errors="surrogatepass")


def is_number(bad: str) -> bool:
    """Whether the text tries to be a number or a date, which other words would spoil."""
    return bad[:1] in "-0129１²" or bad == "NaN"


def refused_well(page, form: PageForm, bad: str) -> str:
    """What is wrong with the page of a refusal; empty where it says what to do and holds the words."""
    body = page.content.decode()
    if page.status_code not in (200, 400, 403, 409, 422, 429):
        return f"answers {page.status_code}"
    if "<script>alert" in body:
        return "runs what was typed"
    shown = [each for each in form.typed if form.kinds[each] != "password"]
    if shown and not is_number(bad) and WORDS not in body:
        return "lost the words"
    return ""


FORMS = sorted(set(POSTED) - OPENED_OTHERWISE - NO_FORM_OF_ITS_OWN)
UNSEEN = {
    # of a library, and shown only to who has just signed in, has a second factor, or comes by a mail
    *("account_change_password", "account_reauthenticate", "account_set_password", "account_confirm_login_code"),
    *("account_confirm_email", "account_email", "account_email_verification_sent", "account_reset_password_from_key"),
    *("account_signup", "account_logout", "mfa_authenticate", "mfa_deactivate_totp", "mfa_reauthenticate"),
    *("mfa_generate_recovery_codes", "mfa_activate_totp", "usersessions_list"),
    "address_confirm",  # by a mail too
    "guest_open",  # likewise
    "consultation_invite",  # shown once it was chosen whom to invite
    "consultation_chase",  # shown while somebody who was invited is silent
    # shown only while it is possible
    *("consultation_propose", "consultation_publish", "question_correct", "question_withdraw"),
    *("answer_check", "response_answer_check", "switch_capacity", "invitation", "file_download"),
}
"""Forms that no person of this small world is shown; each has tests of its own."""


@pytest.mark.parametrize("name", [each for each in FORMS if each not in UNSEEN])
def test_a_form_survives_whatever_is_typed(world, errors, name):
    wrong = {}
    with transaction.atomic():
        kind, url, form = opened(world, name)
        for label in in_turn([*BAD], name):
            with transaction.atomic():
                before = Event.objects.count()
                page = ask(world, kind, "post", url, encoded(filled(form, *BAD[label])), content_type=PLAIN)
                if page.status_code == 302:
                    if label == "NUL" and form.typed:
                        wrong[label] = "was taken"
                    body = ask(world, kind, "get", page.url).content.decode()
                    problem = "runs what was typed" if "<script>alert" in body else ""
                else:
                    problem = refused_well(page, form, BAD[label][0])
                    if Event.objects.count() != before:
                        problem = "refused, but wrote"
                if problem:
                    wrong[label] = problem
                transaction.set_rollback(True)
        wrong |= without_what_the_page_wrote(world, kind, url, form)
        transaction.set_rollback(True)
    assert (wrong, errors) == ({}, [])


GARBAGE = [
    *product(("once", "version"), (None, "")),
    *product(("once", "version", "acting_as"), ("garbage", "\0", "9" * 40)),
]
"""What stands where a page writes the token of a create form, the version of an edit form, the capacity of every form.
None: it is missing."""


def without_what_the_page_wrote(world, kind, url, form) -> dict:
    """What is wrong with the answers to a form in which that is garbage: nothing changes, and the words come back."""
    wrong = {}
    for ours, garbage in in_turn([each for each in GARBAGE if each[0] in form.kinds], url):
        sent = filled(form, "abc") | {ours: garbage}
        if garbage is None:
            del sent[ours]
        with transaction.atomic():
            before = Event.objects.count()
            page = ask(world, kind, "post", url, sent)
            kept = not form.typed or WORDS in page.content.decode()
            told = page.status_code, Event.objects.count() - before, kept
            if told[0] not in (200, 403, 409, 422) or told[1:] != (0, True):
                wrong[ours, garbage] = told
            transaction.set_rollback(True)
    return wrong


def test_every_form_is_tried_or_accounted_for(world):
    """A form that nobody of this world is shown is in UNSEEN, and no other."""
    with transaction.atomic():
        unseen = {name for name in FORMS if opened(world, name) is None}
        transaction.set_rollback(True)
    assert unseen - UNSEEN == set()


def test_answers_survive_whatever_is_typed(world, errors):
    """The form of an answer: words in a long text, a choice that is not offered, an edition that is none."""
    with transaction.atomic():
        asked = things.consultation(world, "own", "approver")
        question = QuestionFactory(consultation=asked)
        url = reverse("answer_question", args=[asked.pk, question.key])
        for name, bad in (("edition", "²"), ("edition", "9" * 30), ("edition", "-1"), ("base", "\0")):
            sent = {question.key: WORDS, f"{question.key}_edition": "0", f"{question.key}_{name}": bad}
            page = ask(world, "approver", "post", url, sent)
            assert page.status_code in (302, 409, 422), (name, bad)
            assert page.status_code == 302 or WORDS in page.content.decode()
        transaction.set_rollback(True)
    assert errors == []
