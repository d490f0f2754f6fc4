"""What a film or a sound is made of, and where in its file the notes beside it lie. Pure.

Notes are blanked in place: no byte moves, so no table of offsets has to be written again.
"""
