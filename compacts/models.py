"""The nouns of compacts: the models of each of its subjects."""

from core.subjects import load

load("compacts", "models")
