"""The entry points, a folder each."""

import gc

# What a function loads stays for good: looking through it for garbage, over and over while it
# loads, is a tenth of a cold start. Some 100,000 objects are loaded; beyond as many again, the
# collector does its work.
gc.set_threshold(200_000, 10, 10)
