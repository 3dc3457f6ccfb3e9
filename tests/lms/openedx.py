"""Open edX' own LTI 1.3 platform, on loopback, without the rest of Open edX.

python openedx.py FOLDER PORT JWKS      prints a line of JSON when it is ready, then serves
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

LAUNCHES = "https://tool.example.invalid/launch"  #: nobody is there: a launch is read, not received


def _configure(folder: Path, root: str) -> None:
    settings.configure(
        SECRET_KEY="only on loopback",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        LMS_ROOT_URL=root,
        LTI_BASE=root,
        LTI_API_BASE=root,
        LMS_BASE=root.removeprefix("http://"),
        PLATFORM_NAME="Open edX",
        USAGE_ID_PATTERN=r"(?P<usage_id>(?:i4x://?[^/]+/[^/]+/[^/]+/[^@]+(?:@[^/]+)?)|(?:[^/]+))",
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "rest_framework",
            "config_models",
            "lti_consumer.apps.LTIConsumerApp",
        ],
        MIDDLEWARE=["crum.CurrentRequestUserMiddleware"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "platform.sqlite",
                "OPTIONS": {"timeout": 30},
            }
        },
        USE_TZ=True,
        LOGGING_CONFIG=None,
        FEATURES={},
    )


urlpatterns: list[object] = []  #: filled once Django is set up


def _tool(public_key: str) -> dict[str, object]:
    """Register a tool, and return what its class.yaml has to say."""
    from lti_consumer.models import Lti1p3Passport, LtiConfiguration

    root = settings.LMS_ROOT_URL
    passport = Lti1p3Passport.objects.create(name="tool", lti_1p3_tool_public_key=public_key)
    tool = LtiConfiguration.objects.create(
        version=LtiConfiguration.LTI_1P3,
        config_store=LtiConfiguration.CONFIG_ON_DB,
        lti_1p3_passport=passport,
        lti_1p3_launch_url=LAUNCHES,
        lti_1p3_redirect_uris=[LAUNCHES],
        lti_advantage_ags_mode=LtiConfiguration.LTI_ADVANTAGE_AGS_PROGRAMMATIC,
    )
    return {
        "issuer": root,
        "client": str(passport.lti_1p3_client_id),
        "token_url": f"{root}/api/lti_consumer/v1/token/{passport.passport_id}",
        "line_items": f"{root}/api/lti_consumer/v1/lti/{tool.id}/lti-ags",
    }


def _launch(request: HttpRequest) -> HttpResponse:
    """Sign a launch of a student into the tool."""
    from lti_consumer.models import LtiConfiguration

    consumer = LtiConfiguration.objects.get().get_lti_consumer()
    consumer.set_user_data(user_id="u-1", role="student")
    consumer.set_resource_link_claim("units")
    answer = {"client_id": consumer.client_id, "redirect_uri": LAUNCHES, "nonce": "n", "state": "s"}
    return HttpResponse(consumer.generate_launch_request(answer)["id_token"])


def main(folder: str, port: str, public_key: str) -> None:
    _configure(Path(folder), f"http://127.0.0.1:{port}")
    django.setup()
    urlpatterns.append(path("api/", include("lti_consumer.plugin.urls")))
    urlpatterns.append(path("launch", _launch))
    call_command("migrate", verbosity=0)
    print(json.dumps(_tool(Path(public_key).read_text())), flush=True)
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
