"""The exact meter, wired where its settings are given."""

from datetime import timedelta
from functools import partial
from typing import Any

from bot.gateways.meter.telethon import Credentials, Sessions, TelethonMeter
from bot.jobs import Job
from bot.services.metering import Metering
from bot.wiring.ground import Core, Ground
from handlers.authors.meter_notices import MeterNotices
from storage import meterings
from storage.db import Database

# A call every few seconds at most: 10,000 posts take 10 minutes.
PACE = timedelta(seconds=6)


def make_meter(ground: Ground, core: Core) -> tuple[dict[str, Any], list[Job]]:
    """Nothing without METER_TOKEN."""
    settings, db = ground.settings, ground.db
    if not settings.meter_token.get_secret_value():
        return {}, []
    credentials = Credentials(
        settings.meter_token.get_secret_value(), int(settings.meter_api_id),
        settings.meter_api_hash.get_secret_value(),
    )  # fmt: skip
    sessions = Sessions(
        partial(meterings.get_session, db, credentials.bot_id),
        partial(_write_session, db, credentials.bot_id),
    )
    notices = MeterNotices(ground.bot, db, core.registering)
    metering = Metering(db, ground.clock, TelethonMeter(credentials, sessions), notices)
    return {"metering": metering}, [Job("meter", metering.read_due, every=PACE)]


async def _write_session(db: Database, bot_id: int, session: str) -> None:
    async with db.transaction() as transaction:
        await meterings.set_session(transaction, bot_id, session)
