"""The pages on which an answer is read: by who gave it, and by who asked."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from consultation.consultations.definitions import definition_of
from consultation.consultations.models import Consultation, State
from consultation.consultations.offers import Act, offering
from consultation.consultations.reading import the
from consultation.consultations.views import crumbs
from consultation.responses import actions, exports
from consultation.responses.elsewhere import led
from consultation.responses.forms import WithdrawForm
from consultation.responses.models import Answer, Channel, LateVerdict, Response, ResponseVersion
from consultation.responses.reading import LOADED, address_of, groups_of, others_of, read
from consultation.responses.receipts import thanks, what_happens_next
from consultation.responses.rules import is_unverified, standing, standing_of
from core.acts import NotVisible, authorise
from core.files.downloads import csv_download, download_response, workbook_download
from core.pages.page import find, page
from core.registers.records import act_page, posted, to_act_on
from core.registers.views import workbook_later
from core.trail.history import history_of
from core.work.actions import ask

VIEW = "consultation.view_response"
SENT = ("sent", "sent, received late")
"""Events of an answer that all its readers see; how it was drafted is for its own people."""


@offering(50)
def acts_of(actor: Any, found: Consultation, state: State) -> list[Act]:
    """The answers, one by one and as sheets, for who reads what others answered; some may still be closed to them."""
    if state == State.DRAFT or not actor.may("consultation.read_responses", found):
        return []
    acts = [("Read the answers", f"{reverse('responses')}?consultation={found.pk}")]
    if actor.can_ever("consultation.export_response"):
        acts.append(("Take the answers as CSV", reverse("answers_csv", args=[found.pk])))
        acts.append(("Take the answers as an Excel workbook", reverse("answers_xlsx", args=[found.pk])))
    return acts


def is_own(actor: Any, found: Response) -> bool:
    """Whether it is theirs: of the organisation they act for, their own without an account, or one they key in."""
    if actor.organisation_id is not None and found.organisation_id == actor.organisation_id:
        return True
    return bool(actor.may("consultation.draft_response", found))


def answer_page(request: Any, found: Response, version: ResponseVersion, template: str, **more: Any) -> HttpResponse:
    """A page that shows one version with all its answers."""
    own = is_own(request.actor, found)
    way = [
        ("Consultations", reverse("consultations")),
        (found.consultation.title, found.consultation.get_absolute_url()),
    ]
    if not own:
        way.append(("Answers", f"{reverse('responses')}?consultation={found.consultation_id}"))
    context = {
        "response": found,
        "consultation": found.consultation,
        "version": version,
        "groups": groups_of(version, definition_of(found.consultation)),
        "standing": standing(found),
        "version_standing": standing_of(version, found) if version.submitted_at else None,
        "attachments": list(found.attachments.all()) if found.is_keyed else [],
        "own": own,
        "unverified": found.counts and is_unverified(found),
        "breadcrumbs": way,
    }
    return render(request, f"consultation/responses/{template}.html", context | more)


@page(VIEW)
def response(request, pk):
    """One organisation's answer as it counts, with its versions; for its own people, the draft before it is sent."""
    found, actor = read(request.actor, pk), request.actor
    versions = list(found.versions.visible_to(actor).select_related("submitted_by", "response", "consent"))
    sent = [each for each in versions if each.submitted_at]
    latest = [each for each in versions if each.pk == found.counted_version_id] or sent or versions
    writes = bool(actor.may("consultation.draft_response", found))
    named = None if found.channel == Channel.ACCOUNT else found
    work = partial(address_of, consultation=found.consultation_id, named=named)
    if not latest:  # begun without an account, or keyed in, and nothing is written yet
        return redirect(work("answer"))
    return answer_page(
        request,
        found,
        latest[-1],
        "response",
        sent=[(each, *standing_of(each, found)) for each in sent],
        late=[each for each in sent if each.late and each.late_verdict == LateVerdict.WAITING],
        draft=next((each for each in versions if each.submitted_at is None), None),
        can_change=writes and not found.voided_at and found.consultation.state in (State.OPEN, State.CLOSED),
        closed=found.consultation.state == State.CLOSED,
        work=work,
        history=history_of(found, actor, for_readers=SENT if actor.user_id else ()),
        others=others_of(actor, found),
    )


@page(VIEW)
def receipt(request, pk):
    """What was sent, to keep and to print: for the organisation itself."""
    found = read(request.actor, pk)
    version = found.versions.sent().select_related("submitted_by", "consent", "response").order_by("-number").first()
    if version is None or found.is_keyed or not is_own(request.actor, found):
        return redirect(found)
    version.response = found
    return answer_page(
        request, found, version, "receipt", what_happens_next=what_happens_next(version), thanks=thanks(version)
    )


@page(VIEW)
def answer_file(request, pk, answer):
    """A file that answers a question, for who may read the answer."""
    found = read(request.actor, pk)
    rows = Answer.objects.filter(version__response=found).select_related("file", "version")
    kept = find(rows, request.actor, pk=answer)
    if kept.file is None:
        raise NotVisible
    return download_response(kept.file)


@page(VIEW)
def attachment(request, pk, attachment):
    """The scan of a letter or of a paper form, for who may read the answer."""
    kept = read(request.actor, pk).attachments.select_related("file").filter(pk=attachment).first()
    if kept is None:
        raise NotVisible
    return download_response(kept.file)


@page("consultation.withdraw_response", methods=["GET", "POST"])
def withdraw(request, pk):
    """Take back what was sent, with a reason."""
    found = to_act_on(request, LOADED, pk)
    return act_page(
        request,
        WithdrawForm(posted(request)),
        actions.withdraw_response,
        "Withdraw your answer",
        "Withdraw the answer",
        words="It is kept, and does not count any more. You can send it again, changed or as it is. Sent before the "
        "consultation closes, it counts, unless another answer of the same organisation goes before it; sent later, it "
        f"is marked as received late. {who_is_told(found)}",
        then=lambda made: led(request, made.consultation_id, "The answer is withdrawn", made.get_absolute_url()),
        response=found,
    )


def who_is_told(found: Response) -> str:
    """To whom it is written that an answer is withdrawn."""
    keepers = "those who look after the consultation and may read your answer"
    if found.channel == Channel.GUEST:
        return f"You get a mail that confirms it, and {keepers} get one too."
    return f"The other approvers of your organisation are told by mail, and so are {keepers}."


@page("consultation.view_version")
def version(request, pk, number):
    """A version that was sent before, as it was."""
    found = read(request.actor, pk)
    rows = found.versions.visible_to(request.actor).sent().select_related("submitted_by", "consent", "response")
    kept = rows.filter(number=number).first()
    if kept is None:
        raise NotVisible
    kept.response = found
    return answer_page(request, found, kept, "response_version", what_happens_next=what_happens_next(kept))


@page("consultation.export_response")
def answers_csv(request, pk):
    """All the answers as CSV, streamed."""
    found = the(request.actor, pk)
    authorise(request.actor, "consultation.read_responses", found)
    pieces = exports.csv_pieces(request.actor, found)
    return csv_download(pieces, exports.file_name(found, "csv"))


@page("consultation.export_response", methods=["GET", "POST"])
def answers_xlsx(request, pk):
    """All the answers as a workbook: at once where they are few, otherwise asked for and made in the background."""
    found = the(request.actor, pk)
    authorise(request.actor, "consultation.read_responses", found)
    if exports.responses_for(request.actor, found)[: exports.AT_ONCE + 1].count() > exports.AT_ONCE:
        return workbook_later(
            request,
            lambda: ask(request.actor, "answers_workbook", consultation=found.pk),
            title="Answers",
            long=f"There are more than {exports.AT_ONCE:,} answers",
            csv=reverse("answers_csv", args=[found.pk]),
            breadcrumbs=crumbs(found),
        )
    return workbook_download(
        lambda path: exports.make_workbook(request.actor, found, path), exports.file_name(found, "xlsx")
    )
