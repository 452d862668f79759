"""The SQL of who is counted in a stay's night: who came where somebody counted, else who was contracted."""

HEADS = ", ".join(
    f"SUM(CASE WHEN n.arrived_rooms IS NULL THEN n.contracted_{who} ELSE COALESCE(n.arrived_{who}, 0) END) AS {who}"
    for who in ("workers", "family", "crew")
)
