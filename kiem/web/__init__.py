"""The site as a whole: settings, addresses, headers, server. The only place that sees every goal."""

__all__: list[str] = []
