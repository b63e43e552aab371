package org.rexed.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * The answers of the millisecond clock to one subject, in a file that grows while the subject is simulated. Each record
 * is checksummed, and so is its length: what a kill cut off at the end is told from damage, of which nothing is used.
 *
 * <p>Header: {@code REXED-CP}, version, SHA-256 of what the answers hold for, CRC-32C of all before. Record: length of
 * the answer, CRC-32C of these four bytes, name of the question (32 bytes), the answer, CRC-32C of name and answer.
 * Integers are big-endian, 32 bits.
 */
public final class Journal implements ProbeMemory, AutoCloseable {
    private static final byte[] MAGIC = "REXED-CP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int HEADER = MAGIC.length + Integer.BYTES + Question.LENGTH + Integer.BYTES;
    private static final int PREFIX = 2 * Integer.BYTES;
    private static final int LARGEST = 1 << 26;
    /** So many answers can be lost to a power cut; a killed program loses none that was written. */
    private static final int UNSYNCED = 32;

    private final Path file;
    private final FileChannel channel;
    private final List<Journal> others;
    private final Map<Question, Long> places = new HashMap<>();
    private final boolean writable;
    private long end;
    private int recalled;
    private int asked;

    private Journal(Path file, FileChannel channel, boolean writable, List<Journal> others) {
        this.file = file;
        this.channel = channel;
        this.writable = writable;
        this.others = others;
    }

    /**
     * The journal of a subject, made if there is none; what a kill cut off at its end is removed.
     *
     * @param foundation text of all that answers depend on beside their questions: program, model files, seed, subject
     * @param others journals whose answers serve as well; not closed with this one
     * @throws DamagedJournalException if the file is none, is damaged, or holds for something else
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static Journal open(Path file, String foundation, List<Journal> others) {
        return open(file, foundation, others, true);
    }

    /** A journal that is only read. */
    public static Journal reading(Path file, String foundation) {
        return open(file, foundation, List.of(), false);
    }

    private static Journal open(Path file, String foundation, List<Journal> others, boolean writable) {
        Journal journal = null;
        try {
            FileChannel channel = writable
                ? FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : FileChannel.open(file, StandardOpenOption.READ);
            journal = new Journal(file, channel, writable, others);
            journal.load(foundation);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        } catch (DamagedJournalException e) {
            journal.close();
            throw e;
        }
    }

    private void load(String foundation) throws IOException {
        ByteBuffer expected = header(foundation);
        long size = channel.size();
        if (size < HEADER) {
            // Cut off before anything was kept; anything else that is short is no journal.
            if (!expected.slice(0, (int) size).equals(read(0, (int) size))) {
                throw foreign();
            }
            if (writable) {
                channel.truncate(0);
                write(expected, 0);
            }
            end = HEADER;
            return;
        }
        ByteBuffer found = read(0, HEADER);
        if (!found.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw foreign();
        }
        if (found.getInt(HEADER - Integer.BYTES) != crc(found.slice(0, HEADER - Integer.BYTES))) {
            throw damaged("its header");
        }
        if (found.getInt(MAGIC.length) != VERSION) {
            throw new DamagedJournalException(file + " is a checkpoint of format " + found.getInt(MAGIC.length)
                + "; this version reads format " + VERSION + "; start anew");
        }
        if (!found.equals(expected)) {
            throw new DamagedJournalException(file + " belongs to another study: the scenario, a model file, the seed"
                + " or the program has changed since; start anew");
        }
        end = HEADER;
        while (record(size)) {
            // moves the end
        }
        if (writable && end < size) {
            channel.truncate(end);
        }
    }

    /** Reads the record at the end of those known; false if there is none that is whole. */
    private boolean record(long size) throws IOException {
        if (size - end < PREFIX) {
            return false;
        }
        ByteBuffer prefix = read(end, PREFIX);
        int length = prefix.getInt(0);
        if (prefix.getInt(Integer.BYTES) != crc(prefix.slice(0, Integer.BYTES)) || length < 0 || length > LARGEST) {
            throw damaged("the record at byte " + end);
        }
        int rest = Question.LENGTH + length + Integer.BYTES;
        if (size - end - PREFIX < rest) {
            return false;
        }
        ByteBuffer content = checked(end, length);
        byte[] name = new byte[Question.LENGTH];
        content.get(name);
        places.put(new Question(name), end);
        end += PREFIX + rest;
        return true;
    }

    /** Name and answer of a record whose checksum is right. */
    private ByteBuffer checked(long place, int length) throws IOException {
        ByteBuffer content = read(place + PREFIX, Question.LENGTH + length + Integer.BYTES);
        ByteBuffer named = content.slice(0, Question.LENGTH + length);
        if (content.getInt(Question.LENGTH + length) != crc(named)) {
            throw damaged("the record at byte " + place);
        }
        return named;
    }

    private DamagedJournalException foreign() {
        return new DamagedJournalException(file + " is no checkpoint of Rexed");
    }

    private DamagedJournalException damaged(String what) {
        return new DamagedJournalException(file + " is damaged: " + what
            + " is not what was written; remove the file to simulate that subject from its start");
    }

    private static ByteBuffer header(String foundation) {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        header.put(MAGIC).putInt(VERSION);
        header.put(Question.sha256().digest(foundation.getBytes(StandardCharsets.UTF_8)));
        header.putInt(crc(header.slice(0, header.position())));
        return header.flip();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    private ByteBuffer read(long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place + bytes.position()) < 0) {
                throw damaged("its end");
            }
        }
        return bytes.flip();
    }

    private void write(ByteBuffer bytes, long place) throws IOException {
        long at = place;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public Answer answer(Supplier<Question> question, Supplier<Answer> ask) {
        Question asking = question.get();
        Answer known = known(asking);
        if (known != null) {
            recalled++;
            return known;
        }
        asked++;
        Answer answer = ask.get();
        keep(asking, answer);
        return answer;
    }

    private Answer known(Question question) {
        Long place = places.get(question);
        if (place != null) {
            return answerAt(place);
        }
        for (Journal other : others) {
            Long there = other.places.get(question);
            if (there != null) {
                return other.answerAt(there);
            }
        }
        return null;
    }

    private Answer answerAt(long place) {
        try {
            int length = read(place, PREFIX).getInt(0);
            ByteBuffer named = checked(place, length);
            return AnswerFormat.decode(named.slice(Question.LENGTH, length));
        } catch (AnswerFormat.UnreadableException e) {
            throw damaged("the record at byte " + place);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void keep(Question question, Answer answer) {
        byte[] coded = AnswerFormat.encode(answer);
        ByteBuffer record = ByteBuffer.allocate(PREFIX + Question.LENGTH + coded.length + Integer.BYTES);
        record.putInt(coded.length);
        record.putInt(crc(record.slice(0, Integer.BYTES)));
        record.put(question.name()).put(coded);
        record.putInt(crc(record.slice(PREFIX, Question.LENGTH + coded.length)));
        try {
            write(record.flip(), end);
            if (asked % UNSYNCED == 0) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        places.put(question, end);
        end += record.limit();
    }

    /** Number of answers that were known. */
    public int recalled() {
        return recalled;
    }

    /** Number of answers that the millisecond clock had to give. */
    public int asked() {
        return asked;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
