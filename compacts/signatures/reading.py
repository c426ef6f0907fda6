"""What the pages of signatures and their part of the API both need."""

from compacts.signatures.models import Signature

LOADED = Signature.objects.select_related("draft__agreement", "party__organisation", "scan").prefetch_related(
    "draft__agreement__parties"
)
