"""Every decoder of Own Accord under a fuzzer (docs/develop/attack/fuzz.md).

`table.DECODERS` lists them all. `python -m tests.fuzz` lets atheris at each; the test run replays the kept inputs and
mutates them, without atheris.
"""
