"""What every test has: servers on demand, no outside network, counted skips, sized proofs."""

pytest_plugins = (
    "tests.servers.fixtures",
    "tests.network",
    "tests.skips",
    "tests.proof",
    "tests.databases",
    "tests.joining",
    "tests.order",
    "tests.hours",
    "tests.clients",
    "pytester",
)
