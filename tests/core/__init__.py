"""The core in detail: formats, refusals, and one example for everything that the laws say in general."""
