package org.rexed.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/**
 * Where a run goes beyond published experiments. The rule: of each drug the most that any subject of an arm got in
 * 24 hours, per kilogram of the typical body, and the days from first to last are compared with the largest of the
 * published experiments of that species that Rexed knows; a tenth more is tolerated, as bodies differ. Of pellets and
 * patches only the days count.
 */
final class Extrapolation {
    private static final double DAY_min = 1440;
    private static final double TOLERATED = 1.1;
    private static final Pattern MASS = Pattern.compile("(?m)^  mass: ([0-9.]+) (kg|g)\\b");
    private static final Pattern SPECIES = Pattern.compile("(?m)^species: ([a-z]+)");
    static final String RULE = "The rule: of each drug, the most that a subject got in any 24 hours (per kg of the"
            + " typical body, by whatever route) and the days from the first to the last dose are compared with the"
            + " largest of the published experiments on that species that Rexed knows (models/scenarios/from-papers)."
            + " Of pellets and patches only the days count. What lies more than a tenth beyond them was never compared"
            + " with such an experiment.";

    /** The largest that was studied. */
    private record Studied(double amount, String study, double days, String daysStudy) {}

    /** What an arm got of a drug. */
    private record Given(double amount, double days) {
        Given and(Given other) {
            return new Given(Math.max(amount, other.amount), Math.max(days, other.days));
        }
    }

    private Extrapolation() {}

    /** The section of a report that tells it. */
    static Html section(Tables tables) {
        Html section = ReportSections.section("extrapolation", "Where the model extrapolates");
        List<String> warnings = warnings(tables);
        if (warnings == null) {
            section.add(Html.of(Tag.P, "It cannot be told, because the settings do not say species and body mass."));
        } else if (warnings.isEmpty()) {
            section.add(Html.of(Tag.P, "Doses and durations lie within those of published experiments."));
        } else {
            Html list = Html.of(Tag.UL);
            warnings.forEach(warning -> list.add(Html.of(Tag.LI, warning)));
            section.add(Html.of(Tag.DIV).with(Attribute.CLASS, "warning").add(list));
        }
        return section.add(Html.of(Tag.P, RULE).with(Attribute.CLASS, "soft"));
    }

    /** One sentence for each arm and drug; null if species or mass are not known. */
    static List<String> warnings(Tables tables) {
        String settings = tables.resolvedYaml();
        Matcher mass = MASS.matcher(settings);
        Matcher species = SPECIES.matcher(settings);
        if (!mass.find() || !species.find()) {
            return null;
        }
        double mass_kg = Double.parseDouble(mass.group(1)) / (mass.group(2).equals("g") ? 1000 : 1);
        Map<String, Studied> studied = studied(species.group(1));
        List<String> warnings = new ArrayList<>();
        given(tables, mass_kg).forEach((key, given) -> {
            String arm = key.get(0);
            String drug = key.get(1);
            Studied limit = studied.get(drug);
            if (limit == null) {
                warnings.add(arm + ": " + drug + " is in no published experiment on this species that Rexed knows.");
                return;
            }
            if (given.amount > TOLERATED * limit.amount) {
                warnings.add(arm + ": " + Numbers.brief(given.amount) + " mg/kg of " + drug + " in 24 hours; studied up"
                        + " to " + Numbers.brief(limit.amount) + " (" + limit.study + ").");
            }
            if (given.days > TOLERATED * limit.days && given.days - limit.days > 1 / 24.0) {
                warnings.add(arm + ": " + drug + " for " + Numbers.brief(given.days) + " days; studied "
                        + (limit.days == 0 ? "as single doses" : "up to " + Numbers.brief(limit.days)) + " ("
                        + limit.daysStudy + ").");
            }
        });
        return warnings;
    }

    private static Map<List<String>, Given> given(Tables tables, double mass_kg) {
        Map<List<String>, List<Tables.Event>> own = new LinkedHashMap<>();
        tables.events().stream().filter(e -> e.unit().startsWith("mg")).forEach(e -> own.computeIfAbsent(
                List.of(e.arm(), e.what(), e.subject()), key -> new ArrayList<>()).add(e));
        Map<List<String>, Given> given = new LinkedHashMap<>();
        own.forEach((key, events) -> given.merge(key.subList(0, 2), of(events, mass_kg), Given::and));
        return given;
    }

    private static Given of(List<Tables.Event> events, double mass_kg) {
        List<double[]> pieces = pieces(events);
        double last = pieces.stream().mapToDouble(piece -> piece[1]).max().orElse(0);
        double first = pieces.stream().mapToDouble(piece -> piece[0]).min().orElse(0);
        double most = 0;
        for (double[] opening : pieces) {
            double sum = 0;
            for (double[] piece : pieces) {
                double from = Math.max(opening[0], piece[0]);
                double until = Math.min(opening[0] + DAY_min, piece[1]);
                boolean single = piece[0] == piece[1];
                sum += single ? piece[0] >= opening[0] && piece[0] < opening[0] + DAY_min ? piece[2] : 0
                        : Math.max(0, until - from) * piece[2];
            }
            most = Math.max(most, sum);
        }
        return new Given(most / mass_kg, (last - first) / DAY_min);
    }

    /** What was given, each as begin, end and amount; the amount of what lasts is per minute. */
    private static List<double[]> pieces(List<Tables.Event> events) {
        List<double[]> pieces = new ArrayList<>();
        double rate = 0;
        double since = 0;
        List<Tables.Event> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingDouble(Tables.Event::time_min));
        for (Tables.Event event : sorted) {
            switch (event.event()) {
                case "infusion start", "infusion stop", "rate set" -> {
                    if (rate > 0 && event.time_min() > since) {
                        pieces.add(new double[] {since, event.time_min(), rate});
                    }
                    since = event.time_min();
                    rate = event.event().equals("rate set") ? event.amount()
                            : rate + (event.event().equals("infusion start") ? 1 : -1) * event.amount();
                    rate = rate < 1e-12 ? 0 : rate;
                }
                default -> {
                    if (Double.isFinite(event.amount()) && event.unit().equals("mg")) {
                        // What leaves a pellet or patch in a day depends on the drug: they count by their days only.
                        pieces.add(new double[] {event.time_min(), event.time_min(),
                            event.event().equals("bolus") ? event.amount() : 0});
                    }
                }
            }
        }
        return pieces;
    }

    private static Map<String, Studied> studied(String species) {
        Map<String, Studied> studied = new TreeMap<>();
        try (InputStream in = Extrapolation.class.getResourceAsStream("studied-doses.csv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(line -> line.split(","))
                    .filter(cells -> cells[0].equals(species)).forEach(cells -> studied.put(cells[1],
                            new Studied(Double.parseDouble(cells[2]), cells[3], Double.parseDouble(cells[4]),
                                    cells[5])));
        } catch (IOException e) {
            throw new UncheckedIOException("studied-doses.csv", e);
        }
        return studied;
    }
}
