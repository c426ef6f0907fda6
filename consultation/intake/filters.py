"""How the lists of the desk can be narrowed."""

from consultation.consultations.filters import by_consultation
from consultation.responses.filters import ByRespondent, by_channel


class DeskFilters(ByRespondent):
    """By consultation, and by how it came."""

    consultation = by_consultation()
    channel = by_channel()
