"""What goes on around a checkpoint: its turn, its agenda, its minutes."""
