"""Files that learning management systems import, one module a system."""
