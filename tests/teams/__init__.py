"""A Bot Connector of our own, with two tenants in one channel, and what they say."""
