"""Dates of the admin that no country reads otherwise: 29 Nov 2026, never 11/29/2026."""
