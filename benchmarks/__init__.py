"""What we are measured by, one command each: uv run python -m benchmarks NAME."""
