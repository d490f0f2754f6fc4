"""From an identifier or a title to a record, by way of the sources on the network.

The only place that asks them, and only when an editor or a command wants it: no save, no clean and
no reader's page does.
"""
