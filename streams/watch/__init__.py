"""Feeds that are fetched: asked politely, each in its time, and published as they change."""
