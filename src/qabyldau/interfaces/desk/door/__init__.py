"""The door: the receptionist's screen, slips and protocols, visits of a day, counters, waiting times.

Belongs here: pages that a receptionist works on while visitors stand before them. Does not: the queue's own rules (see visits).
"""
