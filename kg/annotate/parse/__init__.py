"""From a text to its parse: laid out, given back its capitals, tagged with a memory, and mended where its own words or names prove a parse wrong."""
