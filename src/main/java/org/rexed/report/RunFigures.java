package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The figures of a run: thresholds over time for every assay, drug concentrations, the slow mechanisms, and spikes
 * before and after exposure for every arm. What was not recorded is left out.
 */
public final class RunFigures {
    private static final int PNG_SCALE = 2;
    private static final String PLASMA = "plasma_concentration";
    private static final String EFFECT_SITE = "effect_site_concentration";
    private static final String BAND = "Lines: mean; bands: 95 % confidence interval of the mean";

    private final Tables tables;
    private final Palette palette;
    private final TimeScale scale;
    private final List<DoseMark> marks;
    private final Set<String> names = new HashSet<>();

    /** What is drawn of the slow clock; an entity that ends in a colon stands for each entity that begins so. */
    record Mechanism(String entity, String variable, String title, String axis, double naive) {
        private boolean is(StateCourses.Variable v) {
            return v.name().equals(variable)
                    && (entity.endsWith(":") ? v.entity().startsWith(entity) : v.entity().equals(entity));
        }

        private String title(StateCourses.Variable v) {
            return entity.endsWith(":") ? title + ", " + v.entity().substring(entity.length()).replace("@", ", ")
                    : title;
        }
    }

    static final List<Mechanism> MECHANISMS = List.of(
            new Mechanism("receptor:mu", "occupancy", "Mu receptor occupancy", "fraction", Double.NaN),
            new Mechanism("receptor:mu", "coupled_fraction_spinal-cord", "Mu receptors coupled, cord", "fraction", 1),
            new Mechanism("receptor:mu", "coupled_fraction_brainstem", "Mu receptors coupled, brainstem", "fraction",
                    1),
            new Mechanism("adenylyl-cyclase", "mu_adaptation_spinal-cord", "Opponent adaptation, cord", "fraction", 0),
            new Mechanism("dorsal-horn", "kinase_c_activity", "Protein kinase C, dorsal horn", "fraction", 0),
            new Mechanism("dorsal-horn", "nmda_phosphorylated_fraction", "NMDA receptors phosphorylated", "fraction",
                    Double.NaN),
            new Mechanism("dorsal-horn", "nmda_trapped_fraction", "NMDA receptors trapped by a blocker", "fraction", 0),
            new Mechanism("dorsal-horn", "glutamate_uptake_capacity", "Glutamate uptake", "relative to naive", 1),
            new Mechanism("dorsal-horn:", "glutamate_level", "Extracellular glutamate", "relative to naive", 1),
            new Mechanism("rvm", "cck_level", "Cholecystokinin, RVM", "relative to naive", 1),
            new Mechanism("rvm:on", "firing_rate", "ON cells, RVM", "", Double.NaN),
            new Mechanism("rvm:off", "firing_rate", "OFF cells, RVM", "", Double.NaN),
            new Mechanism("dorsal-horn", "dynorphin_extracellular", "Dynorphin, dorsal horn", "", Double.NaN),
            new Mechanism("dorsal-horn", "cgrp_store", "CGRP store of afferents", "relative to naive", 1),
            new Mechanism("dorsal-horn", "prostaglandin_level", "Prostaglandin E2", "fraction", 0),
            new Mechanism("dorsal-horn", "microglia_activation", "Microglia activated", "fraction", 0),
            new Mechanism("dorsal-horn", "c_fibre_potentiation", "C-fibre potentiation", "fraction", 0),
            new Mechanism("dorsal-horn", "latent_sensitization", "Latent sensitization", "fraction", 0),
            new Mechanism("dorsal-horn", "dead_inhibitory_neurons", "Inhibitory neurons lost", "number", 0),
            new Mechanism("dorsal-horn", "dead_other_neurons", "Other neurons lost", "number", 0),
            new Mechanism("injury:", "level", "Injury", "level", 0));

    static final List<Mechanism> SIDE_EFFECTS = List.of(
            new Mechanism("side-effect", "sedation", "Sedation", "fraction", 0),
            new Mechanism("side-effect", "respiratory_depression", "Respiratory depression", "fraction", 0),
            new Mechanism("side-effect", "nausea", "Nausea", "fraction", 0),
            new Mechanism("side-effect", "itch", "Itch", "fraction", 0));

    private RunFigures(Tables tables) {
        this.tables = tables;
        palette = Palette.of(tables.arms(), tables.referenceArm());
        scale = tables.timeScale();
        marks = DoseMark.of(tables.events(), scale);
    }

    /**
     * Writes every figure as PNG (1600 pixels wide) and SVG into the folder's {@code figures}, replacing older ones.
     *
     * @return the files written
     * @throws UnreadableRunException if the folder holds no readable run
     * @throws UncheckedIOException if a file cannot be written
     */
    public static List<Path> write(Path runFolder) {
        Path figures = runFolder.resolve("figures");
        List<Path> files = new ArrayList<>();
        try {
            for (Figure figure : of(Tables.open(runFolder))) {
                Files.createDirectories(figures);
                files.add(Files.write(figures.resolve(figure.name() + ".png"),
                        FigureFiles.png(figure, PNG_SCALE, true)));
                files.add(Files.write(figures.resolve(figure.name() + ".svg"), FigureFiles.svg(figure)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(figures.toString(), e);
        }
        return files;
    }

    static List<Figure> of(Tables tables) {
        RunFigures run = new RunFigures(tables);
        List<Figure> figures = new ArrayList<>(run.thresholds());
        StateCourses states = StateCourses.read(tables, run.scale, RunFigures::wanted);
        run.drugs(states, figures);
        run.courses("mechanisms", "Slow mechanisms", MECHANISMS, states, figures);
        run.courses("side-effects", "Side effects", SIDE_EFFECTS, states, figures);
        run.rasters(figures);
        return figures;
    }

    private static boolean wanted(StateCourses.Variable variable) {
        return variable.entity().startsWith("drug:")
                || Stream.concat(MECHANISMS.stream(), SIDE_EFFECTS.stream()).anyMatch(m -> m.is(variable));
    }

    private List<Figure> thresholds() {
        Map<List<Object>, Integer> censored = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        tables.eachObservation(o -> {
            units.putIfAbsent(o.assay(), o.unit());
            if (o.censored()) {
                censored.merge(List.of(o.arm(), o.assay(), o.site(), o.time_min()), 1, Integer::sum);
            }
        });
        Map<String, Map<String, CourseDataset>> assays = new LinkedHashMap<>();
        for (Tables.Summary row : tables.summary()) {
            int atCutoff = censored.getOrDefault(List.of(row.arm(), row.assay(), row.site(), row.time_min()), 0);
            assays.computeIfAbsent(row.assay(), a -> new LinkedHashMap<>())
                    .computeIfAbsent(row.site(), s -> new CourseDataset())
                    .add(row.arm(), new CourseDataset.Point(scale.of_min(row.time_min()), row.mean(), row.low(),
                            row.high(), row.n(), atCutoff));
        }
        List<Figure> figures = new ArrayList<>();
        assays.forEach((assay, sites) -> figures.add(threshold(assay, sites, units.getOrDefault(assay, ""))));
        return figures;
    }

    private Figure threshold(String assay, Map<String, CourseDataset> sites, String unit) {
        int lanes = new DoseLanes(marks, palette).count();
        int height = ThresholdChart.PANEL_HEIGHT * sites.size() + lanes * DoseLanes.LANE_HEIGHT + 70
                + ChartStyle.legendHeight(ThresholdChart.legend(sites, palette), PanelGrid.WIDTH - 28);
        String caption = BAND + "; " + subjects(assay) + ". Readings" + (unit.isEmpty() ? "" : " in " + unit)
                + ", each in percent of the subject's own baseline (dotted line: 100 %)."
                + (lanes == 0 ? "" : " Below: what each arm was given; bars are infusions, ticks single doses, crosses"
                        + " lesions (with a line while they last) and other events.")
                + (sites.values().stream().anyMatch(CourseDataset::anyCensored)
                        ? " Open markers: some readings stood at the cutoff, so the mean is a lower bound." : "");
        return new Figure(name("hyperalgesia-" + assay), "Pain threshold: " + assay
                + (sites.size() == 1 ? ", " + sites.keySet().iterator().next() : ""), caption, PanelGrid.WIDTH, height,
                (g, area) -> ThresholdChart.create(null, sites.size() == 1
                        ? Map.of("", sites.values().iterator().next()) : sites, marks, scale, palette).draw(g, area));
    }

    private String subjects(String assay) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (Tables.Summary row : tables.summary()) {
            if (assay.isEmpty() || row.assay().equals(assay)) {
                least = Math.min(least, row.n());
                most = Math.max(most, row.n());
            }
        }
        return "n = " + (least >= most ? most : least + " to " + most) + " subjects in each arm";
    }

    private void drugs(StateCourses states, List<Figure> figures) {
        PanelGrid grid = new PanelGrid(palette, scale::axis, 210);
        boolean log = false;
        boolean any = false;
        for (StateCourses.Variable variable : states.variables()) {
            if (variable.name().equals(PLASMA)) {
                StateCourses.Variable site = new StateCourses.Variable(variable.entity(), EFFECT_SITE);
                CourseDataset plasma = states.dataset(variable, palette.arms(), true);
                CourseDataset effect = states.dataset(site, palette.arms(), true);
                if (plasma.getSeriesCount() > 0) {
                    String drug = variable.entity().substring("drug:".length());
                    List<DoseMark> given = marks.stream().filter(mark -> mark.what().equals(drug)).toList();
                    boolean own = PanelGrid.wantsLog(plasma);
                    grid.add(drug + ", plasma", states.unit(variable), plasma, own, Double.NaN, given);
                    grid.add(drug + ", effect site", states.unit(site), effect, own, Double.NaN, given);
                    log |= own;
                    any = true;
                }
            }
        }
        if (any) {
            figures.add(new Figure(name("drug-concentrations"), "Drug concentrations",
                    BAND + "; " + subjects("") + ". Only arms in which the drug was present are drawn."
                            + (log ? " Logarithmic axes leave out times without drug." : "")
                            + " Grey ground: the drug is infused in at least one arm; hairlines: its single doses.",
                    PanelGrid.WIDTH, grid.height(), grid::paint));
        }
    }

    /** A panel for each variable that moves in some arm; the others are named. */
    private void courses(String file, String title, List<Mechanism> wanted, StateCourses states, List<Figure> figures) {
        PanelGrid grid = new PanelGrid(palette, scale::axis, 170);
        List<DoseMark> infusions = marks.stream().filter(mark -> mark.kind() == DoseMark.Kind.INFUSION).toList();
        List<String> missing = new ArrayList<>();
        List<String> still = new ArrayList<>();
        boolean any = false;
        for (Mechanism m : wanted) {
            List<StateCourses.Variable> found = states.variables().stream().filter(m::is).toList();
            if (found.isEmpty() && !m.entity.endsWith(":")) {
                missing.add(m.title);
            }
            for (StateCourses.Variable variable : found) {
                CourseDataset courses = states.dataset(variable, palette.arms(), false);
                if (courses.moves()) {
                    grid.add(m.title(variable), m.axis.isEmpty() ? states.unit(variable) : m.axis, courses, false,
                            m.naive, infusions);
                    any = true;
                } else {
                    still.add(m.title(variable));
                }
            }
        }
        if (any) {
            figures.add(new Figure(name(file), title, BAND + "; " + subjects("")
                    + ". Dotted lines: value in the naive animal. Grey ground: a drug is infused in at least one arm."
                    + (still.isEmpty() ? "" : " Unchanged in every arm: " + String.join(", ", still) + ".")
                    + (missing.isEmpty() ? "" : " Not recorded: " + String.join(", ", missing) + "."),
                    PanelGrid.WIDTH, grid.height(), grid::paint));
        }
    }

    private void rasters(List<Figure> figures) {
        Map<String, List<Tables.Spike>> arms = new LinkedHashMap<>();
        tables.spikes().forEach(s -> arms.computeIfAbsent(s.arm(), arm -> new ArrayList<>()).add(s));
        arms.forEach((arm, all) -> {
            String subject = all.get(0).subject();
            Raster raster = new Raster(all.stream().filter(s -> s.subject().equals(subject)).toList(), scale);
            figures.add(new Figure(name("raster-" + arm), "Spikes before and after exposure: " + arm,
                    "One subject (" + subject + "; n = 1). Each tick is a spike, each line a neuron; populations in"
                            + " anatomical order, neurons that never fired at the edge of a population are not shown."
                            + " Numbers on the right: spikes of the population. Below: spikes of all neurons.",
                    PanelGrid.WIDTH, raster.height(), raster::paint));
        });
    }

    /** A file name that every operating system takes, and none twice even where case does not count. */
    private String name(String wish) {
        return ProbeFigures.fileName(names, wish);
    }
}
