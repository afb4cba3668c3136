"""Sums, rates, days and hours as people write them, and where in the text they stand."""
