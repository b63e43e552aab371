#!/usr/bin/env python3
"""Runs an exported circuit in Brian2 by the equations of circuit-export.md, and writes the spikes.

    brian2_circuit.py EXPORT RESULT [EXPORT RESULT ...] [--target numpy|cython|cpp] [--seed N]
                      [--precision double|single] [--replay] [--perturb MV]

EXPORT is the folder that Rexed wrote; RESULT receives spikes.csv and result.csv in the same form. Several exports of one
anatomy run side by side, unconnected, in one network, which takes less time. Needs Brian2 2.5.

With --replay synapses of cells hear the spikes that Rexed's cells fired instead of those fired here: every cell is
compared by itself, and a spike that differs does not spread. With --perturb the potentials begin that much higher or
lower, by lot: how far a difference of this size spreads without any difference of equations.

How steps correspond: Brian2 advances groups, looks for thresholds, then runs synapses. What Rexed delivers at the
beginning of step n is therefore delivered here at the end of step n - 1: every delay is one step shorter.
"""

import argparse
import os
import sys
import time
from collections import defaultdict

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from export import CHANNELS, Export, Merged, write_spikes  # noqa: E402

COLUMN = {
    "ampa": "ampa", "serotonin": "ampa", "nmda": "nmda_rising", "gaba": "gaba", "glycine": "glycine",
    "nk1": "nk1_rising", "cgrp": "cgrp_rising", "noradrenaline": "noradrenaline_rising",
    "presynaptic_inhibition": "level",
}
PEPTIDES = {"nk1", "cgrp"}
SLOW = ["nk1", "cgrp", "noradrenaline"]


def transfer(rise, decay, step):
    """What a unit that is still rising adds over a step, such that an event of strength 1 peaks at 1."""
    peak = np.log(decay / rise) * decay * rise / (decay - rise)
    height = np.exp(-peak / decay) - np.exp(-peak / rise)
    return (np.exp(-step / decay) - np.exp(-step / rise)) / height


def constants(config):
    """Numbers that all cells share."""
    k, c, h = config["synaptic_kinetics"], config["intrinsic_currents"], config["step_ms"]
    shared = {
        "ampa_decay": np.exp(-h / k["ampa_decay_ms"]),
        "gaba_decay": np.exp(-h / k["gaba_decay_ms"]),
        "glycine_decay": np.exp(-h / k["glycine_decay_ms"]),
        "nmda_decay": np.exp(-h / k["nmda_decay_ms"]),
        "nmda_decay_loss": -np.expm1(-h / k["nmda_decay_ms"]),
        "nmda_rise_loss": -np.expm1(-h / k["nmda_rise_ms"]),
        "nmda_rise": np.exp(-h / k["nmda_rise_ms"]),
        "nmda_transfer": transfer(k["nmda_rise_ms"], k["nmda_decay_ms"], h),
        "level_decay": np.exp(-h / k["presynaptic_inhibition_decay_ms"]),
        "block": k["magnesium_mM"] / 3.57,
        "share": k["nmda_calcium_share"],
        "potassium_mV": k["potassium_mV"],
        "cation_decay": np.exp(-1 / c["cation_decay_ms"]),
        "cation_mV": c["cation_mV"],
        "available_step": 1 - np.exp(-1 / c["inactivation_ms"]),
        "activation_start": c["activation_start_mV"],
        "activation_width": c["activation_end_mV"] - c["activation_start_mV"],
        "activation_per": 1 / (c["activation_end_mV"] - c["activation_start_mV"]),
        "inactivation_per": 1 / (c["inactivation_end_mV"] - c["inactivation_start_mV"]),
        "floor_nS": FLOOR,
        "inactivation_end": c["inactivation_end_mV"],
        "inactivation_width": c["inactivation_end_mV"] - c["inactivation_start_mV"],
    }
    for power, coefficient in enumerate(MAGNESIUM):
        shared[f"m{power}"] = coefficient * shared["block"] ** (1 / 32)
    for slow in SLOW:
        shared[f"{slow}_decay"] = np.exp(-1 / k[f"{slow}_decay_ms"])
        shared[f"{slow}_decay_loss"] = -np.expm1(-1 / k[f"{slow}_decay_ms"])
        shared[f"{slow}_rise_loss"] = -np.expm1(-1 / k[f"{slow}_rise_ms"])
        shared[f"{slow}_rise"] = np.exp(-1 / k[f"{slow}_rise_ms"])
        shared[f"{slow}_transfer"] = transfer(k[f"{slow}_rise_ms"], k[f"{slow}_decay_ms"], 1)
    return shared


CELL = """
v : 1
ampa : 1
gaba : 1
glycine : 1
adaptation : 1
base : 1
base_drive : 1
left : integer
held : boolean
half_step_over_capacitance : 1 (constant)
leak : 1 (constant)
leak_drive : 1 (constant)
threshold_mV : 1 (constant)
reset_mV : 1 (constant)
refractory_steps : integer (constant)
adaptation_step : 1 (constant)
adaptation_decay : 1 (constant)
adaptation_loss : 1 (constant)
chloride_mV : 1 (constant)
"""
NMDA = """
nmda : 1
nmda_rising : 1
calcium : 1
"""
SLOW_COURSE = """
{0} : 1
{0}_rising : 1
"""
CATION = """
cation : 1
cation_gain : 1 (constant)
cation_limit : 1 (constant)
"""
TRANSIENT = """
available : 1
transient : 1 (constant)
"""
# What single precision does to the steps: constants with which Rexed avoids denormal numbers, and a type for what it
# keeps in double precision nevertheless.
FLOOR = 1e-18
DOUBLE = ["cation", "cation_gain", "cation_limit"]


class Features:
    """Which parts of the model a circuit uses; what it does not use is left out of the equations."""

    def __init__(self, export):
        p, n = export.projections, export.neurons
        used = {c for c in CHANNELS if np.any(p[c] != 0)}
        self.nmda = "nmda" in used
        self.slow = [c for c in SLOW if c in used]
        self.cation = self.nmda and np.nanmax(n["cation_gain_nS_per_fC"]) > 0
        self.transient = np.nanmax(n["transient_potassium_nS"]) > 0
        self.adaptation = np.nanmax(n["adaptation_nS"]) > 0
        self.presynaptic = "presynaptic_inhibition" in used
        self.random = np.any(p["release_probability"] < 1) or self.presynaptic

    def model(self):
        parts = [CELL]
        parts += [NMDA] if self.nmda else []
        parts += [SLOW_COURSE.format(c) for c in self.slow]
        parts += [CATION] if self.cation else []
        parts += [TRANSIENT] if self.transient else []
        return "".join(parts)

    def fast_step(self):
        """Conductances decay, then the potential moves by the trapezoidal rule with conductances held."""
        lines = ["ampa = ampa*ampa_decay", "gaba = gaba*gaba_decay", "glycine = glycine*glycine_decay"]
        total = "base + ampa"
        if self.nmda:
            lines += [
                "nmda = nmda*nmda_decay + nmda_rising*nmda_transfer",
                "nmda_rising = nmda_rising*nmda_rise",
                "unblocked = 1/(1 + block*exp(-0.062*v))",
            ]
            total += " + nmda*unblocked"
        lines += ["inhibition = gaba + glycine"]
        total += " + inhibition"
        drive = "base_drive + inhibition*chloride_mV"
        if self.adaptation:
            lines += ["adaptation = adaptation*adaptation_decay"]
            total += " + adaptation"
            drive += " + adaptation*potassium_mV"
        lines += [
            f"a = ({total})*half_step_over_capacitance",
            f"moved = (v*(1 - a) + 2.0*({drive})*half_step_over_capacitance)/(1 + a)",
        ]
        return "\n".join(lines + HOLD)

    def slow_step(self):
        """The part that moves once a millisecond."""
        lines = []
        for c in self.slow:
            lines += [f"{c} = {c}*{c}_decay + {c}_rising*{c}_transfer", f"{c}_rising = {c}_rising*{c}_rise"]
        conductance, drive, potassium = "leak", "leak_drive", []
        for c in self.slow:
            if c == "noradrenaline":
                potassium.append(c)
            else:
                conductance += f" + {c}"
        if self.nmda:
            lines += [
                "unblocked = 1/(1 + block*exp(-0.062*v))",
                "entered = -share*nmda*unblocked*v",
                "calcium = calcium + entered",
            ]
        if self.cation:
            lines += ["cation = cation*cation_decay + cation_gain*entered*(1 - cation/cation_limit)"]
            conductance += " + cation"
            drive += " + cation*cation_mV"
        if self.transient:
            lines += [
                "steady = clip((inactivation_end - v)/inactivation_width, 0, 1)",
                "available = available + (steady - available)*available_step",
                "active = transient*available*clip((v - activation_start)/activation_width, 0, 1)",
            ]
            potassium.append("active")
        if potassium:
            lines += ["potassium = " + " + ".join(potassium)]
            conductance += " + potassium"
            drive += " + potassium*potassium_mV"
        return "\n".join(lines + [f"base = {conductance}", f"base_drive = {drive}"])


HOLD = [
    "held = left > 0",
    "v = int(held)*reset_mV + int(not held)*moved",
    "left = left - int(held)",
]
POLYNOMIAL = """
p = m0 + v*(m1 + v*(m2 + v*(m3 + v*m4)))
p2 = p*p
p4 = p2*p2
p8 = p4*p4
p16 = p8*p8
blocked = 1 + p16*p16
"""
# exp(-0.062 V / 32), as Rexed fits it from -100 to 40 mV
MAGNESIUM = [
    1.0000000204671016, -0.0019375010224282052, 1.8768860230395007e-06, -1.2116026903579852e-09, 6.218220245789163e-13,
]


class SinglePrecision(Features):
    """
    The same equations in single precision, with every operation in the order of Rexed's kernels. Not independent: it
    shows that what is left of a difference in spikes comes from rounding and from the series for the exponential.
    """

    def __init__(self, export):
        super().__init__(export)
        glycine = np.any(export.projections["glycine"] != 0)
        self.nmda = self.adaptation = bool(self.nmda or self.adaptation or glycine)

    def fast_step(self):
        if not self.nmda:
            return "\n".join([
                "ampa = ampa*ampa_decay + floor_nS",
                "gaba = gaba*gaba_decay + floor_nS",
                "conductance = base + ampa + gaba",
                "current = base_drive + gaba*chloride_mV",
                "moved = v + 2*half_step_over_capacitance*(current - conductance*v)"
                "/(1 + conductance*half_step_over_capacitance)",
            ] + HOLD)
        return "\n".join([
            "ampa = ampa*ampa_decay + floor_nS",
            "gaba = gaba*gaba_decay + floor_nS",
            "glycine = glycine*glycine_decay + floor_nS",
            "inhibition = gaba + glycine",
            "nmda = nmda - nmda*nmda_decay_loss + nmda_rising*nmda_transfer",
            "nmda_rising = nmda_rising - nmda_rising*nmda_rise_loss + floor_nS",
            "adaptation = adaptation - adaptation*adaptation_loss + floor_nS",
            POLYNOMIAL.strip(),
            "conductance = base + ampa + adaptation + inhibition",
            "current = base_drive + adaptation*potassium_mV + inhibition*chloride_mV - conductance*v",
            "denominator = blocked + (conductance*blocked + nmda)*half_step_over_capacitance",
            "flowing = current*blocked - nmda*v",
            "moved = v + 2*half_step_over_capacitance*flowing/denominator",
        ] + HOLD)

    def slow_step(self):
        lines = []
        for c in self.slow:
            lines += [f"{c} = {c} - {c}*{c}_decay_loss + {c}_rising*{c}_transfer",
                      f"{c}_rising = {c}_rising - {c}_rising*{c}_rise_loss + floor_nS"]
        peptides = "".join(f" + {c}" for c in self.slow if c != "noradrenaline")
        potassium = "noradrenaline" in self.slow
        if self.nmda:
            lines += [POLYNOMIAL.strip(), "entered = -share*nmda*v/blocked", "calcium = calcium + entered"]
        lines += ["base = leak" + peptides + (" + noradrenaline" if potassium else "")]
        lines += ["base_drive = leak_drive" + (" + noradrenaline*potassium_mV" if potassium else "")]
        if self.cation:
            lines += [
                "cation = cation*cation_decay + cation_gain*entered*(1 - cation/cation_limit)",
                "base = base + single(cation)",
                "base_drive = base_drive + single(cation*cation_mV)",
            ]
        if self.transient:
            lines += [
                "steady = clip((inactivation_end - v)*inactivation_per, 0, 1)",
                "available = available + (steady - available)*available_step",
                "open = transient*available*clip((v - activation_start)*activation_per, 0, 1)",
                "base = base + open",
                "base_drive = base_drive + open*potassium_mV",
            ]
        return "\n".join(lines)


def single(b):
    """A function of Brian2 equations that rounds to single precision."""

    @b.implementation("numpy", discard_units=True)
    @b.check_units(x=1, result=1)
    def rounded(x):
        return np.asarray(x, dtype=np.float32)

    return rounded


def cells(b, export, features, namespace):
    """The cells with membranes at the beginning of the probe."""
    config, first = export.config, export.first
    n = {key: column[first:] for key, column in export.neurons.items()}
    group = b.NeuronGroup(
        export.size - first, features.model(), threshold="v >= threshold_mV and not held",
        reset="v = reset_mV\nadaptation += adaptation_step\nleft = refractory_steps", namespace=namespace, name="cells",
        dtype={name: np.float64 for name in DOUBLE} if features.cation else None,
    )
    potassium = config["synaptic_kinetics"]["potassium_mV"]
    group.v = n["start_mV"]
    group.half_step_over_capacitance = 0.5 * config["step_ms"] / n["capacitance_pF"]
    group.leak = n["leak_nS"] + n["added_leak_nS"] + n["peptide_tone_nS"]
    group.leak_drive = n["leak_nS"] * n["rest_mV"] + n["added_leak_nS"] * potassium
    group.threshold_mV = np.where(n["alive"] > 0, n["threshold_mV"], 1e9)
    group.reset_mV = n["reset_mV"]
    group.refractory_steps = n["refractory_steps"].astype(int)
    group.adaptation_step = n["adaptation_nS"]
    group.adaptation_decay = np.exp(-config["step_ms"] / n["adaptation_ms"])
    group.adaptation_loss = -np.expm1(-config["step_ms"] / n["adaptation_ms"])
    group.chloride_mV = n["chloride_mV"]
    if features.cation:
        group.cation_gain = n["cation_gain_nS_per_fC"]
        group.cation_limit = np.maximum(n["cation_limit_nS"], 1e-18)
    if features.transient:
        group.transient = n["transient_potassium_nS"]
        group.available = 1
    step = config["step_ms"] * b.ms
    group.run_regularly(features.slow_step(), dt=1 * b.ms, when="groups", order=-1, name="slow_step")
    group.run_regularly(features.fast_step(), dt=step, when="groups", order=0, name="fast_step")
    return group


def schedule(b, export, sources, steps, name):
    """Sources that fire in the given steps."""
    return lambda count: b.SpikeGeneratorGroup(
        count, sources, steps * export.config["step_ms"] * b.ms, dt=export.config["step_ms"] * b.ms, name=name
    )


def afferents(b, export, features, namespace):
    """The fibres, firing when Rexed's do; a group with a state where something inhibits their terminals."""
    spikes, step = export.afferent_spikes, export.config["step_ms"]
    if export.first == 0:
        return None, []
    if not features.presynaptic:
        return schedule(b, export, spikes["neuron"], spikes["step"], "fibres")(export.first), []
    # A spike is scheduled one step earlier and passed on to the group, which then fires in its own step.
    group = b.NeuronGroup(
        export.first, "level : 1\nfire : 1", threshold="fire > 0", reset="fire = 0", namespace=namespace, name="fibres"
    )
    group.run_regularly("level = level*level_decay", dt=step * b.ms, when="groups", order=0, name="level_step")
    fire = np.zeros(export.first)
    fire[spikes["neuron"][spikes["step"] == 0]] = 1
    group.fire = fire
    later = spikes["step"] > 0
    scheduled = schedule(b, export, spikes["neuron"][later], spikes["step"][later] - 1, "skin")(export.first)
    passing = b.Synapses(scheduled, group, on_pre="fire_post = 1", name="passing")
    passing.connect(i=np.arange(export.first), j=np.arange(export.first))
    return group, [scheduled, passing]


def background(b, export, group, exact):
    """Background events: one source for each cell, more for cells that get several in one step."""
    events = export.whole("background.csv")
    if len(events["neuron"]) == 0:
        return []
    count = export.size - export.first
    cell, step, times = events["neuron"] - export.first, events["step"], events["events"]
    each = export.neurons["background_nS"][export.first:]
    reached = export.neurons["receptive_ampa"][export.first:] * half_step(export, "ampa")
    each = each.astype(np.float32) * reached.astype(np.float32) if exact else each * reached
    ampa = np.zeros(count)
    np.add.at(ampa, cell[step == 0], (times * each[cell])[step == 0])
    group.ampa = ampa
    many = times.max()
    source = np.concatenate([k * count + cell[(times > k) & (step > 0)] for k in range(many)])
    when = np.concatenate([step[(times > k) & (step > 0)] - 1 for k in range(many)])
    scheduled = schedule(b, export, source, when, "events")(many * count)
    synapses = b.Synapses(scheduled, group, "w : 1 (constant)", on_pre="ampa_post += w", name="background")
    synapses.pre.order = len(export.projections["projection"])
    target = np.tile(np.arange(count), many)
    synapses.connect(i=np.arange(many * count), j=target)
    synapses.w = each[target]
    return [scheduled, synapses]


def half_step(export, channel):
    """Conductances that jump count from the middle of the step in which they open."""
    k = export.config["synaptic_kinetics"]
    decay = {"ampa": "ampa", "serotonin": "ampa", "gaba": "gaba", "glycine": "glycine"}.get(channel)
    return np.exp(0.5 * export.config["step_ms"] / k[decay + "_decay_ms"]) if decay else 1.0


def weight(export, channel, projection, sender, receiver, rounded):
    """Strength of every synapse in a channel, as the ports modulate it; what depresses is left out."""
    p, n = export.projections, export.neurons
    factor = n["release_factor"][sender] * np.where(p["descending"][projection] > 0, n["descending_gain"][sender], 1)
    if channel in PEPTIDES:
        factor = factor * n["peptide_factor"][sender]
    strength = p[channel][projection] * factor
    receptive = n["receptive_" + channel][receiver] * half_step(export, channel)
    return strength.astype(np.float32) * receptive.astype(np.float32) if rounded else strength * receptive


def projections(b, export, group, heard, fibres, features, namespace):
    """
    Synapses, as few objects as possible: those that open the same channels and depress alike share one. In single
    precision one for each projection, in Rexed's order, because the order of additions matters. What cells send comes
    from heard, which is the group itself or plays its part.
    """
    exact = isinstance(features, SinglePrecision)
    p, s, first = export.projections, export.synapses, export.first
    alike = defaultdict(list)
    for k in range(len(p["projection"])):
        of = s["projection"] == k
        if not np.any(of):
            continue
        channels = tuple(c for c in CHANNELS if p[c][k] != 0)
        if not channels:
            continue
        from_fibre, to_fibre = bool(s["sender"][of][0] < first), bool(s["receiver"][of][0] < first)
        use = p["depression_use"][k]
        name = p["name"][k] if exact else ""
        key = (from_fibre, to_fibre, channels, use, p["depression_recovery_ms"][k] if use else 0, name)
        alike[key].append(k)
    made = []
    for number, (key, members) in enumerate(alike.items()):
        from_fibre, to_fibre, channels, use, recovery, _ = key
        of = np.isin(s["projection"], members)
        projection, sender, receiver = s["projection"][of], s["sender"][of], s["receiver"][of]
        weights, variables, statements = {}, [], []
        probability = p["release_probability"][projection]
        amount = ""
        own = dict(namespace)
        inhibited = from_fibre and features.presynaptic
        if inhibited or np.any(probability < 1):
            variables.append("probability : 1 (constant)")
            statements.append("released = int(rand() < probability" + ("/(1 + level_pre))" if inhibited else ")"))
            amount = "released*"
        if use > 0:
            own.update(use=float(use), recovery=recovery * b.ms)
            variables.append("dresource/dt = (1 - resource)/recovery : 1 (event-driven)")
            amount += "resource*"
        for c in channels:
            weights[c] = weight(export, c, projection, sender, receiver, exact and use == 0)
            if np.all(weights[c] == weights[c][0]):
                own["w_" + c] = weights[c][0]
            else:
                variables.append(f"w_{c} : 1 (constant)")
            added = f"{amount}w_{c}"
            statements.append(f"{COLUMN[c]}_post += " + (f"single({added})" if exact and amount else added))
        if use > 0:
            statements.append("resource = resource*(1 - use)")
        step = export.config["step_ms"] * b.ms
        delays = p["delay_steps"][projection] - 1
        common = bool(np.all(delays == delays[0]))
        synapses = b.Synapses(
            fibres if from_fibre else heard, fibres if to_fibre else group, "\n".join(variables),
            on_pre="\n".join(statements), namespace=own, name=f"projection_{number}",
            delay=delays[0] * step if common else None, dtype={"resource": np.float64} if exact and use else None,
        )
        synapses.pre.order = members[0]
        synapses.connect(i=sender - (0 if from_fibre else first), j=receiver - (0 if to_fibre else first))
        if not common:
            synapses.delay = delays * step
        for c, values in weights.items():
            if "w_" + c not in own:
                setattr(synapses, "w_" + c, values)
        if "probability : 1 (constant)" in variables:
            synapses.probability = probability
        if use > 0:
            synapses.resource = 1
        made.append(synapses)
    return made


def simulate(b, export, precision, replay=False, perturb_mV=0.0):
    """Runs the whole probe; returns the cells' monitor and group."""
    b.defaultclock.dt = export.config["step_ms"] * b.ms
    features = SinglePrecision(export) if precision == "single" else Features(export)
    namespace = constants(export.config)
    if precision == "single":
        namespace["single"] = single(b)
    group = cells(b, export, features, namespace)
    if perturb_mV:
        group.v = group.v[:] + perturb_mV * np.random.default_rng(1).choice([-1, 1], len(group))
    fibres, parts = afferents(b, export, features, namespace)
    heard = group
    if replay:
        spikes = export.whole("spikes.csv")
        heard = schedule(b, export, spikes["neuron"] - export.first, spikes["step"], "heard")(len(group))
        parts.append(heard)
    parts += background(b, export, group, isinstance(features, SinglePrecision))
    parts += projections(b, export, group, heard, fibres, features, namespace)
    monitor = b.SpikeMonitor(group, name="monitor")
    network = b.Network(group, monitor, *([fibres] if fibres is not None else []), *parts)
    network.run(export.config["steps"] * export.config["step_ms"] * b.ms, namespace=namespace)
    return group, monitor, features


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", metavar="EXPORT RESULT")
    parser.add_argument("--target", choices=["numpy", "cython", "cpp"], default="numpy")
    parser.add_argument("--seed", type=int, default=1, help="seed of Brian2's own random numbers")
    parser.add_argument("--precision", choices=["double", "single"], default="double",
                        help="single: numpy only, with Rexed's order of operations")
    parser.add_argument("--build", default="", help="folder for the C++ program; default: below the first RESULT")
    parser.add_argument("--replay", action="store_true", help="cells hear the spikes of Rexed's cells")
    parser.add_argument("--perturb", type=float, default=0, help="mV by which potentials begin higher or lower")
    parser.add_argument("--steps", type=int, default=0, help="run only so many steps")
    options = parser.parse_args()
    if len(options.folders) % 2:
        parser.error("each EXPORT needs a RESULT")
    results = options.folders[1::2]
    for result in results:
        os.makedirs(result, exist_ok=True)
    import warnings

    warnings.filterwarnings("ignore")
    import brian2 as b

    if options.target == "cpp":
        b.set_device("cpp_standalone", directory=options.build or os.path.join(results[0], "program"))
    else:
        b.prefs.codegen.target = options.target
    b.seed(options.seed)
    began = time.time()
    export = Merged([Export(folder) for folder in options.folders[::2]])
    if options.steps:
        export.config["steps"] = options.steps
    if options.precision == "single":
        b.prefs.codegen.target = "numpy"
        b.prefs.core.default_float_dtype = np.float32
        b.prefs.codegen.loop_invariant_optimisations = False
    group, monitor, features = simulate(b, export, options.precision, options.replay, options.perturb)
    seconds = b.device._last_run_time if options.target == "cpp" else time.time() - began
    cell = np.asarray(monitor.i)
    steps = np.rint(np.asarray(monitor.t / b.ms) / export.config["step_ms"]).astype(int)
    calcium = np.asarray(group.calcium) if features.nmda else np.zeros(len(group))
    for part, result, begin, end in zip(export.parts, results, export.begins, export.begins[1:]):
        own = (cell >= begin) & (cell < end)
        write_spikes(os.path.join(result, "spikes.csv"), cell[own] - begin + part.first, steps[own])
        counts = np.bincount(cell[own] - begin, minlength=end - begin)
        with open(os.path.join(result, "result.csv"), "w", encoding="utf-8", newline="\n") as f:
            f.write("neuron,spikes,calcium_fC,end_mV\n")
            for i, v in enumerate(np.asarray(group.v)[begin:end]):
                f.write(f"{i + part.first},{counts[i]},{float(calcium[begin + i])!r},{float(v)!r}\n")
    print(f"Brian2 {b.__version__}, {options.target}: {len(cell)} spikes, {seconds:.2f} s")


if __name__ == "__main__":
    main()
