"""The document and all the questions as a PDF: made when a consultation is published, and again when it changes."""

import uuid

from django.db import transaction
from django.template.loader import render_to_string

from consultation.consultations.models import Consultation
from consultation.consultations.views import described
from consultation.paper.room import to_fill_in
from core.acts import one_at_a_time
from core.files.actions import store, true_today
from core.files.models import StoredFile
from core.privacy import years
from core.reports.pdf import write_pdf

OURS = uuid.UUID("6f0a6d1c-5f5a-4f5e-9a53-6a0b7f4f2d11")
"""What the names of these files are worked out from."""


def name_of(consultation: Consultation) -> uuid.UUID:
    """The name its PDF is kept under: another one whenever its words or its details change."""
    return uuid.uuid5(OURS, f"{consultation.pk}:{consultation.version}:{consultation.text_key}")


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
