"""Whether the text asserts, denies, hedges or only imagines what it tells, and who says so."""
