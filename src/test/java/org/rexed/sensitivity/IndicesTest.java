package org.rexed.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.rexed.random.RandomKey;

/** Designs and estimators on functions whose indices are known in closed form. */
class IndicesTest {
    private static final RandomKey KEY = RandomKey.of(4);
    private static final double[] G = {0, 1, 4.5, 9, 99, 99, 99, 99};

    /** Ishigami and Homma 1990, with a = 7 and b = 0.1; a fourth parameter does nothing. */
    private static double ishigami(double... x) {
        double[] z = {-Math.PI + 2 * Math.PI * x[0], -Math.PI + 2 * Math.PI * x[1], -Math.PI + 2 * Math.PI * x[2]};
        return Math.sin(z[0]) + 7 * Math.pow(Math.sin(z[1]), 2) + 0.1 * Math.pow(z[2], 4) * Math.sin(z[0]);
    }

    /** Sobol's g-function. */
    private static double g(double... x) {
        double product = 1;
        for (int i = 0; i < G.length; i++) {
            product *= (Math.abs(4 * x[i] - 2) + G[i]) / (1 + G[i]);
        }
        return product;
    }

    private static double[] at(List<double[]> points, ToDoubleFunction<double[]> function) {
        return points.stream().mapToDouble(function).toArray();
    }

    @Test
    void indicesOfIshigami() {
        Sobol sobol = new Sobol(4, 2048, KEY);
        List<Sobol.Indices> indices = sobol.indices(at(sobol.points(), IndicesTest::ishigami), KEY);
        double[] first = {0.3139, 0.4424, 0, 0};
        double[] total = {0.5576, 0.4424, 0.2437, 0};
        for (int p = 0; p < 4; p++) {
            assertThat(indices.get(p).first().value()).as("first " + p).isCloseTo(first[p], within(0.03));
            assertThat(indices.get(p).total().value()).as("total " + p).isCloseTo(total[p], within(0.03));
            assertThat(indices.get(p).total().low()).isLessThanOrEqualTo(total[p] + 0.01);
            assertThat(indices.get(p).total().high()).isGreaterThanOrEqualTo(total[p] - 0.01);
        }
        assertThat(indices.get(3).total().value()).isEqualTo(0);
    }

    @Test
    void indicesOfTheGFunction() {
        Sobol sobol = new Sobol(8, 2048, KEY);
        List<Sobol.Indices> indices = sobol.indices(at(sobol.points(), IndicesTest::g), KEY);
        double product = 1;
        for (double a : G) {
            product *= 1 + 1 / (3 * (1 + a) * (1 + a));
        }
        for (int p = 0; p < 8; p++) {
            double own = 1 / (3 * (1 + G[p]) * (1 + G[p]));
            assertThat(indices.get(p).first().value()).isCloseTo(own / (product - 1), within(0.04));
            assertThat(indices.get(p).total().value()).isCloseTo(own * product / (1 + own) / (product - 1),
                within(0.04));
        }
    }

    @Test
    void elementaryEffectsOfALinearFunctionAreItsSlopes() {
        Morris morris = new Morris(3, 6, 4, KEY);
        assertThat(morris.points()).hasSize(6 * 4);
        for (double[] point : morris.points()) {
            for (double place : point) {
                assertThat(place).isBetween(-1e-12, 1 + 1e-12);
            }
        }
        List<Morris.Effects> effects =
            morris.effects(at(morris.points(), x -> 5 + 3 * x[0] - 2 * x[1]), KEY);
        assertThat(effects.get(0).mean().value()).isCloseTo(3, within(1e-9));
        assertThat(effects.get(1).mean().value()).isCloseTo(-2, within(1e-9));
        assertThat(effects.get(1).meanAbsolute().value()).isCloseTo(2, within(1e-9));
        assertThat(effects.get(2).meanAbsolute().value()).isEqualTo(0);
        assertThat(effects.get(0).spread().value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void interactionsShowInTheSpread() {
        Morris morris = new Morris(3, 40, 4, KEY);
        List<Morris.Effects> effects = morris.effects(at(morris.points(), x -> x[0] * x[1] + x[2]), KEY);
        assertThat(effects.get(0).spread().low()).isGreaterThan(0.1);
        assertThat(effects.get(2).spread().high()).isLessThan(1e-9);
        // Neighbouring points of a walk differ in one parameter, by the step of four levels.
        for (int i = 1; i < 4; i++) {
            double moved = 0;
            for (int p = 0; p < 3; p++) {
                moved += Math.abs(morris.points().get(i)[p] - morris.points().get(i - 1)[p]);
            }
            assertThat(moved).isCloseTo(2.0 / 3, within(1e-12));
        }
    }

    @Test
    void theSameKeyGivesTheSameDesign() {
        assertThat(new Sobol(3, 8, KEY).points()).usingRecursiveComparison()
            .isEqualTo(new Sobol(3, 8, RandomKey.of(4)).points());
        assertThat(new Sobol(3, 8, RandomKey.of(5)).points().get(0)).isNotEqualTo(new Sobol(3, 8, KEY).points().get(0));
        assertThat(new Morris(3, 2, 4, KEY).points()).usingRecursiveComparison()
            .isEqualTo(new Morris(3, 2, 4, KEY).points());
    }
}
