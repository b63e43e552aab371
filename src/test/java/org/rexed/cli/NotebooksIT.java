package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks read what a run wrote, and compute from the readings what the run's own summary says. */
class NotebooksIT {
    private static final String SCENARIO = """
        rexed: 1
        name: for-notebooks
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 3
        seed: 4
        duration: 90 min
        reference: saline
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 20 min, at: [1 h, 90 min]}
        arms:
          - name: saline
          - name: morphine
            doses: [{drug: morphine, dose: 5 mg/kg, route: sc, at: 30 min}]
        """;

    @TempDir
    private Path folder;

    @Test
    void bothLanguagesReadWhatARunWrote() throws IOException, InterruptedException {
        Path scenario = Files.writeString(folder.resolve("s.yaml"), SCENARIO);
        assertThat(new Terminal().rexed("run", scenario.toString(), "--out", folder.toString(), "--quiet",
            "--no-report")).isZero();
        Path run = folder.resolve("for-notebooks/1");
        int languages = 0;
        for (List<String> language : List.of(List.of("python3", "run-in-python.ipynb", "script.py"),
                List.of("Rscript", "run-in-r.ipynb", "script.R"))) {
            if (isInstalled(language.get(0))) {
                languages++;
                agrees(run, execute(language, run));
            }
        }
        Assumptions.assumeTrue(languages > 0, "neither Python nor R on this machine");
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String execute(List<String> language, Path run) throws IOException, InterruptedException {
        JsonNode notebook = new ObjectMapper().readTree(Path.of("src/notebooks", language.get(1)).toFile());
        StringBuilder code = new StringBuilder();
        for (JsonNode cell : notebook.get("cells")) {
            if (cell.get("cell_type").asText().equals("code")) {
                cell.get("source").forEach(line -> code.append(line.asText()));
                code.append("\n\n");
            }
        }
        Path script = Files.writeString(folder.resolve(language.get(2)), code, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(language.get(0), script.toString()).redirectErrorStream(true);
        builder.environment().put("REXED_RUN", run.toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static void agrees(Path run, String printed) throws IOException {
        assertThat(printed).contains("18 readings of 6 subjects");
        List<String> rows = Files.readAllLines(run.resolve("summary.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            assertThat(printed).contains(String.format(Locale.ROOT, "%s %s %.2f d: mean %.6f sd %.6f n 3", cells[0],
                cells[1], Double.parseDouble(cells[3]) / 1440, Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6])));
        }
    }
}
