"""The books of a home: what every call to a model took, by day, person, model and purpose, and how
well the answers were liked that a model worded. Tastes count for whoever keeps them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from flowery.storage import schema
from flowery.storage.database import Database


@dataclass(frozen=True, slots=True)
class Line:
    """Calls of one day (UTC), account, model and purpose. `account_id` is None for what nobody
    asked for, such as the vectors of the catalogue.
    """

    day: date
    account_id: str | None
    model: str
    purpose: str
    calls: int
    failures: int
    input_tokens: int
    output_tokens: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Liked:
    """How the answers that a model worded were rated: how many of them, and their mean stars."""

    model: str
    answers: int
    stars: float


class Books:
    """What was written down of the calls to models."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines(self, since: datetime) -> tuple[Line, ...]:
        """Every line since a moment, oldest day first."""
        usage = schema.usage
        day, account = func.date(usage.c.at), _account()
        by = (day, account, usage.c.model, usage.c.purpose)
        sums = (
            func.count(),
            func.sum(case((usage.c.succeeded, 0), else_=1)),
            *(func.sum(usage.c[name]) for name in _SUMMED),
        )
        query = select(*by, *sums).select_from(_OF_ACCOUNTS).where(usage.c.at >= since)
        with self._database.read() as connection:
            rows = connection.execute(query.group_by(*by).order_by(*by)).all()
        return tuple(_line(row) for row in rows)

    def first_day(self) -> date | None:
        """The day of the first call there is, None when none was made."""
        with self._database.read() as connection:
            at = connection.execute(select(func.min(schema.usage.c.at))).scalar()
        return None if at is None else at.date()

    def tokens(self, since: datetime, account_id: str | None = None) -> tuple[int, int]:
        """(input, output) tokens that models took since a moment, for everybody or one account."""
        with self._database.read() as connection:
            return tokens_since(connection, since, account_id)

    def account_of(self, user_id: str) -> str:
        """Whose account somebody's calls count for: their guardian's, if it is a taste."""
        query = select(schema.accounts.c.guardian_id).where(schema.accounts.c.id == user_id)
        with self._database.read() as connection:
            return str(connection.execute(query).scalar() or user_id)

    def liked(self) -> tuple[Liked, ...]:
        """How every model's words were rated, the best first."""
        with self._database.read() as connection:
            rows = connection.execute(_stars_by_model()).all()
        return tuple(Liked(model, answers, float(stars)) for model, answers, stars in rows)


def tokens_since(
    connection: Connection, since: datetime, account_id: str | None = None
) -> tuple[int, int]:
    """(input, output) tokens that models took since a moment, for everybody or one account."""
    table = schema.usage
    sums = select(func.sum(table.c.input_tokens), func.sum(table.c.output_tokens))
    query = sums.where(table.c.at >= since)
    if account_id is not None:
        tastes = select(schema.accounts.c.id).where(schema.accounts.c.guardian_id == account_id)
        query = query.where(or_(table.c.user_id == account_id, table.c.user_id.in_(tastes)))
    row = connection.execute(query).one()
    return int(row[0] or 0), int(row[1] or 0)


_SUMMED = ("input_tokens", "output_tokens", "milliseconds")
_OF_ACCOUNTS = schema.usage.outerjoin(
    schema.accounts, schema.accounts.c.id == schema.usage.c.user_id
)


def _account() -> ColumnElement[str]:
    return func.coalesce(schema.accounts.c.guardian_id, schema.usage.c.user_id)


def _stars_by_model() -> Select[str, int, float]:
    questions, feedback = schema.questions, schema.feedback
    model, stars = questions.c.answer["words_by"].as_string(), func.avg(feedback.c.stars)
    query = select(model, func.count(), stars).select_from(feedback.join(questions))
    worded = questions.c.answer.is_not(None), model != ""
    return query.where(*worded).group_by(model).order_by(stars.desc(), model)


def _line(row: Any) -> Line:
    return Line(_date(row[0]), *row[1:])


def _date(said: str | date) -> date:
    """SQLite says a day in letters, other databases as what it is."""
    if isinstance(said, datetime):
        return said.astimezone(UTC).date()
    return said if isinstance(said, date) else date.fromisoformat(said)
