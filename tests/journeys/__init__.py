"""Journeys: people in real browsers against a real server."""
