"""Reads the folder that Rexed writes when it exports a circuit (see circuit-export.md in the project's documentation)."""

import csv
import json
import os
import warnings

import numpy as np

CHANNELS = ["ampa", "nmda", "gaba", "glycine", "serotonin", "nk1", "cgrp", "noradrenaline", "presynaptic_inhibition"]
TEXTS = {"population", "group", "region", "firing_pattern", "name", "source"}
FORMAT = 1
EQUATIONS = 3


class Export:
    """An exported circuit: config (mapping), neurons, projections, synapses and the rest as columns by name."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as f:
            self.config = json.load(f)
        if self.config["format"] != FORMAT or self.config["equations"] != EQUATIONS:
            raise SystemExit(
                f"{folder}: format {self.config['format']} with equations {self.config['equations']}; "
                f"this program reads format {FORMAT} with equations {EQUATIONS}"
            )
        self.neurons = self.mixed("neurons.csv")
        self.projections = self.mixed("projections.csv")
        self.synapses = self.whole("synapses.csv")
        self.afferent_spikes = self.whole("afferent-spikes.csv")
        self.first = self.config["afferents"]
        self.size = self.config["neurons"]

    def mixed(self, name):
        """Columns of a table with text and numbers; an empty number is nan."""
        with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as f:
            rows = list(csv.reader(f))
        columns = {}
        for c, head in enumerate(rows[0]):
            cells = [row[c] for row in rows[1:]]
            columns[head] = (
                np.array(cells) if head in TEXTS else np.array([float(x) if x else np.nan for x in cells])
            )
        return columns

    def whole(self, name):
        """Columns of a table of whole numbers."""
        return {head: column.astype(np.int64) for head, column in self.real(name).items()}

    def real(self, name):
        """Columns of a table of numbers."""
        path = os.path.join(self.folder, name)
        with open(path, encoding="utf-8") as f:
            heads = f.readline().strip().split(",")
        table = load(path, float).reshape(-1, len(heads))
        return {head: table[:, c] for c, head in enumerate(heads)}

    def populations(self):
        """Name of the population of every neuron."""
        return self.neurons["population"]


class Merged:
    """
    Exports of one anatomy side by side, in the form of one: fibres of all first, then cells of all. Cells of a part keep
    their order; those of part k are numbers begins[k] to begins[k + 1] - 1, counted from the first cell.
    """

    def __init__(self, parts):
        self.parts = parts
        self.config = dict(parts[0].config)
        for part in parts[1:]:
            for key in ("steps", "steps_per_ms", "synaptic_kinetics", "intrinsic_currents"):
                if part.config[key] != self.config[key]:
                    raise SystemExit(f"{part.folder}: {key} differs from {parts[0].folder}")
            for head, column in part.projections.items():
                if head != "synapses" and not np.array_equal(column, parts[0].projections[head]):
                    raise SystemExit(f"{part.folder}: projections differ from {parts[0].folder}")
        self.projections = parts[0].projections
        fibres = np.cumsum([0] + [part.first for part in parts])
        self.begins = np.cumsum([0] + [part.size - part.first for part in parts])
        self.first, self.size = int(fibres[-1]), int(fibres[-1] + self.begins[-1])
        self.number = [
            np.concatenate([fibres[k] + np.arange(part.first),
                            self.first + self.begins[k] + np.arange(part.size - part.first)])
            for k, part in enumerate(parts)
        ]
        self.neurons = {
            head: np.concatenate([part.neurons[head][:part.first] for part in parts]
                                 + [part.neurons[head][part.first:] for part in parts])
            for head in parts[0].neurons
        }
        self.synapses = self.together([part.synapses for part in parts])
        self.afferent_spikes = self.together([part.afferent_spikes for part in parts])

    def together(self, tables):
        """Tables of all parts below each other, with the common numbers of neurons."""
        return {
            head: np.concatenate([
                number[table[head]] if head in ("neuron", "sender", "receiver") else table[head]
                for number, table in zip(self.number, tables)
            ])
            for head in tables[0]
        }

    def whole(self, name):
        """Columns of a table of whole numbers."""
        return self.together([part.whole(name) for part in self.parts])

    def populations(self):
        """Name of the population of every neuron."""
        return self.neurons["population"]


def load(path, kind):
    """Rows of a table of numbers, which may be empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2, dtype=kind)


def read_spikes(path):
    """Neurons and steps of a spike table."""
    table = load(path, np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def write_spikes(path, neurons, steps):
    """Writes a spike table in the order of steps, and within a step in that of neurons."""
    order = np.lexsort((neurons, steps))
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("neuron,step\n")
        for k in order:
            f.write(f"{neurons[k]},{steps[k]}\n")
