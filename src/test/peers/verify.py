#!/usr/bin/env python3
"""Exports the cases of verification.md from Rexed, runs them in Brian2, compares, and prints the tables.

    verify.py [--out FOLDER] [--write FILE] [CASE ...]

Cases: spikes, single, benchmark, fine, random; all if none is named. Needs the built program (mvn package) in target/, and Brian2
in the Python that runs this. From the folder of the project.
"""

import argparse
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = os.pathsep.join(["target/classes", "target/test-classes", "target/lib/*"])
RANDOM_SEEDS = range(1, 21)
BENCHMARK_SEEDS = range(1, 11)
FINE_SEEDS = range(1, 6)
text = []
failed = []


def say(line):
    print(line, flush=True)
    text.append(line)


def call(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def must(command):
    code, said = call(command)
    if code:
        raise SystemExit(" ".join(command) + "\n" + said)
    return said


def export(anatomy, seed, duration_ms, stimulus, release, folder, steps_per_ms=10):
    java = ["java", "-cp", os.environ.get("REXED_CLASSES", CLASSES), "org.rexed.circuit.PeerExport"]
    must(java + [anatomy, str(seed), str(duration_ms), stimulus, release, folder, str(steps_per_ms)])


def brian2(script, folder, result, *options):
    return must([sys.executable, os.path.join(HERE, script), folder, result, *options]).strip().splitlines()[-1]


def compare(title, kind, *folders):
    say(f"**{title}**")
    say("")
    code, said = call([sys.executable, os.path.join(HERE, "compare.py"), kind, *folders])
    say(said.strip())
    say("")
    if code:
        failed.append(title)


def spikes(out, precision):
    """Circuits without chance at synapses, 5 s."""
    for anatomy, stimulus, seed in (
        ("rat-dorsal-horn", "heat", 1), ("rat-dorsal-horn", "force", 2), ("rat-dorsal-horn", "none", 3),
        ("vogels-abbott", "none", 1),
    ):
        folder = os.path.join(out, f"{anatomy}-{stimulus}-{seed}")
        export(anatomy, seed, 5000, stimulus, "certain", folder)
        result = folder + "-brian2-" + precision
        brian2("brian2_circuit.py", folder, result, "--precision", precision)
        compare(f"{anatomy}, {stimulus}, seed {seed}, Brian2 in {precision} precision", "spikes", folder, result)


def benchmark(out):
    """The Vogels-Abbott network: rate and variability over seeds."""
    own, book = [], []
    for seed in BENCHMARK_SEEDS:
        folder = os.path.join(out, f"vogels-abbott-{seed}")
        export("vogels-abbott", seed, 5500, "none", "certain", folder)
        brian2("brian2_circuit.py", folder, folder + "-steps")
        brian2("brian2_vogels_abbott.py", folder, folder + "-equations", "--start", "own", "--seed", str(seed))
        own.append(folder + ":" + folder + "-steps")
        book.append(folder + ":" + folder + "-equations")
    compare("Brian2 with the steps of circuit-export.md", "isi", *own)
    compare("Brian2 with differential equations and initial potentials of its own", "isi", *book)


def fine(out):
    """The Vogels-Abbott network with a fifth of the step, so that the errors of both methods vanish."""
    found = []
    for seed in FINE_SEEDS:
        folder = os.path.join(out, f"vogels-abbott-fine-{seed}")
        export("vogels-abbott", seed, 5500, "none", "certain", folder, 50)
        brian2("brian2_vogels_abbott.py", folder, folder + "-equations", "--start", "own", "--seed", str(seed),
               "--target", "cpp")
        found.append(folder + ":" + folder + "-equations")
    compare("Brian2 with equations of its own, both with steps of 0.02 ms", "isi", *found)


def random_release(out):
    """The dorsal horn with random release, presynaptic inhibition and depression."""
    for stimulus in ("heat", "force"):
        found = []
        for seed in RANDOM_SEEDS:
            folder = os.path.join(out, f"random-{stimulus}-{seed}")
            export("rat-dorsal-horn", seed, 3000, stimulus, "random", folder)
            brian2("brian2_circuit.py", folder, folder + "-brian2", "--seed", str(1000 + seed))
            found.append(folder + ":" + folder + "-brian2")
        compare(f"rat-dorsal-horn, {stimulus}", "rates", *found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("case", nargs="*")
    parser.add_argument("--out", default=os.path.join("target", "peers"))
    parser.add_argument("--write", default="")
    options = parser.parse_args()
    cases = {
        "spikes": lambda: spikes(options.out, "double"),
        "single": lambda: spikes(options.out, "single"),
        "benchmark": lambda: benchmark(options.out),
        "fine": lambda: fine(options.out),
        "random": lambda: random_release(options.out),
    }
    for case in options.case or cases:
        say(f"### {case}")
        say("")
        cases[case]()
    if failed:
        say("Outside: " + "; ".join(failed))
    if options.write:
        with open(options.write, "w", encoding="utf-8", newline="\n") as f:
            f.write("\n".join(text) + "\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
