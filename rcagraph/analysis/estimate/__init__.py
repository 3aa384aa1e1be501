"""Estimators of recurrence and of impact, as pure functions of numbers: days, counts, exposure."""
