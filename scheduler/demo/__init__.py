"""The invented demonstration: what it holds, and how it is played through the verbs."""
