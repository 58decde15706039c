"""How long the laws are tried: a little with every test run, as long as OWNACCORD_LAWS_STEPS says for a long one."""

import os

from hypothesis import HealthCheck, settings

STEPS = int(os.environ.get("OWNACCORD_LAWS_STEPS", "0"))
HISTORY = 50
"""Steps in one history."""

often = settings(
    deadline=None,
    max_examples=max(300, STEPS // 20),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
histories = settings(often, max_examples=max(25, STEPS // HISTORY), stateful_step_count=HISTORY, print_blob=True)
