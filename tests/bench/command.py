"""Runs `tenderlens merge --grouped` on a file of releases, once, and says in a line of JSON how long that took, from
the start of the program to its end, and the most memory it ever had.

    python command.py PROGRAM (compiled|versioned) FILE OUT
"""
import json
import resource
import subprocess
import sys
import time


def main(program, form, path, out):
    with open(out, "wb") as output:
        start = time.perf_counter()
        subprocess.run([program, "merge", "--grouped", f"--{form}", path], stdout=output, check=True)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"seconds": seconds, "peakKb": peak}))


main(*sys.argv[1:])
