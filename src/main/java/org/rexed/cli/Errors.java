package org.rexed.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.document.Spelling;
import org.rexed.checkpoint.DamagedJournalException;
import org.rexed.experiment.FolderException;
import org.rexed.report.UnreadableRunException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns everything that can go wrong into a few lines for people and an exit code for scripts. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final boolean debug;

    Errors(String... arguments) {
        debug = Arrays.asList(arguments).contains("--debug");
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("rexed: " + text(error, command));
        command.getErr().println("\"" + command.getCommandSpec().qualifiedName() + " --help\" shows what is possible");
        trace(error, command.getErr());
        return ExitCode.INPUT;
    }

    private static String text(ParameterException error, CommandLine command) {
        if (!(error instanceof UnmatchedArgumentException unmatched) || unmatched.getUnmatched().isEmpty()) {
            return error.getMessage();
        }
        String found = unmatched.getUnmatched().get(0);
        if (!found.startsWith("-")) {
            List<String> commands = List.copyOf(command.getSubcommands().keySet());
            return commands.isEmpty() ? "\"" + found + "\" is one argument too many"
                : "unknown command \"" + found + "\"" + Spelling.hint(found, commands);
        }
        String option = found.split("=", 2)[0];
        List<String> options = new ArrayList<>();
        for (OptionSpec known : command.getCommandSpec().options()) {
            options.addAll(Arrays.asList(known.names()));
        }
        String hint = Spelling.nearest(option, options).isPresent() ? Spelling.hint(option, options) : "";
        return "unknown option \"" + option + "\"" + hint;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult result) {
        if (error instanceof ParameterException parameter) {
            return handleParseException(parameter, new String[0]);
        }
        PrintWriter err = command.getErr();
        int code = report(error, err);
        trace(error, err);
        return code;
    }

    private static int report(Exception error, PrintWriter err) {
        if (error instanceof InputException input) {
            problems(input.problems(), err);
            return ExitCode.INPUT;
        }
        if (error instanceof FolderException folder) {
            err.println("rexed: " + folder.getMessage());
            return folder.reason() == FolderException.Reason.NAME ? ExitCode.INPUT : ExitCode.STATE;
        }
        if (error instanceof UnreadableRunException || error instanceof DamagedJournalException) {
            err.println("rexed: " + error.getMessage());
            return ExitCode.STATE;
        }
        if (error instanceof UncheckedIOException unchecked) {
            err.println("rexed: " + error.getMessage() + ": " + reason(unchecked.getCause()));
            return ExitCode.DISK;
        }
        if (error instanceof IOException io) {
            err.println("rexed: " + reason(io));
            return ExitCode.DISK;
        }
        err.println("rexed: internal error: " + error + "; this is a bug of the program, please report it with the"
            + " output of the same command and --debug");
        return ExitCode.BUG;
    }

    /** Prints problems as {@code file:line:column: message}, one a line. */
    static void problems(List<Problem> problems, PrintWriter err) {
        problems.forEach(err::println);
        err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    }

    /** Java's exceptions for files name the file only; this adds what happened. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage();
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is in the way";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void trace(Exception error, PrintWriter err) {
        if (debug) {
            error.printStackTrace(err);
        }
    }
}
