#!/usr/bin/env python3
"""The Vogels-Abbott network as one writes it in Brian2: differential equations, its own integration, its own order.

    brian2_vogels_abbott.py EXPORT RESULT [--target numpy|cython|cpp] [--method exponential_euler|rk4]
                            [--start rexed|own] [--wiring rexed|own] [--seed N]

Takes the numbers, and unless told otherwise the wiring and the initial potentials, from the export of
models/anatomy/vogels-abbott.yaml; shares no equation in the form of steps with Rexed. Writes spikes.csv.
"""

import argparse
import os
import sys
import warnings

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from export import Export, write_spikes  # noqa: E402

EQUATIONS = """
dv/dt = (leak*(rest - v) + ge*(0*mV - v) + gi*(inhibitory - v))/capacitance : volt (unless refractory)
dge/dt = -ge/excitation_time : siemens
dgi/dt = -gi/inhibition_time : siemens
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("export")
    parser.add_argument("result")
    parser.add_argument("--target", choices=["numpy", "cython", "cpp"], default="numpy")
    parser.add_argument("--method", default="exponential_euler")
    parser.add_argument("--start", choices=["rexed", "own"], default="rexed")
    parser.add_argument("--wiring", choices=["rexed", "own"], default="rexed")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.result, exist_ok=True)
    warnings.filterwarnings("ignore")
    import brian2 as b

    if options.target == "cpp":
        b.set_device("cpp_standalone", directory=os.path.join(options.result, "program"))
    else:
        b.prefs.codegen.target = options.target
    b.seed(options.seed)
    export = Export(options.export)
    n, k = export.neurons, export.config["synaptic_kinetics"]
    step = export.config["step_ms"] * b.ms
    b.defaultclock.dt = step
    namespace = {
        "leak": n["leak_nS"][0] * b.nS, "rest": n["rest_mV"][0] * b.mV, "capacitance": n["capacitance_pF"][0] * b.pF,
        "threshold": n["threshold_mV"][0] * b.mV, "reset": n["reset_mV"][0] * b.mV,
        "inhibitory": k["chloride_mV"] * b.mV, "excitation_time": k["ampa_decay_ms"] * b.ms,
        "inhibition_time": k["gaba_decay_ms"] * b.ms,
    }
    cells = b.NeuronGroup(
        export.size, EQUATIONS, threshold="v > threshold", reset="v = reset", method=options.method,
        refractory=n["refractory_steps"][0] * step, namespace=namespace,
    )
    if options.start == "rexed":
        cells.v = n["start_mV"] * b.mV
    else:
        cells.v = "reset + rand()*(threshold - reset)"
    parts = []
    excitatory = int(np.sum(export.populations() == "excitatory"))
    for channel, variable, first, last in (("ampa", "ge", 0, excitatory), ("gaba", "gi", excitatory, export.size)):
        row = np.flatnonzero(export.projections[channel] > 0)
        synapses = b.Synapses(
            cells, cells, on_pre=f"{variable}_post += w", delay=export.projections["delay_steps"][row[0]] * step,
            namespace={"w": export.projections[channel][row[0]] * b.nS},
        )
        if options.wiring == "rexed":
            of = np.isin(export.synapses["projection"], row)
            synapses.connect(i=export.synapses["sender"][of], j=export.synapses["receiver"][of])
        else:
            synapses.connect(condition=f"i != j and i >= {first} and i < {last}", p=0.02)
        parts.append(synapses)
    monitor = b.SpikeMonitor(cells)
    network = b.Network(cells, monitor, *parts)
    network.run(export.config["steps"] * step, namespace=namespace)
    steps = np.rint(np.asarray(monitor.t / step)).astype(int)
    write_spikes(os.path.join(options.result, "spikes.csv"), np.asarray(monitor.i), steps)
    print(f"Brian2 {b.__version__}, {options.method}: {len(steps)} spikes")


if __name__ == "__main__":
    main()
