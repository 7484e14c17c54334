"""What to generate, as frozen, validated data."""
