package org.rexed.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rexed.experiment.Csv;
import org.rexed.experiment.FolderException;

/**
 * A calibration as tables with the column names of PEtab version 1 (Schmiester 2021, PLOS Computational Biology
 * 17:e1008646): what is compared, what was measured, which parameters are free. A condition is a study; observables are
 * quantities of whole simulated experiments, so a formula names a quantity and no expression of an SBML model.
 */
public final class Petab {
    private Petab() {}

    /**
     * Writes {@code conditions.tsv}, {@code observables.tsv}, {@code measurements.tsv} and {@code parameters.tsv}.
     *
     * @throws FolderException if one of them is there already
     */
    public static void write(Calibration calibration, Path folder) {
        Map<String, String> tables = tables(calibration);
        try {
            Files.createDirectories(folder);
            for (String name : tables.keySet()) {
                if (Files.exists(folder.resolve(name))) {
                    throw new FolderException(FolderException.Reason.NAME, "--petab: " + folder.resolve(name)
                        + " is there already; choose another folder");
                }
            }
            for (Map.Entry<String, String> table : tables.entrySet()) {
                Files.writeString(folder.resolve(table.getKey()), table.getValue(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    static Map<String, String> tables(Calibration calibration) {
        StringBuilder conditions = new StringBuilder("conditionId\tconditionName\n");
        calibration.studies().forEach(study -> line(conditions, Measurements.identifier(study.id()),
            study.publication().citation()));
        StringBuilder observables = new StringBuilder("observableId\tobservableName\tobservableFormula\t"
            + "observableTransformation\tnoiseFormula\tnoiseDistribution\n");
        StringBuilder measurements = new StringBuilder("observableId\tsimulationConditionId\tmeasurement\ttime\t"
            + "noiseParameters\tmeasurementType\tmeasurementUpper\tunit\tweight\n");
        Set<String> done = new LinkedHashSet<>();
        for (Calibration.Stage stage : calibration.stages()) {
            for (Calibration.Fitted fitted : stage.studies()) {
                for (Term term : fitted.terms()) {
                    if (done.add(term.name())) {
                        String id = Measurements.observable(term.study(), term.target());
                        String statement = fitted.study().targets().stream()
                            .filter(target -> target.name().equals(term.target())).findFirst().orElseThrow()
                            .statement();
                        line(observables, id, statement, Measurements.identifier(term.target()), "lin",
                            Csv.number(term.sd()), "normal");
                        double lower = term.kind() == Term.Kind.BELOW ? term.high() : term.low();
                        boolean two = term.kind() == Term.Kind.RANGE || term.kind() == Term.Kind.BETWEEN;
                        line(measurements, id, Measurements.identifier(term.study()), Csv.number(lower), "inf",
                            Csv.number(term.sd()), term.kind().name().toLowerCase(Locale.ROOT),
                            two ? Csv.number(term.high()) : "", term.unit(), Csv.number(term.weight()));
                    }
                }
            }
        }
        StringBuilder parameters = new StringBuilder("parameterId\tparameterName\tparameterScale\tlowerBound\t"
            + "upperBound\tnominalValue\testimate\tunit\ttransform\tstage\n");
        for (Calibration.Stage stage : calibration.stages()) {
            for (FreeParameter p : stage.parameters()) {
                line(parameters, Measurements.identifier(p.path()), p.path(),
                    p.transform() == Transform.LOG ? "log" : "lin", Csv.number(p.low()), Csv.number(p.high()),
                    Csv.number(p.start()), "1", p.unit(), p.transform().name().toLowerCase(Locale.ROOT), stage.name());
            }
        }
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("conditions.tsv", conditions.toString());
        tables.put("observables.tsv", observables.toString());
        tables.put("measurements.tsv", measurements.toString());
        tables.put("parameters.tsv", parameters.toString());
        return tables;
    }

    private static void line(StringBuilder table, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            table.append(i == 0 ? "" : "\t").append(cells[i].replaceAll("\\s+", " ").strip());
        }
        table.append('\n');
    }
}
