"""`tongxin` and `python -m scheduler`: the commands, and every expected failure as words instead of a traceback."""

import os

from sites.foundation.language import CHINESE, ENGLISH, speaking


def main() -> None:
    """Speaks Chinese where the terminal does, else English."""
    from scheduler.cli import app
    from scheduler.endings import ended_in_words

    # What these commands write (database, keys, papers, backups) is for this user alone.
    os.umask(0o077)
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    with speaking(CHINESE if spoken.startswith("zh") else ENGLISH), ended_in_words():
        app(prog_name="tongxin")


if __name__ == "__main__":
    main()
