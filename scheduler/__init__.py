"""Composition of the worker process and of the command line: relay, timetable, jobs, supervisor, demonstration."""
