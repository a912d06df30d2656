"""Speed, in ratios against a baseline of the same run; never asserted, only printed."""
