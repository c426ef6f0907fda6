"""Monitoring returns: drafted and sent by the provider, accepted or queried by the commissioner."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from commissioning.contracts.models import Contract
from commissioning.monitoring.models import ReportingLine, ReportingPeriod
from commissioning.returns import rules
from commissioning.returns.models import MonitoringReturn, ReturnValue, ReturnVersion
from commissioning.returns.reading import VERSIONS, last_figures, period_for, scheduled
from commissioning.returns.reading_actions import push_readings
from commissioning.returns.rules import ANSWER, DECIDE, Given
from core import clock
from core.acts import Actor, Conflict, NotVisible, Refused, again_if_overtaken, authorise, locked
from core.gates import check
from core.pages import words
from core.trail.actions import record, save_changes, save_new

REPORT = "commissioning.report_on_contract"
DRAFT, SEND, DECIDE_ON = "commissioning.draft_return", "commissioning.send_return", "commissioning.decide_return"
NOTHING_NEW = (
    "This sheet says what the draft says already, so it was taken before. Change a figure, or have the return sent as "
    "it is."
)
Figures = Mapping[int, Given]


@again_if_overtaken
@transaction.atomic
def save_return(
    *, by: Actor, period: ReportingPeriod, figures: Figures, summary: str = "", answer: str = "",
    version: int | None = None,
) -> ReportingPeriod:  # fmt: skip
    """Write what is reported for a period into its draft: figures by line, and how it went. The first makes a draft.

    `version` is that of the draft the form was opened with, 0 where there was none.
    """
    period = locked(ReportingPeriod, period.pk)
    authorise(by, DRAFT, period)
    if period.contract.voided_on is not None:
        raise Refused("The contract was declared void, so nothing is reported for it.")
    lines = {each.pk: each for each in period.lines.select_related("requirement__measure")}
    if set(figures) - set(lines):
        raise NotVisible
    given = {pk: each._replace(note=" ".join(each.note.split())) for pk, each in figures.items()}
    refuse_unclear(lines, given, last_figures(period))
    draft = draft_to_write(by, period, version)
    said = {"summary": summary.strip(), "answer": answer.strip()}
    same_words = all(getattr(draft, name) == value for name, value in said.items())
    if write_figures(draft, given) or not same_words:
        draft.version += 1
        for name, value in said.items():
            setattr(draft, name, value)
        draft.save(update_fields=["version", *said])
        record(by, "drafted", draft.monitoring_return, version=draft.number)
    return period


@transaction.atomic
def take_sheet(*, by: Actor, period: ReportingPeriod, figures: Figures) -> ReportingPeriod:
    """Write the sheet of a return into its draft. One that says nothing new is refused: it was taken before."""
    period = locked(ReportingPeriod, period.pk)
    authorise(by, DRAFT, period)
    draft = ReturnVersion.objects.filter(monitoring_return__period=period, sent_on=None).first()
    if draft is not None:
        there = {each.line_id: Given(each.value, each.note, each.confirmed) for each in draft.values.all()}
        said = {pk: each for pk, each in figures.items() if each.value is not None or each.note}
        if said == {pk: each for pk, each in there.items() if pk in figures}:
            raise Refused(NOTHING_NEW)
    summary, answer = (draft.summary, draft.answer) if draft is not None else ("", "")
    return save_return(by=by, period=period, figures=figures, summary=summary, answer=answer)


@transaction.atomic
def save_return_for(
    *, by: Actor, contract: Contract, starts: datetime.date, ends: datetime.date, figures: Figures, summary: str = "",
    answer: str = "",
) -> ReportingPeriod:  # fmt: skip
    """The same for a period named by its days. Refused where none is scheduled: it is said which are."""
    authorise(by, REPORT, contract)
    period = period_for(contract, starts, ends)
    if period is None:
        there = scheduled(contract)
        also = (
            f"Scheduled are: {there}. Use one of these" if there else "None is. Ask its commissioner to schedule them"
        )
        raise Refused(f"No return is scheduled for {words.date(starts)} to {words.date(ends)}. {also}.")
    return save_return(by=by, period=period, figures=figures, summary=summary, answer=answer)


@transaction.atomic
def send_return(*, by: Actor, period: ReportingPeriod) -> ReportingPeriod:
    """Send the draft to the commissioner, once every figure is there and what is doubtful was looked at again."""
    period = locked(ReportingPeriod, period.pk)
    authorise(by, SEND, period)
    made = MonitoringReturn.objects.filter(period=period).first()
    draft = VERSIONS.filter(monitoring_return=made, sent_on=None).first() if made is not None else None
    if made is None or draft is None:
        raise Refused(nothing_to_send(made))
    check(rules.TO_SEND, draft)
    made, today = locked(MonitoringReturn, made.pk), clock.today()
    draft.sent_on, draft.sent_by_id = today, by.user_id
    draft.save(update_fields=["sent_on", "sent_by"])
    if made.accepted_on is None:
        let_count(draft)
    save_changes(
        by, "sent", made,
        {"sent_on": made.sent_on or today, "waiting_since": today, "decide_by": today + DECIDE, "queried_on": None,
         "answer_by": None},
    )  # fmt: skip
    return period


@transaction.atomic
def accept_return(*, by: Actor, monitoring_return: MonitoringReturn, version: int | None = None) -> MonitoringReturn:
    """Accept what was sent. It stays as it is, and its figures become readings of their measures."""
    made, sent = to_decide(by, monitoring_return, version)
    today = clock.today()
    sent.accepted_on = today
    sent.save(update_fields=["accepted_on"])
    let_count(sent)
    save_changes(by, "accepted", made, {"accepted_on": today, "waiting_since": None, "decide_by": None})
    push_readings(by, sent)
    return made


@transaction.atomic
def query_return(
    *, by: Actor, monitoring_return: MonitoringReturn, query: str, answer_by: datetime.date | None = None,
    version: int | None = None,
) -> MonitoringReturn:  # fmt: skip
    """Send it back with what is unclear or missing. The provider answers with a new version."""
    made, sent = to_decide(by, monitoring_return, version)
    today = clock.today()
    if answer_by is not None and answer_by < today:
        raise Refused({"answer_by": "Give the provider a day to answer that is still to come."})
    if not query.strip():
        raise Refused({"query": "Say what is unclear or missing."})
    sent.query, sent.queried_on = query.strip(), today
    sent.save(update_fields=["query", "queried_on"])
    fields = {"queried_on": today, "answer_by": answer_by or today + ANSWER, "waiting_since": None, "decide_by": None}
    save_changes(by, "queried", made, fields)
    return made


def to_decide(by: Actor, made: MonitoringReturn, version: int | None) -> tuple[MonitoringReturn, ReturnVersion]:
    """The return, held, and the version of it that waits for its commissioner."""
    made = locked(MonitoringReturn, made.pk, version=version)
    authorise(by, DECIDE_ON, made)
    if made.period.contract.voided_on is not None:
        raise Refused("The contract was declared void, so its returns stay as they are: neither accepted nor queried.")
    if made.waiting_since is None:
        accepted = made.accepted_on is not None and made.queried_on is None
        when = made.accepted_on if accepted else made.queried_on
        raise Refused(
            f"It was {'accepted' if accepted else 'queried'} on {words.date(when)}. Wait until its provider sends "
            "another version."
        )
    sent = VERSIONS.filter(monitoring_return=made, sent_on__isnull=False).order_by("-number")[0]
    return made, sent


def draft_to_write(by: Actor, period: ReportingPeriod, version: int | None) -> ReturnVersion:
    """The draft for a period, held; made where there is none and one may be begun."""
    made = MonitoringReturn.objects.filter(period=period).first()
    draft = ReturnVersion.objects.filter(monitoring_return=made, sent_on=None).first() if made is not None else None
    if draft is not None:
        draft = locked(ReturnVersion, draft.pk)
        if version is not None and version != draft.version:
            raise Conflict(with_figures(draft))
        return draft
    if made is None:
        made = MonitoringReturn(period=period, begun_on=clock.today())
        save_new(by, "begun", made, period=period.words)
    elif made.waiting_since is not None:
        raise Refused(
            f"The return for {period.words} was sent on {words.date(made.waiting_since)} and is with its commissioner. "
            "It can be changed once it was accepted or queried."
        )
    before = made.versions.order_by("-number").first()
    draft = ReturnVersion(monitoring_return=made, number=before.number + 1 if before is not None else 1)
    draft.save(force_insert=True)
    for each in before.values.all() if before is not None else ():
        ReturnValue.objects.create(
            return_version=draft, line_id=each.line_id, value=each.value, note=each.note, confirmed=each.confirmed
        )
    return draft


def with_figures(draft: ReturnVersion) -> ReturnVersion:
    """The draft with its figures under the names that the form gives them, so that both can be compared."""
    for each in draft.values.all():
        setattr(draft, f"v{each.line_id}", each.value)
        setattr(draft, f"n{each.line_id}", each.note)
    return draft


def refuse_unclear(lines: Mapping[int, ReportingLine], given: Figures, last: Mapping[int, Decimal]) -> None:
    """Refuse nought without a word on it, and a doubtful figure that nobody has looked at again."""
    wrong = {
        f"n{pk}": "For a figure of 0 say how you know that there was nothing."
        for pk, each in given.items()
        if each.value == 0 and not each.note
    }
    wrong |= {
        f"v{pk}": f"{said} Correct it, or tick below that it is right."
        for pk, said in rules.doubts_in(lines, given, last).items()
    }
    wrong |= {
        f"v{pk}": "That is larger than can be kept. Correct it, or report it in thousands with a note."
        for pk, each in given.items()
        if each.value is not None and abs(each.value) >= rules.MOST
    }
    if wrong:
        raise Refused(wrong)


def write_figures(draft: ReturnVersion, given: Figures) -> bool:
    """Write the figures into a draft. Whether anything is other than it was."""
    there = {each.line_id: each for each in draft.values.all()}
    changed = False
    for pk, each in given.items():
        held = there.get(pk)
        empty = each.value is None and not each.note
        if held is None and empty:
            continue
        if held is not None and Given(held.value, held.note, held.confirmed) == each:
            continue
        changed = True
        if held is not None and empty:
            held.delete()
            continue
        defaults = {"value": each.value, "note": each.note, "confirmed": each.confirmed}
        ReturnValue.objects.update_or_create(return_version=draft, line_id=pk, defaults=defaults)
    return changed


def let_count(sent: ReturnVersion) -> None:
    """Let the figures of a version be those that count for their period."""
    ReturnValue.objects.filter(return_version__monitoring_return=sent.monitoring_return_id, current=True).exclude(
        return_version=sent
    ).update(current=False)
    ReturnValue.objects.filter(return_version=sent).update(current=True)


def nothing_to_send(made: MonitoringReturn | None) -> str:
    """Why there is nothing to send."""
    if made is None or made.sent_on is None:
        return "Nothing is filled in yet. Fill in the return first."
    if made.waiting_since is not None:
        return f"It was sent on {words.date(made.waiting_since)} already, and is with its commissioner."
    return "Fill in a new version first: the one that was sent stays as it was."
