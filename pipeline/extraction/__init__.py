"""From words on a page to fields: labels, geometry, parsers and validators, all pure functions."""
