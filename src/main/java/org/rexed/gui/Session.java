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
import org.rexed.mechanism.Signal;
import org.rexed.mechanism.Wiring;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Site;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;
import org.rexed.subject.Subject;

/**
 * One subject at a time on a thread of its own, under a few commands. Knows nothing of Swing: commands may come from
 * any thread and return at once; what happens is published as {@link Snapshot}s. Watching changes nothing: the
 * recording equals, bit for bit, that of a batch run of {@link ByHand#text what was done}.
 *
 * <p>An intervention takes effect with the next tick. A drug that the subject does not carry yet, and taking back what
 * has taken effect already, need the subject from its start: it then lives again, as fast as it can, up to that moment.
 */
public final class Session implements AutoCloseable {
    /** As fast as the computer can. */
    public static final double UNLIMITED = Double.POSITIVE_INFINITY;

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
    private final ModelLibrary library;
    private final Assembly assembly;
    private final Map<String, Infusion> infusions = new LinkedHashMap<>();
    private final Object monitor = new Object();
    private final Queue<Runnable> interventions = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    // Shared with the commanding thread; written under the monitor, or volatile.
    private Goal goal = Goal.WAIT;
    private Setup wanted;
    private double wanted_min;
    private boolean closed;
    private boolean lookAgain;
    private boolean simulationIsStale = true;
    private volatile int inspected = -1;
    private volatile double minutesPerSecond = 360;
    private volatile double probeSpeed = 5;
    private volatile Snapshot latest;

    // Owned by the simulating thread.
    private Setup setup;
    private HandHistory hand;
    private LiveSubject live;
    private double livesAgainUntil_min;
    private ProbeWatch fast;
    private final Pace pace = new Pace();
    private boolean over;
    private String failure = "";
    private List<Wiring> mechanisms = List.of();
    private Recorded recorded = Recorded.empty();
    private final List<Frame> frames = new ArrayList<>();

    /**
     * A session with subject 0 of the scenario's first arm that differs from the reference, not yet running.
     *
     * @throws org.rexed.document.InputException if a model file of the scenario is wrong
     */
    public Session(Scenario scenario, ModelLibrary library) {
        this.scenario = scenario;
        this.library = library;
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
        hand = new HandHistory(scenario, library, setup);
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

    /** The drugs of the scenario. */
    public List<Drug> drugs() {
        return assembly.drugs();
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

    /** Starts over; what was done by hand is forgotten. */
    public void reset(Setup next) {
        startOver(next, 0);
    }

    /** Starts over, lives as fast as possible until a time in minutes, and waits there. */
    public void startOver(Setup next, double until_min) {
        synchronized (monitor) {
            wanted = next;
            wanted_min = until_min;
            simulationIsStale = true;
            goal = Goal.WAIT;
            interventions.clear();
            monitor.notifyAll();
        }
    }

    /** Does something to the subject with the next tick; what cannot be done is told in a snapshot's notice. */
    public void intervene(Intervention what) {
        interventions.add(() -> hand.apply(soon_min(), what));
        lookAgain();
    }

    /** Takes back the last intervention and goes back to the moment at which it was made. */
    public void undo() {
        interventions.add(() -> {
            double made_min = hand.takeBack() - scenario.tick_min();
            if (made_min < live.time_min()) {
                pause();
                liveAgain(made_min);
            }
        });
        lookAgain();
    }

    /** Goes back to a past time in minutes and waits there; what was done by hand later is forgotten. */
    public void goBackTo(double time_min) {
        interventions.add(() -> {
            hand.forgetAfter(time_min);
            pause();
            liveAgain(Math.min(time_min, live.time_min()));
        });
        lookAgain();
    }

    /** Sets an extra infusion, in the unit of the drug's {@link Infusion}; takes effect with the next tick. */
    public void infuse(String drug, double rate) {
        interventions.add(() -> hand.infuse(soon_min(), infusions.get(drug), rate));
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
        boolean open = true;
        while (open) {
            try {
                open = awaitWork();
                if (open && live == null) {
                    build();
                } else if (open) {
                    tick();
                }
            } catch (Abandoned e) {
                live = null;
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
                    startAnew();
                    return true;
                }
                if (live == null && failure.isEmpty() || !over && (goal != Goal.WAIT || livesAgain())) {
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
            if (live != null) {
                publish();
            }
        }
    }

    private void startAnew() {
        simulationIsStale = false;
        live = null;
        setup = wanted;
        livesAgainUntil_min = wanted_min;
        hand = new HandHistory(scenario, library, setup);
    }

    private boolean livesAgain() {
        return live == null || live.time_min() + 0.5 * scenario.tick_min() < livesAgainUntil_min;
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
        recorded = Recorded.empty();
        frames.clear();
        latest = empty(State.PREPARING);
        HandHistory.Study study = hand.study();
        Assembly of = study.scenario() == scenario ? assembly : new Assembly(study.scenario(), library);
        live = new LiveSubject(of, study.arm(), setup.subject());
        mechanisms = subject().mechanisms().stream().map(Wiring::of).toList();
        fast = new ProbeWatch(subject().circuit());
        frames.add(frame());
        live.watch(new ProbeObserver() {
            @Override
            public void advanced(Probe probe) {
                watch(probe);
            }

            @Override
            public void ended(Probe probe) {
                fast.ended(live.time_min());
            }
        });
        publish();
    }

    private Subject subject() {
        return live.subject();
    }

    private void tick() {
        if (!livesAgain()) {
            intervene();
        }
        if (live == null) {
            return;
        }
        if (!live.goOnAs(hand.study().arm())) {
            // A drug that was not in the body from the start: to the bit the same only if it lives again with it.
            liveAgain(Math.max(livesAgainUntil_min, live.time_min()));
            return;
        }
        int tests = live.observed().observations().size();
        int samples = live.observed().states().size();
        boolean again = livesAgain();
        over = !live.advance();
        boolean tested = live.observed().observations().size() > tests;
        if (live.observed().states().size() > samples) {
            frames.add(frame());
        }
        fast.decay(over ? 0 : tested ? 0.8f : 0.5f);
        boolean waits;
        synchronized (monitor) {
            if (over || !again && (goal == Goal.TICK || goal == Goal.TEST && tested)) {
                goal = Goal.WAIT;
            }
            waits = goal == Goal.WAIT && !livesAgain();
        }
        if (waits || pace.frameDue()) {
            publish();
        }
        if (!again) {
            pace.keep(scenario.tick_min() / minutesPerSecond);
        }
    }

    private void intervene() {
        Runnable next = live == null ? null : interventions.poll();
        while (next != null) {
            next.run();
            next = live == null ? null : interventions.poll();
        }
    }

    /** When something done now takes effect. */
    private double soon_min() {
        return live.time_min() + scenario.tick_min();
    }

    private void liveAgain(double until_min) {
        livesAgainUntil_min = until_min;
        live = null;
    }

    /** Called every 10 ms of the fast clock: shows the probe, keeps its pace, and holds it while the session waits. */
    private void watch(Probe probe) {
        fast.advanced(probe, live.testing(), inspected);
        boolean again = livesAgain();
        if (fast.probe().stimulated() && !again) {
            pace.keep(ProbeWatch.FRAME_ms / 1000 / probeSpeed);
        }
        if (pace.frameDue()) {
            publish();
        }
        holdProbe(again);
    }

    private void holdProbe(boolean again) {
        boolean shown = false;
        while (true) {
            synchronized (monitor) {
                if (closed || simulationIsStale) {
                    throw new Abandoned();
                }
                if (goal != Goal.WAIT || again) {
                    return;
                }
                if (shown && !lookAgain) {
                    waitForCommand();
                    continue;
                }
                lookAgain = false;
                shown = true;
            }
            intervene();
            if (live == null) {
                // Something was taken back: this life ends here.
                throw new Abandoned();
            }
            publish();
        }
    }

    private Snapshot empty(State state) {
        return new Snapshot(state, failure, scenario, setup, null, Frame.empty(), FastClock.empty(),
                List.of(), Recorded.empty(), List.of(), hand.now(), hand.notice());
    }

    private void publish() {
        if (live == null) {
            latest = empty(State.FAILED);
            return;
        }
        Circuit circuit = subject().circuit();
        int neuron = inspected;
        Inspection inspection =
                neuron >= 0 && neuron < circuit.size() ? Inspection.of(subject(), neuron) : null;
        recorded = recorded.grownTo(live.observed());
        latest = new Snapshot(state(), failure, scenario, setup, circuit, frame(),
                fast.seen(neuron, inspection), mechanisms, recorded, List.copyOf(frames), hand.now(), hand.notice());
        pace.shown();
    }

    private Frame frame() {
        Circuit circuit = subject().circuit();
        float[] rate_Hz = new float[circuit.size()];
        boolean[] dead = new boolean[rate_Hz.length];
        for (int i = 0; i < rate_Hz.length; i++) {
            rate_Hz[i] = (float) subject().milieu().get(Signal.RATE, i);
            dead[i] = !circuit.neurons().alive(i);
        }
        List<Frame.DrugLevel> levels = new ArrayList<>();
        for (Kinetics kinetics : subject().drugs().kinetics()) {
            levels.add(new Frame.DrugLevel(kinetics.drug(),
                    kinetics.plasma_ng_per_mL(), kinetics.effectSite_nM(Site.SPINAL_CORD)));
        }
        return new Frame(live.time_min(), rate_Hz, dead, field(), subject().milieu().get(Signal.FUNICULUS),
                List.copyOf(levels));
    }

    private State state() {
        if (!failure.isEmpty()) {
            return State.FAILED;
        }
        synchronized (monitor) {
            return over ? State.FINISHED : livesAgain() ? State.LIVING_AGAIN
                    : goal == Goal.WAIT ? State.PAUSED : State.RUNNING;
        }
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
