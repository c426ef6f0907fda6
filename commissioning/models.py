"""The nouns of commissioning: the models of each of its subjects."""

from core.subjects import load

load("commissioning", "models")
