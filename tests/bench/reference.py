"""Merges a file of releases (one a line, those of one process together), once, and says in a line of JSON how long
that took, from opening the file to the last byte written to OUT, and the most memory the process ever had.

    python reference.py (ocdsmerge|ocdsmerge-rs) (compiled|versioned) FILE OUT SCHEMA
"""
import json
import sys
import time

import orjson


def merger(name, schema):
    if name == "ocdsmerge":
        from ocdsmerge import Merger
        from ocdsmerge.rules import get_merge_rules

        return Merger(merge_rules=get_merge_rules(schema))
    from ocdsmerge_rs import Merger

    with open(schema, "rb") as f:
        rules = Merger.get_rules(Merger.dereference(orjson.loads(f.read())))
    return SortedMerger(Merger(rules=rules))


class SortedMerger:
    """ocdsmerge-rs leaves sorting to its caller; the reference does it itself."""

    def __init__(self, inner):
        self.inner = inner

    def create_compiled_release(self, releases):
        return self.inner.create_compiled_release(sorted(releases, key=date))

    def create_versioned_release(self, releases):
        return self.inner.create_versioned_release(sorted(releases, key=date))


def date(release):
    return release["date"]


def groups(file):
    ocid, group = None, []
    for line in file:
        release = orjson.loads(line)
        if release["ocid"] != ocid and group:
            yield group
            group = []
        ocid = release["ocid"]
        group.append(release)
    if group:
        yield group


def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def main(name, form, path, output, schema):
    ready = merger(name, schema)
    merge = ready.create_compiled_release if form == "compiled" else ready.create_versioned_release
    start = time.perf_counter()
    with open(path, "rb", buffering=1 << 20) as file, open(output, "wb", buffering=1 << 20) as out:
        for group in groups(file):
            out.write(orjson.dumps(merge(group), option=orjson.OPT_APPEND_NEWLINE))
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peakKb": peak()}))


main(*sys.argv[1:])
