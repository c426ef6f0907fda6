"""How an answer on paper is sent back, in words: the same on the form, the printed document and the PDF."""

from django.conf import settings

from consultation.consultations.models import Consultation
from consultation.consultations.rules import closing_in_words


def address_of(consultation: Consultation) -> str:
    """Its page on the site, as it is typed in by hand."""
    return f"{settings.BASE_URL.rstrip('/')}{consultation.get_absolute_url()}"


def how_to_return(consultation: Consultation) -> list[str]:
    """The ways to send an answer, each a sentence, with the closing time first."""
    host, named = consultation.host, consultation.contact_name or "Whoever is named as the one to ask"
    address = ", ".join(filter(None, [*(host.address or "").splitlines(), host.postcode]))
    closing = closing_in_words(consultation.closes_on)
    found = [
        f"Answers are taken until {closing}. What arrives later is kept, and whether it is taken into account is "
        "decided with a reason."
    ]
    if consultation.contact_email:
        found.append(f"By e-mail: attach this form, or write your answers, to {consultation.contact_email}.")
    if address:
        found.append(f"By post: to {named}, {host.name}, {address}.")
    elif consultation.contact_telephone:
        found.append(f"By post: ring {consultation.contact_telephone} for the address.")
    if address and consultation.contact_telephone:
        found.append(f"By telephone, with questions: {consultation.contact_telephone}.")
    found.append(f"On the website: {address_of(consultation)}")
    found.append("A letter is as good as this form. You need not answer every question.")
    return found
