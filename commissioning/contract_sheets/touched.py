"""What a body calls its suppliers, as what a reorganisation touches."""

from commissioning.contract_sheets.models import SupplierName
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched

touching.add(Touched("Names of suppliers, as its lists write them", SupplierName, ("body", "organisation")))
