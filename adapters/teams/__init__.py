"""Microsoft Teams: what comes in from it, what is said there, and who is who."""
