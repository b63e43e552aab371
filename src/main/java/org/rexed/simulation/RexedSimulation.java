package org.rexed.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rexed.assay.ProbeObserver;
import org.rexed.assay.Reading;
import org.rexed.checkpoint.ProbeMemory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.mechanism.Injuries;
import org.rexed.mechanism.Injury;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.DoseEvent;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Site;
import org.rexed.random.RandomKey;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.SpikeTrain;
import org.rexed.recording.StateSample;
import org.rexed.subject.Subject;
import org.rexed.synapse.SpikeLog;
import sim.engine.SimState;
import sim.engine.Steppable;

/**
 * One subject on MASON's schedule. Time on the schedule is in minutes; each tick runs the {@link Phase phases} in
 * order.
 * Probes run to their end inside the PROBES phase, so batch and GUI see the same rows. Nothing here draws from MASON's
 * own generator.
 */
public final class RexedSimulation extends SimState {
    private static final long serialVersionUID = 1L;
    /** Modulation is refreshed at least this often, to decide whether a spell of ongoing activity is due. */
    private static final double REFRESH_min = 30;

    private final transient Subject.Plan plan;
    private transient Protocol protocol;
    private final transient RandomKey subjectKey;
    private final transient ProbeMemory memory;
    private final transient Map<String, Double> baselines = new HashMap<>();
    private transient Subject subject;
    private transient Recording recording;
    private transient ProbeObserver watcher = probe -> {};
    private transient Protocol.Test testing;
    private long tick;
    private int nextTest;
    private boolean moved;
    private boolean tested;

    /** A subject whose circuit is asked everything anew. */
    public RexedSimulation(Subject.Plan plan, Protocol protocol, RandomKey subjectKey) {
        this(plan, protocol, subjectKey, ProbeMemory.NONE);
    }

    /**
     * A subject that is built when the simulation starts.
     *
     * @param plan what the subject is made of
     * @param protocol what is done to it
     * @param subjectKey key of everything in which it differs from others
     * @param memory may know what its circuit answers; results do not depend on it
     */
    public RexedSimulation(Subject.Plan plan, Protocol protocol, RandomKey subjectKey, ProbeMemory memory) {
        super(subjectKey.high());
        this.plan = plan;
        this.protocol = protocol;
        this.subjectKey = subjectKey;
        this.memory = memory;
    }

    @Override
    public void start() {
        super.start();
        subject = new Subject(plan, subjectKey, memory);
        recording = new Recording();
        baselines.clear();
        tick = 0;
        nextTest = 0;
        record(0);
        logDoses(0, protocol.tick_min() * 1e-9);
        phase(Phase.KINETICS, this::kinetics);
        phase(Phase.MECHANISMS, this::mechanisms);
        phase(Phase.MODULATION, this::modulation);
        phase(Phase.PROBES, this::timedProbes);
        phase(Phase.RECORDING, this::recording);
    }

    private void phase(Phase phase, Runnable work) {
        Steppable steppable = state -> work.run();
        schedule.scheduleRepeating(protocol.tick_min(), phase.ordinal(), steppable, protocol.tick_min());
    }

    /** Advances one tick; false when the study is over. */
    public boolean advance() {
        if (finished()) {
            return false;
        }
        schedule.step(this);
        return !finished();
    }

    /** Runs the whole study from the start. */
    public Recording run() {
        start();
        while (advance()) {
            // each tick does its own work
        }
        finish();
        return recording;
    }

    /** Whether the study is over. */
    public boolean finished() {
        return time_min() + 0.5 * protocol.tick_min() > protocol.duration_min();
    }

    /** Minutes since the start. */
    public double time_min() {
        return tick * protocol.tick_min();
    }

    private void kinetics() {
        double before_min = time_min();
        tick++;
        subject.moveDrugs(time_min());
        logDoses(before_min, time_min());
        for (Protocol.Cut cut : protocol.lesions()) {
            cut(cut, before_min);
        }
        logInjuries(before_min);
        subject.cut(protocol.lesions().stream().filter(cut -> cut.lasts(time_min()))
                .map(Protocol.Cut::dermatome).collect(Collectors.toSet()));
    }

    private void cut(Protocol.Cut cut, double before_min) {
        boolean begins = cut.from_min() <= time_min() && (cut.from_min() > before_min || tick == 1);
        boolean ends = cut.until_min() <= time_min() && cut.until_min() > before_min;
        if (begins) {
            recording.add(new Event(cut.from_min(), "lesion", cut.what(), Double.NaN, "", ""));
        }
        if (ends) {
            recording.add(new Event(cut.until_min(), "lesion end", cut.what(), Double.NaN, "", ""));
        }
    }

    private void logInjuries(double before_min) {
        for (Injury injury : plan.injuries().injuries()) {
            String what = injury.kind().key();
            if (isDue(injury.at_min(), before_min)) {
                recording.add(new Event(
                        injury.at_min(), "injury", what, 100 * injury.severity(), "%", injury.site()));
            }
            if (isDue(injury.until_min(), before_min)) {
                recording.add(new Event(injury.until_min(), "injury end", what, Double.NaN, "", injury.site()));
            }
        }
        for (Injuries.Activity spell : plan.injuries().activity()) {
            if (isDue(spell.from_min(), before_min)) {
                recording.add(new Event(spell.from_min(), "activity", "activity", spell.level(), "1", ""));
            }
            if (isDue(spell.until_min(), before_min)) {
                recording.add(new Event(spell.until_min(), "activity end", "activity", Double.NaN, "", ""));
            }
        }
    }

    /** Whether a time lies in the tick that ends now; the first tick includes its begin. */
    private boolean isDue(double at_min, double before_min) {
        return at_min <= time_min() && (at_min > before_min || at_min == 0 && tick == 1);
    }

    private void logDoses(double from_min, double to_min) {
        // A dose at exactly the end of a tick has been given; the first instant belongs to the first call.
        double from = from_min == 0 && to_min < protocol.tick_min() ? 0 : StrictMath.nextUp(from_min);
        for (DoseEvent dose : subject.drugs().events(from, StrictMath.nextUp(to_min))) {
            recording.add(new Event(
                    dose.time_min(), dose.kind().label(), dose.drug(), dose.amount(), dose.unit(), dose.route().key()));
        }
    }

    private void mechanisms() {
        subject.advanceMechanisms(protocol.tick_min());
        // A broken state stops the subject now, not at the next sample.
        subject.mechanisms().forEach(mechanism -> mechanism.sample((entity, variable, value, unit) ->
                new StateSample(time_min(), entity, variable, value, unit).requireFinite()));
    }

    private void modulation() {
        moved = refreshDue() || subject.modulationStale() || plan.injuries().unsettled(time_min());
        if (moved || testDue()) {
            subject.modulate();
        }
    }

    private boolean refreshDue() {
        double since = time_min() % REFRESH_min;
        return since < 0.5 * protocol.tick_min() || since > REFRESH_min - 0.5 * protocol.tick_min();
    }

    private boolean testDue() {
        return nextTest < protocol.tests().size() && protocol.tests().get(nextTest).time_min() <= time_min();
    }

    /** Probes know only their own milliseconds; a failure in one is reported with the minute of the study. */
    private void timedProbes() {
        try {
            probes();
        } catch (ArithmeticException e) {
            throw (ArithmeticException)
                    new ArithmeticException(e.getMessage() + " at minute " + time_min()).initCause(e);
        }
    }

    private void probes() {
        if (moved) {
            subject.probeOngoingIfDue(time_min(), watcher);
        }
        tested = false;
        while (testDue()) {
            Protocol.Test test = protocol.tests().get(nextTest++);
            tested |= !test.asked();
            testing = test;
            test(test);
            testing = null;
        }
    }

    /** The test under way; null in a spell of ongoing activity and between probes. */
    public Protocol.Test testing() {
        return testing;
    }

    private void test(Protocol.Test test) {
        List<SpikeTrain> kept = new ArrayList<>();
        Reading reading = subject.test(test.assay(), test.site(), time_min(), protocol.tick_min(), new ProbeObserver() {
            @Override
            public void advanced(Probe probe) {
                watcher.advanced(probe);
            }

            @Override
            public boolean mustSee() {
                return test.keepSpikes();
            }

            @Override
            public void ended(Probe probe) {
                watcher.ended(probe);
                if (test.keepSpikes() && kept.isEmpty()) {
                    kept.addAll(spikes(test));
                }
            }
        });
        kept.forEach(recording::add);
        String key = test.assay().name() + "/" + test.site().name();
        if (test.baseline()) {
            baselines.put(key, reading.value());
        }
        double ofBaseline = reading.value() / baselines.getOrDefault(key, Double.NaN);
        subject.drugs().noteReading(
                test.assay().name(), test.site().name(), reading.value(), test.baseline() ? Double.NaN : ofBaseline);
        if (test.asked()) {
            sample(time_min(), "asked:" + test.assay().name(), "reading_" + test.site().name(), reading.value(),
                    reading.unit());
            return;
        }
        recording.add(new Observation(
                time_min(),
                test.assay().name(),
                test.site().name(),
                reading.value(),
                reading.unit(),
                baselines.get(key),
                reading.censored()));
    }

    private List<SpikeTrain> spikes(Protocol.Test test) {
        Circuit circuit = subject.circuit();
        List<List<Double>> times = new ArrayList<>();
        for (int i = 0; i < circuit.size(); i++) {
            times.add(new ArrayList<>());
        }
        for (Population population : circuit.populations()) {
            SpikeLog log = circuit.log(population);
            for (int s = 0; s < log.size(); s++) {
                times.get(log.neuron(s)).add(circuit.timeStep().time_ms(log.step(s)));
            }
        }
        List<SpikeTrain> trains = new ArrayList<>();
        for (int i = 0; i < circuit.size(); i++) {
            double[] spikes_ms = times.get(i).stream().mapToDouble(Double::doubleValue).toArray();
            String population = circuit.populationOf(i).toString();
            trains.add(new SpikeTrain(time_min(), test.assay().name(), i, population, spikes_ms));
        }
        return trains;
    }

    private void recording() {
        double sampling_min = protocol.sampling_min();
        if (sampling_min > 0) {
            double since = time_min() % sampling_min;
            boolean due = since < 0.5 * protocol.tick_min() || since > sampling_min - 0.5 * protocol.tick_min();
            if (due || tested) {
                record(time_min());
            }
        }
    }

    private void record(double time_min) {
        for (Kinetics kinetics : subject.drugs().kinetics()) {
            for (DrugVariable variable : DrugVariable.values()) {
                sample(time_min, DrugVariable.entity(kinetics.drug()), variable.key(), variable.of(kinetics),
                        variable.unit());
            }
        }
        subject.mechanisms().forEach(mechanism -> mechanism.sample(
                (entity, variable, value, unit) -> sample(time_min, entity, variable, value, unit)));
        sample(time_min, "fast-clock", "ongoing_spells", subject.spells(), "1");
        for (Population population : subject.circuit().populations()) {
            if (subject.milieu().site(population) == Site.BRAINSTEM) {
                String entity = population.group() + ":" + population.name();
                sample(time_min, entity, "firing_rate", subject.milieu().rate_Hz(population), "Hz");
            }
        }
    }

    private void sample(double time_min, String entity, String variable, double value, String unit) {
        recording.add(new StateSample(time_min, entity, variable, value, unit));
    }

    /** The subject, once started. */
    public Subject subject() {
        return subject;
    }

    /** What was observed so far. */
    public Recording observed() {
        return recording;
    }

    /** What is done to the subject. */
    public Protocol protocol() {
        return protocol;
    }

    /** Goes on by another protocol, which may differ in what lies ahead only. */
    public void goOnBy(Protocol other) {
        protocol = other;
    }

    /** Lets someone watch the probes; the watcher must not change anything. */
    public void watch(ProbeObserver observer) {
        watcher = observer;
    }
}
