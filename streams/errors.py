"""What a person can mend before anything can run: the command line shows it on one line."""


class NotThere(Exception):
    """Something that has to be there is not; the message says what to do."""
