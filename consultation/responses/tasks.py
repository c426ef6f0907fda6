"""Background work about responses: receipts by mail, and long exports."""

from typing import Any

from consultation.consultations.models import Consultation
from consultation.responses.actions import index_answers
from consultation.responses.exports import file_name, make_workbook
from consultation.responses.receipts import LOADED, goes_to, subject_of, text_of, way_to
from core.acts import authorise
from core.files.exports import keep_workbook
from core.mail.actions import write_mail
from core.pages.page import find
from core.work.kinds import Progress, handler
from core.work.models import WorkRow


@handler("receipt", title="Receipt for an answer")
def receipt(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Write the receipt to who sent the answer, and make its words ready to be searched.

    The version's number keeps the receipt from being written twice.
    """
    version = LOADED.get(pk=row.args["version"], submitted_at__isnull=False)
    index_answers(version)
    recipient = goes_to(version)
    if recipient is None:
        return {"text": "Keyed in, so nobody gets a receipt by mail"}
    mail = write_mail(
        to=recipient,
        subject=subject_of(version),
        body=text_of(version),
        key=f"receipt:{version.pk}",
        reply_to=version.response.consultation.contact_email,
        link=way_to(version.response),
    )
    progress(1, 1)
    return {"mail": mail.pk}


@handler("answers_workbook", title="Answers as a workbook", limit=900)
def answers_workbook(row: WorkRow, progress: Progress) -> dict[str, Any]:
    """Make a workbook of a consultation's answers, those the person may have now."""
    authorise(row.actor, "consultation.export_response")
    consultation = find(Consultation.objects.all(), row.actor, pk=row.args["consultation"])
    name = file_name(consultation, "xlsx")
    return keep_workbook(row, progress, name, lambda path: make_workbook(row.actor, consultation, path, progress))
