"""Links between things by kind and uuid: suggested by a machine, confirmed by a person."""
