"""Learning from approved examples: trainings behind one port, the gate, and what is in use.

adapter         a low-rank step of a question's vector, trained in numpy
lessons         what examples teach: which perfumes were liked for a question
gate            by how much a candidate is better on held-out examples, and how sure that is
report          what a training tells while it runs; trainer: the port of every training
local_adapter, ranker_weights, few_shot, at_endpoint    the four kinds
training        runs what waits, one at a time; schedule: begins it by itself
registry        what is in use, who put it there, and the way back
prompting       the prompts and their editions
in_use          what answers are made with at this moment
studio          Tuning: what an administrator does with all of it; opening puts it together
"""

from flowery.learning.tuning.in_use import InUse
from flowery.learning.tuning.lessons import Ears
from flowery.learning.tuning.opening import open_tuning
from flowery.learning.tuning.prompting import Prompts
from flowery.learning.tuning.schedule import Schedule
from flowery.learning.tuning.studio import Tuning

__all__ = ["Ears", "InUse", "Prompts", "Schedule", "Tuning", "open_tuning"]
