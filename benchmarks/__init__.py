"""Quality and speed against floors."""
