#!/usr/bin/env python3
"""Regenerates verification.md: exports circuits from Rexed, runs them in Brian2, compares, and writes the tables.

    verify.py [PART ...] [--out FOLDER] [--write FILE] [--scale SHARE]

Parts: circuits, chance, benchmark, or all if none is named; fine (the benchmark with a fifth of the step) only if
named.
Needs the built program (mvn package) in target/, a C++ compiler for fine, and Brian2 2.5 in the Python that runs this.
From the folder of the project. One thread; about a quarter of an hour of one core.

Everything is kept in FOLDER (target/peers) under a fingerprint of program, anatomies and scripts, so a run that was
broken off goes on where it was, and one with another program begins anew. --write puts the tables between the marks in
FILE. --scale shortens all probes, for trying the script itself. Ends with 1 if something is outside that must not be.
"""

import argparse
import csv
import glob
import hashlib
import os
import re
import resource
import subprocess
import sys

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from compare import Comparison, compare_isi, compare_rates, ends, table  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = os.pathsep.join(["target/test-classes", "target/classes", "target/lib/*"])
SIMULATED = ["circuit", "neuron", "nociception", "numeric", "random", "synapse"]
BEGIN, END = "<!-- verify.py begin -->", "<!-- verify.py end -->"
DORSAL_HORN, BENCHMARK = "rat-dorsal-horn", "vogels-abbott"

# Without chance at synapses: name, stimulus, what is modulated. Each case of a group is another circuit.
CASES = [(name, name, []) for name in ("force", "heat", "electrical", "brush")]
CASES += [("force, no " + name, "force", [port + "=0"]) for name, port in (
    ("GABA", "GABA_FREE_FRACTION"), ("glycine", "GLYCINE_FREE_FRACTION"), ("NMDA", "NMDA_FREE_FRACTION"))]
PORTS = [(f"{stimulus}, {port}={value}", stimulus, [f"{port}={value}"]) for port, value, stimulus in (
    ("RELEASE_FACTOR", 0.7, "force"), ("PEPTIDE_FACTOR", 2, "heat"), ("NMDA_CONDUCTANCE_FACTOR", 1.5, "force"),
    ("NMDA_FREE_FRACTION", 0.5, "force"), ("CHLORIDE_SHIFT", 5, "brush"), ("ADDED_LEAK", 0.3, "heat"),
    ("THRESHOLD_SHIFT", -2, "brush"), ("PEPTIDE_TONE", 0.1, "electrical"), ("AMPA_FREE_FRACTION", 0.8, "force"),
    ("GABA_FREE_FRACTION", 0.5, "brush"), ("GLYCINE_FREE_FRACTION", 0.5, "electrical"),
    ("NK1_FREE_FRACTION", 0.5, "heat"), ("CGRP_FREE_FRACTION", 0.5, "heat"), ("SEROTONIN_FREE_FRACTION", 0.5, "force"),
    ("DESCENDING_GAIN", 0.5, "electrical"))]
# Counts of populations take long probes, first spikes short ones; those of a group run side by side.
GROUPS = {"protocols": (CASES, 5000), "ports": (PORTS, 1000)}
# About half the last digit of a potential in single precision.
PERTURBATION_mV = 2e-6
CHANCE = ("force", "heat", "electrical")
CHANCE_SEEDS = range(1, 21)
CHANCE_ms = 3000
BENCHMARK_SEEDS = range(1, 11)
BENCHMARK_ms = 2000
BENCHMARK_SAME_ms = 1000
FINE_SEEDS = range(1, 6)


def fingerprint():
    """Eight digits that change when program, anatomies or Brian2's scripts do."""
    paths = glob.glob("models/anatomy/*.yaml") + glob.glob(os.path.join(HERE, "brian2_*.py"))
    paths += [os.path.join(HERE, "export.py")]
    for package in SIMULATED:
        paths += glob.glob(f"target/classes/org/rexed/{package}/*.class")
    paths += glob.glob("target/test-classes/org/rexed/circuit/Peer*.class")
    if not any(path.endswith(".class") for path in paths):
        raise SystemExit("nothing in target/classes: build first (mvn -B package -DskipTests)")
    parts = []
    for path in sorted(os.path.normpath(path) for path in paths):
        with open(path, "rb") as f:
            parts += [os.path.basename(path).encode(), f.read()]
    return digits(*parts)


def digits(*parts):
    """Eight digits for some bytes."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:8]


class Verification:
    """One run: where things are kept, what was said and what failed."""

    def __init__(self, out, scale):
        self.out, self.scale = out, scale
        self.text, self.failed, self.populations, self.marks = [], [], [], []

    def say(self, *lines):
        for line in lines:
            print(line, flush=True)
            self.text.append(line)

    def must(self, holds, what):
        if not holds:
            self.failed.append(what)

    def once(self, name, command):
        """Runs a command unless it has already ended well; keeps what it printed and the time of the processor."""
        mark = os.path.join(self.out, f"{name}-{digits(*(word.encode() for word in command))}.done")
        self.marks.append(mark)
        if os.path.exists(mark):
            return
        print(f"... {name}", file=sys.stderr, flush=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode:
            raise SystemExit(" ".join(command[:8]) + "\n" + done.stdout[-4000:])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        with open(mark, "w", encoding="utf-8") as f:
            f.write(f"{seconds:.1f}\n{done.stdout}")

    def export(self, name, cases):
        """Cases (anatomy, seed, duration in ms, stimulus, release, ...) by Rexed; returns their folders."""
        lines, folders = [], []
        for anatomy, seed, duration_ms, stimulus, release, *rest in cases:
            # The first half second of the benchmark does not count.
            shortest_ms = 800 if anatomy == BENCHMARK else 0
            words = [anatomy, seed, max(shortest_ms, round(duration_ms * self.scale)), stimulus, release]
            folders.append(os.path.join(self.out, f"{name}-{seed}-{digits(repr((words, rest)).encode())}"))
            lines.append(" ".join(str(word) for word in [*words, folders[-1], *rest]) + "\n")
        file = os.path.join(self.out, f"{name}-{digits(*(line.encode() for line in lines))}.txt")
        with open(file, "w", encoding="utf-8") as f:
            f.writelines(lines)
        self.once(name, ["java", "-cp", CLASSES, "org.rexed.circuit.PeerExport", file])
        return folders

    def brian2(self, name, folders, *options, script="brian2_circuit.py"):
        """Runs exports side by side; returns the folders with Brian2's answers."""
        results = [f"{folder}-{name}" for folder in folders]
        pairs = [path for pair in zip(folders, results) for path in pair]
        self.once(name, [sys.executable, os.path.join(HERE, script), *pairs, *options])
        return results

    def seconds(self):
        """Time of the processor that all commands took."""
        return sum(float(open(mark, encoding="utf-8").readline()) for mark in self.marks)

    def circuits(self):
        """Circuits without chance at synapses: spike by spike."""
        found = []
        for group, (cases, duration_ms) in GROUPS.items():
            folders = self.export(group, [
                (DORSAL_HORN, seed, duration_ms, stimulus, "certain", *ports)
                for seed, (_, stimulus, ports) in enumerate(cases, 1)])
            variants = (
                self.brian2(group + "-single", folders, "--precision", "single"),
                self.brian2(group + "-replayed", folders, "--replay"),
                self.brian2(group + "-free", folders),
                self.brian2(group + "-perturbed", folders, "--perturb", str(PERTURBATION_mV)),
            )
            found += [(case[0], *paths) for case, *paths in zip(cases, folders, *variants)]
        rows, pooled = [], {}
        total = np.zeros(6, dtype=int)
        for name, folder, *results in found:
            s, r, f, p = (Comparison(folder, result) for result in results)
            control = Comparison(folder, results[2])
            control.ours = p.theirs
            control.counts = {q: (p.counts[q][1], f.counts[q][1]) for q in f.counts}
            (ours, theirs), shifted = r.matching()
            alone = len(ours) + len(theirs)
            cells = len({cell for cell, _ in ours + theirs})
            explained = s.differ_ms is None and r.differ_ms == f.differ_ms
            rows.append([
                name, f"{f.seconds:g} s", len(f.ours[0]),
                "all" if s.differ_ms is None else f"until {s.differ_ms:.1f} ms",
                shifted, f"{alone} in {cells}" if alone else 0, r.off, len(r.outside()),
                "none" if f.differ_ms is None else f"{f.differ_ms:.1f} ms", f"{f.off} of {f.fired}",
                len(f.outside()), len(control.outside()), "yes" if explained else "NO",
            ])
            total += [len(f.ours[0]), shifted, alone, cells, f.off, f.fired]
            self.must(s.differ_ms is None, f"{name}: single precision")
            self.must(r.off == 0 and not r.outside(), f"{name}: replayed")
            self.must(explained, f"{name}: first difference not explained")
            for q, (x, _) in f.counts.items():
                counts = [x] + [c.counts[q][1] for c in (s, r, f, p)]
                self.populations.append([name, q, *counts])
                pooled.setdefault(q, []).append(counts)
        self.say(
            "### Without chance at synapses", "",
            f"{len(found)} probes of the rat's dorsal horn, {total[0]:,} spikes in Rexed. Replayed:"
            f" {total[1]:,} spikes of Brian2 one step earlier or later, {total[2]} without a partner within one"
            f" step, in {total[3]} cells. Free: first spikes within the first second further apart than one step in"
            f" {total[4]:,} of {total[5]:,} cells.", "",
            table(["case", "length", "spikes", "float32: same spikes", "float64 replayed: one step apart",
                   "without partner, in cells", "first spikes beyond one step", "populations beyond 1 %", "float64 free: first difference",
                   "first spikes beyond one step", "populations beyond 1 %", "control: populations beyond 1 %",
                   "explained"], rows), "")
        rows = []
        for q, counts in pooled.items():
            c = np.array(counts, dtype=float)
            sums = c.sum(axis=0)
            busy = c[:, 0] > 0
            free_part = 100 * (c[busy, 3] / c[busy, 0] - 1)
            control_part = 100 * (c[:, 3] - c[:, 4])[c[:, 4] > 0] / c[:, 4][c[:, 4] > 0]
            rows.append([
                q, *(f"{int(x):,}" for x in sums[:1]), *(percent(sums[k], sums[0]) for k in (1, 2, 3)),
                "{:+.2f} [{:+.2f}, {:+.2f}]".format(np.mean(free_part), *ends(free_part)),
                "{:+.2f} [{:+.2f}, {:+.2f}]".format(np.mean(control_part), *ends(control_part)),
            ])
        self.say(
            f"All {len(found)} probes together: spikes in Rexed and the difference of Brian2's; last, the mean over"
            " probes of the difference in % with its 95 % interval, and the same between Brian2 and Brian2 begun"
            f" {PERTURBATION_mV:g} mV beside it.", "",
            table(["population", "Rexed", "float32", "float64 replayed", "float64 free", "free: mean over probes (%)",
                   "control: mean over probes (%)"], rows), "")

    def chance(self):
        """Circuits with random release, presynaptic inhibition and depression: rates over seeds."""
        self.say("### With random release", "")
        for stimulus in CHANCE:
            folders = self.export(f"chance-{stimulus}", [
                (DORSAL_HORN, seed, CHANCE_ms, stimulus, "random") for seed in CHANCE_SEEDS])
            results = self.brian2(f"chance-{stimulus}-brian2", folders, "--seed", "1001")
            text, fine = compare_rates([f"{a}:{b}" for a, b in zip(folders, results)])
            self.say(f"**{stimulus}**: " + text[0], *text[1:], "")
            self.must(fine, f"random release, {stimulus}")

    def benchmark(self):
        """The Vogels-Abbott network: the same spikes in single precision; rate and variability over seeds."""
        same, *folders = self.export("benchmark", [(BENCHMARK, 1, BENCHMARK_SAME_ms, "none", "certain")] + [
            (BENCHMARK, seed, BENCHMARK_ms, "none", "certain") for seed in BENCHMARK_SEEDS])
        found = Comparison(same, self.brian2("benchmark-single", [same], "--precision", "single")[0])
        again = Comparison(same, self.brian2("benchmark-replayed", [same], "--replay")[0])
        (ours, theirs), shifted = again.matching()
        alone = len(ours) + len(theirs)
        self.must(found.differ_ms is None, "benchmark: single precision")
        self.must(alone == 0, "benchmark: replayed")
        apart = "all the same" if found.differ_ms is None else f"different from {found.differ_ms:.1f} ms on"
        self.say(
            "### Vogels-Abbott network", "",
            f"Seed 1, {found.seconds:g} s, {len(found.ours[0]):,} spikes: {apart} in float32; float64 replayed:"
            f" {shifted} one step apart, {alone} without a partner.", "")
        steps = self.brian2("benchmark-steps", folders)
        book = [self.brian2(f"benchmark-own-{seed}", [folder], "--start", "own", "--seed", str(seed),
                            script="brian2_vogels_abbott.py")[0] for seed, folder in zip(BENCHMARK_SEEDS, folders)]
        for title, results in (("Brian2 with the steps of circuit-export.md, float64", steps),
                               ("Brian2 with differential equations and initial potentials of its own", book)):
            self.intervals(title, folders, results)

    def fine(self):
        """The Vogels-Abbott network with a fifth of the step, so that the errors of both methods vanish."""
        folders = self.export("fine", [
            (BENCHMARK, seed, BENCHMARK_ms, "none", "certain", 50) for seed in FINE_SEEDS])
        results = [self.brian2(f"fine-own-{seed}", [folder], "--start", "own", "--seed", str(seed),
                               "--target", "cpp", script="brian2_vogels_abbott.py")[0]
                   for seed, folder in zip(FINE_SEEDS, folders)]
        self.intervals("Brian2 with differential equations of its own, both with steps of 0.02 ms", folders, results)

    def intervals(self, title, folders, results):
        text, fine = compare_isi([f"{a}:{b}" for a, b in zip(folders, results)])
        self.say(f"**{title}**: " + text[0], *text[1:], "")
        self.must(fine, title)


def percent(x, reference):
    return f"{100 * (x / reference - 1):+.2f} %" if reference else "-"


def write(file, text, populations):
    """Puts the text between the marks of a file, and the counts of populations into a table beside it."""
    with open(file, encoding="utf-8") as f:
        page = f.read()
    pattern = re.compile(re.escape(BEGIN) + ".*" + re.escape(END), re.DOTALL)
    if not pattern.search(page):
        raise SystemExit(f"{file} has no marks {BEGIN} {END}")
    page = pattern.sub(lambda _: BEGIN + "\n" + "\n".join(text) + "\n" + END, page)
    with open(file, "w", encoding="utf-8", newline="\n") as f:
        f.write(page)
    if populations:
        with open(os.path.splitext(file)[0] + "-populations.csv", "w", encoding="utf-8", newline="") as f:
            rows = csv.writer(f, lineterminator="\n")
            rows.writerow(["case", "population", "rexed", "float32", "float64_replayed", "float64_free",
                           "float64_perturbed"])
            rows.writerows(populations)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("part", nargs="*")
    parser.add_argument("--out", default=os.path.join("target", "peers"))
    parser.add_argument("--write", default="")
    parser.add_argument("--scale", type=float, default=1)
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    name = fingerprint() + ("" if options.scale == 1 else f"-{options.scale:g}")
    out = os.path.join(options.out, name)
    os.makedirs(out, exist_ok=True)
    run = Verification(out, options.scale)
    parts = {"circuits": run.circuits, "chance": run.chance, "benchmark": run.benchmark, "fine": run.fine}
    for part in options.part or ["circuits", "chance", "benchmark"]:
        parts[part]()
    run.say("Must not be outside, and is: " + ("; ".join(run.failed) if run.failed else "nothing") + ".")
    run.say(f"Program and scripts {name}; {run.seconds():.0f} s of the processor.")
    if options.write:
        write(options.write, run.text, run.populations)
    sys.exit(1 if run.failed else 0)


if __name__ == "__main__":
    main()
