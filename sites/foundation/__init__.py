"""The shared floor: a closed list of small modules without words of the trade."""
