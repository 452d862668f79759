"""Nothing secret goes into the image: whatever the deployment keeps beside it stays outside of what Docker copies."""

from fnmatch import fnmatch
from pathlib import PurePosixPath

from tests.servers.compose import DEPLOY, composed

IGNORED = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()


def _stays_out(path: str, patterns: list[str]) -> bool:
    """As Docker has it: a pattern for the path itself or any folder above; `**/` is any depth, none included."""
    steps = [str(one) for one in (PurePosixPath(path), *PurePosixPath(path).parents)]
    plain = [line for line in patterns if line and not line.startswith("#")]
    wanted = [*plain, *(line.removeprefix("**/") for line in plain)]
    return any(fnmatch(step, pattern) for step in steps for pattern in wanted)


def _beside() -> list[str]:
    """Every file of the host that the services are given, by its path from the top."""
    file = composed()
    given = [one["file"] for one in file["secrets"].values()]
    given += [service["env_file"] for service in file["services"].values() if "env_file" in service]
    mounts = [
        mount for service in file["services"].values() for mount in service.get("volumes", ())
    ]
    given += [
        mount.partition(":")[0].removeprefix("./") for mount in mounts if mount.startswith("./")
    ]
    return sorted({f"deploy/{one}" for one in given})


def test_what_is_given_to_containers_is_in_no_image() -> None:
    kept = [
        *_beside(),
        "deploy/certificates/key.pem",
        ".env",
        "var/keys/field_keys",
        "var/tongxin.db",
    ]
    assert {"deploy/settings", "deploy/secrets/field_keys", "deploy/certificates"} <= set(kept)
    assert [path for path in kept if not _stays_out(path, IGNORED)] == []


def test_what_the_program_needs_is_in_it() -> None:
    for path in ("Makefile", "requirements.txt", "asgi.py", "booking/stays/models.py", "templates/base.html"):  # fmt: skip
        assert not _stays_out(path, IGNORED), path


def test_a_folder_that_is_not_named_would_be_found() -> None:
    without = [line for line in IGNORED if line not in ("deploy", "**/*.pem")]
    found = [path for path in _beside() if not _stays_out(path, without)]
    assert found == _beside()
