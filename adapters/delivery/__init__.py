"""Saying what is to be said, on any platform: each noun of it in a file of its own."""
