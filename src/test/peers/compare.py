#!/usr/bin/env python3
"""Compares the spikes of Rexed and of another simulator, and prints the result as Markdown tables.

    compare.py same EXPORT RESULT        every spike in the same step: single precision, no chance at synapses
    compare.py spikes EXPORT RESULT      first spikes within a step, counts of populations within 1 %
    compare.py replayed EXPORT RESULT    every spike within a step: each cell heard Rexed's spikes (--replay)
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


def unmatched(ours, theirs, size):
    """
    Spikes of each without a partner within one step in the same cell, as pairs of neuron and step, and how many have
    one but in another step.
    """
    alone, moved = ([], []), 0
    by_cell = []
    for neurons, steps in (ours, theirs):
        order = np.lexsort((steps, neurons))
        by_cell.append(np.split(steps[order], np.searchsorted(neurons[order], np.arange(1, size))))
    for cell, (x, y) in enumerate(zip(*by_cell)):
        if np.array_equal(x, y):
            continue
        i = j = 0
        while i < len(x) or j < len(y):
            if i < len(x) and j < len(y) and abs(x[i] - y[j]) <= 1:
                moved += x[i] != y[j]
                i, j = i + 1, j + 1
            elif j == len(y) or i < len(x) and x[i] < y[j]:
                alone[0].append((cell, int(x[i])))
                i += 1
            else:
                alone[1].append((cell, int(y[j])))
                j += 1
    return alone, int(moved)


class Comparison:
    """A case without chance at synapses: what differs between the spikes of Rexed and those of another simulator."""

    def __init__(self, folder, result):
        self.export = export = Export(folder)
        self.ours = read_spikes(os.path.join(folder, "spikes.csv"))
        self.theirs = read_spikes(os.path.join(result, "spikes.csv"))
        self.seconds = export.config["steps"] * export.config["step_ms"] / 1000
        early = FIRST_SPIKES_ms * export.config["steps_per_ms"]
        a, b = (first_spikes(n[s < early], s[s < early], export.size) for n, s in (self.ours, self.theirs))
        fired = (a >= 0) | (b >= 0)
        # A first spike in the last step of the window may fall just behind it in the other simulator.
        off = fired & (((a < 0) != (b < 0)) & (np.maximum(a, b) < early - 1)
                       | (np.abs(a - b) > 1) & (a >= 0) & (b >= 0))
        self.fired, self.off = int(fired.sum()), int(off.sum())
        self.same, at = common_start(self.ours, self.theirs)
        self.differ_ms = at * export.config["step_ms"] if at >= 0 else None
        self.counts = {
            name: (int(np.isin(self.ours[0], members).sum()), int(np.isin(self.theirs[0], members).sum()))
            for name, members in groups(export).items()
        }

    def outside(self):
        """Populations whose counts differ by more than 1 %."""
        return [name for name, (x, y) in self.counts.items() if abs(x - y) > COUNT_TOLERANCE * max(x, y)]

    def matching(self):
        """See unmatched."""
        return unmatched(self.ours, self.theirs, self.export.size)

    def table(self):
        """Lines of Markdown."""
        cells = {name: len(members) for name, members in groups(self.export).items()}
        rows = [
            [name, cells[name], x, y, f"{100 * (y - x) / x:+.2f} %" if x else "-",
             "NO" if name in self.outside() else "yes"]
            for name, (x, y) in self.counts.items()
        ]
        apart = "the same in every spike" if self.differ_ms is None else f"first different at {self.differ_ms:.1f} ms"
        return [
            f"{self.export.config['anatomy']}, {sum(cells.values())} cells, {self.export.config['synapses']} synapses,"
            f" {self.seconds:g} s: {len(self.ours[0])} spikes in Rexed, {len(self.theirs[0])} in Brian2; {apart} (after"
            f" {self.same} equal ones). First spikes within {min(self.seconds, 1):g} s: {self.fired} cells, {self.off}"
            " further apart than one step.", "",
            table(["population", "cells", "Rexed spikes", "Brian2 spikes", "difference", "within 1 %"], rows),
        ]


def compare_spikes(folder, result):
    """First spikes within one step, counts within 1 %: lines of Markdown and whether it holds."""
    found = Comparison(folder, result)
    return found.table(), not found.off and not found.outside()


def compare_same(folder, result):
    """The same spikes in the same steps."""
    found = Comparison(folder, result)
    return found.table(), found.differ_ms is None


def compare_replayed(folder, result):
    """Cell by cell: every spike has a partner within one step."""
    found = Comparison(folder, result)
    (ours, theirs), moved = found.matching()
    said = f"{moved} spikes one step apart; without partner: {ours} in Rexed, {theirs} in Brian2."
    return [*found.table(), "", said], not ours and not theirs


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
    parser.add_argument("kind", choices=["same", "spikes", "replayed", "rates", "isi"])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--write", default="")
    options = parser.parse_args()
    kinds = {"same": compare_same, "spikes": compare_spikes, "replayed": compare_replayed}
    if options.kind in kinds:
        text, fine = kinds[options.kind](*options.folders)
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
