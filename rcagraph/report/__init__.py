"""Answers and findings made readable: terminal, Markdown, JSON, CSV, SARIF. Computes nothing."""
