"""Pieces → blocks: papers, as posts list and discuss them. No Django."""
