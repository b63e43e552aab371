#!/usr/bin/env python3
"""Time of the Vogels-Abbott benchmark in Brian2's C++ standalone mode, one thread.

    brian2_coba_speed.py EXPORT PROGRAM [--steps N] [--precision double|single] [--repeat N]

EXPORT is Rexed's export of models/anatomy/vogels-abbott.yaml: the wiring and the initial potentials are taken from there.
PROGRAM is a folder for the generated program, which is built once and can be run again with speed_rounds.py. Written as one
writes it for speed: no monitors but a count, one synapse object per channel, the linear update of conductances solved
exactly. Brian2 delivers at the end of a step and lets conductances act before they decay, Rexed at the beginning and after;
delay, weight and refractory time are set so that the same input acts in the same step. Prints seconds to generate and compile, seconds of the run part, and spikes.
"""

import argparse
import os
import sys
import time
import warnings

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from export import Export  # noqa: E402

EQUATIONS = """
dv/dt = (leak*(rest - v) + ge*(0*mV - v) + gi*(inhibitory - v))/capacitance : volt (unless refractory)
dge/dt = -ge/excitation_time : siemens
dgi/dt = -gi/inhibition_time : siemens
"""
FLAGS = ["-w", "-O3", "-ffast-math", "-fno-finite-math-only", "-march=native", "-std=c++11"]


def build(b, export, steps, program):
    """Generates and compiles the program, without running it."""
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
        export.size, EQUATIONS, threshold="v > threshold", reset="v = reset", method="exponential_euler",
        refractory=(n["refractory_steps"][0] + 1) * step, namespace=namespace,
    )
    cells.v = n["start_mV"] * b.mV
    parts = []
    for channel, variable, time_ms in (("ampa", "ge", k["ampa_decay_ms"]), ("gaba", "gi", k["gaba_decay_ms"])):
        rows = np.flatnonzero(export.projections[channel] > 0)
        of = np.isin(export.synapses["projection"], rows)
        strength = export.projections[channel][rows[0]] * n["receptive_" + channel][0]
        synapses = b.Synapses(
            cells, cells, on_pre=f"{variable}_post += w", delay=(export.projections["delay_steps"][rows[0]] - 1) * step,
            namespace={"w": strength * np.exp(-step / (time_ms * b.ms)) * b.nS},
        )
        synapses.connect(i=export.synapses["sender"][of], j=export.synapses["receiver"][of])
        parts.append(synapses)
    monitor = b.SpikeMonitor(cells, record=False)
    network = b.Network(cells, monitor, *parts)
    network.run(steps * step, namespace=namespace)
    b.device.build(directory=program, compile=True, run=False)
    return monitor


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("export")
    parser.add_argument("program")
    parser.add_argument("--steps", type=int, default=10000)
    parser.add_argument("--precision", choices=["double", "single"], default="double")
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    import brian2 as b

    b.set_device("cpp_standalone", build_on_run=False)
    b.prefs.devices.cpp_standalone.openmp_threads = 0
    b.prefs.codegen.cpp.extra_compile_args_gcc = FLAGS
    if options.precision == "single":
        b.prefs.core.default_float_dtype = np.float32
    began = time.time()
    monitor = build(b, Export(options.export), options.steps, options.program)
    print(f"{time.time() - began:.1f} s to generate and compile")
    for _ in range(options.repeat):
        b.device.run(options.program, with_output=False, run_args=[])
        print(f"{b.device._last_run_time:.4f} s, {monitor.num_spikes} spikes")


if __name__ == "__main__":
    main()
