"""The roof: settings, addresses and wiring; the only place that knows everybody."""
