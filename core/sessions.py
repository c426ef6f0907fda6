"""Sessions kept in the database, as Django keeps them. Every page asks for one, by a statement that is built once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from core import clock
from core.prepared import prepared

_of = prepared(lambda key: Session.objects.filter(session_key=key))


class SessionStore(db.SessionStore):
    """The session engine (SESSION_ENGINE)."""

    def _get_session_from_db(self) -> Session | None:
        """The row of the session. One that is over, or was never there, leaves the store without a key."""
        found = [each for each in _of(self.session_key) if each.expire_date > clock.true_now()]
        if not found:
            self._session_key = None
        return found[0] if found else None
