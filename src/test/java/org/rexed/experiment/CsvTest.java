package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** Cells of the tables. */
class CsvTest {
    @Test
    void numbersReadBackAsTheSameValue() {
        RandomSequence draws = RandomKey.of(1).child("csv").sequence();
        for (int i = 0; i < 20_000; i++) {
            double value = draws.gaussian() * StrictMath.pow(10, draws.uniform(-30, 30));
            assertThat(Double.parseDouble(Csv.number(value))).isEqualTo(value);
        }
    }

    @Test
    void numbersAreShortAndWithoutLocale() {
        assertThat(Csv.number(0.1)).isEqualTo("0.1");
        assertThat(Csv.number(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(Csv.number(100)).isEqualTo("100");
        assertThat(Csv.number(-0.0)).isEqualTo("0");
        assertThat(Csv.number(1234567.5)).isEqualTo("1234567.5");
        assertThat(Csv.number(6.02e23)).isEqualTo("6.02E+23");
        assertThat(Csv.number(2e-7)).isEqualTo("0.0000002");
        // Java 17 and Java 19 print 2.2E-322 and 2.17E-322 here; ours must not depend on that.
        assertThat(Double.parseDouble(Csv.number(Double.MIN_VALUE * 44))).isEqualTo(Double.MIN_VALUE * 44);
        assertThat(Csv.number(Double.NaN)).isEmpty();
        assertThatThrownBy(() -> Csv.number(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textIsQuotedAndNeverAFormula() {
        assertThat(Csv.text("plain")).isEqualTo("plain");
        assertThat(Csv.text("a, \"b\"")).isEqualTo("\"a, \"\"b\"\"\"");
        assertThat(Csv.text("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(Csv.text("=1+1")).isEqualTo("'=1+1");
        assertThat(Csv.text("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(Csv.line("arm", 3, 0.5, true, Double.NaN)).isEqualTo("arm,3,0.5,true,\n");
    }
}
