"""Happenings: who did what to whom, which tellings are of one, which are actual, and who takes part."""
