"""Grades on their way into a learning management system: as a file to import, or pushed over its interface."""
