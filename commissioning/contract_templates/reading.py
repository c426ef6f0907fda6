"""What the pages of contract templates and their part of the API both need."""

from commissioning.contract_templates.models import ContractTemplate

LOADED = ContractTemplate.objects.select_related("body").prefetch_related("versions")
