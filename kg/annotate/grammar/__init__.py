"""The grammar that every frame shares: clauses, noun phrases and their extents, counts, and who stands for whom."""
