package org.rexed.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.assay.Reading;
import org.rexed.circuit.FiringSummary;

/** Nothing that is not what was written is ever given as an answer. */
class JournalTest {
    private static final String STUDY = "this study";
    private static final int HEADER = 48;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void threeAnswers() {
        file = folder.resolve("a-0.probes");
        try (Journal journal = Journal.open(file, STUDY, List.of())) {
            for (int i = 0; i < 3; i++) {
                ask(journal, i);
            }
            assertThat(journal.asked()).isEqualTo(3);
        }
    }

    private static Question question(int number) {
        byte[] name = new byte[Question.LENGTH];
        name[3] = (byte) number;
        return new Question(name);
    }

    private static Answer answer(int number) {
        double[] odd = {Double.MIN_VALUE, -0.0, 0.1 + number};
        FiringSummary firing = new FiringSummary(500, new int[] {0, 7, number}, odd, new double[] {0, 1e300, number});
        return new Answer(number == 1 ? List.of(firing, firing) : List.of(firing), -60.1 - number,
            number == 2 ? new Reading(9.3, "µs", true) : null);
    }

    private static Answer ask(Journal journal, int number) {
        return journal.answer(() -> question(number), () -> answer(number));
    }

    private static void isTheSame(Answer found, Answer expected) {
        assertThat(found.potential_mV()).isEqualTo(expected.potential_mV());
        assertThat(found.reading()).isEqualTo(expected.reading());
        assertThat(found.firing()).hasSameSizeAs(expected.firing());
        for (int i = 0; i < found.firing().size(); i++) {
            assertThat(found.firing().get(i).duration_ms()).isEqualTo(expected.firing().get(i).duration_ms());
            assertThat(found.firing().get(i).spikes()).isEqualTo(expected.firing().get(i).spikes());
            assertThat(Arrays.equals(found.firing().get(i).calcium_fC(), expected.firing().get(i).calcium_fC()))
                .isTrue();
            assertThat(found.firing().get(i).peptideReleases()).isEqualTo(expected.firing().get(i).peptideReleases());
        }
    }

    @Test
    void answersAreKeptToTheBit() {
        try (Journal journal = Journal.open(file, STUDY, List.of())) {
            for (int i = 0; i < 3; i++) {
                isTheSame(journal.answer(() -> question(journal.recalled()), () -> null), answer(i));
            }
            assertThat(journal.recalled()).isEqualTo(3);
            isTheSame(ask(journal, 9), answer(9));
            assertThat(journal.asked()).isEqualTo(1);
        }
    }

    @Test
    void anotherJournalAnswersToo() {
        try (Journal old = Journal.reading(file, STUDY);
                Journal branch = Journal.open(folder.resolve("b-0.probes"), STUDY, List.of(old))) {
            isTheSame(branch.answer(() -> question(2), () -> null), answer(2));
            ask(branch, 8);
            assertThat(branch.recalled()).isEqualTo(1);
            assertThat(branch.asked()).isEqualTo(1);
        }
    }

    @Test
    void whatAKillCutOffIsAskedAgainAndTheRestKept() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (Journal journal = Journal.open(file, STUDY, List.of())) {
                for (int i = 0; i < 3; i++) {
                    isTheSame(ask(journal, i), answer(i));
                }
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void everyFlippedBitIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file, flipped);
            assertThatThrownBy(() -> Journal.open(file, STUDY, List.of())).as("bit %d", bit)
                .isInstanceOf(DamagedJournalException.class);
            assertThat(Files.readAllBytes(file)).as("the file stays as it is").isEqualTo(flipped);
        }
    }

    @Test
    void foreignFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        assertThatThrownBy(() -> Journal.open(file, "another study", List.of()))
            .isInstanceOf(DamagedJournalException.class).hasMessageContaining("another study");
        Files.write(file, "arm,subject,seed\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.open(file, STUDY, List.of())).hasMessageContaining("no checkpoint of Rexed");
        ByteBuffer twice = ByteBuffer.allocate(2 * whole.length).put(whole).put(whole);
        Files.write(file, twice.array());
        assertThatThrownBy(() -> Journal.open(file, STUDY, List.of())).hasMessageContaining("is damaged");
        ByteBuffer newer = ByteBuffer.wrap(whole.clone()).putInt(8, 99);
        newer.putInt(HEADER - 4, crc(newer.slice(0, HEADER - 4)));
        Files.write(file, newer.array());
        assertThatThrownBy(() -> Journal.open(file, STUDY, List.of())).hasMessageContaining("format 99");
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** A record with right checksums whose answer would fill the memory. */
    @Test
    void bombsAreRefusedBeforeThereIsRoomForThem() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(bytes)) {
            deflating.write(ByteBuffer.allocate(16).putInt(1).putDouble(1).putInt(Integer.MAX_VALUE).array());
            deflating.write(new byte[50_000_000]);
        }
        byte[] coded = bytes.toByteArray();
        ByteBuffer record = ByteBuffer.allocate(44 + coded.length);
        record.putInt(coded.length);
        record.putInt(crc(record.slice(0, 4)));
        record.put(question(5).name()).put(coded);
        record.putInt(crc(record.slice(8, 32 + coded.length)));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, ByteBuffer.allocate(whole.length + record.limit()).put(whole).put(record.array()).array());
        try (Journal journal = Journal.open(file, STUDY, List.of())) {
            assertThatThrownBy(() -> ask(journal, 5)).isInstanceOf(DamagedJournalException.class);
            isTheSame(ask(journal, 1), answer(1));
        }
    }
}
