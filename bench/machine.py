"""What machine a figure is from: a time without its machine says nothing."""

import os
import platform
import sys
from pathlib import Path

import django
from django.db import connection


def lines() -> list[str]:
    """Processor, cores, memory, system, Python, Django and database, a line each."""
    return [
        f"processor  {_processor()}, {os.cpu_count()} cores",
        f"memory     {_memory()}",
        f"system     {platform.system()} {platform.release()}",
        f"python     {platform.python_version()}, Django {django.__version__}",
        f"database   {_database()}",
    ]


def _processor() -> str:
    for line in _read("/proc/cpuinfo").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    for line in _read("/proc/meminfo").splitlines():
        if line.startswith("MemTotal"):
            return f"{int(line.split()[1]) / 1024**2:.0f} GiB"
    return "unknown"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        version = str(cursor.fetchone()[0])
    return version.partition(" on ")[0] if connection.vendor == "postgresql" else f"SQLite {version}"


def threads(pid: int) -> int:
    """How many threads a process has; 0 where the system does not tell."""
    return len(list(Path(f"/proc/{pid}/task").iterdir())) if sys.platform == "linux" else 0


def descriptors(pid: int) -> int:
    """How many files and connections a process has open; 0 where the system does not tell."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir())) if sys.platform == "linux" else 0


def resident(pid: int) -> float:
    """The memory that a process holds, in MB; 0 where the system does not tell."""
    for line in _read(f"/proc/{pid}/status").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: str) -> str:
    return Path(path).read_text() if sys.platform == "linux" and Path(path).exists() else ""
