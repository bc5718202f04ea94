"""From where a request came, as far as the limits need to know."""

import ipaddress

from django.http import HttpRequest

IPV6_PREFIX = 64


def source_of(request: HttpRequest) -> str:
    """Return the sender's address of the network; of IPv6 the first 64 bits, which is what one household has."""
    try:
        address = ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))
