"""Throwaway servers for tests: PostgreSQL, Redis, Chromium and the program's own processes."""
