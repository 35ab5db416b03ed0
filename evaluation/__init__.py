"""Quality on real reports: each module measures one subject, `python -m evaluation` runs all."""
