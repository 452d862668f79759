"""Questions, complaints and incidents: each has a number, a deadline, an owner and an answer."""
