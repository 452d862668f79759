"""Tests mirror the source; journeys, house rules and the servers they need have their own folders."""
