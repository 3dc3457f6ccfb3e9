"""Values, calls and foreign text as a reader sees them: readable, bounded, harmless."""
