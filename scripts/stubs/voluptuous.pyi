# Home Assistant serves this name by probatio: mypy is to see what runs.
from probatio import *
