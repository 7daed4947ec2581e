"""A Slack of our own, with two organisations in one channel, and what we say to it."""
