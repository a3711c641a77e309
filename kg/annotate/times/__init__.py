"""Time expressions: found among the words, put on the calendar, and given to the clause they belong to."""
