# Hands in JSON nested a million deep.
# must: be told that it is no notebook.
# protection: any

# %% hand_in
def hand_in(notebook, folder):
    return b'{"nbformat": 4, "cells": ' + b"[" * 10**6 + b"]" * 10**6 + b"}"
