"""The settings of the tests: the served ones, in a data folder that is thrown away and set before anything else."""

import atexit
import os
import shutil
import tempfile

os.environ["OWNACCORD_DATA"] = tempfile.mkdtemp(prefix="ownaccord-tests-")
atexit.register(shutil.rmtree, os.environ["OWNACCORD_DATA"], ignore_errors=True)

from ownaccord.web.settings import *  # noqa: E402, F403

SECRET_KEY = "tests only, never served"
