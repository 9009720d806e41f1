"""Trying out an endpoint: what its models can do is asked of them once, in the smallest calls there
are, and remembered. Nothing is trained, and no word of anybody is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flowery.models.connection import Connection
from flowery.models.connections import Connections, Draft
from flowery.models.embedded.models import EmbeddedModels
from flowery.models.findings import Form, form_found
from flowery.models.usage import Budget, Meter
from flowery.storage.connections import Finding
from flowery.storage.tables import Tables
from flowery.words.errors import Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import Usage, User

Tell = Callable[[Finding], None]
PATIENCE = 20.0
"""Seconds a call: somebody sits before the page, and a small model is loaded meanwhile."""


class Probing:
    """Asks endpoints what they can do; the calls stand in the books as "probe"."""

    def __init__(
        self, tables: Tables, settings: Settings, connections: Connections, budget: Budget
    ) -> None:
        self._tables, self._settings, self._budget = tables, settings, budget
        self._connections = connections

    def probe(
        self, administrator: User, draft: Draft, tell: Tell | None = None
    ) -> tuple[Finding, ...]:
        """Ask an endpoint for its models, and every model that is named for what it is named for;
        `tell` hears each finding as it comes. Raises NotAllowed, Refused.
        """
        self._tables.accounts.require_admin(administrator)
        would_be = self._connections.would_be(administrator, draft)
        return self._kept(administrator.id, would_be, tell or _nobody)

    def probe_now(self, tell: Tell) -> tuple[Finding, ...]:
        """Ask the endpoint that is connected; for the command line, whose user owns the machine.
        Raises Refused.
        """
        return self._kept(None, self._connections.now(), tell)

    def _kept(self, user_id: str | None, connection: Connection, tell: Tell) -> tuple[Finding, ...]:
        if not connection.address:
            raise Refused("No endpoint is connected: type its address first.")
        found = self._asked(user_id, connection, tell)
        self._tables.connections.keep_found(connection.address, found, anew=True)
        return tuple(one for one in found if ":" not in one.what)

    def _asked(self, user_id: str | None, would_be: Connection, tell: Tell) -> list[Finding]:
        from flowery.models.openai_compatible import probing  # .6 s that others save
        from flowery.models.openai_compatible.forms import Forms
        from flowery.models.openai_compatible.models import open_endpoint

        patient = replace(would_be, seconds=min(would_be.seconds, PATIENCE))
        forms: dict[str, Form] = {}
        learnt = Forms(remember=lambda model, _shape, form: forms.update({model: form}))

        def noted(usage: Usage) -> None:
            self._tables.record(replace(usage, purpose="probe", user_id=user_id))

        meter = Meter(noted, self._budget)
        encoder = EmbeddedModels(self._settings.folder / "models")
        models = open_endpoint(patient, encoder, meter, forms=learnt)
        found: list[Finding] = []
        for one in probing.findings(models, patient, user_id):
            if isinstance(one, tuple):
                self._tables.connections.keep_listed(would_be.address, one)
                continue
            form = forms.get(one.model, "schema") if one.what == "answer" else None
            told = replace(one, found=form) if form and one.found == "yes" else one
            tell(told)
            found.append(told)
        return [*found, *(form_found(model, "", form) for model, form in forms.items())]


def _nobody(_finding: Finding) -> None:
    pass
