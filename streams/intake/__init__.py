"""Articles over HTTP: who may send them, what is said about each, and a yes only when the broker has them."""
