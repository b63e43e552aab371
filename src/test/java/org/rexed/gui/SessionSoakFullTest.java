package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rexed.pharmacology.Route;

/** Half an hour at the workbench, charts painted all the time: nothing fails and memory does not grow. */
@Tag("long")
class SessionSoakFullTest {
    private static final long WARM_UP_ns = 5 * 60_000_000_000L;
    private static final long WHOLE_ns = 30 * 60_000_000_000L;
    private static final long GROWTH_bytes = 40L << 20;

    @Test
    void memoryDoesNotGrow() throws InterruptedException {
        long start = System.nanoTime();
        long before = 0;
        int lives = 0;
        try (Session session = new Session(TinyStudy.scenario(), TinyStudy.library())) {
            session.setSpeed(Session.UNLIMITED);
            session.setProbeSpeed(Session.UNLIMITED);
            TimeCursor cursor = new TimeCursor();
            ChartsPanel charts = new ChartsPanel(180, cursor);
            MechanismsPanel variables = new MechanismsPanel(180, cursor);
            BufferedImage image = new BufferedImage(400, 600, BufferedImage.TYPE_INT_RGB);
            while (System.nanoTime() - start < WHOLE_ns) {
                session.reset(session.standard(lives % 2 == 0 ? "morphine" : "ketamine", lives / 2 % 2));
                TinyStudy.await(session, s -> s.waiting() && s.now().time_min() == 0);
                session.run();
                for (int i = 0; session.latest().state() != Snapshot.State.FINISHED; i++) {
                    if (i % 25 == 2 && i < 200) {
                        session.intervene(new Intervention.Give("morphine", "0.5 mg/kg", Route.SC));
                    } else if (i == 40) {
                        session.undo();
                        session.run();
                    }
                    paint(charts, session, image);
                    variables.show(session.latest());
                    assertThat(session.latest().state()).isNotEqualTo(Snapshot.State.FAILED);
                    Thread.sleep(40);
                    if (session.latest().waiting()) {
                        session.run();
                    }
                }
                lives++;
                if (before == 0 && System.nanoTime() - start > WARM_UP_ns) {
                    before = used();
                }
            }
            assertThat(lives).isGreaterThan(20);
            assertThat(used() - before).as("growth over %d lives", lives).isLessThan(GROWTH_bytes);
        }
    }

    private static void paint(ChartsPanel charts, Session session, BufferedImage image) {
        charts.setSize(new Dimension(400, 600));
        charts.doLayout();
        charts.show(session.latest());
        Graphics2D g = image.createGraphics();
        charts.paint(g);
        g.dispose();
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(300);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
