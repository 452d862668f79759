"""The command that takes the federation's own list of bases: judge all, show all, store when confirmed."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.endings import Ended
from sites.foundation.language import N_, _, ngettext

if TYPE_CHECKING:
    from sites.listings import Operator
    from sites.packages import BaseDraft

MOST_SHOWN = 200
NO_FILE = N_("There is no file %(path)s.")


def import_sites(
    file: Annotated[Path, typer.Argument(help="An .xlsx as `--template` writes it.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Store without asking.")] = False,
    template: Annotated[
        bool, typer.Option("--template", help="Write the empty list to FILE instead.")
    ] = False,
) -> None:
    """Put bases from a spreadsheet on record; every fault is named by its cell, and then nothing is stored."""
    from scheduler.endings import ended_in_words

    if template:
        _write_template(file)
        return
    with ended_in_words():
        if not file.is_file():
            raise Ended(_(NO_FILE, path=file))
        asyncio.run(_import(file.read_bytes(), is_confirmed=yes))


def _write_template(file: Path) -> None:
    from sites.packages.importing import template as empty_list

    if file.exists():
        raise Ended(_("%(path)s is there already.", path=file))
    file.write_bytes(empty_list())
    typer.echo(_("Written: %(path)s", path=file))


async def _import(data: bytes, *, is_confirmed: bool) -> None:
    from scheduler.standing import at_work, installed
    from sites.packages.importing import read_bases

    found = await read_bases(data)
    if found.faults:
        lines = [f"{fault.sheet}!{fault.cell}: {fault.wanted}" for fault in found.faults]
        more = (
            [_("and %(count)s more", count=len(lines) - MOST_SHOWN)]
            if len(lines) > MOST_SHOWN
            else []
        )
        raise Ended("\n".join([*lines[:MOST_SHOWN], *more, _("Nothing was stored.")]))
    codes = ", ".join(draft.site.code for draft in found.drafts)
    typer.echo(
        ngettext(
            "%(num)d base: %(codes)s", "%(num)d bases: %(codes)s", len(found.drafts), codes=codes
        )
    )
    if not is_confirmed and not typer.confirm(_("Store these?")):
        raise Ended(_("Nothing was stored."))
    async with at_work(installed()):
        drafts = await _with_operators(found.drafts)
        await _store(drafts)
    waiting = sum(draft.site.operator_id is None for draft in drafts)
    typer.echo(
        ngettext("%(num)d base has no operator yet: the host federation gives it to one, or invites it under the code of the list.",
                 "%(num)d bases have no operator yet: the host federation gives them to one, or invites it under the code of the list.", waiting)
        if waiting else _("Every base has its operator.")
    )  # fmt: skip
    typer.echo(_("Stored, with nights for a year from today."))


async def _with_operators(drafts: "Sequence[BaseDraft]") -> "list[BaseDraft]":
    """Each base with the operator that is here under the code of the list; the others wait for theirs."""
    from booking import people

    known = await people.operators_by_code(draft.site.operator_credit_code for draft in drafts)
    return [_run_by(draft, known.get(draft.site.operator_credit_code)) for draft in drafts]


def _run_by(draft: "BaseDraft", operator: "Operator | None") -> "BaseDraft":
    if operator is None:
        return draft
    site = replace(
        draft.site, operator_id=operator.id, operator_name=operator.name_zh,
        operator_name_en=operator.name_en,
    )  # fmt: skip
    return replace(draft, site=site)


async def _store(drafts: "list[BaseDraft]") -> None:
    from scheduler.jobs.kept import OPEN_DAYS
    from sites import calendar, packages
    from sites.foundation import clock
    from sites.foundation.actor import SYSTEM

    for site_id in await packages.enrol_all(drafts, by=SYSTEM):
        await calendar.roll_forward(site_id, until=clock.today() + OPEN_DAYS, by=SYSTEM)
