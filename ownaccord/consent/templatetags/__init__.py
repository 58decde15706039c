"""What this room's templates write into addresses. No rules live here."""
