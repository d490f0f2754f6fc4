import signal

import pytest

from blog.core.interrupt import between_steps


def press():
    signal.raise_signal(signal.SIGINT)


def test_the_first_press_waits_for_the_end_of_a_step_and_the_second_does_not():
    said = []
    with between_steps(lambda: said.append("Stopping.")) as interrupt:
        interrupt.check()
        press()
        assert said == ["Stopping."]
        with pytest.raises(KeyboardInterrupt):
            interrupt.check()
        with pytest.raises(KeyboardInterrupt):
            press()


def test_a_press_is_not_lost_in_a_finaliser():
    class Finalised:
        def __del__(self):
            press()

    with between_steps(lambda: None) as interrupt:
        Finalised()
        with pytest.raises(KeyboardInterrupt):
            interrupt.check()


def test_afterwards_a_press_does_what_it_did_before():
    pressed = []
    # A process that was started in the background may have been told to ignore it.
    before = signal.signal(signal.SIGINT, lambda *args: pressed.append("before"))
    try:
        with between_steps(lambda: pressed.append("between")):
            press()
        press()
    finally:
        signal.signal(signal.SIGINT, before)
    assert pressed == ["between", "before"]
