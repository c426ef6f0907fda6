"""Registers of contracts, known to background work in every process."""

from commissioning.contract_sheets.source import ContractRegister
from core.imports.sources import register

REGISTER = register(ContractRegister())
