from pathlib import PurePosixPath

from tests.changed import tests_of as chosen


def test_a_change_is_tested_by_its_module_and_by_the_folder_of_its_package():
    def names(*files):
        return chosen([PurePosixPath(file) for file in files])

    assert names("blog/feeds/rss.py", "templates/base.html", "README.md") == ["tests/feeds"]
    assert names("tests/posts/test_slugs.py") == ["tests/posts/test_slugs.py"]
    assert names("tests/feeds/test_feeds.py", "blog/feeds/rss.py") == ["tests/feeds"]
    assert names("tests/test_docs.py", "tests/factories.py") == ["tests/test_docs.py"]
    assert names("blog/models.py", "blog/management/commands/serve.py") == []
