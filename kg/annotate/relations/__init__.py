"""Relations between two things: triggers matched in frames, verbs meant twice, and what follows from what was told."""
