"""The lists of organisations that can be imported, known to background work in every process."""

from partnerships.organisations.imports import catalogue

__all__ = ["catalogue"]
