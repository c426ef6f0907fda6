"""The nouns of partnerships: the models of each of its subjects."""

from core.subjects import load

load("partnerships", "models")
