package dev.assay.site.exports;

import dev.assay.core.RunId;
import dev.assay.store.Runs;
import dev.assay.store.Runs.StoredSample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.TreeSet;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes samples as Parquet: a row per sample, and a column {@code dimension_NAME} for each dimension of the run, empty where
 * a sample has none. Names repeat and are kept as dictionaries, so the file is small without a compression library.
 */
public final class SamplesParquet {

  /** How much is gathered before it is written: what the writer may take of the heap. */
  private static final long GROUP_BYTES = 16L << 20;

  private static final LogicalTypeAnnotation TEXT = LogicalTypeAnnotation.stringType();

  private SamplesParquet() {}

  /** Write the samples of a run, reading them twice: for the columns, then for the rows. */
  public static void write(OutputStream out, Runs runs, RunId run) throws IOException {
    var dimensions = new TreeSet<String>();
    runs.eachSample(run, stored -> dimensions.addAll(stored.sample().dimensions().keySet()));
    var schema = schema(dimensions);
    try (var writer = writer(out, schema)) {
      runs.eachSample(run, stored -> {
        try {
          writer.write(row(schema, stored));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  private static MessageType schema(Iterable<String> dimensions) {
    var columns = Types.buildMessage()
        .required(PrimitiveTypeName.BINARY).as(TEXT).named("case")
        .required(PrimitiveTypeName.INT32).named("attempt")
        .required(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)).named("at")
        .required(PrimitiveTypeName.BINARY).as(TEXT).named("kpi")
        .required(PrimitiveTypeName.BINARY).as(TEXT).named("unit")
        .required(PrimitiveTypeName.BINARY).as(TEXT).named("better")
        .required(PrimitiveTypeName.DOUBLE).named("value");
    for (var name : dimensions) {
      columns = columns.optional(PrimitiveTypeName.BINARY).as(TEXT).named("dimension_" + name);
    }
    return columns.named("samples");
  }

  private static ParquetWriter<Group> writer(OutputStream out, MessageType schema) throws IOException {
    return ExampleParquetWriter.builder(new Into(out)).withConf(new PlainParquetConfiguration()).withType(schema)
        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED).withWriterVersion(WriterVersion.PARQUET_1_0).withRowGroupSize(GROUP_BYTES).build();
  }

  private static Group row(MessageType schema, StoredSample stored) {
    var sample = stored.sample();
    var row = new SimpleGroup(schema).append("case", stored.testCase().value()).append("attempt", stored.attempt()).append("at", micros(sample.at()))
        .append("kpi", sample.kpi().name()).append("unit", sample.kpi().unit()).append("better", sample.kpi().better().name().toLowerCase(java.util.Locale.ROOT))
        .append("value", sample.value());
    sample.dimensions().forEach((name, value) -> row.append("dimension_" + name, value));
    return row;
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }

  /** A stream as the library wants it; where in it we stand is counted here. */
  private record Into(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        private long position;

        @Override
        public long getPos() {
          return position;
        }

        @Override
        public void write(int b) throws IOException {
          out.write(b);
          position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          out.write(bytes, from, length);
          position += length;
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
