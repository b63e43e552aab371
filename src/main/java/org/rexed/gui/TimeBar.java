package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.rexed.gui.Snapshot.State;

/** The bottom of the workbench: run, pause, step, speed, time. */
final class TimeBar extends JPanel {
    private static final long serialVersionUID = 1L;
    private final transient Session session;
    /** As wide for Run as for Pause. */
    private final JButton run = new JButton("Run") {
        private static final long serialVersionUID = 1L;

        @Override
        public Dimension getPreferredSize() {
            Dimension size = super.getPreferredSize();
            return new Dimension(Math.max(size.width, getFont().getSize() * 7), size.height);
        }
    };
    private final JButton step = new JButton("Step");
    private final JButton test = new JButton("To next test");
    private final JButton reset = new JButton("Reset");
    private final JLabel clock = new JLabel("day 0, 00:00");
    private final JLabel status = new JLabel(" ");
    private final JLabel fastClock = new JLabel(" ");
    private final ScrubBar scrub;
    private final transient TimeCursor cursor;
    private final JComboBox<Speed> speed = speeds();
    private final JComboBox<Speed> probeSpeed = probeSpeeds();
    private transient Snapshot shown;
    private State state = State.PREPARING;

    /** A choice of speed. */
    private record Speed(String title, double value) {
        @Override
        public String toString() {
            return title;
        }
    }

    TimeBar(Session session, TimeCursor cursor, Runnable onReset) {
        super(new BorderLayout(12, 0));
        this.session = session;
        this.cursor = cursor;
        scrub = new ScrubBar(cursor);
        cursor.listen(this::clocks);
        setBorder(BorderFactory.createEmptyBorder(6, 12, 8, 12));
        run.setToolTipText("Run or pause (space)");
        step.setToolTipText("One tick (.)");
        test.setToolTipText("Run until the next test is done (T)");
        reset.setToolTipText("Start over with the chosen arm, subject and mechanisms (Ctrl+R)");
        run.putClientProperty("JButton.buttonType", "default");
        run.addActionListener(event -> toggle());
        step.addActionListener(event -> session.step());
        test.addActionListener(event -> session.stepToTest());
        reset.addActionListener(event -> onReset.run());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEFT, 6, 0));
        for (JButton button : new JButton[] {run, step, test, reset}) {
            button.setFocusable(false);
            button.setName(button.getText().toLowerCase(Locale.ROOT));
            buttons.add(button);
        }
        buttons.add(new JLabel("  Speed"));
        buttons.add(speed);
        buttons.add(new JLabel(" Tests"));
        buttons.add(probeSpeed);
        clock.putClientProperty("FlatLaf.style", "font: bold +2");
        clock.setToolTipText("The slow clock: drugs, receptors, peptides and synapses, minute by minute");
        fastClock.putClientProperty("FlatLaf.style", "font: +2");
        fastClock.setToolTipText("The fast clock: spikes in steps of 0.1 ms while a test or a spell of activity runs");
        JPanel clocks = new JPanel(new FlowLayout(FlowLayout.LEFT, 10, 5));
        clocks.add(clock);
        clocks.add(fastClock);
        JPanel above = new JPanel(new BorderLayout(12, 0));
        above.add(buttons, BorderLayout.WEST);
        above.add(status, BorderLayout.CENTER);
        JPanel below = new JPanel(new BorderLayout());
        below.add(clocks, BorderLayout.WEST);
        below.add(scrub, BorderLayout.CENTER);
        add(above, BorderLayout.NORTH);
        add(below, BorderLayout.CENTER);
    }

    /** Moves the moment that is looked at. */
    void scrub(int steps) {
        scrub.move(steps);
    }

    /** The next faster (1) or slower (-1) speed of the study. */
    void changeSpeed(int steps) {
        choose(speed, steps);
    }

    /** The next faster (1) or slower (-1) speed of tests. */
    void changeProbeSpeed(int steps) {
        choose(probeSpeed, steps);
    }

    private static void choose(JComboBox<Speed> box, int steps) {
        box.setSelectedIndex(Math.max(0, Math.min(box.getItemCount() - 1, box.getSelectedIndex() + steps)));
    }

    private JComboBox<Speed> speeds() {
        JComboBox<Speed> box = new JComboBox<>(new Speed[] {
            new Speed("10 min/s", 10), new Speed("1 h/s", 60), new Speed("6 h/s", 360), new Speed("1 d/s", 1440),
            new Speed("fastest", Session.UNLIMITED)
        });
        box.setSelectedIndex(2);
        box.setToolTipText("Time of the study for each second at the screen");
        box.getAccessibleContext().setAccessibleName("Speed");
        box.setFocusable(false);
        box.addActionListener(event -> session.setSpeed(((Speed) box.getSelectedItem()).value()));
        return box;
    }

    private JComboBox<Speed> probeSpeeds() {
        JComboBox<Speed> box = new JComboBox<>(new Speed[] {
            new Speed("slow motion, 1/50", 0.02), new Speed("slow motion, 1/5", 0.2),
            new Speed("real time", 1), new Speed("5 \u00d7", 5),
            new Speed("fastest", Session.UNLIMITED)
        });
        box.setSelectedIndex(3);
        box.setToolTipText("How fast the milliseconds of a test are shown");
        box.getAccessibleContext().setAccessibleName("Speed of tests");
        box.setFocusable(false);
        box.addActionListener(event -> session.setProbeSpeed(((Speed) box.getSelectedItem()).value()));
        return box;
    }

    void toggle() {
        if (state == State.RUNNING) {
            session.pause();
        } else {
            session.run();
        }
    }

    void show(Snapshot snapshot) {
        state = snapshot.state();
        run.setText(state == State.RUNNING ? "Pause" : "Run");
        run.setEnabled(state == State.RUNNING || state == State.PAUSED || state == State.LIVING_AGAIN);
        step.setEnabled(state == State.PAUSED);
        test.setEnabled(state == State.PAUSED);
        shown = snapshot;
        scrub.show(snapshot);
        clocks();
        status.setText(status(snapshot));
        status.setToolTipText(snapshot.message().isEmpty() ? null : snapshot.message());
        status.setForeground(state == State.FAILED ? PopulationStyle.VERMILLION : null);
    }

    private void clocks() {
        if (shown == null) {
            return;
        }
        if (cursor.isSet()) {
            clock.setText("was: " + shown.past(cursor.time_min()).clock());
            fastClock.setText("now: " + shown.clock());
            return;
        }
        clock.setText(shown.clock());
        FastClock.ProbeView probe = shown.fast().probe();
        fastClock.setText(probe == null ? "" : String.format(Locale.ROOT, "+ %.2f s", probe.time_ms() / 1000));
    }

    private static String status(Snapshot snapshot) {
        FastClock.ProbeView probe = snapshot.fast().probe();
        return switch (snapshot.state()) {
            case PREPARING -> "preparing the subject \u2026";
            case FAILED -> "stopped: " + snapshot.message().lines().findFirst().orElse("");
            case FINISHED -> "the study is over";
            case LIVING_AGAIN -> "living again up to now, with what was changed \u2026";
            case PAUSED, RUNNING -> probe != null && probe.stimulated()
                    ? String.format(Locale.ROOT, "%s: %.1f %s", probe.title(), probe.intensity(), probe.unit())
                    : "of " + TimeAxis.length(snapshot.scenario().duration_min());
        };
    }
}
