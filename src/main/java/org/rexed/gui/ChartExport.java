package org.rexed.gui;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;

/** A chart as files: picture, drawing and numbers. */
final class ChartExport {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final int SCALE = 2;

    private ChartExport() {}

    /** The three kinds of file, made at once so that later changes of the chart do not matter. */
    record Content(String name, byte[] png, byte[] svg, byte[] csv) {
        /** Writes NAME.png, NAME.svg and NAME.csv; returns what was written. */
        List<Path> write(Path folder) throws IOException {
            Files.createDirectories(folder);
            List<Path> written = new ArrayList<>();
            written.add(Files.write(folder.resolve(name + ".png"), png));
            written.add(Files.write(folder.resolve(name + ".svg"), svg));
            written.add(Files.write(folder.resolve(name + ".csv"), csv));
            return written;
        }
    }

    /** Draws a chart; the first column of its table is the axis of time in days. */
    static Content of(String title, JFreeChart chart, String axis, String values) throws IOException {
        BufferedImage image = chart.createBufferedImage(
                WIDTH * SCALE, HEIGHT * SCALE, WIDTH, HEIGHT, null);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        SVGGraphics2D g = new SVGGraphics2D(GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null));
        g.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        StringWriter svg = new StringWriter();
        g.stream(svg, true);
        return new Content(fileName(title), png.toByteArray(), svg.toString().getBytes(StandardCharsets.UTF_8),
                csv(chart.getXYPlot().getDataset(), axis, values).getBytes(StandardCharsets.UTF_8));
    }

    /** Letters, digits and single dashes. */
    static String fileName(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** One row for each point; with bounds if the chart has them. */
    static String csv(XYDataset data, String axis, String values) {
        boolean bounds = data instanceof IntervalXYDataset interval && hasBounds(interval);
        StringBuilder text = new StringBuilder("series,").append(quoted(axis)).append(',').append(quoted(values))
                .append(bounds ? ",ci95_low,ci95_high\n" : "\n");
        for (int s = 0; s < data.getSeriesCount(); s++) {
            for (int i = 0; i < data.getItemCount(s); i++) {
                text.append(quoted(String.valueOf(data.getSeriesKey(s)))).append(',').append(data.getXValue(s, i))
                        .append(',').append(number(data.getYValue(s, i)));
                if (bounds) {
                    IntervalXYDataset interval = (IntervalXYDataset) data;
                    text.append(',').append(number(interval.getStartYValue(s, i))).append(',')
                            .append(number(interval.getEndYValue(s, i)));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static boolean hasBounds(IntervalXYDataset data) {
        for (int s = 0; s < data.getSeriesCount(); s++) {
            for (int i = 0; i < data.getItemCount(s); i++) {
                if (Double.compare(data.getStartYValue(s, i), data.getEndYValue(s, i)) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
