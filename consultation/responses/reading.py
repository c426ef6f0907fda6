"""One answer, and what an organisation has of its own, with what pages and API show of them."""

from consultation.consultations.definitions import Asked, Definition, definition_of
from consultation.consultations.models import Consultation
from consultation.consultations.reading import the
from consultation.consultations.rules import refuse_sentence
from consultation.responses import actions
from consultation.responses.models import Answer, Response, ResponseVersion
from consultation.responses.rules import Line, Value, grouped
from core import clock
from core.acts import Actor, authorise
from core.pages.page import find

LOADED = Response.objects.select_related("consultation__host", "organisation__kind", "counted_version__submitted_by")
ANSWER = "consultation.answer_consultation"


def read(actor: Actor, pk: int) -> Response:
    """The response with this key, for somebody who may read it. Raises NotVisible otherwise."""
    found: Response = find(LOADED, actor, pk=pk)
    return found


class Work:
    """What one organisation has of its answer: its response, the draft, and the answers in it."""

    def __init__(self, actor: Actor, pk: int) -> None:
        self.actor = actor
        self.consultation: Consultation = the(actor, pk)
        authorise(self.actor, ANSWER, self.consultation)
        self.definition: Definition = definition_of(self.consultation)
        rows = Response.objects.filter(consultation=self.consultation, organisation_id=self.actor.organisation_id)
        self.response: Response | None = rows.first()
        self.draft: ResponseVersion | None = (
            self.response.versions.filter(submitted_at=None).first() if self.response else None
        )
        answers = Answer.objects.filter(version=self.draft) if self.draft else Answer.objects.none()
        self.kept: dict[int, Answer] = {each.question_id: each for each in answers}

    @property
    def closed(self) -> str:
        """Why nothing is taken now; empty while it is."""
        return refuse_sentence(self.consultation, clock.now())

    @property
    def values(self) -> dict[int, Value]:
        return {pk: actions.value_of(answer) for pk, answer in self.kept.items()}

    @property
    def groups(self) -> list[tuple[Asked, list[Line]]]:
        return grouped(self.definition, self.values)

    @property
    def was_sent(self) -> bool:
        return self.response is not None and self.response.submitted_at is not None

    @property
    def all_sent(self) -> bool:
        """Whether it was sent, and nothing is being changed."""
        return self.was_sent and self.draft is None
