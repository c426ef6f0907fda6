"""What the pages of contracts' documents and their part of the API both need."""

from commissioning.contract_documents.models import ContractDocument

LOADED = ContractDocument.objects.select_related("contract", "file", "added_by").prefetch_related("contract__parties")
