"""The named syntactic shapes in which triggers are matched: of verbs, of nouns, of nouns of happening, of pairs and of brackets."""
