def test_the_app_is_also_a_plain_script(app):
    assert not app.exception
    assert app.title
