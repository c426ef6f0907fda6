"""What people do with the text of a consultation: its document and its questions.

A draft can be changed at will. Once it is published a question's wording can be corrected, and a question withdrawn;
answers say which wording they were given to.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from consultation.consultations.actions import hold_standing, print_anew
from consultation.consultations.models import Choice, Consultation, Question, QuestionKind, QuestionWording, Section
from consultation.consultations.rules import LOCKED, MOST_PARTS, MOST_QUESTIONS, moved, numbers
from core import clock
from core.acts import Actor, Conflict, Refused, locked
from core.trail.actions import changes, record, snapshot

Tree = dict[int, list[int]]
"""Numbered questions in order, each with its parts in order."""
OUT_OF_THE_WAY = 10_000
"""Added to numbers that are about to change: beyond any that is in use."""
LONG = 500
"""Characters from which the trail says only that a text changed."""
STILL_A_DRAFT = "This consultation is not published: change the question itself."


@transaction.atomic
def add_section(*, by: Actor, consultation: Consultation, title: str, text: str = "") -> Section:
    """Add a section at the end of the document."""
    consultation = lock_draft(by, consultation)
    number = consultation.sections.count() + 1
    section = Section(consultation=consultation, number=number, title=title, text=text)
    section.save(force_insert=True)
    text_changed(by, consultation, "added a section", title=title)
    return section


@transaction.atomic
def edit_section(*, by: Actor, section: Section, version: int | None, title: str, text: str) -> Section:
    """Change the title or the text of a section."""
    consultation = lock_draft(by, section.consultation)
    section = locked(Section, section.pk, version=version)
    before = snapshot(section, ("title", "text"))
    section.title, section.text = title, text
    changed = changes(section, before, before)
    if not changed:
        return section
    section.version += 1
    section.save()
    text_changed(by, consultation, "changed a section", section=section.number, **brief(changed))
    return section


@transaction.atomic
def move_section(*, by: Actor, section: Section, up: bool) -> bool:
    """Move a section a place up or down. Whether there was such a place."""
    consultation = lock_draft(by, section.consultation)
    order = list(consultation.sections.values_list("pk", flat=True))
    if section.pk not in order or (new := moved(order, section.pk, up=up)) == order:
        return False
    number_sections(consultation, new)
    text_changed(by, consultation, "moved a section", title=section.title)
    return True


@transaction.atomic
def remove_section(*, by: Actor, section: Section) -> None:
    """Take a section out of a draft. Questions about it stay, without the link."""
    consultation = lock_draft(by, section.consultation)
    section = locked(Section, section.pk)
    title = section.title
    section.delete()
    number_sections(consultation, list(consultation.sections.values_list("pk", flat=True)))
    text_changed(by, consultation, "removed a section", title=title)


@transaction.atomic
def add_question(
    *,
    by: Actor,
    consultation: Consultation,
    kind: str,
    text: str,
    help_text: str = "",
    section: Section | None = None,
    parent: Question | None = None,
    choices: Sequence[str] = (),
) -> Question:
    """Add a question at the end, or a part at the end of a heading's parts."""
    consultation = lock_draft(by, consultation)
    tree = tree_of(consultation)
    refuse_misplaced(consultation, tree, kind, parent, section)
    question = Question(
        consultation=consultation, kind=kind, text=text, help_text=help_text, section=section, parent=parent
    )
    question.key, question.number, question.position = "new", "", OUT_OF_THE_WAY
    question.save(force_insert=True)
    write_choices(question, choices)
    if parent:
        tree[parent.pk].append(question.pk)
    else:
        tree[question.pk] = []
    number_questions(consultation, tree)
    question.refresh_from_db()
    text_changed(by, consultation, "added a question", number=question.number, kind=QuestionKind(kind).label)
    return question


@transaction.atomic
def edit_question(
    *,
    by: Actor,
    question: Question,
    version: int | None,
    kind: str,
    text: str,
    help_text: str = "",
    section: Section | None = None,
    choices: Sequence[str] = (),
) -> Question:
    """Change what a question asks, and how it is answered."""
    consultation = lock_draft(by, question.consultation)
    question = locked(Question, question.pk, version=version)
    if kind != QuestionKind.HEADING and question.parts.exists():
        raise Refused({"kind": f"Question {question.number} has parts. Remove them first, or leave it a heading."})
    refuse_misplaced(consultation, {}, kind, None, section, is_part=question.parent_id is not None)
    before, offered = snapshot(question, ("kind", "text", "help_text", "section_id")), labels_of(question)
    question.kind, question.text, question.help_text, question.section = kind, text, help_text, section
    changed = changes(question, before, ("kind", "text", "help_text"))
    if not changed and question.section_id == before["section_id"] and list(choices) == offered:
        return question
    question.version += 1
    question.save()
    write_choices(question, choices)
    text_changed(by, consultation, "changed a question", number=question.number, **brief(changed))
    return question


@transaction.atomic
def move_question(*, by: Actor, question: Question, up: bool) -> bool:
    """Move a question a place up or down among its own kind: a part stays within its heading. Whether there was such a
    place."""
    consultation = lock_draft(by, question.consultation)
    tree = tree_of(consultation)
    order = list(tree) if question.parent_id is None else tree.get(question.parent_id, [])
    if question.pk not in order or (new := moved(order, question.pk, up=up)) == order:
        return False
    if question.parent_id is None:
        tree = {pk: tree[pk] for pk in new}
    else:
        tree[question.parent_id] = new
    number_questions(consultation, tree)
    text_changed(by, consultation, "moved a question", number=question.number)
    return True


@transaction.atomic
def remove_question(*, by: Actor, question: Question) -> None:
    """Take a question, with its parts, out of a draft."""
    consultation = lock_draft(by, question.consultation)
    question = locked(Question, question.pk)
    number, text = question.number, question.text
    question.delete()
    number_questions(consultation, tree_of(consultation))
    text_changed(by, consultation, "removed a question", number=number, text=text)


@transaction.atomic
def correct_question(
    *,
    by: Actor,
    question: Question,
    text: str,
    reason: str,
    help_text: str = "",
    version: int | None = None,
    wording: int | None = None,
) -> Question:
    """Correct the wording of a published question. The old wording is kept, and answers say which one they saw.

    `version` or `wording` say what the person had before them: a Conflict is raised where it has changed since.
    """
    consultation, question = lock_published(by, question)
    if version not in (None, question.version) or wording not in (None, question.wording):
        raise Conflict(question)
    if not reason.strip():
        raise Refused({"reason": "Enter why the wording is corrected. It is shown beside the question."})
    if not text.strip():
        raise Refused({"text": "Enter the question."})
    if (text, help_text) == (question.text, question.help_text):
        return question
    QuestionWording(
        question=question,
        number=question.wording,
        text=question.text,
        help_text=question.help_text,
        replaced_at=clock.now(),
        replaced_by_id=by.user_id,
        reason=reason.strip(),
    ).save(force_insert=True)
    question.text, question.help_text = text, help_text
    question.wording, question.version = question.wording + 1, question.version + 1
    question.save(update_fields=["text", "help_text", "wording", "version"])
    text_changed(by, consultation, "corrected a question", number=question.number, reason=reason.strip())
    return question


@transaction.atomic
def withdraw_question(*, by: Actor, question: Question, reason: str) -> Question:
    """Ask a question, with its parts, no longer. Answers that were given to it are kept."""
    consultation, question = lock_published(by, question)
    if not reason.strip():
        raise Refused({"reason": "Enter why the question is not asked any more. It is shown in its place."})
    rows = consultation.questions.filter(withdrawn_at=None)
    if not rows.exclude(pk=question.pk).exclude(parent=question).exclude(kind=QuestionKind.HEADING).exists():
        raise Refused("This is the last question. Withdraw the consultation instead.")
    moment = clock.now()
    gone = [question, *question.parts.filter(withdrawn_at=None)]
    if question.parent and is_last_part(question):
        gone.append(question.parent)  # a heading without a part asks nothing
    for each in gone:
        each.withdrawn_at, each.withdrawal_reason, each.version = moment, reason.strip(), each.version + 1
        each.save(update_fields=["withdrawn_at", "withdrawal_reason", "version"])
    text_changed(by, consultation, "withdrew a question", number=question.number, reason=reason.strip())
    return question


def is_last_part(question: Question) -> bool:
    """Whether no other part of its heading is asked any more."""
    rows = Question.objects.filter(parent=question.parent_id, withdrawn_at=None)
    return question.parent_id is not None and not rows.exclude(pk=question.pk).exists()


def refuse_misplaced(
    consultation: Consultation,
    tree: Tree,
    kind: str,
    parent: Question | None,
    section: Section | None,
    *,
    is_part: bool = False,
) -> None:
    """Refuse a part of a part, a part of what is no heading, too many, and a section of another document."""
    if kind == QuestionKind.HEADING and (parent or is_part):
        raise Refused({"kind": "A part cannot have parts of its own. Choose how it is answered."})
    if parent and (parent.consultation_id != consultation.pk or parent.kind != QuestionKind.HEADING):
        raise Refused("Only a question that is a heading can have parts.")
    if parent and len(tree.get(parent.pk, ())) >= MOST_PARTS:
        raise Refused(f"A question has at most {MOST_PARTS} parts.")
    if not parent and len(tree) >= MOST_QUESTIONS:
        raise Refused(f"A consultation has at most {MOST_QUESTIONS} numbered questions.")
    if section and section.consultation_id != consultation.pk:
        raise Refused({"section": "Choose a section of this document."})


def labels_of(question: Question) -> list[str]:
    """The answers a question offers, in order."""
    return list(question.choices.values_list("label", flat=True))


def write_choices(question: Question, labels: Sequence[str]) -> None:
    """Give a draft question these choices. Nobody has answered it, so the old ones can go."""
    question.choices.all().delete()
    if not QuestionKind(question.kind).offers_choices:
        return
    Choice.objects.bulk_create(
        [
            Choice(question=question, key=f"c{position}", label=label, position=position)
            for position, label in enumerate(labels, 1)
        ]
    )


def lock_draft(by: Actor, consultation: Consultation) -> Consultation:
    """The consultation, held, if `by` may write it and its text may still change."""
    consultation = hold_standing(by, "consultation.edit_consultation", consultation)
    if consultation.published_at:
        raise Refused(LOCKED)
    return consultation


def lock_published(by: Actor, question: Question) -> tuple[Consultation, Question]:
    """The consultation and its question, held, if `by` may correct what is published."""
    consultation = hold_standing(by, "consultation.correct_question", question.consultation)
    if consultation.published_at is None:
        raise Refused(STILL_A_DRAFT)
    question = locked(Question, question.pk)
    if question.withdrawn_at:
        raise Refused(f"Question {question.number} has been withdrawn. It stays as it was.")
    return consultation, question


def text_changed(by: Actor, consultation: Consultation, verb: str, **detail: Any) -> None:
    """Note a change of the document or the questions, so that nothing kept of them is used any more.

    Whoever said that the draft is ready said so of another text, and has to say so again.
    """
    consultation.text_key = uuid.uuid4()
    written = ["text_key"]
    if consultation.published_at is None and consultation.proposed_at:
        consultation.proposed_at = consultation.proposed_by = None
        written += ["proposed_at", "proposed_by"]
    consultation.save(update_fields=written)
    record(by, verb, consultation, **detail)
    print_anew(consultation)


def brief(changed: dict[str, Any]) -> dict[str, Any]:
    """Changes for the trail, without whole pages of a draft's text."""
    return {name: value if len(str(value)) < LONG else "changed" for name, value in changed.items()}


def number_sections(consultation: Consultation, order: list[int]) -> None:
    """Number the sections in this order; out of the way first, since no two may share a number even for a moment."""
    consultation.sections.update(number=F("number") + OUT_OF_THE_WAY)
    Section.objects.bulk_update([Section(pk=pk, number=number) for number, pk in enumerate(order, 1)], ["number"])


def number_questions(consultation: Consultation, tree: Tree) -> None:
    """Number the questions of a draft by their order. Their keys follow their numbers until it is published."""
    shown = numbers(tree.items())
    consultation.questions.update(
        position=F("position") + OUT_OF_THE_WAY, key=Concat(Value("was-"), Cast("pk", CharField()))
    )
    Question.objects.bulk_update(
        [
            Question(pk=pk, number=number, key=f"q{number}", position=position)
            for position, (pk, number) in enumerate(shown.items(), 1)
        ],
        ["number", "key", "position"],
    )


def tree_of(consultation: Consultation) -> Tree:
    """The numbered questions in order, each with its parts in order."""
    tree: Tree = {}
    for pk, parent in consultation.questions.order_by("position").values_list("pk", "parent_id"):
        if parent is None:
            tree.setdefault(pk, [])
        else:
            tree.setdefault(parent, []).append(pk)
    return tree
