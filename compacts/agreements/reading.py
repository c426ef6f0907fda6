"""What the pages of agreements and their part of the API both need."""

from django.db.models import Prefetch

from compacts.agreements.models import Agreement, AgreementParty

LOADED = Agreement.objects.select_related("area").prefetch_related(
    Prefetch("parties", AgreementParty.objects.select_related("organisation"))
)
