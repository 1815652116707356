"""Pages as arrays: pure functions from image to image, and what can be measured on one."""
