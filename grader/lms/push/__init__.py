"""Grades sent to a learning management system over its own interface."""
