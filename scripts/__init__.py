"""Tools of the developers, none of which is shipped."""
