#!/usr/bin/env python3
"""Turns the times that speed.sh has measured into a Markdown table: speed_table.py TIMES COBA_MS HORN_MS."""

import csv
import sys
from collections import defaultdict
from statistics import median

NAMES = {
    "rexed": "Rexed (single precision)", "c-float": "C, float", "c-double": "C, double",
    "brian-double": "Brian2 C++ standalone, float64", "brian-single": "Brian2 C++ standalone, float32",
}
TITLES = {"coba": "Vogels-Abbott, 4,000 cells", "horn": "Rat dorsal horn, force"}


def read(path):
    """Rows by program: lists, one entry for each round."""
    rows = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as f:
        for _, program, spikes, run, whole, wall in csv.reader(f):
            rows[program].append((int(spikes), float(run), float(whole), float(wall)))
    return rows


def spread(values, digits):
    """Median with the range of all rounds."""
    return f"{median(values):.{digits}f} [{min(values):.{digits}f}, {max(values):.{digits}f}]"


def main():
    rows, seconds = read(sys.argv[1]), {"coba": float(sys.argv[2]) / 1000, "horn": float(sys.argv[3]) / 1000}
    for network, title in TITLES.items():
        own = rows[network + "/rexed"]
        print(f"\n{title}, {len(own)} rounds of {seconds[network]:g} s\n")
        print("| program | s of processor per biological s, run part | times Rexed's | spikes |")
        print("|---|---|---|---|")
        for kind, name in NAMES.items():
            peer = rows.get(f"{network}/{kind}")
            if not peer:
                continue
            ratios = [p[1] / o[1] for p, o in zip(peer, own)]
            print(f"| {name} | {spread([p[1] / seconds[network] for p in peer], 4)} | {spread(ratios, 2)} "
                  f"| {peer[0][0]:,} |")
        cold, brian = rows[network + "/rexed-cold"], rows[network + "/brian-double"]
        print(f"\nWhole process, cold, {seconds[network]:g} biological s: Rexed {spread([c[2] for c in cold], 2)} s of "
              f"processor (its virtual machine compiles meanwhile), Brian2's finished program "
              f"{spread([p[2] for p in brian], 2)} s (generating and compiling it not counted).")


if __name__ == "__main__":
    main()
