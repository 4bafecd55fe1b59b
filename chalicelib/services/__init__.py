"""One function for each thing that a person does: load, decide, commit once."""
