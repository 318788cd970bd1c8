"""Merges histories with the reference implementation, for comparison.

Reads one history a line, {"setup": ..., "releases": [text, ...], "base": N}, and writes one result a line.
`base` releases are merged first, and the result updated with the others.
"""
import json
import re
import sys
import warnings

from ocdsmerge import APPEND, MERGE_BY_POSITION, CompiledRelease, VersionedRelease
from ocdsmerge.rules import get_merge_rules

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def dotted(*paths):
    return {tuple(path.split(".")) for path in paths}


def main(setup_path, input_path):
    with open(setup_path) as f:
        setups = json.load(f)
    rules = {}
    for name, setup in setups.items():
        rules[name] = {path: "omitWhenMerged" for path in dotted(*setup["omit"])}
        rules[name].update({path: "wholeListMerge" for path in dotted(*setup["whole"])})
    strategies = {"append": APPEND, "position": MERGE_BY_POSITION}

    def options(name):
        overrides = {path: strategies[name] for path in dotted(*setups[name]["overridden"])}
        return {"merge_rules": rules[name], "rule_overrides": overrides}

    def merge(cls, case):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            releases = [json.loads(text) for text in case["releases"]]
            base = case.get("base")
            result = {}
            try:
                merged = cls(**options(case["setup"]))
                merged.extend(releases[:base] if base is not None else releases)
                if base is not None:
                    data = json.loads(json.dumps(merged.asdict()))
                    caught.clear()
                    merged = cls(data, **options(case["setup"]))
                    merged.extend(releases[base:])
                result["json"] = json.dumps(merged.asdict())
            except Exception as e:  # noqa: BLE001
                result["class"] = type(e).__name__
                result["message"] = UUID.sub("(no id)", str(e))
            result["warnings"] = [str(w.message) for w in caught]
        return result

    with open(input_path) as f:
        for line in f:
            case = json.loads(line)
            out = {"compiled": merge(CompiledRelease, case), "versioned": merge(VersionedRelease, case)}
            sys.stdout.write(json.dumps(out) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
