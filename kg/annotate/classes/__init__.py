"""Of what class what is named or described is: by lists, by votes of recogniser and grammar, by the reader's vectors."""
