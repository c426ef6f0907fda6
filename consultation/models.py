"""The nouns of consultation: the models of each of its subjects."""

from core.subjects import load

load("consultation", "models")
