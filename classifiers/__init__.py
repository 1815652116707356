"""What kind of document it is: text and layout in, calibrated probabilities out. Never imports pipeline."""
