"""The lists that can be imported, made known."""

from core.imports.sources import register
from partnerships.organisations.imports.charity_extract import CharityExtract
from partnerships.organisations.imports.charity_list import CharityList
from partnerships.organisations.imports.councils import CouncilList
from partnerships.organisations.imports.icb import IcbList
from partnerships.organisations.imports.ods import OdsList
from partnerships.organisations.imports.pct import PctList

LISTS = [register(each) for each in (PctList(), IcbList(), OdsList(), CouncilList(), CharityExtract(), CharityList())]
