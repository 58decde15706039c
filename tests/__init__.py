"""The tests of Own Accord; see docs/develop/house.md, Style, for how they are written."""
