"""What every chat platform needs to hear a line: its way to the bot, names, forms."""
