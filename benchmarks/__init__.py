"""What the product takes, as figures of one run."""
