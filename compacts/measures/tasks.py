"""The published files that become readings, known to background work in every process."""

from compacts.measures.grants import VcsGrants
from core.imports.sources import register

register(VcsGrants())
