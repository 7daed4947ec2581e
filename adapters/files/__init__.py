"""Registers, logs and packs, in and out."""
