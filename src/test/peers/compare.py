#!/usr/bin/env python3
"""Compares the spikes of Rexed and of another simulator, and prints the result as Markdown tables.

    compare.py spikes EXPORT RESULT      spike by spike: circuits without chance at synapses
    compare.py rates EXPORT:RESULT ...   rates of populations over seeds: circuits with random release
    compare.py isi EXPORT:RESULT ...     rate and variability of intervals over seeds: benchmark networks

EXPORT is the folder Rexed wrote, RESULT that of the other simulator. --write FILE also writes the tables to a file. Ends
with 1 if a comparison fails.
"""

import argparse
import os
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from export import Export, read_spikes  # noqa: E402

FIRST_SPIKES_ms = 1000
COUNT_TOLERANCE = 0.01
# Two-sided 97.5 % quantile of Student's distribution by degrees of freedom; 1.96 beyond.
STUDENT = {1: 12.71, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228,
           11: 2.201, 12: 2.179, 13: 2.160, 14: 2.145, 15: 2.131, 16: 2.120, 17: 2.110, 18: 2.101, 19: 2.093,
           20: 2.086, 24: 2.064, 29: 2.045}


def ends(values):
    """95 % interval of a mean; nan for one value."""
    n = len(values)
    if n < 2:
        return float("nan"), float("nan")
    freedom = max(k for k in STUDENT if k <= n - 1) if n < 31 else 0
    half = STUDENT.get(freedom, 1.96) * np.std(values, ddof=1) / np.sqrt(n)
    return np.mean(values) - half, np.mean(values) + half


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def groups(export):
    """Neurons with membranes by population name, in the order of numbers."""
    names = export.populations()[export.first:]
    found = list(dict.fromkeys(names))
    return {name: export.first + np.flatnonzero(names == name) for name in found}


def first_spikes(neurons, steps, size):
    """Step of every neuron's first spike; -1 for none."""
    first = np.full(size, -1)
    order = np.lexsort((steps,))[::-1]
    first[neurons[order]] = steps[order]
    return first


def common_start(a, b):
    """How many spikes are the same from the beginning on, and the step at which the first one differs (-1: none)."""
    a = np.stack(a, axis=1)
    b = np.stack(b, axis=1)
    n = min(len(a), len(b))
    differs = np.flatnonzero(np.any(a[:n] != b[:n], axis=1))
    if len(differs):
        return differs[0], int(min(a[differs[0], 1], b[differs[0], 1]))
    if len(a) != len(b):
        return n, int((a if len(a) > n else b)[n, 1])
    return n, -1


def compare_spikes(folder, result):
    """Deterministic case: lines of Markdown and whether it holds."""
    export = Export(folder)
    step_ms, steps = export.config["step_ms"], export.config["steps"]
    ours = read_spikes(os.path.join(folder, "spikes.csv"))
    theirs = read_spikes(os.path.join(result, "spikes.csv"))
    early = FIRST_SPIKES_ms * export.config["steps_per_ms"]
    a = first_spikes(ours[0][ours[1] < early], ours[1][ours[1] < early], export.size)
    b = first_spikes(theirs[0][theirs[1] < early], theirs[1][theirs[1] < early], export.size)
    fired = (a >= 0) | (b >= 0)
    # A first spike in the last step of the window may fall just behind it in the other simulator.
    off = fired & (((a < 0) != (b < 0)) & (np.maximum(a, b) < early - 1) | (np.abs(a - b) > 1) & (a >= 0) & (b >= 0))
    same, at = common_start(ours, theirs)
    rows, fine = [], not np.any(off)
    for name, members in groups(export).items():
        x = np.isin(ours[0], members).sum()
        y = np.isin(theirs[0], members).sum()
        inside = abs(x - y) <= COUNT_TOLERANCE * max(x, y)
        fine &= bool(inside)
        rows.append([name, len(members), x, y, f"{100 * (y - x) / x:+.2f} %" if x else "-", "yes" if inside else "NO"])
    seconds = steps * step_ms / 1000
    apart = "the same in every spike" if at < 0 else f"first different spike at {at * step_ms:.1f} ms"
    text = [
        f"{export.config['anatomy']}, {export.size - export.first} cells, {export.config['synapses']} synapses,"
        f" {seconds:g} s: {len(ours[0])} spikes in Rexed, {len(theirs[0])} in Brian2; {apart} (after {same} equal ones)."
        f" First spikes within {min(seconds, 1):g} s: {int(fired.sum())} cells, {int(off.sum())} further apart than one"
        " step.",
        "",
        table(["population", "cells", "Rexed spikes", "Brian2 spikes", "difference", "within 1 %"], rows),
    ]
    return text, fine


def pairs(arguments):
    return [tuple(argument.rsplit(":", 1)) for argument in arguments]


def compare_rates(arguments):
    """Random release: mean rates over seeds with 95 % intervals."""
    ours, theirs = {}, {}
    for folder, result in pairs(arguments):
        export = Export(folder)
        seconds = export.config["steps"] * export.config["step_ms"] / 1000
        for rates, where in ((ours, folder), (theirs, result)):
            neurons, _ = read_spikes(os.path.join(where, "spikes.csv"))
            for name, members in groups(export).items():
                rates.setdefault(name, []).append(np.isin(neurons, members).sum() / len(members) / seconds)
    rows, fine = [], True
    for name, x in ours.items():
        y = theirs[name]
        a, b = ends(x), ends(y)
        difference = np.subtract(y, x)
        inside = a[0] <= np.mean(y) <= a[1] and b[0] <= np.mean(x) <= b[1] or np.all(difference == 0)
        fine &= bool(inside)
        rows.append([name, f"{np.mean(x):.2f} [{a[0]:.2f}, {a[1]:.2f}]", f"{np.mean(y):.2f} [{b[0]:.2f}, {b[1]:.2f}]",
                     "{:+.3f} [{:+.3f}, {:+.3f}]".format(np.mean(difference), *ends(difference)),
                     "yes" if inside else "NO"])
    text = [f"{len(arguments)} seeds of {seconds:g} s; mean rate in Hz [95 % interval].", "",
            table(["population", "Rexed", "Brian2", "paired difference", "each in the other's interval"], rows)]
    return text, fine


def intervals(neurons, steps, size, begin):
    """Mean coefficient of variation of interspike intervals of cells with at least ten of them."""
    late = steps >= begin
    order = np.lexsort((steps[late], neurons[late]))
    n, s = neurons[late][order], steps[late][order]
    same = n[1:] == n[:-1]
    isi, owner = np.diff(s)[same], n[1:][same]
    count = np.bincount(owner, minlength=size)
    many = np.flatnonzero(count >= 10)
    return np.mean([np.std(isi[owner == k]) / np.mean(isi[owner == k]) for k in many])


def compare_isi(arguments):
    """Benchmark: rate and variability of intervals after the first half second."""
    measured = []
    for folder, result in pairs(arguments):
        export = Export(folder)
        begin = 500 * export.config["steps_per_ms"]
        seconds = (export.config["steps"] - begin) * export.config["step_ms"] / 1000
        row = []
        for where in (folder, result):
            neurons, steps = read_spikes(os.path.join(where, "spikes.csv"))
            row += [np.sum(steps >= begin) / seconds / export.size, intervals(neurons, steps, export.size, begin)]
        measured.append(row)
    m = np.array(measured)
    rows, fine = [], True
    for title, x, y in (("rate (Hz)", m[:, 0], m[:, 2]), ("CV of intervals", m[:, 1], m[:, 3])):
        a, b = ends(x), ends(y)
        inside = bool(a[0] <= np.mean(y) <= a[1] and b[0] <= np.mean(x) <= b[1])
        fine &= inside
        rows.append([title, f"{np.mean(x):.3f} [{a[0]:.3f}, {a[1]:.3f}]", f"{np.mean(y):.3f} [{b[0]:.3f}, {b[1]:.3f}]",
                     f"{100 * (np.mean(y) / np.mean(x) - 1):+.2f} %", "yes" if inside else "NO"])
    heads = ["", "Rexed", "Brian2", "difference", "each in the other's interval"]
    return [f"{len(arguments)} seeds; mean [95 % interval].", "", table(heads, rows)], fine


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kind", choices=["spikes", "rates", "isi"])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--write", default="")
    options = parser.parse_args()
    if options.kind == "spikes":
        text, fine = compare_spikes(*options.folders)
    elif options.kind == "rates":
        text, fine = compare_rates(options.folders)
    else:
        text, fine = compare_isi(options.folders)
    text = "\n".join(text)
    print(text)
    if options.write:
        with open(options.write, "w", encoding="utf-8", newline="\n") as f:
            f.write(text + "\n")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
