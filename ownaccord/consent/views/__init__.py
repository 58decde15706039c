"""The pages of the consent room, one file for each thing that a person comes to do; every step is an action."""
