"""Compares what two contenders made of the same file: the same processes, and for each the same JSON value. Numbers
are compared as they are spelt; the order of processes and members does not count.

    python compare.py EXPECTED FOUND
"""
import json
import sys


def read(path):
    with open(path, "rb") as file:
        return {release["ocid"]: release for release in (json.loads(line, parse_float=str) for line in file)}


def main(expected, found):
    one, other = read(expected), read(found)
    if differing := [ocid for ocid in one.keys() | other.keys() if one.get(ocid) != other.get(ocid)]:
        sys.exit(f"{found}: {len(differing)} of {len(one)} processes differ from {expected}, first {min(differing)}")


main(*sys.argv[1:])
