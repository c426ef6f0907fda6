"""Every form and every address is sent numbers and choices that it never offered, fields of 10 MB, a foreign host.

The forms are those of tests/journeys/test_bad_input.py. Whatever is forged is refused in words, nothing is written, and
the words that were typed beside it come back. In `make check` every third of it is sent to PostgreSQL (ADR 30).
"""

import pytest
from django.db import transaction
from django.urls import reverse
from django_filters import ChoiceFilter

from core.pages.errors import SENT_ALONG_BESIDE
from core.registers.register import REGISTERS
from core.trail.models import Event
from tests.factories.consultation import QuestionFactory
from tests.factories.people import signed_in
from tests.house import things
from tests.house.addresses import addresses
from tests.house.entries import ENTRIES
from tests.journeys.pages import OURS, PageForm, form_to
from tests.journeys.test_bad_input import (
    FORMS,
    PLAIN,
    UNSEEN,
    WORDS,
    ask,
    encoded,
    errors,  # noqa: F401 - a fixture
    filled,
    opened,
    world,  # noqa: F401 - a fixture
)
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.asks_in_turn]

FORGED = ["-1", "0", "9" * 30, "1e5", "NaN", "abc", "１", "²", "\0", "\ud800", "", "1 OR 1=1", "../1", "x" * 5000]
ALONE = ["0", "abc"]
REFUSED = (200, 400, 403, 404, 409, 422, 429)
SEEN = [each for each in FORMS if each not in UNSEEN]


def forgeable(form: PageForm) -> list[str]:
    """The fields whose value a page offers, or writes itself; its tokens have a test of their own."""
    offered = [name for name in form.kinds if form.kinds[name] in ("radio", "checkbox", "select", "hidden")]
    offered = [name for name in offered if not name.endswith(SENT_ALONG_BESIDE)]  # marks, which have tests of their own
    return [
        name for name in offered if name not in OURS and not (form.kinds[name] == "checkbox" and one_box(form, name))
    ]


def one_box(form: PageForm, name: str) -> bool:
    """A single box to tick, whose value says nothing."""
    return form.choices[name] == ["on"]


def forged_posts(form: PageForm) -> list[dict[str, str]]:
    """Each field of its own with what could be another's; and all choices at once, each with the same nonsense, which
    is refused for one of them and must be no error for any."""
    fields = forgeable(form)
    hidden = [field for field in fields if form.kinds[field] == "hidden"]
    offered = [field for field in fields if field not in hidden]
    alone = [{field: forged} for field in fields for forged in (FORGED if field in hidden else ALONE)]
    return alone + [dict.fromkeys(offered, forged) for forged in FORGED if offered]


TEN_MEGABYTES = "x" * 10_000_000


@pytest.mark.parametrize("name", SEEN)
def test_a_form_with_what_no_page_would_send_is_refused(world, errors, name):  # noqa: F811
    """A choice that was not offered, a field of ten megabytes, a foreign host."""
    wrong = {}
    with transaction.atomic():
        kind, url, form = opened(world, name)
        before = Event.objects.count()

        def sent(what, body, typed=form.typed, **options):
            with transaction.atomic():
                page = ask(world, kind, "post", url, encoded(body), content_type=PLAIN, **options)
                if page.status_code != 302 and Event.objects.count() != before:
                    wrong[what] = "refused, but wrote"
                elif page.status_code == 422 and typed and WORDS not in page.content.decode():
                    wrong[what] = "lost the words"
                transaction.set_rollback(True)
            return page

        for forged in in_turn(forged_posts(form), name):
            page = sent(str(forged)[:60], filled(form, "abc") | forged)
            if any(forged.values()) and page.status_code not in REFUSED:
                wrong[str(forged)[:60]] = f"answers {page.status_code}"
        typed = [each for each in form.typed if form.kinds[each] != "password"]
        for large in in_turn(typed[-1:], name):
            page = sent("ten megabytes", filled(form, "abc") | {large: TEN_MEGABYTES}, typed[:-1])
            if page.status_code not in REFUSED or (typed[:-1] and WORDS not in page.content.decode()):
                wrong["ten megabytes"] = f"answers {page.status_code}"
        page = sent("a foreign host", filled(form, "abc"), headers={"host": "evil.example"})
        if (page.status_code, "This could not be read" in page.content.decode()) != (400, True):
            wrong["a foreign host"] = f"answers {page.status_code}"
        transaction.set_rollback(True)
    assert (wrong, errors) == ({}, [])


NUMBERED = sorted({each.name for each in addresses() if "<int:" in each.route and each.name in ENTRIES})
NUMBERS = [0, 2**63, 10**40]


@pytest.mark.parametrize("name", NUMBERED)
def test_a_number_that_nothing_can_have_is_not_there(world, errors, name):  # noqa: F811
    """In the address, in each of its places; the last by every method."""
    side, arguments = next(iter(ENTRIES[name].sides.items()))
    found = {}
    with transaction.atomic():
        args = arguments(world, side, "secretariat")
        places = [place for place, value in enumerate(args) if isinstance(value, int)]
        for place in places:
            for number in NUMBERS:
                url = reverse(name, args=[*args[:place], number, *args[place + 1 :]])
                for method in ("get", "post", "patch") if number == NUMBERS[-1] else ("get",):
                    with transaction.atomic():
                        before = Event.objects.count()
                        reply = ask(world, "secretariat", method, url)
                        if reply.status_code not in (302, 403, 404, 405) or Event.objects.count() != before:
                            found[url[-60:], method] = reply.status_code
                        transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert (found, errors) == ({}, [])


@pytest.mark.parametrize("number", ["-1", "1.5", "１", "abc", "%00", "1%20", "0x1", "1e3"])
def test_what_is_no_number_is_no_address(world, errors, number):  # noqa: F811
    for path in ("/partners/{}/", "/consultations/{}/", "/responses/{}/", "/api/organisations/{}/", "/work/{}/"):
        assert ask(world, "secretariat", "get", path.format(number)).status_code in (400, 404)
    assert errors == []


NEVER_REFUSED = ["q", "order", "page"]
"""What a list is asked beside its filters: of whatever is no such thing it takes no notice, or finds nothing."""


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_a_list_asked_for_nonsense_says_so(world, errors, name):  # noqa: F811
    """Every filter, the order, the place, the words: on the page, as a sheet, in the API."""
    register = REGISTERS[name]
    declared = register.filters.base_filters if register.filters else {}
    picked = [field for field, each in declared.items() if isinstance(each, ChoiceFilter)]  # each refused by itself
    typed = [field for field in declared if field not in picked]
    words = in_turn([each for each in FORGED if each not in ("\ud800", "")], name)
    asked = [({field}, words) for field in ("after", "before")] + [(set(NEVER_REFUSED), words), (set(picked), words)]
    asked += [({field}, in_turn(["abc", "²", "x" * 5000], f"{name} {field}")) for field in typed] + [
        (set(typed), words)
    ]
    for fields, bad in [(fields, bad) for fields, some in asked for bad in some]:
        reply = ask(world, "secretariat", "get", reverse(name), dict.fromkeys(fields, bad))
        assert reply.status_code in (200, 302, 400, 404), (fields, bad[:20])
        assert "<script>alert" not in reply.content.decode("utf-8", "replace")
    for ending in ("_csv", "_xlsx"):  # asked through the same reader
        for fields in (picked, typed, NEVER_REFUSED):
            reply = ask(world, "secretariat", "get", reverse(f"{name}{ending}"), dict.fromkeys(fields, "1 OR 1=1"))
            b"".join(reply)
            assert reply.status_code in (200, 302, 400, 404), (ending, fields)
    for fields in (list(declared), NEVER_REFUSED, ["after"], ["before"], ["limit"]):
        for bad in in_turn(FORGED[:10:2], name):
            sent = dict.fromkeys(fields, bad.replace("\ud800", "x"))
            reply = ask(world, "secretariat", "get", reverse(f"api_{name}"), sent)
            assert reply.status_code in (200, 400, 404), (fields, bad)
    assert errors == []


def test_a_capacity_that_is_not_ones_own_cannot_be_taken(world, errors):  # noqa: F811
    browser, where = signed_in(world.actors["two"]), reverse("switch_capacity")
    before = browser.session["membership"]
    for forged in [*FORGED, str(world.people["other"].pk), str(world.actors["secretariat"].membership_id)]:
        if forged != "\ud800":
            assert browser.post(where, {"membership": forged}).url == where
    assert browser.session["membership"] == before
    assert errors == []


def test_an_answer_is_not_sent_by_a_forged_mark(world, errors):  # noqa: F811
    with transaction.atomic():
        asked = things.consultation(world, "own", "approver")
        question = QuestionFactory(consultation=asked)
        check = reverse("answer_check", args=[asked.pk])
        for forged in FORGED[:-1]:
            page = ask(world, "approver", "post", check, encoded({"seen": forged}), content_type=PLAIN)
            assert page.status_code in (400, 409, 422), forged
        assert asked.responses.filter(submitted_at=None).count() == asked.responses.count()
        assert question.answers.count() == 0
        transaction.set_rollback(True)
    assert errors == []


def test_an_invitation_is_not_accepted_by_bad_words(world, errors):  # noqa: F811
    with transaction.atomic():
        where = reverse("invitation", args=["token-own"])
        form = form_to(ask(world, "visitor", "get", where), where)
        for bad in ("\0", "x" * 250_000):
            sent = form.data(name=f"{WORDS}{bad}", password="a hedge and a gate")
            page = ask(world, "visitor", "post", where, encoded(sent), content_type=PLAIN)
            assert (page.status_code, WORDS in page.content.decode()) == (200, True)
            assert "a hedge and a gate" not in page.content.decode()
        world.invitations["own"].refresh_from_db()
        assert world.invitations["own"].state == "open"
        transaction.set_rollback(True)
    assert errors == []
