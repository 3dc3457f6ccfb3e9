"""The author's gate: proof that the checks of an assignment tell right from wrong."""
