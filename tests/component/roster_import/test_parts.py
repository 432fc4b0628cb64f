"""A large feed is kept in parts; one that fails leaves none behind that nobody sees."""

import pytest
from boto3.s3.transfer import TransferConfig

from shared.adapters import aws
from shared.adapters.storage import roster_files
from shared.api.background import BackgroundFailureError
from tests.component.roster_import.feed import HOME, Child, Feed
from tests.component.roster_import.world import BUCKET, World

FEED = Feed(children=(Child("1", HOME, "ROY", "Ana", ine="111111111AA"),))


class PartLostError(Exception):
    """The connection is gone in the middle of a part."""


def test_parts_of_a_feed_that_could_not_be_kept_are_given_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = TransferConfig(multipart_threshold=1, use_threads=False)
    monkeypatch.setattr(roster_files, "_IN_PARTS", small)

    def lose(**_: object) -> None:
        raise PartLostError

    key, event_id = world.put(FEED.content(), "ENT_375.zip")
    aws.s3_client().meta.events.register("before-call.s3.UploadPart", lose)
    with pytest.raises(BackgroundFailureError, match="PartLostError"):
        world.deliver(key, event_id)

    assert world.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []) == []
