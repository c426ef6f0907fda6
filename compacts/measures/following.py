"""Who is told when a measure, or a reading of one, has changed: what is worked out of readings follows them.

following.add(recompute)   # in the tasks.py of the subject that works something out
"""

from collections.abc import Callable

Follower = Callable[[int], None]
FOLLOWERS: list[Follower] = []


def add(follower: Follower) -> Follower:
    """Let this function be called with the key of each measure whose readings change, in the act's transaction."""
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)
    return follower


def tell(measure: int) -> None:
    """Tell all of them that the readings of a measure have changed."""
    for each in FOLLOWERS:
        each(measure)
