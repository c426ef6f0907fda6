"""What else begins when a sign-up is recorded, ends or is declared void: subjects above add to it as Django starts."""

from collections.abc import Callable

from compacts.signups.models import Signup

Follower = Callable[[Signup], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> Follower:
    """Call this in the transaction of every change of a sign-up."""
    _followers.append(follower)
    return follower


def changed(signup: Signup) -> Signup:
    """Tell those who follow that the sign-up is another than before. Gives it back."""
    for follower in _followers:
        follower(signup)
    return signup
