"""The sheets that people map themselves, known to background work in every process."""

from core.imports.sources import register
from partnerships.intake.source import MappedSheet

SHEET = MappedSheet()
register(SHEET)
