"""The stack's template and its rights."""
