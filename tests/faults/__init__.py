"""The campaign of faults: a real house, struck again and again while articles go through it, and held to account."""
