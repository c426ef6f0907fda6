"""The ground floor: mechanisms that know no domain."""
