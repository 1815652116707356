"""Which chart: keys, comparison levels, score, posterior and gates, all pure functions."""
