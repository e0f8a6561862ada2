"""Measures the house on a province of demonstration data, each figure beside a floor measured in the same run."""
