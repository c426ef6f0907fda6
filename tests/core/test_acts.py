"""An act that others overtake is carried out anew, and one that is wrong by itself says so."""

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from core.acts import MOST_OVERTAKING, again_if_overtaken


class Overtaken:
    """An act that the database stops so many times before it comes through."""

    def __init__(self, times: int, problem: DatabaseError) -> None:
        self.times, self.problem, self.attempts = times, problem, 0

    def __call__(self, words: str) -> str:
        self.attempts += 1
        if self.attempts <= self.times:
            raise self.problem
        return words


def deadlock() -> OperationalError:
    problem = OperationalError("deadlock detected")
    problem.__cause__ = type("Deadlock", (Exception,), {"pgcode": "40P01"})()
    return problem


@pytest.mark.parametrize("times", [0, 1, 2, MOST_OVERTAKING])
@pytest.mark.parametrize("problem", [IntegrityError("one counts"), deadlock()])
def test_an_act_comes_through_however_many_are_quicker(times, problem):
    act = Overtaken(times, problem)
    assert (again_if_overtaken(act)("sent"), act.attempts) == ("sent", times + 1)


def test_an_act_that_never_comes_through_raises_what_stopped_it():
    act = Overtaken(MOST_OVERTAKING + 1, IntegrityError("one counts"))
    with pytest.raises(IntegrityError, match="one counts"):
        again_if_overtaken(act)("sent")


def test_another_mistake_of_the_database_is_not_tried_again():
    act = Overtaken(1, OperationalError("the server went away"))
    with pytest.raises(OperationalError, match="went away"):
        again_if_overtaken(act)("sent")
    assert act.attempts == 1
