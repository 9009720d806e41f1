"""What a person likes: evidence read from their rows, replayed into a profile that can be taken
apart, and learned into chances, each with its doubt.
"""
