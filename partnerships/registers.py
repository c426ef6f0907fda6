"""The lists of partnerships, gathered from its subjects, so that background work knows them too."""

from partnerships.organisations import registers as organisations

__all__ = ["organisations"]
