"""The retreat base as a place: its profile, room types and pictures."""
