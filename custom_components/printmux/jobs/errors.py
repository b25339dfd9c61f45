"""What can go wrong with jobs themselves."""


class NoRoomError(Exception):
    """There is no room for another file; the message says which limit and what to do."""
