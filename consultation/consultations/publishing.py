"""The pages on which a consultation is published by a second person, and looked after once it is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from consultation.consultations import actions, forms, text_actions
from consultation.consultations.authoring import EDIT, form_page, part_of, to_write
from consultation.consultations.models import Consultation, Question, QuestionKind, State
from consultation.consultations.next_acts import CHANGED, NOBODY_ELSE, prepare_url
from consultation.consultations.reading import reason_for_going_on, the
from consultation.consultations.rules import TO_PUBLISH, WITHDRAWN, closing_in_words, extensions_of, length_of
from consultation.consultations.second_person import (
    PUBLISH,
    others_who_publish,
    second_people,
    secretariat,
    why_not_publish,
)
from consultation.consultations.views import length_in_words
from core import clock
from core.acts import authorise
from core.gates import Check, checklist
from core.pages import words
from core.pages.forms import Form
from core.pages.page import page
from core.pages.submit import submit
from core.registers.records import posted

PROPOSE = "consultation.propose_consultation"
UNPUBLISH = "consultation.unpublish_consultation"
EXTEND = "consultation.extend_consultation"
CORRECT = "consultation.correct_question"
WITHDRAW = "consultation.withdraw_consultation"


def gated(request: Any, found: Consultation, version: int | None = None) -> tuple[list[Check], Any, bool]:
    """The checklist of publishing, the form that goes with it, and whether anything is missing.

    Where something is only advised, the form asks why the person goes on all the same. `version` is what they read.
    """
    checks = checklist(TO_PUBLISH, found, clock.today())
    if not request.actor.may(EDIT, found):  # whoever is only named as the one to ask cannot go and mend it
        checks = [each.without_a_way for each in checks]
    advised = any(each.state == "advice" for each in checks)
    missing = any(each.state == "missing" for each in checks)
    kind = forms.AllTheSameForm if advised and not missing else Form
    form = kind(posted(request), version=version)
    return checks, form, missing


@page(PROPOSE, methods=["GET", "POST"])
def propose(request, pk):
    found = to_write(request, pk, PROPOSE)
    if found.published_at or found.withdrawn_at or found.proposed_at:
        return redirect(prepare_url(found))
    checks, form, missing = gated(request, found, found.read_mark)

    def act():
        given = dict(form.cleaned_data)
        made = actions.propose_consultation(by=request.actor, consultation=found, seen=given.pop("version"), **given)
        messages.success(
            request, f"'{made.title}' waits for a second person." if others else f"'{made.title}' is ready."
        )
        return made

    others = others_who_publish(found, request.actor)
    second = (
        "A second person is told by mail, reads it and publishes it." if others else NOBODY_ELSE.format(found.host.name)
    )
    said = f"{second} {CHANGED}"
    done = submit(request, form, act, then=prepare_url)
    if done is None and form.is_bound:  # pressing again says it of what the page shows now
        form.data = form.data.copy()
        form.data["version"] = str(found.read_mark)
    return done or form_page(
        request, form, "Say it is ready", "It is ready", about=found, words=said, checks=checks,
        blocked=bool(missing), others=people_who_publish(found, request.actor),
    )  # fmt: skip


@page(PUBLISH, methods=["GET", "POST"])
def publish(request, pk):
    found = the(request.actor, pk)
    authorise(request.actor, PUBLISH, found)
    if found.published_at or found.withdrawn_at:
        return redirect(found)
    checks, form, missing = gated(request, found, found.version)

    def act():
        made = actions.publish_consultation(by=request.actor, consultation=found, **form.cleaned_data)
        messages.success(request, f"'{made.title}' is published. Everybody can read it.")
        return made

    done = submit(request, form, act, then=lambda made: made)
    if done is not None:
        return done
    why_not = why_not_publish(found, request.actor)
    said = (
        f"{found.proposed_by} said at {words.moment(found.proposed_at)} that it is ready. Read it as others will see "
        "it, and publish it if you agree. Everybody can read it then, and its document and questions stay as they are."
        if found.proposed_at and not why_not
        else ""
    )
    if said and (reason := reason_for_going_on(found)):
        said += f" They went on against advice, because: {reason}"
    return form_page(
        request, form, "Publish the consultation", "Publish", about=found, words=said, checks=checks,
        blocked=bool(missing or why_not), why_not=why_not,
        others=people_who_publish(found, request.actor) if why_not else [],
        preview=reverse("consultation_preview", args=[pk]),
        ready=reverse("consultation_propose", args=[pk])
        if found.proposed_at is None and request.actor.may(PROPOSE, found)
        else "",
    )  # fmt: skip


def people_who_publish(found: Consultation, actor: Any) -> list[str]:
    """Who else can publish it, by name: the host's people who may, and the secretariat where there is another."""
    people = [
        f"{each}, whom people are to ask" if same(each.email, found.contact_email) else str(each)
        for each in second_people([found])[found.pk]
        if each.pk != actor.user_id
    ]
    return [*people, *(["The Forum secretariat"] if any(each.pk != actor.user_id for each in secretariat()) else [])]


def same(one: str, other: str) -> bool:
    """Whether two e-mail addresses are one."""
    return one.casefold() == other.casefold()


@page(UNPUBLISH, methods=["GET", "POST"])
def unpublish(request, pk):
    found = to_write(request, pk, UNPUBLISH)
    if found.published_at is None or found.withdrawn_at:
        return stays(request, found)
    form = forms.UnpublishForm(posted(request))

    def act():
        made = actions.unpublish_consultation(by=request.actor, consultation=found, **form.cleaned_data)
        messages.success(request, f"'{made.title}' is a draft again. Nobody outside sees it.")
        return made

    begun = found.responses.of_somebody().exists()
    said = (
        "Nobody outside sees it any more, and it can be changed. It is published again as before: one person says that "
        "it is ready, a second one publishes it. This can be done until somebody begins to answer."
    )
    return submit(request, form, act, then=prepare_url) or form_page(
        request, form, "Take it back as a draft", "Take it back", about=found, words="" if begun else said, grave=True,
        blocked=begun, why_not=actions.BEGUN if begun else "",
    )  # fmt: skip


@page(EXTEND, methods=["GET", "POST"])
def extend(request, pk):
    found = to_write(request, pk, EXTEND)
    if posted(request) is None and (found.published_at is None or found.withdrawn_at):
        return stays(request, found)
    form = forms.ExtendForm(posted(request), version=found.version)

    def act():
        made = actions.extend_consultation(by=request.actor, consultation=found, **form.cleaned_data)
        held = made.consultation
        length = length_in_words(held, length_of(held, clock.today()))
        messages.success(
            request, f"Open until {closing_in_words(made.closes_on)} now. {length}. Everybody concerned is told."
        )
        return held

    again = found.state == State.CLOSED
    closed = "It closed" if again else "It closes"
    extensions = extensions_of(found)
    said = (
        f"{closed} at {closing_in_words(found.closes_on)}. Those who were invited, who have begun to answer or have "
        "answered are told by mail, with the reason."
    )
    return submit(request, form, act, then=prepare_url) or form_page(
        request, form, "Open it again" if again else "Give more time", "Open it again" if again else "Give more time",
        about=found, words=said, length=length_in_words(found, length_of(found, clock.today(), extensions)),
        extensions=extensions,
    )  # fmt: skip


@page(WITHDRAW, methods=["GET", "POST"])
def withdraw(request, pk):
    found = to_write(request, pk, WITHDRAW)
    if posted(request) is None and found.withdrawn_at:
        return stays(request, found)
    form = forms.WithdrawForm(posted(request))

    def act():
        return actions.withdraw_consultation(by=request.actor, consultation=found, **form.cleaned_data)

    said = (
        "It takes no answers any more. What was sent is kept. Those who were invited, who have begun to answer or have "
        "answered are told by mail, with the reason. This cannot be taken back."
    )
    if found.published_at is None:
        said = "It is kept as it is, can be changed no more and is never published. This cannot be taken back."
    return submit(request, form, act, then=lambda done: done) or form_page(
        request, form, "Withdraw the consultation", "Withdraw", about=found, words=said, grave=True
    )


@page(CORRECT, methods=["GET", "POST"])
def question_correct(request, pk, question):
    found = to_write(request, pk, CORRECT)
    kept = part_of(found.questions, question)
    form = forms.CorrectForm(
        posted(request), initial={"text": kept.text, "help_text": kept.help_text}, version=kept.version
    )

    def act():
        done = text_actions.correct_question(by=request.actor, question=kept, **form.cleaned_data)
        if done.wording == kept.wording:
            messages.info(request, "Nothing was changed: the question stands as it was.")
        else:
            messages.success(request, f"The wording of question {done.number} is corrected.")

    said = (
        "Correct a slip of the pen, or make it clearer: it should still ask the same. Everybody sees the earlier "
        "wording and the reason, and each answer says which wording it was given to."
    )
    return to_look_after(
        request, found, kept, form, act, f"Correct the wording of question {kept.number}", "Save", said
    )


@page(CORRECT, methods=["GET", "POST"])
def question_withdraw(request, pk, question):
    found = to_write(request, pk, CORRECT)
    kept = part_of(found.questions, question)
    form = forms.WithdrawQuestionForm(posted(request))

    def act():
        text_actions.withdraw_question(by=request.actor, question=kept, **form.cleaned_data)
        messages.success(request, f"Question {kept.number} is not asked any more.")

    parts = " Its parts go with it." if kept.kind == QuestionKind.HEADING else ""
    if kept.parent and text_actions.is_last_part(kept):
        parts = f" It is the last part of question {kept.parent.number}, which goes with it."
    said = (
        f"'{kept.text}'{parts} Nobody is asked it from now on, and everybody sees the reason in its place. Answers "
        "that were given to it are kept. This cannot be taken back."
    )
    heading = f"Stop asking question {kept.number}"
    return to_look_after(request, found, kept, form, act, heading, "Stop asking it", said, grave=True)


def to_look_after(
    request: Any,
    found: Consultation,
    kept: Question,
    form: Any,
    act: Callable[[], Any],
    heading: str,
    button: str,
    said: str,
    *,
    grave: bool = False,
) -> HttpResponse:
    """The page of an act on a question of a published consultation."""
    over = found.withdrawn_at or found.published_at is None or kept.withdrawn_at
    if over and posted(request) is None:  # of what was typed before that the act says so, and the words stay
        return stays(request, found)
    return submit(request, form, act, then=f"{prepare_url(found)}#questions") or form_page(
        request, form, heading, button, about=found, words=said, grave=grave
    )


def stays(request: Any, found: Consultation) -> HttpResponse:
    """Back to the page of writing it, with why this cannot be done any more, or not yet."""
    if found.withdrawn_at:
        messages.info(request, WITHDRAWN)
    elif found.published_at is None:
        messages.info(request, "This consultation is still a draft: change the question itself.")
    else:
        messages.info(request, "This question has been withdrawn. It stays as it was.")
    return redirect(prepare_url(found))
