"""The demonstration's story: planned as plain acts, played through the verbs under a moved clock."""

from scheduler.demo.story.playing import play
from scheduler.demo.story.script import plots, script

__all__ = ["play", "plots", "script"]
