"""How long the laws are tried: a little with every test run, as long as OWNACCORD_LAWS_STEPS says for a long one.

With OWNACCORD_LAWS_BRIEF, a number of examples, only whether something breaks matters, not the smallest example: that
is for mutants.
"""

import os

from hypothesis import HealthCheck, Phase, settings

BRIEF = int(os.environ.get("OWNACCORD_LAWS_BRIEF", "0"))
PHASES = (Phase.explicit, Phase.generate) if BRIEF else tuple(Phase)
STEPS = int(os.environ.get("OWNACCORD_LAWS_STEPS", "0"))
HISTORY = 50
"""Steps in one history."""

often = settings(
    deadline=None,
    phases=PHASES,
    derandomize=bool(BRIEF),
    max_examples=BRIEF or max(150, STEPS // 20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
histories = settings(
    often, max_examples=10 if BRIEF else max(25, STEPS // HISTORY), stateful_step_count=HISTORY, print_blob=True
)
