package org.rexed.document;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns the YAML parser's terms into words for people who do not know YAML's grammar. */
final class SyntaxMessages {
    private SyntaxMessages() {}

    static String translated(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (problem.contains("mapping values are not allowed")) {
            return "second \": \" in one line, or wrong indentation; quote a text that holds \": \"";
        }
        if (problem.contains("could not find expected ':'")) {
            return "\":\" missing after a key";
        }
        if (problem.contains("but found '<block end>'") || problem.contains("expected <block end>")) {
            return "wrong indentation; keys of one mapping must begin in the same column";
        }
        if (problem.contains("expected ',' or ']'")) {
            return "list not closed; expected \",\" or \"]\"";
        }
        if (problem.contains("expected ',' or '}'")) {
            return "mapping not closed; expected \",\" or \"}\"";
        }
        if (problem.contains("unexpected end of stream") && String.valueOf(e.getContext()).contains("quoted")) {
            return "quoted text not closed; the closing quote is missing";
        }
        String context = e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext() + ": ";
        return "not readable as YAML: " + context + problem.lines().findFirst().orElse("unknown error");
    }
}
