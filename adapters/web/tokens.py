"""Bearer tokens: random, shown once, kept only as a hash."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import bindparam, delete, insert, select

from domain.person import Person
from storage.tables import token as tokens
from storage.work import SqlWork

LENGTH = 32  # bytes of randomness
OWNER = select(tokens.c.person).where(tokens.c.digest == bindparam("digest"))
NEW = insert(tokens)
FORGET = delete(tokens).where(tokens.c.person == bindparam("who"))


def issue(work: SqlWork, person: Person, *, at: datetime) -> str:
    """A new token that speaks as *person*."""
    token = token_urlsafe(LENGTH)
    row = {"digest": _digest(token), "person": person.id, "at": at}
    work.connection.execute(NEW, row)
    return token


def forget(work: SqlWork, person: Person) -> None:
    """No earlier token speaks as *person* any more."""
    work.connection.execute(FORGET, {"who": person.id})


def owner(work: SqlWork, token: str) -> Person | None:
    """Whom a token speaks as."""
    found = work.connection.scalar(OWNER, {"digest": _digest(token)})
    return work.one(Person, id=found) if found else None


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
