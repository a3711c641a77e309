"""The learned reader: its pieces, its network, what it says of two ends, and how far that is believed beside the rules."""
