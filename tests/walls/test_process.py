"""The served process itself: nothing of anybody's in what the computer shows of it, and no memory on the disk."""

import subprocess
import sys

import pytest

# prctl(2): PR_GET_DUMPABLE is 3.
CODE = """
import ctypes, resource
from ownaccord.web.server import no_core_dumps
print(ctypes.CDLL(None).prctl(3))
no_core_dumps()
print(ctypes.CDLL(None).prctl(3), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_its_memory_cannot_be_dumped_nor_piped_to_a_program() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout.splitlines()

    assert said == ["1", "0 0 0"]
