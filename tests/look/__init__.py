"""What pages look like: every part shown once, measured, and held to the promises of docs/develop/look.md."""
