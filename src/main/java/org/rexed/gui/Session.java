package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.rexed.assay.ProbeObserver;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.gui.Snapshot.State;
import org.rexed.mechanism.Dynorphin;
import org.rexed.mechanism.DynorphinField;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.Signal;
import org.rexed.mechanism.Wiring;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Treatment;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.Protocol;
import org.rexed.simulation.RexedSimulation;
import org.rexed.subject.Subject;

/**
 * One subject at a time on a thread of its own, under a few commands. Knows nothing of Swing: commands may come from
 * any thread and return at once; what happens is published as {@link Snapshot}s. Watching changes nothing: without an
 * intervention the recording equals that of a batch run, bit for bit.
 *
 * <p>Every subject carries all drugs of the scenario, so that any can be infused at any time; those its arm does not
 * give are planned for a time after the study and add nothing but zeros until someone gives them.
 */
public final class Session implements AutoCloseable {
    /** As fast as the computer can. */
    public static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static final long FRAME_ns = 33_000_000;

    /** What the simulation may do before it waits again. */
    private enum Goal {
        WAIT,
        TICK,
        TEST,
        END
    }

    /** Unwinds a probe that a reset interrupts. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    private final Scenario scenario;
    private final Assembly assembly;
    private final Map<String, Infusion> infusions = new LinkedHashMap<>();
    private final Object monitor = new Object();
    private final Queue<Runnable> interventions = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    // Shared with the commanding thread; written under the monitor, or volatile.
    private Goal goal = Goal.WAIT;
    private Setup wanted;
    private boolean closed;
    private boolean lookAgain;
    private boolean simulationIsStale = true;
    private volatile int inspected = -1;
    private volatile double minutesPerSecond = 360;
    private volatile double probeSpeed = 5;
    private volatile Snapshot latest;

    // Owned by the simulating thread.
    private Setup setup;
    private RexedSimulation simulation;
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private ProbeWatch fast;
    private long snapshots;
    private long published_ns;
    private long paced_ns;
    private boolean over;
    private String failure = "";
    private List<Wiring> mechanisms = List.of();
    private List<Observation> observations = List.of();
    private List<StateSample> states = List.of();
    private List<Event> events = List.of();
    private int statesSeen;

    /**
     * A session with subject 0 of the scenario's first arm that differs from the reference, not yet running.
     *
     * @throws org.rexed.document.InputException if a model file of the scenario is wrong
     */
    public Session(Scenario scenario, ModelLibrary library) {
        this.scenario = scenario;
        assembly = new Assembly(scenario, library);
        for (Drug drug : assembly.drugs()) {
            infusions.put(drug.name(), Infusion.of(scenario, drug));
        }
        wanted = standard(scenario.arms().stream()
                .filter(arm -> !arm.name().equals(scenario.reference()))
                .findFirst()
                .orElse(scenario.arms().get(0))
                .name(), 0);
        setup = wanted;
        latest = empty(State.PREPARING);
        thread = new Thread(this::live, "rexed-simulation");
        thread.setDaemon(true);
        thread.start();
    }

    /** A subject of an arm with the mechanisms the scenario gives it. */
    public Setup standard(String arm, int subject) {
        Set<String> on = scenario.arm(arm).mechanisms().entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Setup(arm, subject, on);
    }

    /** The scenario. */
    public Scenario scenario() {
        return scenario;
    }

    /** The infusions that can be added, one for each drug of the scenario. */
    public List<Infusion> infusions() {
        return List.copyOf(infusions.values());
    }

    /** What the window should show now. */
    public Snapshot latest() {
        return latest;
    }

    /** Runs until the end of the study or a pause. */
    public void run() {
        go(Goal.END);
    }

    /** Stops at once, also in the middle of a probe. */
    public void pause() {
        go(Goal.WAIT);
    }

    /** Runs to the end of the present tick. */
    public void step() {
        go(Goal.TICK);
    }

    /** Runs until the next tick with a test is over. */
    public void stepToTest() {
        go(Goal.TEST);
    }

    private void go(Goal next) {
        synchronized (monitor) {
            goal = next;
            monitor.notifyAll();
        }
    }

    /** Starts over; hand-set infusions end. */
    public void reset(Setup next) {
        synchronized (monitor) {
            wanted = next;
            simulationIsStale = true;
            goal = Goal.WAIT;
            interventions.clear();
            monitor.notifyAll();
        }
    }

    /** Sets an extra infusion, in the unit of the drug's {@link Infusion}; takes effect before the next tick. */
    public void infuse(String drug, double rate) {
        interventions.add(() -> applyRate(drug, rate));
        lookAgain();
    }

    /** Looks at a neuron; -1 for none. */
    public void inspect(int neuron) {
        inspected = neuron;
        lookAgain();
    }

    private void lookAgain() {
        synchronized (monitor) {
            lookAgain = true;
            monitor.notifyAll();
        }
    }

    /** Minutes of the study for each second at the screen, or {@link #UNLIMITED}. */
    public void setSpeed(double minutes) {
        minutesPerSecond = minutes;
    }

    /** Seconds of a test for each second at the screen, or {@link #UNLIMITED}. */
    public void setProbeSpeed(double speed) {
        probeSpeed = speed;
    }

    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- on the simulating thread -------------------------------------------------------------------------------

    private void live() {
        while (awaitWork()) {
            try {
                if (simulation == null) {
                    build();
                } else {
                    tick();
                }
            } catch (Abandoned e) {
                simulation = null;
            } catch (RuntimeException | Error e) {
                failure = e.getMessage() == null ? e.toString() : e.getMessage();
                over = true;
                publish();
            }
        }
    }

    /** Waits between ticks until there is something to do; false when the session closes. */
    private boolean awaitWork() {
        while (true) {
            synchronized (monitor) {
                if (closed) {
                    return false;
                }
                if (simulationIsStale) {
                    simulationIsStale = false;
                    simulation = null;
                    setup = wanted;
                    return true;
                }
                if (goal != Goal.WAIT && !over) {
                    return true;
                }
                goal = Goal.WAIT;
                if (!lookAgain) {
                    waitForCommand();
                    continue;
                }
                lookAgain = false;
            }
            intervene();
            publish();
        }
    }

    private void waitForCommand() {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void build() {
        over = false;
        failure = "";
        rates.clear();
        observations = List.of();
        states = List.of();
        events = List.of();
        statesSeen = 0;
        infusions.keySet().forEach(drug -> rates.put(drug, 0.0));
        latest = empty(State.PREPARING);
        simulation = assembly.simulation(arm(setup), setup.subject());
        simulation.start();
        mechanisms = subject().mechanisms().stream().map(Wiring::of).toList();
        fast = new ProbeWatch(subject().circuit());
        simulation.watch(new ProbeObserver() {
            @Override
            public void advanced(Probe probe) {
                watch(probe);
            }

            @Override
            public void ended(Probe probe) {
                fast.ended();
            }
        });
        publish();
    }

    /** The arm as set up, with the drugs it lacks held in reserve. */
    private Arm arm(Setup chosen) {
        Arm arm = scenario.arm(chosen.arm());
        Map<String, Double> strengths = new LinkedHashMap<>(scenario.mechanisms());
        strengths.putAll(arm.mechanisms());
        for (String name : Mechanisms.SWITCHABLE) {
            double written = strengths.getOrDefault(name, 1.0);
            strengths.put(name, chosen.mechanisms().contains(name) ? (written == 0 ? 1.0 : written) : 0.0);
        }
        List<Dose> doses = new ArrayList<>(arm.doses());
        for (String drug : reserve(arm)) {
            Infusion infusion = infusions.get(drug);
            doses.add(Dose.infusion(drug, infusion.perMinute(infusion.largest()), infusion.route(),
                    2 * scenario.duration_min(), 1));
        }
        return arm.with(doses).with(arm.name(), arm.label(), strengths);
    }

    private Set<String> reserve(Arm arm) {
        Set<String> missing = new LinkedHashSet<>(infusions.keySet());
        missing.removeAll(Treatment.drugNames(arm.doses(), arm.rules()));
        return missing;
    }

    private Subject subject() {
        return simulation.subject();
    }

    private void tick() {
        intervene();
        int tests = simulation.observed().observations().size();
        over = !simulation.advance();
        boolean tested = simulation.observed().observations().size() > tests;
        if (over) {
            simulation.finish();
        }
        fast.decay(over ? 0 : tested ? 0.8f : 0.5f);
        boolean waits;
        synchronized (monitor) {
            if (over || goal == Goal.TICK || goal == Goal.TEST && tested) {
                goal = Goal.WAIT;
            }
            waits = goal == Goal.WAIT;
        }
        if (waits || frameDue()) {
            publish();
        }
        pace(scenario.tick_min() / minutesPerSecond);
    }

    private void intervene() {
        for (Runnable next = interventions.poll(); next != null; next = interventions.poll()) {
            if (simulation != null && !over) {
                next.run();
            }
        }
    }

    private void applyRate(String drug, double rate) {
        Infusion infusion = infusions.get(drug);
        if (rates.get(drug) == rate) {
            return;
        }
        for (Kinetics kinetics : subject().drugs().kinetics()) {
            if (kinetics.drug().equals(drug)) {
                kinetics.setInfusionRate(infusion.route(), kinetics.nanomoles(infusion.perMinute(rate)));
            }
        }
        rates.put(drug, rate);
        simulation.observed().add(new Event(simulation.time_min(), "rate set", drug, rate, infusion.unit(),
                infusion.route().key() + ", by hand"));
    }

    /** Called every 10 ms of the fast clock: shows the probe, keeps its pace, and holds it while the session waits. */
    private void watch(Probe probe) {
        int done = simulation.observed().observations().size();
        List<Protocol.Test> tests = simulation.protocol().tests();
        fast.advanced(probe, done < tests.size() ? tests.get(done) : null, inspected);
        if (fast.probe().stimulated()) {
            pace(ProbeWatch.FRAME_ms / 1000 / probeSpeed);
        }
        if (frameDue()) {
            publish();
        }
        holdProbe();
    }

    private void holdProbe() {
        boolean shown = false;
        while (true) {
            synchronized (monitor) {
                if (closed || simulationIsStale) {
                    throw new Abandoned();
                }
                if (goal != Goal.WAIT) {
                    return;
                }
                if (shown && !lookAgain) {
                    waitForCommand();
                    continue;
                }
                lookAgain = false;
                shown = true;
            }
            publish();
        }
    }

    private void pace(double seconds) {
        if (seconds <= 0) {
            return;
        }
        paced_ns = Math.max(paced_ns + (long) (seconds * 1e9), System.nanoTime() - FRAME_ns);
        long wait_ms = (paced_ns - System.nanoTime()) / 1_000_000;
        if (wait_ms > 4) {
            try {
                Thread.sleep(Math.min(wait_ms, 200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean frameDue() {
        return System.nanoTime() - published_ns > FRAME_ns;
    }

    private Snapshot empty(State state) {
        return new Snapshot(++snapshots, state, failure, setup, 0, scenario.duration_min(), null, new float[0],
                new boolean[0], new float[0], new double[0][0], 1, List.of(), null, null, null, List.of(), List.of(),
                List.of(), List.of());
    }

    private void publish() {
        if (simulation == null || simulation.subject() == null) {
            latest = empty(State.FAILED);
            return;
        }
        Circuit circuit = subject().circuit();
        float[] rate_Hz = new float[circuit.size()];
        boolean[] dead = new boolean[rate_Hz.length];
        for (int i = 0; i < rate_Hz.length; i++) {
            rate_Hz[i] = (float) subject().milieu().get(Signal.RATE, i);
            dead[i] = !circuit.neurons().alive(i);
        }
        List<Snapshot.DrugLevel> levels = new ArrayList<>();
        for (Kinetics kinetics : subject().drugs().kinetics()) {
            levels.add(new Snapshot.DrugLevel(kinetics.drug(), rates.get(kinetics.drug()),
                    kinetics.plasma_ng_per_mL(),
                    kinetics.effectSite_nM(org.rexed.pharmacology.Site.SPINAL_CORD)));
        }
        int neuron = inspected;
        Inspection inspection =
                neuron >= 0 && neuron < circuit.size() ? Inspection.of(subject(), neuron) : null;
        collect();
        latest = new Snapshot(++snapshots, state(), failure, setup, simulation.time_min(), scenario.duration_min(),
                circuit, rate_Hz, dead, fast.flash(), field(), subject().milieu().get(Signal.FUNICULUS),
                List.copyOf(levels), fast.probe(), inspection, fast.trace(neuron), mechanisms, observations,
                states, events);
        published_ns = System.nanoTime();
    }

    private State state() {
        if (!failure.isEmpty()) {
            return State.FAILED;
        }
        synchronized (monitor) {
            return over ? State.FINISHED : goal == Goal.WAIT ? State.PAUSED : State.RUNNING;
        }
    }

    /** Copies what was observed since the last time, without the rows of drugs that are only held in reserve. */
    private void collect() {
        Recording all = simulation.observed();
        if (observations.size() != all.observations().size()) {
            observations = List.copyOf(all.observations());
        }
        if (events.size() == all.events().size() && statesSeen == all.states().size()) {
            return;
        }
        Set<String> untouched = reserve(scenario.arm(setup.arm()));
        all.events().forEach(event -> untouched.remove(event.what()));
        Set<String> hidden = untouched.stream().map(drug -> "drug:" + drug).collect(Collectors.toSet());
        states = all.states().stream().filter(sample -> !hidden.contains(sample.entity())).toList();
        statesSeen = all.states().size();
        events = List.copyOf(all.events());
    }

    private double[][] field() {
        Dynorphin dynorphin = subject().mechanism(Dynorphin.class);
        if (dynorphin == null) {
            return new double[0][0];
        }
        DynorphinField field = dynorphin.field();
        double[][] values = new double[DynorphinField.LAMINAE.size()][field.dermatomes()];
        for (int lamina = 0; lamina < values.length; lamina++) {
            for (int d = 0; d < field.dermatomes(); d++) {
                values[lamina][d] = field.concentration_nM(lamina, d);
            }
        }
        return values;
    }
}
