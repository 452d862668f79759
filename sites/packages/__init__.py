"""What is sold: packages, their seasons, and quotes that are the sum of their nights."""
