package org.rexed.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The readings of a batch as a Parquet file: columns of {@code batch.csv}, with types; a missing cell is null. */
final class ParquetTable implements AutoCloseable {
    private static final long ROW_GROUP_BYTES = 8L << 20;
    private static final String[] READINGS = StudyTables.OBSERVATIONS.strip().split(",");
    private static final Map<String, PrimitiveTypeName> TYPES = Map.of(
        "subject", PrimitiveTypeName.INT32, "seed", PrimitiveTypeName.INT64, "time_min", PrimitiveTypeName.DOUBLE,
        "reading", PrimitiveTypeName.DOUBLE, "baseline", PrimitiveTypeName.DOUBLE,
        "percent_of_baseline", PrimitiveTypeName.DOUBLE, "censored", PrimitiveTypeName.BOOLEAN);

    private final SimpleGroupFactory rows;
    private final ParquetWriter<Group> writer;

    ParquetTable(Path file, List<String> factors) throws IOException {
        Types.MessageTypeBuilder columns = Types.buildMessage();
        columns.required(PrimitiveTypeName.INT32).named("run");
        factors.forEach(factor -> text(columns, factor));
        columns.required(PrimitiveTypeName.INT32).named("replicate");
        for (String column : READINGS) {
            if (TYPES.containsKey(column)) {
                columns.optional(TYPES.get(column)).named(column);
            } else {
                text(columns, column);
            }
        }
        MessageType type = columns.named("readings");
        rows = new SimpleGroupFactory(type);
        writer = ExampleParquetWriter.builder(new LocalOutputFile(file)).withConf(new PlainParquetConfiguration())
            .withType(type).withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP_BYTES).build();
    }

    private static void text(Types.MessageTypeBuilder columns, String name) {
        columns.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
    }

    /** Adds a reading of a run, as the cells of its row in {@code observations.csv}. */
    void add(Batch.Run run, String... cells) {
        Group row = rows.newGroup();
        row.append("run", run.number());
        run.factors().forEach(row::append);
        row.append("replicate", run.replicate());
        for (int i = 0; i < READINGS.length; i++) {
            PrimitiveTypeName type = TYPES.get(READINGS[i]);
            if (type == null) {
                row.append(READINGS[i], cells[i]);
            } else if (!cells[i].isEmpty()) {
                append(row, READINGS[i], type, cells[i]);
            }
        }
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a Parquet file", e);
        }
    }

    private static void append(Group row, String column, PrimitiveTypeName type, String cell) {
        switch (type) {
            case INT32 -> row.append(column, Integer.parseInt(cell));
            case INT64 -> row.append(column, Long.parseLong(cell));
            case BOOLEAN -> row.append(column, Boolean.parseBoolean(cell));
            default -> row.append(column, Double.parseDouble(cell));
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
