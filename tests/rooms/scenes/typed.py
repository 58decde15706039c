"""What people type while they make a plan; nothing else is needed to know it."""

WHEN = {"context": "at_home", "minutes": "45", "check_in": "15", "leads": "nobody"}
WORDS = {
    "red_means": "All stops.", "red_word": "ember", "red_sign": "drops the keys",
    "yellow_means": "Slower.", "yellow_word": "", "green_means": "On we go.",
}  # fmt: skip
