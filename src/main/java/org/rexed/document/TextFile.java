package org.rexed.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads a text file strictly: regular, not too large, valid UTF-8, no control characters, no tabs. */
final class TextFile {
    private static final int LARGEST_BYTES = 3 * 1024 * 1024;
    /** The YAML scanner's time grows with the square of a line. */
    private static final int LONGEST_LINE = 64 * 1024;

    private TextFile() {}

    /** The text, or nothing after a problem was added. */
    static Optional<String> read(Path file, Problems problems) {
        Location start = new Location(file.toString(), 1, 1);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                problems.add(start, "not a file; found " + (Files.isDirectory(file) ? "a folder" : "a device or pipe"));
                return Optional.empty();
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LARGEST_BYTES + 1);
            }
            if (bytes.length > LARGEST_BYTES) {
                problems.add(start, "file too large; allowed 3 MiB");
                return Optional.empty();
            }
            return decode(bytes, start, problems);
        } catch (NoSuchFileException e) {
            problems.add(start, "file not found");
        } catch (IOException e) {
            problems.add(start, "file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> decode(byte[] bytes, Location start, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            int offset = in.position();
            problems.add(locate(out.toString(), out.length(), start.file()),
                "not valid UTF-8; found byte 0x" + Integer.toHexString(bytes[offset] & 0xff) + " at byte " + offset
                    + "; save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    /** Text without byte order mark, or nothing if it holds a character YAML files must not hold. */
    static Optional<String> checked(String fileName, String raw, Problems problems) {
        String text = raw.startsWith("\ufeff") ? raw.substring(1) : raw;
        if (text.length() > LARGEST_BYTES) {
            problems.add(new Location(fileName, 1, 1), "file too large; allowed 3 MiB");
            return Optional.empty();
        }
        boolean comment = false;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                comment = false;
                lineStart = i + 1;
            } else if (i - lineStart >= LONGEST_LINE) {
                problems.add(locate(text, lineStart, fileName),
                    "line too long; allowed " + LONGEST_LINE + " characters");
                return Optional.empty();
            } else if (c == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                comment = true;
            } else if (c == '\t' && !comment) {
                problems.add(locate(text, i, fileName), "tab character; indent and separate with blanks");
                return Optional.empty();
            } else if (c != '\r' && c != '\t' && Character.isISOControl(c) || c == '\ufeff' || c == '\u2028'
                || c == '\u2029' || c >= '\ufffe' || Character.isSurrogate(c) && !paired(text, i)) {
                problems.add(locate(text, i, fileName),
                    "control character U+" + String.format(Locale.ROOT, "%04X", (int) c) + " is not allowed");
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))
            || Character.isLowSurrogate(text.charAt(i)) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static Location locate(String text, int index, String fileName) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Location(fileName, line, text.codePointCount(lineStart, index) + 1);
    }
}
