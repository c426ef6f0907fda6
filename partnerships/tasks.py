"""What partnerships declares to background work: the lists that can be imported, known in every process."""

from partnerships.organisations.imports import catalogue as imports

__all__ = ["imports"]
