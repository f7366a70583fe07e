"""What makes the learnt parts that ship; nothing here is installed."""
