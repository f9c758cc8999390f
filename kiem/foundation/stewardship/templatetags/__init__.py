"""Words of the stewards' templates."""
