"""`train run|jobs|models|activate|back|schedule`: trainings, what they made, and what is in use.

Whoever owns the machine acts here as an administrator of the home: the one that is named, else the
first there is.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flowery.cli.call import Call
from flowery.cli.command import Command
from flowery.cli.lines import WrongUsage
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import JOB_KINDS, FineTuningJob, Gain, TunedModel, User

if TYPE_CHECKING:
    from flowery.storage.tables import Tables
    from flowery.wiring import Flowery


def administrator(call: Call, tables: Tables) -> User:
    """The administrator of `--user`, else the first one. Raises NotFound."""
    if call.options.user is not None:
        return tables.accounts.get(call.user_id(tables))
    first = next((one for one in tables.accounts.list() if one.is_admin), None)
    if first is None:
        raise NotFound("There is no administrator; `python -m flowery user add NAME --admin`.")
    return first


def _takes_nothing(parser: ArgumentParser) -> None:
    parser.add_argument("--user", metavar="NAME", help="as which administrator (the first one)")


def _takes_run(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=JOB_KINDS, help=", ".join(JOB_KINDS))
    parser.add_argument("--set", metavar="SET", help="its number or id (the newest set)")
    parser.add_argument("--later", action="store_true", help="leave it to a running server")
    _takes_nothing(parser)


def _run(call: Call) -> int:
    with call.flowery() as flowery:
        admin = administrator(call, flowery.tables)
        job = flowery.tuning.begin(admin, call.options.kind, _set(call, flowery))
        if not call.options.later:
            flowery.tuning.trainings.run_waiting()
            job = flowery.tables.jobs.get(job.id)
        model = flowery.tables.tuned.of_job(job.id)
        if job.state == "failed":
            raise Refused(job.reason)
        call.say(job_shape(job, model), _job_words(job, model))
    return 0


def _set(call: Call, flowery: Flowery) -> str:
    if call.options.set is not None:
        return str(call.options.set)
    newest = next(iter(flowery.tables.training_sets.list()), None)
    if newest is None:
        raise NotFound("No set is frozen yet; `python -m flowery train freeze` makes one.")
    return newest.id


def _jobs(call: Call) -> int:
    with call.flowery() as flowery:
        for job in flowery.tuning.jobs(administrator(call, flowery.tables)):
            model = flowery.tables.tuned.of_job(job.id)
            call.say(job_shape(job, model), _job_words(job, model))
    return 0


def _models(call: Call) -> int:
    with call.flowery() as flowery:
        admin = administrator(call, flowery.tables)
        for model in flowery.tuning.models(admin):
            in_use = flowery.tuning.used(admin, model.kind) == model.id
            call.say(model_shape(model, in_use), _model_words(model, in_use))
    return 0


def _takes_model(parser: ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="its name, such as local_adapter-1, or id")
    parser.add_argument("--reason", metavar="TEXT", default="", help="overrules the gate; kept")
    _takes_nothing(parser)


def _activate(call: Call) -> int:
    with call.flowery() as flowery:
        admin = administrator(call, flowery.tables)
        model = flowery.tuning.model(admin, call.options.model)
        flowery.tuning.activate(admin, model.id, call.options.reason)
        call.say({"ok": True, "in_use": model.name}, f"{model.name} is in use.")
    return 0


def _takes_kind(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=JOB_KINDS, help=", ".join(JOB_KINDS))
    _takes_nothing(parser)


def _back(call: Call) -> int:
    with call.flowery() as flowery:
        admin = administrator(call, flowery.tables)
        used = flowery.tuning.back(admin, call.options.kind)
        name = flowery.tuning.model(admin, used).name if used else ""
        call.say({"ok": True, "in_use": name}, f"{name or 'No tuned model'} is in use.")
    return 0


def _takes_schedule(parser: ArgumentParser) -> None:
    parser.add_argument("--hour", type=int, metavar="0..23", help="train every night at this hour")
    parser.add_argument("--after", type=int, metavar="N", help="train after N new examples")
    parser.add_argument("--off", action="store_true", help="train only when told to")
    parser.add_argument("--activate", action="store_true", help="put into use what passes the gate")
    _takes_nothing(parser)


def _schedule(call: Call) -> int:
    from flowery.learning.tuning import Schedule

    options = call.options
    wanted = options.hour is not None or options.after is not None
    if options.off and wanted:
        raise WrongUsage("Give either --off or when to train.")
    with call.flowery() as flowery:
        admin = administrator(call, flowery.tables)
        if options.off or wanted:
            made = Schedule(hour=options.hour, after=options.after, activates=options.activate)
            flowery.tuning.set_schedule(admin, made)
        found = flowery.tuning.schedule(admin)
    shape = {"is_on": found.is_on, "hour": found.hour, "after": found.after}
    call.say(shape | {"activates": found.activates}, _schedule_words(shape))
    return 0


def _schedule_words(shape: Mapping[str, Any]) -> str:
    if not shape["is_on"]:
        return "It trains only when told to."
    nightly = "" if shape["hour"] is None else f" every night at {shape['hour']}:00"
    counted = "" if shape["after"] is None else f" after {shape['after']} new examples"
    return f"It trains{nightly}{' and' if nightly and counted else ''}{counted}."


def job_shape(job: FineTuningJob, model: TunedModel | None) -> dict[str, Any]:
    """A training as JSON."""
    shape = {"job_id": job.id, "kind": job.kind, "set_id": job.set_id, "state": job.state}
    told = {"progress": job.progress, "reason": job.reason, "metrics": dict(job.metrics)}
    made = model_shape(model, in_use=False) if model else None
    return {**shape, **told, "created_at": job.created_at.isoformat(), "made": made}


def model_shape(model: TunedModel, in_use: bool) -> dict[str, Any]:
    """A tuned model as JSON."""
    gain = asdict(model.gain) | {"gain": model.gain.by, "is_sure": model.gain.is_sure}
    named = {"model": model.name, "id": model.id, "kind": model.kind, "in_use": in_use}
    return {**named, "gain": gain, "created_at": model.created_at.isoformat()}


def _job_words(job: FineTuningJob, model: TunedModel | None) -> str:
    made = f"  {_model_words(model, in_use=False)}" if model else ""
    why = f"  {job.reason}" if job.reason else ""
    return f"{job.id}  {job.kind:<15} {job.state}{why}{made}"


def _model_words(model: TunedModel, in_use: bool) -> str:
    here = "  in use" if in_use else ""
    return f"{model.name}  {_gain_words(model.gain)}{here}"


def _gain_words(gain: Gain) -> str:
    gate = "passes the gate" if gain.is_sure else "does not pass the gate"
    return f"{gain.measure} {gain.by:+.3f} ({gain.low:+.3f} to {gain.high:+.3f}), {gate}"


COMMANDS = (
    Command("train run", "learn from a frozen set, here and now", _run, _takes_run),
    Command("train jobs", "the trainings, newest first", _jobs, _takes_nothing),
    Command("train models", "what trainings made, and what is in use", _models, _takes_nothing),
    Command("train activate", "use a model that passed the gate", _activate, _takes_model),
    Command("train back", "use what was in use before", _back, _takes_kind),
    Command("train schedule", "train by itself, or not", _schedule, _takes_schedule),
)
