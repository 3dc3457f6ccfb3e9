"""Inputs; no answers in here."""
