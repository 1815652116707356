"""The way of a file, one stage a module: read, separate, classify, extract, match, route, file."""
