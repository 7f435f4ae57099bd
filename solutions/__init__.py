"""Reference solutions: plain functions, one module for each assignment. Students never receive this folder."""
