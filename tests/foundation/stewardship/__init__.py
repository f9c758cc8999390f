"""Tests of the stewards' room."""
