"""One answer, and the work on it: what pages and API show of them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from consultation.consultations.definitions import Asked, Definition, definition_of
from consultation.consultations.models import Consultation
from consultation.consultations.reading import the
from consultation.consultations.rules import closing_in_words, is_late, refuse_sentence
from consultation.responses import counting
from consultation.responses.models import Answer, Channel, Response, ResponseVersion
from consultation.responses.rules import Line, Value, finished_in_words, grouped, seen_mark, standing, value_of
from consultation.responses.twins import of_body
from core import clock
from core.acts import Actor, authorise
from core.pages.page import find
from core.prepared import prepared

LOADED = Response.objects.select_related(
    "consultation__host", "consultation__standard", "organisation__kind", "respondent", "counted_version__submitted_by"
)
ANSWER = "consultation.answer_consultation"
DRAFT = "consultation.draft_response"
AFTER_CLOSING = (
    "This consultation closed at {}. What you write is still kept. If you send it, it is marked as received late, and "
    "does not count unless the Forum secretariat decides that it does. {}"
)
CHANGED_LATER = " Answers were changed after that."
BEFORE_COUNTS, NOTHING_COUNTS = "What was sent before goes on to count.", "Nothing was sent in time."


def read(actor: Actor, pk: int) -> Response:
    """The response with this key, for somebody who may read it. Raises NotVisible otherwise."""
    found: Response = find(LOADED, actor, pk=pk)
    return found


def others_of(actor: Actor, response: Response) -> list[tuple[Response, tuple[str, str]]]:
    """The other answers of the same body to the same consultation that the person may read, by whichever entry of the
    register, with how each stands. One statement."""
    if response.organisation is None:
        return []
    rows = Response.objects.filter(of_body(response.organisation), consultation=response.consultation_id)
    rows = rows.exclude(pk=response.pk).visible_to(actor)  # type: ignore[attr-defined]
    found = rows.select_related("organisation", "respondent").order_by("-counts", "pk")
    return [(each, standing(each)) for each in found]


def lines_of(version: ResponseVersion, definition: Definition) -> dict[int, Line]:
    """What a version says, by question, each in the wording that was answered. One statement."""
    rows = Answer.objects.filter(version=version).select_related("file")
    return {
        each.question_id: Line(
            definition.by_pk[each.question_id],
            value_of(each),
            each.wording,
            file_name_of(each),
            each.pk,
        )
        for each in rows
    }


def file_name_of(answer: Answer) -> str:
    """What the file of an answer was called; empty where there is none."""
    return answer.file.original_name if answer.file else ""


def groups_of(version: ResponseVersion, definition: Definition) -> list[tuple[Asked, list[Line]]]:
    """All the questions with the answers of one version, withdrawn questions that it answers too. One statement.

    Of a letter only those that it answers: it need not follow the questions.
    """
    found: Mapping[int, Any] = {pk: line for pk, line in lines_of(version, definition).items() if line.answered}
    groups = grouped(definition, found, withdrawn=True)
    if not version.letter:
        return groups
    return [(question, lines) for question, lines in groups if any(line.answered for line in lines)]


def drafted(response: Response | None) -> dict[int, Answer]:
    """The answers of a response's draft, by question, with their files. One statement."""
    rows = Answer.objects.filter(version__response=response, version__submitted_at=None).select_related("file")
    return {each.question_id: each for each in rows} if response else {}


def address_of(step: str, consultation: int, named: Response | None, *more: Any) -> str:
    """The address of a step of answering a consultation: by the own answer, or by one that is named."""
    return reverse(f"response_{step}", args=[named.pk, *more]) if named else reverse(step, args=[consultation, *more])


def late_words(consultation: Consultation, meanwhile: str = "") -> str:
    """Since when it is closed, what becomes of what is sent now, and what counts meanwhile; empty before that, and
    where nothing is taken at all."""
    if not is_late(consultation, clock.now()) or refuse_sentence(consultation, clock.now()):
        return ""
    return AFTER_CLOSING.format(closing_in_words(consultation.closes_on), meanwhile).strip()


_own = prepared(
    lambda consultation, organisation: Response.objects.filter(
        consultation=consultation, organisation=organisation, channel=Channel.ACCOUNT
    )
)
_drafts = prepared(
    lambda response: ResponseVersion.objects.filter(response=response, submitted_at=None).select_related("finished_by")
)
_answers = prepared(lambda draft: Answer.objects.filter(version=draft).select_related("file", "edited_by"))


class Work:
    """What somebody has of an answer: the response, its draft, and the answers in it.

    `Work(actor, pk)` is the own answer of the organisation acted for, to a consultation. `Work.on(actor, pk)` is one
    response that the actor may write: without an account, or keyed in by the secretariat.
    """

    def __init__(self, actor: Actor, pk: int, response: Response | None = None) -> None:
        self.actor = actor
        self.named = response
        self.response: Response | None
        if response is None:
            self.consultation: Consultation = the(actor, pk)
            authorise(actor, ANSWER, self.consultation)
            self.response = next(iter(_own(pk, actor.organisation_id or 0)), None)
        else:
            self.consultation, self.response = response.consultation, response
        self.definition: Definition = definition_of(self.consultation)
        drafts = _drafts(self.response.pk) if self.response else ()
        self.draft: ResponseVersion | None = next(iter(drafts), None)
        answers = _answers(self.draft.pk) if self.draft else ()
        self.kept: dict[int, Answer] = {each.question_id: each for each in answers}

    @classmethod
    def on(cls, actor: Actor, pk: int) -> "Work":
        """The work on one response. Raises NotVisible or PermissionDenied for who may not write it."""
        response = read(actor, pk)
        authorise(actor, DRAFT, response)
        return cls(actor, response.consultation_id, response)

    @property
    def key(self) -> int:
        """The number in its addresses: the consultation's for the own answer, else the response's."""
        return self.named.pk if self.named else self.consultation.pk

    def url(self, step: str, *more: Any) -> str:
        """The address of a step of answering: answer, answer_question, answer_check, answer_change, answer_discard."""
        return address_of(step, self.consultation.pk, self.named, *more)

    @property
    def keyed(self) -> bool:
        """Whether the secretariat keys it in."""
        return self.named is not None and self.named.is_keyed

    @property
    def closed(self) -> str:
        """Why nothing is taken now, not even late; empty while it is."""
        return refuse_sentence(self.consultation, clock.now())

    @property
    def late(self) -> str:
        """What happens to what is sent now, after closing; empty while it is in time, and for what is keyed in."""
        sent = self.response is not None and self.response.counted_version_id is not None
        return "" if self.keyed else late_words(self.consultation, BEFORE_COUNTS if sent else NOTHING_COUNTS)

    @property
    def finished(self) -> str:
        """Who said that the draft is finished, and when, and whether it was changed afterwards; empty while nobody
        has."""
        if self.draft is None or self.draft.finished_at is None:
            return ""
        later = any(each.edited_at > self.draft.finished_at for each in self.kept.values())
        return f"{finished_in_words(self.draft)}{CHANGED_LATER if later else ''}"

    @property
    def arrived_late(self) -> bool:
        """Whether what is keyed in arrived after the closing."""
        return self.keyed and self.named is not None and counting.came_late(self.named, clock.now())

    @property
    def mark(self) -> int:
        """What a page remembers of the answers it shows, and a program of those it read."""
        if self.draft is None:
            return 0
        return seen_mark(self.draft.pk, [each.edition for each in self.kept.values()], self.draft.letter)

    @property
    def values(self) -> dict[int, Value]:
        return {pk: value_of(answer) for pk, answer in self.kept.items()}

    @property
    def lines(self) -> dict[int, Line]:
        return {
            pk: Line(self.definition.by_pk[pk], value_of(each), each.wording, file_name_of(each), each.pk)
            for pk, each in self.kept.items()
        }

    @property
    def groups(self) -> list[tuple[Asked, list[Line]]]:
        return grouped(self.definition, self.lines)

    @property
    def groups_to_send(self) -> list[tuple[Asked, list[Line]]]:
        """The same with questions that were withdrawn after they were answered: the answers are sent along."""
        return grouped(self.definition, {pk: line for pk, line in self.lines.items() if line.answered}, withdrawn=True)

    @property
    def was_sent(self) -> bool:
        return self.response is not None and self.response.submitted_at is not None

    @property
    def all_sent(self) -> bool:
        """Whether it was sent, and nothing is being changed."""
        return self.was_sent and self.draft is None
