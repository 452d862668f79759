"""A session of psql that stays open: to begin one, and to read the catalogue of a hundred tables anew, costs more than
most of what is asked.
"""

import subprocess
from collections.abc import Sequence

END = "-- that was all --"


class Talk:
    """`ask` answers as `Postgres.execute` does, in the one session. After a fault, or an end from outside, it is over."""

    def __init__(self, command: Sequence[str]) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )

    def ask(self, sql: str) -> str:
        """Raises RuntimeError when the session is over."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin
        assert stdout
        try:
            stdin.write(f"{sql};\n\\echo '{END}'\n")
            stdin.flush()
        except OSError as fault:
            raise RuntimeError("the session is over") from fault
        lines = []
        while (line := stdout.readline().rstrip("\n")) != END:
            if self.process.poll() is not None and not line:
                raise RuntimeError("the session is over")
            lines.append(line)
        return "\n".join(lines).strip()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
