"""Documents of contracts, as what a reorganisation touches."""

from commissioning.contract_documents.models import ContractDocument
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(Touched("Documents of contracts that it added", ContractDocument, ("added_by",)))
