"""nbgrader's own tests, from the installed package, through the course's configuration.

Where a statement of theirs must fail here, `docs/nbgrader.md` lists it with the reason.
"""

from __future__ import annotations

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.tests.apps.test_api import TestNbGraderAPI as ApiTests
from nbgrader.tests.apps.test_nbgrader_autograde import TestNbGraderAutograde as AutogradeTests
from nbgrader.tests.apps.test_nbgrader_generate_feedback import TestNbGraderFeedback as FeedbackTests
from traitlets.config.loader import PyFileConfigLoader

pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's own


class TestAutograde(AutogradeTests):
    """`nbgrader autograde`."""


class TestGenerateFeedback(FeedbackTests):
    """`nbgrader generate_feedback`."""


class TestApi(ApiTests):
    """What formgrader asks and does."""


@pytest.fixture
def api(temp_cwd: str, course_dir: str, db: str, exchange: str, cache: str) -> NbGraderAPI:
    config = PyFileConfigLoader("nbgrader_config.py", path=temp_cwd).load_config()
    config.CourseDirectory.update({"course_id": "abc101", "root": course_dir, "db_url": db})
    config.Exchange.update({"root": exchange, "cache": cache})
    return NbGraderAPI(CourseDirectory(config=config), config=config)
