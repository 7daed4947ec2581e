"""How words become typed parameters, and typed parameters words again."""
