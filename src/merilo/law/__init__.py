"""Law as data: what a fact of the law stands on, and the YAML files that hold such facts."""
