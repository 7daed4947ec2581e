"""Slack: what comes in from it, what is shown and said there, and who is who."""
