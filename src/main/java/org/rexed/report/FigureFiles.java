package org.rexed.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** Turns figures into PNG and SVG; equal figures give equal bytes on the same Java and fonts. */
final class FigureFiles {
    private static final int MARGIN = 14;
    private static final int TITLE_HEIGHT = 34;
    private static final int CAPTION_LINE = 15;
    private static final double PIXELS_PER_MM_AT_300_DPI = 300 / 25.4;

    private FigureFiles() {}

    /** PNG bytes at so many pixels for each unit, marked as 300 dpi. */
    static byte[] png(Figure figure, int scale, boolean withCaption) {
        BufferedImage image = new BufferedImage(
                figure.width() * scale, height(figure, withCaption) * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
        paint(figure, g, withCaption);
        g.dispose();
        try {
            return encode(image);
        } catch (IOException e) {
            throw new UncheckedIOException(figure.name(), e);
        }
    }

    /** SVG text with the caption below the picture. */
    static byte[] svg(Figure figure) {
        Document document = GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment("Rexed");
        context.setPrecision(2);
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        g.setSVGCanvasSize(new java.awt.Dimension(figure.width(), height(figure, true)));
        paint(figure, g, true);
        StringWriter out = new StringWriter();
        try {
            org.w3c.dom.Element root = g.getRoot();
            root.setAttributeNS(null, "viewBox", "0 0 " + figure.width() + " " + height(figure, true));
            g.stream(root, out, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(figure.name(), e);
        }
        return out.toString().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void paint(Figure figure, Graphics2D g, boolean withCaption) {
        g.setPaint(Color.WHITE);
        g.fill(new Rectangle2D.Double(0, 0, figure.width(), height(figure, withCaption)));
        g.setPaint(ChartStyle.INK);
        g.setFont(ChartStyle.TITLE);
        g.drawString(figure.title(), MARGIN, 24);
        figure.painter().paint(g, new Rectangle2D.Double(0, TITLE_HEIGHT, figure.width(), figure.height()));
        if (withCaption) {
            g.setPaint(ChartStyle.SOFT_INK);
            g.setFont(ChartStyle.SMALL);
            int y = TITLE_HEIGHT + figure.height() + 16;
            for (String line : wrap(figure.caption(), figure.width() - 2 * MARGIN, ChartStyle.SMALL)) {
                g.drawString(line, MARGIN, y);
                y += CAPTION_LINE;
            }
        }
    }

    private static int height(Figure figure, boolean withCaption) {
        int lines = withCaption ? wrap(figure.caption(), figure.width() - 2 * MARGIN, ChartStyle.SMALL).size() : 0;
        return TITLE_HEIGHT + figure.height() + (lines == 0 ? 4 : lines * CAPTION_LINE + 14);
    }

    private static List<String> wrap(String text, int width, Font font) {
        List<String> lines = new ArrayList<>();
        if (text.isBlank()) {
            return lines;
        }
        AttributedString attributed = new AttributedString(text);
        attributed.addAttribute(TextAttribute.FONT, font);
        LineBreakMeasurer measurer =
                new LineBreakMeasurer(attributed.getIterator(), new FontRenderContext(null, true, true));
        int start = 0;
        while (start < text.length()) {
            // Browsers may show an SVG in a slightly wider font.
            int end = measurer.nextOffset(width * 0.96f);
            measurer.setPosition(end);
            lines.add(text.substring(start, end).strip());
            start = end;
        }
        return lines;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        ImageWriter writer = writers.next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
        IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
        for (String axis : new String[] {"HorizontalPixelSize", "VerticalPixelSize"}) {
            IIOMetadataNode size = new IIOMetadataNode(axis);
            size.setAttribute("value", Double.toString(1 / PIXELS_PER_MM_AT_300_DPI));
            dimension.appendChild(size);
        }
        root.appendChild(dimension);
        metadata.mergeTree("javax_imageio_1.0", root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
