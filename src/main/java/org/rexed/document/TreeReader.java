package org.rexed.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Builds the tree from parser events with its own stack, so that deep nesting ends in a problem and not in a crash. */
final class TreeReader {
    private static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_PROBLEMS = 100;

    /** A list or mapping whose end was not yet seen. */
    private static final class Open {
        private final Location location;
        private final boolean mapping;
        private final List<Node> items = new ArrayList<>();
        private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
        private Node.Text key;
        private String lastKey = "";

        Open(Location location, boolean mapping) {
            this.location = location;
            this.mapping = mapping;
        }

        Node close() {
            return mapping ? new Node.Mapping(entries, location) : new Node.Sequence(items, location);
        }
    }

    private final String fileName;
    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private Node root;
    private int documents;
    private int refused;

    TreeReader(String fileName, Problems problems) {
        this.fileName = fileName;
        this.problems = problems;
    }

    /** The outermost mapping, or nothing if the text is not usable. */
    Optional<Node.Mapping> read(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(fileName).setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            while (events.hasNext() && refused < MOST_PROBLEMS) {
                if (!accept(events.next())) {
                    return Optional.empty();
                }
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            refuse(mark, SyntaxMessages.translated(e));
        } catch (YamlEngineException e) {
            refuse(Optional.empty(), "not readable as YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
        return refused > 0 ? Optional.empty() : outermost();
    }

    private Optional<Node.Mapping> outermost() {
        if (root instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        boolean empty = root == null || root instanceof Node.Text text && text.value().isEmpty();
        problems.add(root == null ? new Location(fileName, 1, 1) : root.location(),
            empty ? "file is empty; expected keys and values" : "expected keys and values; found " + root.kind());
        return Optional.empty();
    }

    /** Takes one event; false if reading must stop. */
    private boolean accept(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> {
                return beginDocument((DocumentStartEvent) event);
            }
            case Alias -> {
                refuse(event.getStartMark(), "aliases are not allowed; found \"*" + ((AliasEvent) event).getAlias()
                    + "\"; write the value out");
                attach(new Node.Text("", true, location(event.getStartMark())));
            }
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart, MappingStart -> {
                return begin((CollectionStartEvent) event);
            }
            case SequenceEnd, MappingEnd -> attach(open.pop().close());
            default -> { }
        }
        return true;
    }

    private boolean beginDocument(DocumentStartEvent event) {
        documents++;
        if (documents > 1) {
            refuse(event.getStartMark(), "second document; a file holds one document, remove \"---\"");
            return false;
        }
        if (event.getSpecVersion().isPresent() || !event.getTags().isEmpty()) {
            refuse(event.getStartMark(), "directives are not allowed; remove the lines beginning with \"%\"");
        }
        return true;
    }

    private void scalar(ScalarEvent event) {
        refuseAnchorAndTag(event, event.getTag());
        String value = event.getValue();
        if (value.length() > LONGEST_TEXT) {
            refuse(event.getStartMark(), "text too long; found " + value.length() + " characters; allowed "
                + LONGEST_TEXT);
            value = value.substring(0, 10);
        }
        attach(new Node.Text(value, event.isPlain(), location(event.getStartMark())));
    }

    private boolean begin(CollectionStartEvent event) {
        refuseAnchorAndTag(event, event.getTag());
        if (open.size() >= DEEPEST) {
            refuse(event.getStartMark(), "nested too deeply; allowed " + DEEPEST + " levels");
            return false;
        }
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        Open parent = open.peek();
        if (parent != null && parent.mapping && parent.key == null) {
            refuse(event.getStartMark(), "a key must be text; found " + (mapping ? "a mapping" : "a list"));
        }
        open.push(new Open(location(event.getStartMark()), mapping));
        return true;
    }

    private void refuseAnchorAndTag(NodeEvent event, Optional<String> tag) {
        event.getAnchor().ifPresent(anchor -> refuse(event.getStartMark(),
            "anchors are not allowed; found \"&" + anchor.getValue() + "\"; write the value out where it is needed"));
        tag.ifPresent(found -> refuse(event.getStartMark(),
            "tags are not allowed; found " + Messages.quoted(found) + "; quote a text that begins with \"!\""));
    }

    private void attach(Node node) {
        Open parent = open.peek();
        if (parent == null) {
            root = node;
        } else if (!parent.mapping) {
            parent.items.add(node);
        } else if (parent.key == null) {
            parent.key = node instanceof Node.Text text ? text : new Node.Text("", true, node.location());
        } else {
            put(parent, parent.key, node);
            parent.key = null;
        }
    }

    private void put(Open parent, Node.Text key, Node value) {
        Node.Entry first = parent.entries.get(key.value());
        Node.Entry before = parent.entries.get(parent.lastKey);
        if (before != null && before.value() instanceof Node.Text head && isRestOfNumber(head, key, value)) {
            // {dose: 1,5 mg} is two entries in YAML; joined again, its reader can say what is wrong.
            parent.entries.put(parent.lastKey, new Node.Entry(before.key(),
                new Node.Text(head.value() + "," + key.value(), true, head.location())));
            return;
        }
        parent.lastKey = key.value();
        if (first == null) {
            parent.entries.put(key.value(), new Node.Entry(key.location(), value));
        } else {
            // Not counted as refused: the rest of the file can still be checked.
            problems.add(key.location(), "duplicate key " + Messages.quoted(key.value()) + "; first in line "
                + first.key().line() + ", again in line " + key.location().line());
        }
    }

    private static boolean isRestOfNumber(Node.Text head, Node.Text key, Node value) {
        return value instanceof Node.Text text && text.value().isEmpty() && text.plain()
            && key.plain() && key.value().matches("[0-9].*") && head.value().matches("-?[0-9]+")
            && head.location().line() == key.location().line()
            && head.location().column() + head.value().length() + 1 == key.location().column();
    }

    private void refuse(Optional<Mark> mark, String message) {
        refused++;
        problems.add(location(mark), message);
    }

    private Location location(Optional<Mark> mark) {
        return mark.map(m -> new Location(fileName, m.getLine() + 1, m.getColumn() + 1))
            .orElse(new Location(fileName, 1, 1));
    }
}
