package org.rexed.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads RFC 4180 records one after another and refuses anything that is not RFC 4180 in UTF-8. */
final class CsvReader implements AutoCloseable {
    private static final int END = -1;

    private final Path file;
    private final BufferedReader in;
    private final StringBuilder cell = new StringBuilder();
    private int ahead;
    private int line = 1;
    private int recordLine = 1;

    CsvReader(Path file) {
        this.file = file;
        try {
            in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            ahead = read();
            if (ahead == '\uFEFF') {
                ahead = read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The cells of the next record, or null at the end of the file. */
    List<String> next() {
        if (ahead == END) {
            return null;
        }
        recordLine = line;
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(ahead == '"' ? quoted() : plain());
            if (ahead == ',') {
                advance();
                continue;
            }
            if (ahead == '\r') {
                advance();
                if (ahead != '\n') {
                    throw problem("a carriage return stands alone");
                }
            }
            if (ahead == '\n') {
                advance();
                line++;
            }
            return cells;
        }
    }

    /** Line on which the latest record began, from 1. */
    int line() {
        return recordLine;
    }

    private String plain() {
        cell.setLength(0);
        while (ahead != ',' && ahead != '\r' && ahead != '\n' && ahead != END) {
            if (ahead == '"') {
                throw problem("a quotation mark stands inside a cell that is not quoted");
            }
            cell.append((char) ahead);
            advance();
        }
        return cell.toString();
    }

    private String quoted() {
        cell.setLength(0);
        advance();
        while (true) {
            if (ahead == END) {
                throw problem("a quoted cell is not closed");
            }
            if (ahead == '"') {
                advance();
                if (ahead != '"') {
                    break;
                }
            } else if (ahead == '\n') {
                line++;
            }
            cell.append((char) ahead);
            advance();
        }
        if (ahead != ',' && ahead != '\r' && ahead != '\n' && ahead != END) {
            throw problem("text follows a closing quotation mark");
        }
        return cell.toString();
    }

    private void advance() {
        try {
            ahead = read();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (CharacterCodingException e) {
            throw new UnreadableRunException(file, line, "the text is not UTF-8");
        }
    }

    private UnreadableRunException problem(String message) {
        return new UnreadableRunException(file, recordLine, message);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
