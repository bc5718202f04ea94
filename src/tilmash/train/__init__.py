"""Makes every trained file of `tilmash.models` anew: `python -m tilmash.train [what …]`.

Only this package needs scikit-learn and the raw texts; reading needs neither.
"""
