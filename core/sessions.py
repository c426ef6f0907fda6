"""Sessions kept in the database, as Django keeps them. Every page asks for one, by a statement that is built once, and
every form that says that it was saved writes one."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session

from core import clock
from core.prepared import prepared
from core.written import NotThere, update

_of = prepared(lambda key: Session.objects.filter(session_key=key))


class SessionStore(db.SessionStore):
    """The session engine (SESSION_ENGINE)."""

    def _get_session_from_db(self) -> Session | None:
        """The row of the session. One that is over, or was never there, leaves the store without a key."""
        found = [each for each in _of(self.session_key) if each.expire_date > clock.true_now()]
        if not found:
            self._session_key = None
        return found[0] if found else None

    def save(self, must_create: bool = False) -> None:
        """Write the session, or make its row. Raises UpdateError where somebody has signed out of it meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row = self.create_model_instance(self._session)  # type: ignore[attr-defined]
        try:
            update(row, "session_data", "expire_date")
        except NotThere:
            raise UpdateError from None
