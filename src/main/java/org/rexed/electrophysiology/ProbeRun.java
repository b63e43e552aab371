package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.rexed.experiment.Csv;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.ParameterTable;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Runner;

/**
 * A whole protocol: every circuit under every condition, on several threads, written to a run folder in the order of
 * conditions and circuits, so that the tables have the same bytes for any number of threads.
 */
public final class ProbeRun {
    private final Protocol protocol;
    private final Bench bench;

    /** A recording that ended with an error. */
    private record Failure(String condition, long seed, String error) {}

    /**
     * What a protocol came to.
     *
     * @param folder where everything is
     * @param recordings sessions, failed ones included
     * @param failed those that failed
     * @param firstError what went wrong first; empty if nothing did
     * @param results means over circuits
     */
    public record Result(RunFolder folder, int recordings, int failed, String firstError, Results results) {}

    /** A run of a protocol that was read. */
    public ProbeRun(ProtocolReader.Read read) {
        protocol = read.protocol();
        bench = read.bench();
    }

    /**
     * Records everything and writes the tables.
     *
     * @param given the protocol file as it was given
     * @param command the command line, for the manifest
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public Result run(RunFolder folder, String given, String command, int threads, Experiment.Watcher watcher) {
        int recordings = protocol.circuits() * protocol.conditions().size();
        folder.note("kind", "probe");
        folder.begin(command, protocol.name(), protocol.seed(), protocol.circuits(), recordings);
        folder.write("protocol.yaml", given);
        folder.write("resolved.yaml", protocol.resolved());
        folder.write("parameters.csv", ParameterTable.csv(bench.parameters(protocol.conditions())));
        Results results = new Results(protocol);
        ProbeTables tables = new ProbeTables(protocol, results);
        List<Failure> failures = new ArrayList<>();
        try (RunFolder.Growing growing = folder.new Growing()) {
            Files files = new Files(tables, growing, results, failures, watcher, recordings);
            Iterator<Session> sessions = protocol.conditions().stream().flatMap(condition ->
                IntStream.range(0, protocol.circuits()).mapToObj(i -> new Session(protocol, bench, condition, i)))
                .iterator();
            new Runner(threads).run(sessions, files);
            growing.finish();
        }
        tables.write(folder);
        if (!failures.isEmpty()) {
            StringBuilder text = new StringBuilder("condition,seed,error\n");
            failures.forEach(f -> text.append(Csv.line(f.condition, f.seed, f.error)));
            folder.write(RunFolder.FAILED, text.toString());
        }
        folder.end(failures.size());
        return new Result(folder, recordings, failures.size(), failures.isEmpty() ? "" : failures.get(0).error,
            results);
    }

    /** Writes what grows with every circuit and keeps the rest. */
    private static final class Files implements Runner.Taker<Observed, Session> {
        private final ProbeTables tables;
        private final Results results;
        private final List<Failure> failures;
        private final Experiment.Watcher watcher;
        private final int recordings;
        private final DataFile spikes;
        private final DataFile traces;
        private int done;

        Files(ProbeTables tables, RunFolder.Growing growing, Results results, List<Failure> failures,
              Experiment.Watcher watcher, int recordings) {
            this.tables = tables;
            this.results = results;
            this.failures = failures;
            this.watcher = watcher;
            this.recordings = recordings;
            spikes = tables.spikes(growing);
            traces = tables.traces(growing);
        }

        @Override
        public void finished(Session session, Observed observed) {
            observed.spikes().forEach(each -> tables.write(spikes, session, each));
            observed.traces().forEach(each -> tables.write(traces, session, each));
            results.add(session.condition().name(), session.number(), observed.withoutSeries());
            watcher.ended(++done, failures.size(), recordings);
        }

        @Override
        public void failed(Session session, Throwable error) {
            String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
            failures.add(new Failure(session.condition().name(), session.seed(),
                text.lines().findFirst().orElse("")));
            watcher.ended(++done, failures.size(), recordings);
        }
    }
}
