"""What a person can mend before a command can run, on one line."""

from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from streams.errors import LexiconError, NotThere


def mendable(error: Exception) -> str | None:
    """What is wrong and where to mend it; None for what is a defect of ours."""
    match error:
        case NotThere() | LexiconError():
            return str(error)
        case OperationalError():
            reason = str(error.orig).strip().splitlines()[0]
            return f"the database does not answer: {reason}; start it, or correct WIREROOM_DATABASE"
        case ValidationError(title="Settings"):
            return "; ".join(f"WIREROOM_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        case _:
            return None
