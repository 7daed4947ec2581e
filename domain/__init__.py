"""The joint working plan: what it is and what may happen to it.

Plain Python. No I/O, no clock, no framework: time and identity arrive as arguments.
"""
