"""What every calendar and clock of the platform can hold, whatever the offset. No Django."""

FIRST_YEAR, LAST_YEAR = 1000, 9000
