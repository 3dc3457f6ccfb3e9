"""`autograder lti`: keys, registration and a check of this grader as an LTI 1.3 tool."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli.options import FOLDER, class_option
from autograder.errors import UsageError
from autograder.texts import one_line

_ASKS = """\
Where the platform asks for them:
  public key, if it takes a key        the file {pem}
  public keyset (JWKS), if an address  where you publish {jwks}
  initiate login, redirect, tool URL   any page of yours: this grader is never launched
  services                             may use grade services, and add columns; may read members
  privacy                              e-mail address and ID number of people, to know them by
Then write into class.yaml what it shows:
  lti: {{issuer: …, client: …, token_url: …, line_items: …, members: …}}
"""
_OF_MOODLE = """\
  lti:
    issuer: {site}
    client: {client}
    token_url: {site}/mod/lti/token.php
    line_items: {site}/mod/lti/services.php/{course}/lineitems?type_id={tool}
    members: {site}/mod/lti/services.php/CourseSection/{course}/bindings/{tool}/memberships
"""


@click.group("lti")
def lti_command() -> None:
    """Make this grader known to an LTI 1.3 platform, and see whether it is.

    `keys` makes a key, `registration` says what to enter there, `check` tries it out.
    """


@lti_command.command("keys")
@click.argument("folder", type=FOLDER)
def keys_command(folder: Path) -> int:
    """Make a key in FOLDER, which then signs; older ones stay known until you delete them.

    Set AUTOGRADER_LTI_KEYS to FOLDER for `push`. Keep it out of the class folder and of git.
    """
    from autograder.lms.platforms import with_extra

    with with_extra():
        from autograder.lms.keys import JWKS, keys_in, make_key
    path = make_key(folder, datetime.now(UTC))
    keys = keys_in(folder)
    public = path.with_suffix(".pub")
    public.write_text(keys[0].pem)
    click.echo(f"Key {keys[0].kid}: {path}")
    click.echo(f"Its public half: {public}; of all {len(keys)}: {folder / JWKS}")
    return 0


@lti_command.command("registration")
@click.option("--keys", type=FOLDER, help="The folder of `autograder lti keys`.")
@click.option("--moodle", "site", metavar="URL", help="The site, if the platform is Moodle.")
@click.option("--course", type=int, help="In Moodle: the number in the course's address.")
@click.option("--tool", type=int, help="In Moodle: the deployment id that it shows.")
@click.option("--client", default="…", help="The client id that the platform shows.")
@click.option("--launch", type=FOLDER, help="Elsewhere: a file with the id_token of a launch.")
@click.option("--key-set", metavar="URL", help="With --launch: where the platform shows its keys.")
def registration_command(
    keys: Path | None,
    site: str | None,
    course: int | None,
    tool: int | None,
    client: str,
    launch: Path | None,
    key_set: str | None,
) -> int:
    """Say what to enter at the platform, and what to write into class.yaml."""
    folder = keys or Path("KEYS")
    newest = max(folder.glob("*.pub"), default=folder / "….pub")
    click.echo(_ASKS.format(pem=newest, jwks=folder / "jwks.json"), nl=False)
    if site is not None:
        if course is None or tool is None:
            raise UsageError("for Moodle, name --course and --tool as well")
        text = _OF_MOODLE.format(site=site.rstrip("/"), course=course, tool=tool, client=client)
        click.echo(f"For Moodle:\n{text}", nl=False)
    if launch is not None:
        if key_set is None:
            raise UsageError("with --launch, name the address of the platform's keys: --key-set")
        _show_launched(launch, key_set)
    return 0


def _show_launched(launch: Path, key_set: str) -> None:
    from autograder.lms.platforms import with_extra

    with with_extra():
        from autograder.lms.http import Web
        from autograder.lms.launch import places_in
    try:
        token = launch.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{launch} cannot be read as the id_token of a launch") from None
    with Web() as web:
        places = places_in(token, key_set, web)
    click.echo("Of the launch, beside `token_url: …`:\n  lti:")
    for name, value in places.items():
        click.echo(one_line(f"    {name}: {json.dumps(value)}"))


@lti_command.command("check")
@class_option
def check_command(class_folder: Path) -> int:
    """Ask the platform for a token, the members and the line items, and say what is there.

    Nothing is written. Exit status: 0 all of the class are known there, 1 some are not, 2 the
    platform does not let us in.
    """
    from autograder import open_class
    from autograder.lms.platforms import open_service

    of = open_class(class_folder)
    with open_service(of.plan.lms) as checked:
        for line in checked.lines(of.people):
            click.echo(one_line(line))
    return 1 if checked.is_lacking else 0
