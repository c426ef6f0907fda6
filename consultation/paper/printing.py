"""The document and all the questions as a PDF: made when a consultation is published, and again when it changes."""

import uuid
from collections.abc import Iterator

from django.db import transaction
from django.template.loader import render_to_string

from consultation.consultations.models import Consultation
from consultation.consultations.reading import LOADED
from consultation.consultations.views import described
from consultation.paper.room import to_fill_in
from consultation.responses.consents import CURRENT
from core.acts import one_at_a_time
from core.files.actions import store, true_today
from core.files.models import StoredFile
from core.privacy import years
from core.reports.pdf import write_pdf

OURS = uuid.UUID("6f0a6d1c-5f5a-4f5e-9a53-6a0b7f4f2d11")
"""What the names of these files are worked out from."""


LAYOUT = 4
"""Counted on when what is printed of every consultation changes, so that each is made again in the next night."""


def name_of(consultation: Consultation) -> uuid.UUID:
    """The name its PDF is kept under: another one whenever its words or its details change, or those of every form."""
    own = f"{consultation.pk}:{consultation.version}:{consultation.text_key}"
    return uuid.uuid5(OURS, f"{own}:{LAYOUT}:{CURRENT}")


def make_missing() -> Iterator[int]:
    """Make those that are not there of what everybody may read; one after the other, each given as 1."""
    for each in LOADED.filter(published_at__isnull=False).order_by("pk").iterator(chunk_size=100):
        if pdf_of(each) is None:
            make_pdf(each)
            yield 1


def pdf_of(consultation: Consultation) -> StoredFile | None:
    """The PDF of a consultation as it stands; None until it is made."""
    found = StoredFile.objects.filter(name=name_of(consultation)).first()
    return found if found is not None and found.path.exists() else None


def page_of(consultation: Consultation) -> str:
    """What is printed."""
    return render_to_string(
        "consultation/paper/consultation_paper.html", described(consultation) | to_fill_in(consultation)
    )


def make_pdf(consultation: Consultation) -> StoredFile:
    """Make the PDF, unless it is made already. It is kept for seven years from the closing, or from now."""
    content = write_pdf(page_of(consultation))
    with transaction.atomic():
        one_at_a_time(f"paper of {consultation.pk}")
        return pdf_of(consultation) or store(
            content,
            name=f"{consultation.reference}.pdf",
            purpose="consultation",
            by=None,
            kept_until=max(consultation.closes_on, true_today()) + years(7),
            made_here=True,
            own=name_of(consultation),
        )
