"""Trips and their stays: from a hold to a settled account, one verb for each move."""
