#!/usr/bin/env python3
"""Second implementation of Rexed's drug levels, for comparison; integrates a list of regimens and writes a CSV.

    /usr/bin/python3 src/test/peers/pharmacology.py [CSV]

From the folder of the project. Without a name it writes
src/test/resources/reference/pharmacology/independent-regimens.csv. Needs numpy, scipy and PyYAML; takes a minute.

It shares nothing with the Java program but the parameter files. Every regimen is integrated numerically, from one dose
event or wanted time to the next, by DOP853 and again by Radau; the two must agree to 1e-9.
Units inside: L, min, kg, cm, years, nmol.
"""

import csv
import re
import sys

import numpy as np
import yaml
from scipy.integrate import solve_ivp

CSV = "src/test/resources/reference/pharmacology/independent-regimens.csv"
UNITS = {"L": 1.0, "mL": 1e-3, "uL": 1e-6, "dL": 0.1, "s": 1 / 60, "min": 1.0, "h": 60.0, "d": 1440.0, "a": 1.0,
         "kg": 1.0, "g": 1e-3, "mg": 1e-6, "ug": 1e-9, "ng": 1e-12, "cm": 1.0, "mol": 1e9, "umol": 1e3, "nmol": 1.0,
         "1": 1.0}
OPENING = 0.02  # share of the time that an NMDA channel is active at rest
ACTIVATION = 0.2 / 60  # how long an activation lasts, min
AGREEMENT = 1e-9


def number(x):
    """A value of a parameter file, such as {value: 2 mL/min, ...} or 0.3 kg, in the units inside."""
    x = x["value"] if isinstance(x, dict) else x
    value, _, unit = str(x).partition(" ")
    factors = [UNITS[part] for part in unit.split("/")] if unit else [1.0]
    return float(value) * factors[0] / np.prod(factors[1:])


def drug_file(name):
    with open(f"models/drugs/{name}.yaml", encoding="utf-8") as f:
        return yaml.safe_load(f)


def covariates_of(body, mass):
    """What covariates can be of, at a mass; lean mass by James."""
    height, woman = body["height"], body["sex"] == "female"
    lean = (1.07 * mass - 148 * (mass / height) ** 2) if woman else (1.1 * mass - 128 * (mass / height) ** 2)
    return {"age": body["age"], "mass": mass, "height": height, "lean-mass": lean, "female": float(woman),
            "body-mass-index": mass / (height / 100) ** 2, "creatinine": body["creatinine"]}


class Values:
    """The numbers of one set for one body."""

    def __init__(self, data, body):
        lightest, heaviest = [number(m) for m in data.get("studied-mass", ["0 kg", "inf kg"])]
        mass = min(max(body["mass"], lightest), heaviest)
        self.clearance_scale, self.volume_scale = (body["mass"] / mass) ** 0.75, body["mass"] / mass
        if data["scaling"] == "per-kilogram":
            self.clearance_scale, self.volume_scale = self.clearance_scale * mass, self.volume_scale * mass
        elif data["scaling"] == "allometric":
            ratio = mass / number(data["reference-mass"])
            self.clearance_scale *= ratio ** number(data["clearance-power"])
            self.volume_scale *= ratio ** number(data["volume-power"])
        self.covariates, self.x = data.get("covariates", []), covariates_of(body, mass)

    def get(self, part, key, path=""):
        value, factor = number(part[key]), 1.0
        for c in self.covariates:
            if c["parameter"] == path + key or c["parameter"] == key == "ke0":
                x, centre = self.x[c["of"]], number(c["centre"])
                if c["effect"] == "power":
                    factor *= (x / centre) ** number(c["exponent"])
                elif c["effect"] == "proportional":
                    factor *= 1 + number(c["slope"]) * (x - centre)
                else:
                    value += number(c["slope"]) * (x - centre)
        kind = key.removeprefix("formation-").split("-")[0]
        return value * factor * {"volume": self.volume_scale, "clearance": self.clearance_scale}.get(kind, 1.0)


class Model:
    """All drugs of a regimen as one system: y' = A y + inflow + the parts that are not linear."""

    def __init__(self, selection, species, body):
        self.body, self.size, self.rates = body, 0, []  # rates: (into, from, 1/min); a loss is (i, i, -rate)
        self.moieties, self.doors, self.molar, self.parts, self.endpoint = {}, {}, {}, {}, {}
        for drug, name in selection.items():
            self.add_drug(drug, drug_file(drug)["kinetics"][species]["sets"][name], species)
        self.A = np.zeros((self.size, self.size))
        for i, j, rate in self.rates:
            self.A[i, j] += rate
        self.uptakes = [m for m in self.moieties.values() if "uptake" in m]
        receptors = {n: self.binding(n, species) for n in self.moieties}
        self.mu = {n: (number(r["ki"]), number(r.get("dissociation-rate", 0))) for n, r in receptors.items() if r}
        self.slow = {n: self.state() for n in self.mu if self.mu[n][1] > 0}
        blocks = {n: drug_file(n).get("nmda-block") for n in self.moieties}
        blocks = {n: {**b, **b.get(species, {})} if b else b for n, b in blocks.items()}
        self.blockers = {n: (self.state(), number(b["ic50"]), number(b["open-channel-release"]),
                             number(b["trapping-fraction"])) for n, b in blocks.items()
                         if b and "open-channel-release" in b and "contested" not in b}

    def binding(self, name, species):
        """What holds at mu in general, in the species, by the endpoint of the set; the last word counts."""
        general = drug_file(name).get("receptors", {}).get("mu")
        return general and {**general, **general.get(species, {}), **self.endpoint.get(name, {})}

    def state(self, count=1):
        self.size += count
        return self.size - count

    def flow(self, source, rate, targets):
        """First-order flow; targets are (state, share), what is left over is lost."""
        self.rates.append((source, source, -rate))
        self.rates.extend((into, source, rate * share) for into, share in targets)

    def chain(self, part, targets, rate=None):
        """Transit compartments in front of the targets; the new targets."""
        for _ in range(int(number(part.get("transits", 0)))):
            at = self.state()
            self.flow(at, rate or number(part["transit-rate"]), targets)
            targets = [(at, 1.0)]
        return targets

    def add_drug(self, drug, data, species):
        self.molar[drug] = number(drug_file(drug)["molar-mass"])  # kg/nmol
        self.endpoint[drug] = data.get("receptors", {}).get("mu", {})
        if "mixture" in data:
            self.parts[drug] = {part: number(share) for part, share in data["mixture"].items()}
            for part in self.parts[drug]:
                kinetics = drug_file(part)["kinetics"][species]
                chosen = data.get("sets-of-parts", kinetics["default"])
                self.add_drug(part, kinetics["sets"][chosen], species)
            return
        self.parts[drug] = {drug: 1.0}
        values, metabolites = Values(data, self.body), data.get("metabolites", {})
        own = {drug: data, **metabolites}
        for name, part in own.items():
            self.add_moiety(name, part, values, "" if name == drug else f"metabolites.{name}.")
        left = {name: values.get(part, "clearance", "" if name == drug else f"metabolites.{name}.")
                for name, part in own.items()}
        whole, first_pass = dict(left), []
        for name, part in metabolites.items():
            path, source = f"metabolites.{name}.", part.get("from", drug)
            if "formation-clearance" in part:
                formed = values.get(part, "formation-clearance", path)
            else:
                formed = whole[source] * values.get(part, "formation-fraction", path)
                left[source] -= formed
            at, volume = self.moieties[source]["central"], self.moieties[source]["volume"]
            rate = values.get(part, "transit-rate", path) if "transit-rate" in part else None
            self.flow(at, formed / volume, self.chain(part, [(self.moieties[name]["central"], 1.0)], rate))
            if "first-pass-fraction" in part:
                first_pass.append((self.moieties[name]["central"], number(part["first-pass-fraction"])))
        for name, clearance in left.items():
            self.flow(self.moieties[name]["central"], max(clearance, 0.0) / self.moieties[name]["volume"], [])
        for route, part in data["routes"].items():
            assert not {"half-dose", "loss-per-decade"} & set(part), "bioavailability that depends on the dose"
            get_in = number(part.get("bioavailability", 1))
            targets = [(self.moieties[drug]["central"], get_in)] + [(i, (1 - get_in) * s) for i, s in first_pass]
            paths = list(part.get("paths", {"": part}).values())
            if route in ("intrathecal", "rvm") or any(p.get("into") == "spinal-fluid" for p in paths):
                continue  # not part of this comparison
            self.doors[drug, route] = [(number(p.get("share", 1)), number(p.get("lag", 0)), self.door(p, targets))
                                       for p in paths]

    def door(self, path, targets):
        """Where a dose is put: (state, share) pairs."""
        if "absorption-rate" not in path:
            return targets
        depot = self.state()
        self.flow(depot, number(path["absorption-rate"]), targets)
        return self.chain(path, [(depot, 1.0)])

    def add_moiety(self, name, part, values, path):
        assert name not in self.moieties, name + " has two sources"
        volumes = [values.get(part, f"volume-{i}", path) for i in (1, 2, 3) if f"volume-{i}" in part]
        first = self.state(len(volumes))
        for i in range(1, len(volumes)):
            exchange = values.get(part, f"clearance-{i + 1}", path)
            self.flow(first, exchange / volumes[0], [(first + i, 1.0)])
            self.flow(first + i, exchange / volumes[i], [(first, 1.0)])
        site, at = part.get("effect-sites", {}).get("spinal-cord"), self.state()
        m = self.moieties[name] = {"central": first, "volume": volumes[0], "site": at, "free": 0.0}
        if site is None:
            return
        if "ke0" in site:
            ke0 = values.get(site, "ke0", path + "effect-sites.spinal-cord.")
            self.rates += [(at, first, ke0 / volumes[0]), (at, at, -ke0)]
            m["free"] = number(part["unbound-fraction"]) * number(site["unbound-partition"])
        else:
            passive, molar = number(site["passive-uptake"]), number(drug_file(name)["molar-mass"])
            self.rates += [(at, first, passive / volumes[0]), (at, at, -passive - number(site["efflux"]))]
            m["uptake"] = number(site["largest-uptake"]) / molar, number(site["half-uptake"]) / molar
            m["free"] = 1.0

    def free(self, y, name):
        return y[self.moieties[name]["site"]] * self.moieties[name]["free"]

    def fast_share(self, y):
        """Share of mu receptors without any ligand."""
        fast = sum(self.free(y, n) / self.mu[n][0] for n in self.mu if n not in self.slow)
        return (1 - sum(y[i] for i in self.slow.values())) / (1 + fast)

    def slope(self, y, inflow):
        dy = np.zeros(self.size)
        linear = len(self.A)
        dy[:linear] = self.A @ y[:linear] + inflow
        for m in self.uptakes:
            c, (largest, half) = y[m["central"]] / m["volume"], m["uptake"]
            dy[m["site"]] += largest * c / (half + c)
        if self.slow:
            empty = self.fast_share(y)
            for n, i in self.slow.items():
                dy[i] = self.mu[n][1] * (self.free(y, n) / self.mu[n][0] * empty - y[i])
        unblocked = 1 - sum(y[b[0]] for b in self.blockers.values())
        for n, (i, ic50, release, trapping) in self.blockers.items():
            dy[i] = (OPENING * release * (self.free(y, n) / ic50 * unblocked - y[i])
                     - (1 - trapping) * OPENING * (1 - OPENING) / ACTIVATION * y[i])
        return dy

    def read(self, y, name, quantity):
        if quantity == "nmda-blocked":
            return sum(y[b[0]] for b in self.blockers.values())
        m = self.moieties[name]
        if quantity == "plasma":
            return y[m["central"]] / m["volume"]
        if quantity == "effect-site":
            return y[m["site"]]
        if quantity == "free":
            return self.free(y, name)
        return y[self.slow[name]] if name in self.slow else self.free(y, name) / self.mu[name][0] * self.fast_share(y)

    def events(self, doses):
        """Dose texts as (time, what, state, nmol or nmol/min); what: add, rate or clear."""
        events = []
        for text in doses.split(";"):
            drug, amount, unit, route, rest = re.fullmatch(r"(\S+) (\S+) (\S+) (\S+) ?(.*)", text).groups()
            words = rest.split()
            when = {key: float(n) * UNITS[u] for key, n, u in zip(words[::3], words[1::3], words[2::3])}
            units = unit.split("/")
            kilograms = number(f"{amount} {unit}") * (self.body["mass"] if "kg" in units[1:] else 1.0)
            start, lasts = when.get("from", when.get("at", 0.0)), when.get("for")
            starts, steady = [start], units[-1] in ("min", "h", "d")
            if "every" in when:
                starts = [start + i * when["every"] for i in range(round(lasts / when["every"]))]
            for start in starts:
                for part, share in self.parts[drug].items():
                    for way, lag, door in self.doors[part, route]:
                        for state, fraction in door:
                            dose = kilograms * share * way * fraction / self.molar[part]
                            events.append((start + lag, "rate" if steady else "add", state, dose))
                            if steady:
                                events.append((start + lag + lasts, "rate", state, -dose))
                            elif route == "transdermal":  # one patch at a time; the lag delays taking it off too
                                events.append((start + lag + lasts, "clear", state, 0.0))
        return sorted(events, key=lambda e: (e[0], e[1] != "clear"))

    def run(self, doses, times, method):
        """The states at the times; every piece between two events or times is a new start of the integrator."""
        events, y, inflow, at, found = self.events(doses), np.zeros(self.size), np.zeros(len(self.A)), 0.0, {}
        for time in sorted(set(times) | {e[0] for e in events if e[0] <= max(times)}):
            if time > at:
                flow = inflow.copy()
                result = solve_ivp(lambda t, y: self.slope(y, flow), (at, time), y, method, rtol=1e-13, atol=1e-15)
                assert result.success, result.message
                y, at = result.y[:, -1], time
            for _, what, state, value in (e for e in events if e[0] == time):
                if what == "rate":
                    inflow[state] += value
                else:
                    y[state] = y[state] + value if what == "add" else 0.0
            found[time] = y.copy()
        return [found[t] for t in times]


MAN = "sex=male,age=35,mass={},height=177,creatinine=0.9"
# Name, species, subject, drug=set, doses, {quantity: substances}, times in minutes
REGIMENS = [
    ("1-morphine-rat", "rat", MAN.format(0.3), "morphine=groenendaal-2007",
     "morphine 0.4 mg/kg/min iv for 10 min;morphine 5 mg/kg sc at 61.3 min;morphine 10 mg/kg/d pump from 3 h for 1 d",
     {"plasma": ["morphine"], "free": ["morphine"]},
     [0.37, 4.9, 10.7, 17.3, 43.1, 61.3, 73.9, 118.7, 233.3, 701.9, 1619.3, 1666.1]),
    ("2-heroin-human", "human", MAN.format(70), "heroin=cai-2025",
     "heroin 6 mg im;heroin 6 mg im at 5 h;heroin 3 mg iv at 466.2 min",
     {"plasma": ["heroin", "6-mam", "morphine"]},
     [0.37, 3.1, 17.3, 41.9, 97.7, 211.3, 300.7, 337.9, 466.2, 467.1, 474.7, 533.3, 619.9]),
    ("3-methadone-human", "human", MAN.format(70), "methadone=aruldhas-2021",
     "methadone 10 mg oral every 12 h for 7 d",
     {"plasma": ["r-methadone", "s-methadone"], "effect-site": ["r-methadone", "s-methadone"]},
     [0.37, 17.3, 97.7, 433.3, 719.9, 1011.7, 2347.1, 4999.3, 9360.7, 9601.9, 10333.3, 14111.1]),
    ("4-buprenorphine-naloxone-human", "human", MAN.format(70), "buprenorphine=yassen-2007 naloxone=papathanasiou-2019",
     "buprenorphine 0.3 mg iv;naloxone 0.4 mg iv at 60 min;naloxone 1 mg/h iv from 90 min for 2 h",
     {"plasma": ["buprenorphine", "naloxone"], "effect-site": ["buprenorphine", "naloxone"],
      "occupancy-mu": ["buprenorphine", "naloxone"]},
     [0.37, 7.7, 17.3, 43.9, 59.9, 60.7, 66.1, 88.3, 111.7, 209.3, 231.1, 391.7, 1013.3]),
    ("5-fentanyl-patch-human", "human", MAN.format(70), "fentanyl=oosten-2016",
     "fentanyl 1800 ug transdermal from 2 h for 72 h",
     {"plasma": ["fentanyl"], "effect-site": ["fentanyl"]},
     [300.7, 404.1, 417.3, 611.9, 1000.3, 1777.7, 2999.9, 4439.3, 4447.9, 4721.3, 4751.7, 5333.1, 7111.7]),
    ("6-ketamine-human", "human", MAN.format(70), "ketamine=kamp-2020",
     "ketamine 1.8 mg/kg/h iv for 10 min;ketamine 0.1 mg/kg/h iv from 10 min for 6 h",
     {"plasma": ["ketamine", "norketamine"], "nmda-blocked": ["all"]},
     [2.9, 9.7, 15, 31.3, 61.1, 97.9, 181.3, 299.9, 369.1, 377.7, 433.3, 720]),
    ("7-remifentanil-human", "human", "sex=female,age=60,mass=55,height=160,creatinine=0.9", "remifentanil=minto-1997",
     "remifentanil 0.2 ug/kg/min iv from 3 min for 40 min;remifentanil 50 ug iv at 20.5 min",
     {"plasma": ["remifentanil"], "effect-site": ["remifentanil"]},
     [3.37, 7.7, 17.3, 20.5, 20.9, 23.3, 31.7, 42.1, 43.9, 51.3, 77.7, 133.3]),
    ("8-morphine-glucuronides-human", "human", MAN.format(90), "morphine=de-hoogd-2017",
     "morphine 10 mg iv;morphine 2 mg/h iv from 3 h for 5 h;morphine 5 mg iv at 433.3 min",
     {"plasma": ["morphine", "morphine-3-glucuronide", "morphine-6-glucuronide"]},
     [0.37, 7.7, 17.3, 43.9, 97.7, 180.7, 233.3, 391.7, 433.3, 440.9, 701.9, 1619.3]),
]


def main():
    rows = []
    for name, species, subject, selection, doses, wanted, times in REGIMENS:
        body = {k: v if k == "sex" else float(v) for k, v in (pair.split("=") for pair in subject.split(","))}
        model = Model(dict(pair.split("=") for pair in selection.split()), species, body)
        first, second = (model.run(doses, times, method) for method in ("DOP853", "Radau"))
        worst = 0.0
        for quantity, substances in wanted.items():
            for substance in substances:
                for time, y, other in zip(times, first, second):
                    a, b = (model.read(x, substance, quantity) for x in (y, other))
                    worst = max(worst, abs(a - b) / abs(a) if a != b else 0.0)
                    rows.append([name, selection, species, subject, doses, substance, quantity, time, f"{a:.12g}"])
        print(f"{name}: the two methods differ by {worst:.1e}", flush=True)
        assert worst < AGREEMENT, name
    with open(sys.argv[1] if len(sys.argv) > 1 else CSV, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow("regimen,drug,species,subject,doses,substance,quantity,time_min,value".split(","))
        out.writerows(rows)


if __name__ == "__main__":
    main()
