"""One change of the schema a file; each can be undone."""
