package org.rexed.gui;

import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;
import javax.swing.filechooser.FileNameExtensionFilter;

/** Everything the workbench can do, as commands with their keys, and how each is done. */
final class WorkbenchActions {
    private final Workbench bench;
    private boolean dark;

    WorkbenchActions(Workbench bench) {
        this.bench = bench;
    }

    /** All commands, in the order of the menus. */
    List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new Command("File", "Open scenario\u2026", 'O', "control O", "Opens another study", this::open));
        all.add(new Command("File", "Save as scenario\u2026", 'S', "control S",
                "Writes what was done as a scenario that rexed run repeats to the bit", this::save));
        all.add(new Command("File", "Copy as command", 'C', "control shift C",
                "Copies the rexed run line that repeats this subject", this::copyCommand));
        all.add(new Command("File", "Export charts\u2026", 'E', "control E",
                "Writes every open chart as PNG, SVG and CSV", this::export));
        all.add(new Command("File", "Journal", 'J', "control J", "Shows what happened, line by line", this::journal));
        all.add(new Command("File", "Close", 'L', "control Q", "Closes the workbench",
                () -> bench.frame().dispose()));
        all.add(new Command("Run", "Run or pause", 'R', "SPACE", "Runs until the end or the next pause",
                () -> bench.time().toggle()));
        all.add(new Command("Run", "Step", 'S', "PERIOD", "One tick of the slow clock", () -> bench.session().step()));
        all.add(new Command("Run", "To next test", 'T', "T", "Runs until the next test is done",
                () -> bench.session().stepToTest()));
        all.add(new Command("Run", "Reset", 'E', "control R",
                "Starts over with the chosen arm, subject and mechanisms", this::reset));
        all.add(new Command("Run", "Faster", 'F', "EQUALS", "The next faster speed", () ->
                bench.time().changeSpeed(1)));
        all.add(new Command("Run", "Slower", 'L', "MINUS", "The next slower speed", () ->
                bench.time().changeSpeed(-1)));
        all.add(new Command("Run", "Tests faster", 'A', "F", "The next faster speed of tests", () ->
                bench.time().changeProbeSpeed(1)));
        all.add(new Command("Run", "Tests slower", 'W', "S", "The next slower speed of tests, down to slow motion",
                () -> bench.time().changeProbeSpeed(-1)));
        all.add(new Command("Intervene", "Give a drug\u2026", 'G', "control D",
                "Gives any drug by any route, at once or as an infusion", this::give));
        all.add(new Command("Intervene", "Change or stop an infusion\u2026", 'C', "control I",
                "Sets another rate of a running infusion, or stops it", this::changeInfusion));
        all.add(new Command("Intervene", "Inject naloxone", 'N', "control N", "Gives the usual dose of naloxone now",
                this::naloxone));
        all.add(new Command("Intervene", "Cut or restore the DLF", 'D', "control L",
                "Cuts the dorsolateral funiculus, or lets it conduct again", this::cutOrRestore));
        all.add(new Command("Intervene", "Undo", 'U', "control Z",
                "Takes back the last intervention and returns to the moment before it", this::undo));
        all.add(new Command("Intervene", "Go back to the moment looked at", 'B', "control B",
                "Lives again up to that moment; what was done later is forgotten", this::goBack));
        all.add(new Command("Compare", "Arms and subjects\u2026", 'A', "control K",
                "Runs arms side by side: means with bands, and differences", () -> CompareWindow.open(bench)));
        all.add(new Command("Compare", "Dose and response\u2026", 'D', "control G",
                "Dose-response curves before and after the exposure of an arm", () -> DoseResponseWindow.open(bench)));
        all.add(new Command("Compare", "Claims\u2026", 'C', "control shift K",
                "Runs the claims of the ledger", () -> command("Claims", "claims A1 --quick --no-progress",
                "Claims by their number, or none for all; --quick is a small sample.")));
        all.add(new Command("Compare", "Diagnosis\u2026", 'I', "control shift G",
                "Tolerance, hyperalgesia or something else, from readouts alone", () -> command("Diagnosis",
                "diagnose pain-clinic --help", "Remove --help to run the clinic; it takes minutes.")));
        all.add(new Command("View", "Charts", 'C', "control 1", "Withdrawal tests and drug levels", () ->
                bench.showTab(0)));
        all.add(new Command("View", "Variables", 'V', "control 2", "Every recorded variable", () ->
                bench.showTab(1)));
        all.add(new Command("View", "Spikes", 'I', "control 3", "All spikes of the present or last test", () ->
                bench.showTab(2)));
        all.add(new Command("View", "Neuron", 'N', "control 4", "The neuron that was clicked", () ->
                bench.showTab(3)));
        all.add(new Command("View", "Find a control", 'F', "control F", "Searches drugs and mechanisms",
                () -> bench.controls().search()));
        all.add(new Command("View", "Look further back", 'B', "COMMA", "Moves the moment that is looked at back",
                () -> bench.time().scrub(-1)));
        all.add(new Command("View", "Look less far back", 'L', "M", "Moves the moment that is looked at forward",
                () -> bench.time().scrub(1)));
        all.add(new Command("View", "Look at the present", 'P', "ESCAPE", "Ends looking back",
                () -> bench.cursor().clear()));
        all.add(new Command("View", "Light or dark", 'D', "control shift D", "Light or dark colours", () -> {
            dark = !dark;
            bench.setDark(dark);
        }));
        all.add(new Command("View", "Larger text", 'T', "control EQUALS", "Makes all text larger", () ->
                bench.changeTextSize(1)));
        all.add(new Command("View", "Smaller text", 'S', "control MINUS", "Makes all text smaller", () ->
                bench.changeTextSize(-1)));
        all.add(new Command("Help", "Keys", 'K', "F1", "Lists all commands with their keys", () ->
                new TextWindow(bench.frame(), "Keys of the workbench", keys(all()))));
        return all;
    }

    /** All commands with their keys, as a table of text. */
    static String keys(List<Command> commands) {
        StringBuilder text = new StringBuilder("Alt and the first letter of a menu opens it; Tab moves between"
                + " controls,\nthe space bar presses the one that has the focus.\n");
        for (String menu : Command.MENUS) {
            text.append('\n').append(menu).append('\n');
            commands.stream().filter(each -> each.menu().equals(menu)).forEach(each -> text.append(String.format(
                    java.util.Locale.ROOT, "  %-34s %-14s %s%n", each.title(), each.keyWords(), each.tip())));
        }
        return text.toString();
    }

    void reset() {
        bench.cursor().clear();
        bench.session().reset(bench.controls().chosen());
        bench.desk().journal().add("reset: arm " + bench.controls().chosen().arm() + ", subject "
                + (bench.controls().chosen().subject() + 1));
    }

    void give() {
        formulary(all -> InterventionDialog.give(bench.frame(), all, firstDrug(all), bench.session()::intervene)
                .setVisible(true));
    }

    private String firstDrug(Formulary all) {
        return bench.session().infusions().stream().map(Infusion::drug).filter(name -> all.entry(name) != null)
                .findFirst().orElse(all.names().get(0));
    }

    private void formulary(Consumer<Formulary> then) {
        bench.desk().formulary(bench.session().scenario().species(), then);
    }

    void changeInfusion() {
        Snapshot now = bench.session().latest();
        InterventionDialog.change(bench.frame(), now.byHand().running(now.soon_min()), bench.session()::intervene)
                .setVisible(true);
    }

    void naloxone() {
        formulary(all -> {
            Formulary.Entry entry = all.entry("naloxone");
            if (entry == null) {
                bench.banner().tell("There are no kinetics of naloxone for this species.");
            } else if (entry.usualRoute() == null) {
                InterventionDialog.give(bench.frame(), all, "naloxone", bench.session()::intervene).setVisible(true);
            } else {
                bench.session().intervene(new Intervention.Give("naloxone", entry.usual(), entry.usualRoute()));
            }
        });
    }

    void cutOrRestore() {
        Snapshot now = bench.session().latest();
        bench.session().intervene(now.byHand().isCut(now.soon_min()) ? new Intervention.Restore()
                : new Intervention.Cut());
    }

    void undo() {
        bench.cursor().clear();
        bench.session().undo();
    }

    private void goBack() {
        if (!bench.cursor().isSet()) {
            bench.banner().tell("First look at a past moment: drag the handle of the time bar, or click in a chart.");
            return;
        }
        double to_min = bench.session().latest().past(bench.cursor().time_min()).now().time_min();
        bench.cursor().clear();
        bench.session().goBackTo(to_min);
    }

    private void open() {
        JFileChooser chooser = new JFileChooser(bench.opened().file().toAbsolutePath().getParent().toFile());
        chooser.setFileFilter(new FileNameExtensionFilter("Scenarios (*.yaml)", "yaml"));
        if (chooser.showOpenDialog(bench.frame()) == JFileChooser.APPROVE_OPTION) {
            bench.desk().replace(bench, chooser.getSelectedFile().toPath(), next -> {});
        }
    }

    private void save() {
        JFileChooser chooser = new JFileChooser(Path.of("").toAbsolutePath().toFile());
        chooser.setSelectedFile(new java.io.File(bench.session().scenario().name() + "-by-hand.yaml"));
        if (chooser.showSaveDialog(bench.frame()) != JFileChooser.APPROVE_OPTION) {
            return;
        }
        Path file = chooser.getSelectedFile().toPath();
        if (Files.exists(file)) {
            JButton over = new JButton("Write over it");
            over.addActionListener(event -> saveTo(file));
            bench.banner().ask(file + " exists already.", over);
        } else {
            saveTo(file);
        }
    }

    /** Saves what was done as a scenario, and tells the command that repeats it. */
    void saveTo(Path file) {
        Snapshot now = bench.session().latest();
        write(file, now.byHand().text(), "Saved. It is repeated by:  " + command(file, now));
    }

    private static String command(Path file, Snapshot now) {
        return "rexed run " + quoted(file) + " --only " + now.byHand().arm() + "/" + now.setup().subject();
    }

    private static String quoted(Path file) {
        String text = file.toString();
        return text.matches("[A-Za-z0-9_./:\\\\-]+") ? text : '"' + text + '"';
    }

    private void write(Path file, String text, String then) {
        bench.desk().background("save", () -> {
            String told = then;
            try {
                if (file.toAbsolutePath().getParent() != null) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                }
                Files.writeString(file, text, StandardCharsets.UTF_8);
                bench.desk().journal().add("saved " + file);
            } catch (IOException e) {
                told = "Cannot write " + file + ": " + e.getMessage();
            }
            String words = told;
            SwingUtilities.invokeLater(() -> bench.banner().tell(words));
        });
    }

    /** The line that repeats this subject; with something done by hand, of a file that is saved for it. */
    private void copyCommand() {
        Snapshot now = bench.session().latest();
        String line;
        if (now.byHand().done().isEmpty()) {
            line = plainCommand(bench.opened().file(), bench.session(), now.setup());
            bench.banner().tell("Copied:  " + line);
        } else {
            Path file = bench.desk().folder().resolve(bench.session().scenario().name() + "-by-hand.yaml");
            line = command(file, now);
            write(file, now.byHand().text(), "Copied:  " + line);
        }
        Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(line), null);
    }

    /** The line that repeats a subject to whom nothing was done by hand. */
    static String plainCommand(Path file, Session session, Setup setup) {
        StringBuilder line = new StringBuilder("rexed run ").append(quoted(file)).append(" --only ")
                .append(setup.arm()).append('/').append(setup.subject());
        var standard = session.standard(setup.arm(), setup.subject()).mechanisms();
        org.rexed.mechanism.Mechanisms.SWITCHABLE.forEach(name -> {
            boolean on = setup.mechanisms().contains(name);
            if (on != standard.contains(name)) {
                line.append(" --set arms.").append(setup.arm()).append(".mechanisms.").append(name).append('=')
                        .append(on ? "on" : "off");
            }
        });
        return line.toString();
    }

    private void export() {
        JFileChooser chooser = new JFileChooser(Path.of("").toAbsolutePath().toFile());
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle("Folder for the charts");
        if (chooser.showSaveDialog(bench.frame()) == JFileChooser.APPROVE_OPTION) {
            exportTo(chooser.getSelectedFile().toPath());
        }
    }

    /** Writes every open chart as PNG, SVG and CSV into a folder. */
    void exportTo(Path folder) {
        List<ChartExport.Content> contents;
        try {
            contents = bench.openCharts();
        } catch (IOException e) {
            bench.banner().tell("Cannot draw the charts: " + e.getMessage());
            return;
        }
        bench.desk().background("export", () -> {
            String told;
            try {
                for (ChartExport.Content each : contents) {
                    each.write(folder);
                }
                told = contents.size() + " charts written to " + folder + " as PNG, SVG and CSV";
                bench.desk().journal().add(told);
            } catch (IOException e) {
                told = "Cannot write to " + folder + ": " + e.getMessage();
            }
            String words = told;
            SwingUtilities.invokeLater(() -> bench.banner().tell(words));
        });
    }

    private void journal() {
        new TextWindow(bench.frame(), "Journal", bench.desk().journal().text() + "\n\nKept in "
                + bench.desk().folder().resolve("journal.txt") + "\n");
    }

    private void command(String title, String line, String hint) {
        CommandDialog.open(bench, title, line, hint);
    }

    /** Asks whether a session that was not closed shall be opened again. */
    void offerRecovery(Journal.Left left) {
        Path aside;
        try {
            aside = bench.desk().journal().setAside();
        } catch (IOException e) {
            bench.banner().tell("A session was not closed, but its file cannot be moved: " + e.getMessage());
            return;
        }
        JButton recover = new JButton("Recover");
        recover.setName("recover");
        recover.addActionListener(event -> bench.desk().replace(bench, aside, next -> {
            Session session = next.session();
            session.startOver(session.standard(left.arm(), left.subject()), left.minute());
            bench.desk().journal().add("recovered the session that was not closed");
        }));
        bench.banner().ask("The last session was not closed; it was at " + Snapshot.clock(left.minute()) + ".",
                recover);
    }
}
