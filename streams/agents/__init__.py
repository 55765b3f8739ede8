"""The steps of the stream: extract, store, announce."""
