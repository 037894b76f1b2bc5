"""A link to other pages holds the settings of this one."""

from urllib.parse import parse_qs

from tests.support import opened


def test_the_network_of_a_page_is_trained_with_the_same_settings_elsewhere():
    app = opened("batch_norm", alpha="0.05", hidden="8, 8")
    links = {each.proto.page: parse_qs(each.proto.query_string) for each in app.get("page_link")}
    for page in ("training", "compare_runs"):
        assert links[page]["alpha"] == ["0.05"]
        there = opened(page, **{key: values[0] for key, values in links[page].items()})
        assert there.selectbox(key="hidden").value == "8, 8"
        assert there.select_slider(key="alpha").value == 0.05
        assert not there.toast
