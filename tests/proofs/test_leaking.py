"""Why a verb's transaction runs under a shield: without it a cancelled request keeps the lock for good."""

import asyncio
import sys

import pytest


@pytest.mark.proof
async def test_cancelled_requests_leak_when_tortoise_is_used_as_it_comes(
    database_url: str, proof
) -> None:
    rounds = proof.size("cancelled", small=300, full=1000)
    one = "?maxsize=1" if database_url.startswith("postgres") else ""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.proofs.leaking", f"{database_url}{one}", str(rounds),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, err = await asyncio.wait_for(process.communicate(), timeout=120)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    assert out.decode().strip() == "leaked", err.decode()[-2000:]
    proof.found(cancelled=rounds, leaked=True)
