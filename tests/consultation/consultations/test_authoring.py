"""The pages on which a consultation is written."""

import pytest
from django.urls import reverse

from consultation.consultations import actions
from consultation.consultations.models import Consultation, Question
from tests.consultation.pages import boxes, words
from tests.factories.consultation import ConsultationFactory, SectionFactory, a_consultation
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Support for carers", "who_may_answer": "organisations",
    "opens_on_day": "1", "opens_on_month": "September", "opens_on_year": "2026",
    "closes_on_day": "20", "closes_on_month": "11", "closes_on_year": "2026",
}  # fmt: skip


def at(name, consultation, *more):
    return reverse(name, args=[consultation.pk, *more])


def send(client, where, **typed):
    """Open a page with a form, and send it with what is typed."""
    return client.post(where, boxes(client.get(where)) | typed)


def test_a_commissioner_begins_one_and_goes_on_to_write_it(commissioner, host):
    client = signed_in(commissioner)
    page = client.get(reverse("consultation_add"))
    assert "Herefordshire Primary Care Trust, 5CN asks." in words(page)
    done = client.post(reverse("consultation_add"), boxes(page) | TYPED)
    made = Consultation.objects.get()
    assert (done.url, made.host, made.title) == (at("consultation_prepare", made), host, "Support for carers")


def test_a_double_click_begins_one(commissioner):
    client = signed_in(commissioner)
    form = boxes(client.get(reverse("consultation_add"))) | TYPED
    first, second = client.post(reverse("consultation_add"), form), client.post(reverse("consultation_add"), form)
    assert first.url == second.url
    assert Consultation.objects.count() == 1


def test_the_secretariat_names_who_asks_by_name_or_code(secretariat, host):
    client = signed_in(secretariat)
    send(client, reverse("consultation_add"), host="5CN", **TYPED)
    assert Consultation.objects.get().host == host
    page = send(client, reverse("consultation_add"), host="Nowhere Trust", **TYPED)
    assert page.status_code == 422
    assert "No organisation in the register is called or coded 'Nowhere Trust'." in words(page)


def test_wrong_dates_are_said_and_nothing_typed_is_lost(commissioner):
    typed = TYPED | {"closes_on_day": "31", "closes_on_month": "8", "title": "=1+1 <b>Carers</b>"}
    page = send(signed_in(commissioner), reverse("consultation_add"), **typed)
    assert page.status_code == 422
    assert "The closing day must not be before the opening day." in words(page)
    assert 'value="=1+1 &lt;b&gt;Carers&lt;/b&gt;"' in page.content.decode()


def test_a_closing_day_beyond_the_calendar_is_refused_in_words(commissioner):
    page = send(signed_in(commissioner), reverse("consultation_add"), **TYPED | {"closes_on_year": "9999"})
    assert page.status_code == 422
    assert "The closing day must be on or before 31 December 2200." in words(page)


def test_two_people_who_change_the_details_see_both(commissioner, draft, host):
    one, two = signed_in(commissioner), signed_in(make_actor("commissioner", organisation=host))
    where = at("consultation_edit", draft)
    seen = boxes(two.get(where))
    send(one, where, **TYPED | {"title": "First"})
    page = two.post(where, seen | TYPED | {"title": "Second"})
    assert page.status_code == 409
    assert "First" in words(page)
    assert "Second" in words(page)
    two.post(where, boxes(page) | TYPED | {"title": "Third"})
    draft.refresh_from_db()
    assert draft.title == "Third"


def test_sections_and_questions_are_written_on_pages_of_their_own(commissioner, host):
    draft = ConsultationFactory(host=host)
    client = signed_in(commissioner)
    send(client, at("section_add", draft), title="Why", text="Because *it matters*.")
    section = draft.sections.get()
    send(client, at("question_add", draft), text="Breaks", kind="heading", section=str(section.pk))
    heading = Question.objects.get()
    choices = "A few hours\r\n\r\n  A night  \r\nA week"
    send(client, at("question_part_add", draft, heading.pk), text="Which?", kind="choose_one", choices=choices)
    part = Question.objects.get(parent=heading)
    assert (part.number, [each.label for each in part.choices.all()]) == ("1a", ["A few hours", "A night", "A week"])
    page = client.get(at("consultation_prepare", draft))
    assert "1. Breaks A heading: its parts are answered" in words(page)
    assert "1a. Which? Choose one: A few hours; A night; A week" in words(page)
    assert "A heading: its parts are answered" in words(client.get(at("question_add", draft)))
    preview = client.get(at("consultation_preview", draft))
    assert "<em>it matters</em>" in preview.content.decode()
    assert "1a. Which? A few hours A night A week" in words(preview)


def test_the_preview_says_how_long_it_is_open_and_who_may_answer_as_the_public_page_does(commissioner, draft):
    client = signed_in(commissioner)

    def said(where):
        return words(client.get(where)).split("To be open for ")[1].split(" with an account")[0]

    assert said(at("consultation_preview", draft)) == said(draft.get_absolute_url())
    assert said(at("consultation_preview", draft)).startswith("5.9 weeks, shorter than the rule of 12 weeks (")
    assert "length: The budget is set in December. Organisations may answer," in said(at("consultation_preview", draft))


@pytest.mark.parametrize(
    ("choices", "sentence"),
    [
        ("Alone", "Give at least two choices, one on each line."),
        ("Same\nsame", "Give each choice once. Two of them are the same."),
        ("x" * 201 + "\ny", "to 200 characters or fewer."),
    ],
)
def test_choices_that_are_none_are_refused(commissioner, draft, choices, sentence):
    page = send(signed_in(commissioner), at("question_add", draft), text="Which?", kind="choose_one", choices=choices)
    assert page.status_code == 422
    assert sentence in words(page)


def test_moving_and_removing_from_the_page(commissioner, draft):
    client = signed_in(commissioner)
    first = draft.questions.get(key="q1")
    moved = [client.post(at("question_move", draft, first.pk), {"down": "1"}, follow=True) for _ in range(2)]
    assert f"'{first.text}' is moved." in words(moved[0])
    assert f"'{first.text}' stays where it is." in words(moved[1])
    first.refresh_from_db()
    assert first.number == "2"
    page = client.get(at("question_remove", draft, first.pk))
    assert "Remove question 2?" in words(page)
    client.post(at("question_remove", draft, first.pk), boxes(page))
    assert list(draft.questions.values_list("number", flat=True)) == ["1", "1a", "1b"]


def test_the_checklist_shows_before_anybody_tries_and_says_where_to_go(commissioner, host):
    draft = ConsultationFactory(host=host, summary="", contact_name="")
    client = signed_in(commissioner)
    for name in ("consultation_prepare", "consultation_publish"):
        page = client.get(at(name, draft))
        assert words(page).count("Missing") == 3
        assert (
            f'<a href="{at("question_add", draft)}">Add a question that takes an answer.</a>' in page.content.decode()
        )
        assert f'<a href="{at("consultation_edit", draft)}">Write a summary' in page.content.decode()
    assert 'button class="nhsuk-button" data' not in client.get(at("consultation_publish", draft)).content.decode()


def test_publishing_while_something_is_missing_is_refused_on_the_page(commissioner, host):
    draft = ConsultationFactory(host=host, contact_telephone="")
    page = signed_in(commissioner).post(at("consultation_publish", draft), {"version": draft.version})
    assert page.status_code == 422
    assert words(page).count("Add a question that takes an answer.") == 2
    draft.refresh_from_db()
    assert draft.published_at is None


def test_publishing_leads_to_the_public_page(commissioner, host):
    draft = a_consultation(host=host, title="Market days", published_at=None, ready=True)
    client = signed_in(commissioner)
    page = client.get(at("consultation_publish", draft))
    assert words(page).count("Done") == 8
    done = client.post(at("consultation_publish", draft), boxes(page), follow=True)
    assert "'Market days' is published. Everybody can read it." in words(done)
    assert "Open until 11:59pm on 20 November 2026" in words(
        signed_in(make_actor("visitor")).get(draft.get_absolute_url())
    )


def test_once_published_the_pages_say_that_the_text_is_locked(commissioner, consultation):
    client = signed_in(commissioner)
    section = SectionFactory(consultation=consultation)
    question = consultation.questions.get(key="q1")
    assert "so its document and questions stay as they are" in words(
        client.get(at("consultation_prepare", consultation))
    )
    for where in (
        at("section_add", consultation),
        at("section_edit", consultation, section.pk),
        at("question_add", consultation),
        at("question_edit", consultation, question.pk),
        at("question_remove", consultation, question.pk),
    ):
        page = client.get(where, follow=True)
        assert page.redirect_chain == [(at("consultation_prepare", consultation), 302)]
    page = client.get(at("consultation_edit", consultation))
    assert 'name="title"' not in page.content.decode()
    assert 'name="contact_name"' in page.content.decode()


def test_withdrawing_shows_the_reason_to_everybody(commissioner, consultation):
    client = signed_in(commissioner)
    page = send(client, at("consultation_withdraw", consultation), reason="")
    assert "Enter the reason." in words(page)
    send(client, at("consultation_withdraw", consultation), reason="Section 2 was wrong.")
    public = words(signed_in(make_actor("visitor")).get(consultation.get_absolute_url()))
    assert "This consultation has been withdrawn. Section 2 was wrong." in public
    assert "This consultation takes no answers any more." in public


NAMES = (
    "consultation_prepare", "consultation_edit", "consultation_publish", "consultation_withdraw", "section_add",
    "question_add",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_others_do_not_find_the_pages_of_a_draft(name, draft):
    assert signed_in(make_actor("commissioner")).get(at(name, draft)).status_code == 404
    might_be_named = name == "consultation_publish"
    assert signed_in(make_actor("approver")).get(at(name, draft)).status_code == (404 if might_be_named else 403)
    assert signed_in(make_actor("visitor")).get(at(name, draft)).status_code == 302


def test_a_section_of_another_consultation_is_not_there(commissioner, draft):
    section = SectionFactory(consultation=ConsultationFactory(host=PublicBodyFactory()))
    assert signed_in(commissioner).get(at("section_edit", draft, section.pk)).status_code == 404


def test_the_act_of_a_person_whose_role_was_revoked_is_refused(commissioner, draft):
    commissioner.membership.roles.update(revoked_at=draft.opens_at)
    assert signed_in(commissioner).post(at("consultation_publish", draft)).status_code == 403
    assert actions.Consultation.objects.get(pk=draft.pk).published_at is None
