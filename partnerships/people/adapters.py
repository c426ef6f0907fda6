"""How sign-in by django-allauth is fitted to accounts that are made by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up unasked."""

    def is_open_for_signup(self, request) -> bool:
        return False
