package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.DynorphinField;
import org.rexed.neuron.Population;
import org.rexed.nociception.Modality;
import org.rexed.report.Regions;
import sim.portrayal.DrawInfo2D;
import sim.portrayal.FieldPortrayal2D;
import sim.portrayal.Portrayal;

/** Draws what lies behind the neurons: laminae, dermatomes, nuclei, pathways, the dynorphin field, and the legend. */
final class AnatomyPortrayal extends FieldPortrayal2D {
    private static final double LEAST_SCALE_nM = 2;
    private final Canvas canvas;

    AnatomyPortrayal(Canvas canvas) {
        this.canvas = canvas;
    }

    @Override
    public Portrayal getDefaultPortrayal() {
        return null;
    }

    @Override
    public void draw(Object object, Graphics2D graphics, DrawInfo2D info) {
        Snapshot shown = canvas.shown();
        if (shown.circuit() == null) {
            return;
        }
        CircuitLayout layout = canvas.layout(info.draw.width, info.draw.height);
        Graphics2D g = (Graphics2D) graphics.create();
        g.translate(info.draw.x, info.draw.y);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        paint(g, layout, shown, Look.now());
        g.dispose();
    }

    /** Paints the background of one moment. */
    static void paint(Graphics2D g, CircuitLayout layout, Snapshot shown, Look look) {
        new Drawing(g, layout, shown, look).draw();
    }

    /**
     * Upper end of the colour scale for a concentration: fixed steps, so that colours keep their meaning for a while.
     */
    static double scale_nM(double[][] field) {
        double largest = LEAST_SCALE_nM;
        for (double[] row : field) {
            for (double value : row) {
                largest = Math.max(largest, value);
            }
        }
        return Infusion.roundUp(largest);
    }

    /** One drawing. */
    private static final class Drawing {
        private final Graphics2D g;
        private final CircuitLayout at;
        private final Snapshot shown;
        private final Look look;
        private final Circuit circuit;
        private final Font plain;
        private final Font bold;
        private final Font small;

        Drawing(Graphics2D g, CircuitLayout at, Snapshot shown, Look look) {
            this.g = g;
            this.at = at;
            this.shown = shown;
            this.look = look;
            this.circuit = shown.circuit();
            plain = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) at.font);
            bold = plain.deriveFont(Font.BOLD);
            small = plain.deriveFont((float) at.small);
        }

        void draw() {
            if (!at.rows.isEmpty()) {
                bands();
                nerves();
            }
            nuclei();
            new PathwayDrawing(g, at, shown, look).draw();
            legend();
            stimulus();
        }

        private void bands() {
            double[][] dynorphin_nM = shown.now().dynorphin_nM();
            double scale_nM = scale_nM(dynorphin_nM);
            for (String row : at.rows.keySet()) {
                int lamina = DynorphinField.LAMINAE.indexOf(row);
                for (int d = 0; d < at.dermatomes.size(); d++) {
                    boolean heat = lamina >= 0 && dynorphin_nM.length > lamina;
                    double share = heat ? dynorphin_nM[lamina][d] / scale_nM : 0;
                    g.setColor(heat ? heat(share) : look.band());
                    Rectangle2D.Double cell = at.cell(row, d);
                    g.fill(new RoundRectangle2D.Double(cell.x, cell.y, cell.width, cell.height, 8, 8));
                }
                rowLabel(row);
            }
            g.setFont(bold);
            for (int d = 0; d < at.dermatomes.size(); d++) {
                Rectangle2D.Double cell = at.cell(Regions.SKIN, d);
                g.setColor(look.ink());
                center(at.dermatomes.get(d), cell.getCenterX(), cell.y - at.font * 0.55);
            }
            g.setFont(small);
            g.setColor(look.softInk());
            right("dermatome", at.cord.x - 8, at.cord.y - at.font * 0.55);
        }

        private Color heat(double share) {
            return Look.mix(look.band(), look.dynorphin(), share);
        }

        /** The name of a row and, as far as there is room, its classes with their dots. */
        private void rowLabel(String row) {
            Rectangle2D.Double band = at.rows.get(row);
            double x = at.gutter.x;
            double y = band.y + at.font * 0.95;
            g.setFont(bold);
            g.setColor(look.ink());
            g.drawString(row.equals(Regions.SKIN) ? "Skin: afferents" : Regions.title(row), (float) x, (float) y);
            g.setFont(small);
            List<String> classes = at.classes(row);
            for (int c = 0; c < classes.size(); c++) {
                y += at.font * 1.15;
                boolean last = y + at.font * 1.15 > band.getMaxY() + at.font * 0.3;
                if (last && c + 1 < classes.size()) {
                    g.setColor(look.softInk());
                    g.drawString("and " + (classes.size() - c) + " more", (float) (x + at.font), (float) y);
                    return;
                }
                PopulationStyle style = PopulationStyle.of(classes.get(c));
                double dot = Math.min(at.dot, at.font * 0.38);
                Dots.draw(g, style.shape(), x + at.font * 0.45, y - at.font * 0.3, dot, style.color(), look.ink());
                g.setColor(look.softInk());
                g.drawString(fitted(style.title(), at.gutter.width - at.font * 1.4), (float) (x + at.font), (float) y);
            }
            if (classes.isEmpty() && band.height > at.font * 2) {
                g.setColor(look.softInk());
                g.drawString("no cells modelled", (float) x, (float) (y + at.font * 1.15));
            }
        }

        private void nerves() {
            Rectangle2D.Double skin = at.rows.get(Regions.SKIN);
            double end = at.rows.values().stream().skip(1).mapToDouble(row -> row.y).min().orElse(skin.getMaxY());
            g.setColor(look.softInk());
            for (int d = 0; d < at.dermatomes.size(); d++) {
                double x = at.cell(Regions.SKIN, d).getCenterX();
                g.setStroke(new BasicStroke(1.6f));
                g.draw(new Line2D.Double(x, skin.getMaxY() + 3, x, end - 9));
                PathwayDrawing.head(g, x, end - 2, 0, 1);
            }
            g.setFont(small);
            g.drawString("dorsal roots", (float) at.gutter.x,
                    (float) ((skin.getMaxY() + end) / 2 + at.font * 0.32));
        }

        private void nuclei() {
            g.setFont(bold);
            g.setColor(look.ink());
            String state = circuit.brainState().name();
            g.drawString(fitted("Brainstem" + (state.equals("none") ? "" : ", " + state), at.nuclei.width),
                    (float) (at.nuclei.x + 2), (float) (at.nuclei.y - at.font * 0.55));
            for (Map.Entry<String, Rectangle2D.Double> nucleus : at.nucleusBoxes.entrySet()) {
                Rectangle2D.Double box = nucleus.getValue();
                RoundRectangle2D outline = new RoundRectangle2D.Double(box.x, box.y, box.width, box.height, 10, 10);
                g.setColor(look.band());
                g.fill(outline);
                g.setStroke(new BasicStroke(1));
                g.setColor(look.line());
                g.draw(outline);
                g.setFont(bold);
                g.setColor(look.ink());
                g.drawString(fitted(Regions.title(nucleus.getKey()), box.width - 12), (float) (box.x + 7),
                        (float) (box.y + at.font * 1.15));
            }
            g.setFont(small);
            for (Population population : circuit.populations()) {
                Rectangle2D.Double row = at.nucleusRows.get(population.toString());
                if (row != null) {
                    String rate = String.format(Locale.ROOT, "%.1f Hz", shown.now().rate_Hz(population));
                    double y = row.y + at.font * 0.95;
                    g.setColor(look.softInk());
                    right(rate, row.getMaxX(), y);
                    g.setColor(look.ink());
                    String title = PopulationStyle.of(population.name()).title();
                    double room = row.width - g.getFontMetrics().stringWidth(rate) - 6;
                    boolean wide = g.getFontMetrics().stringWidth(title + " cells") <= room;
                    g.drawString(fitted(wide ? title + " cells" : title, room), (float) row.x, (float) y);
                }
            }
        }

        /** As much of a text as a width holds. */
        private String fitted(String text, double width) {
            String fits = text;
            while (fits.length() > 1 && g.getFontMetrics().stringWidth(fits) > width) {
                fits = fits.substring(0, fits.length() - 2).strip() + "\u2026";
            }
            return fits;
        }

        private void legend() {
            Rectangle2D.Double box = at.legend;
            double x = box.x + 4;
            double w = box.width - 10;
            double line = at.font * 1.35;
            double y = heading("Dynorphin, nmol/L", x, box.y + at.font) + at.font * 0.5;
            for (int i = 0; i < w; i++) {
                g.setColor(heat(i / w));
                g.fill(new Rectangle2D.Double(x + i, y, 1.5, at.font * 0.9));
            }
            g.setStroke(new BasicStroke(1));
            g.setColor(look.line());
            g.draw(new Rectangle2D.Double(x, y, w, at.font * 0.9));
            y += at.font * 2;
            g.setFont(small);
            g.setColor(look.softInk());
            if (shown.now().dynorphin_nM().length == 0) {
                g.drawString("mechanism is off", (float) x, (float) y);
            } else {
                g.drawString("0", (float) x, (float) y);
                right(Inspection.text(scale_nM(shown.now().dynorphin_nM())).replaceAll("\\.?0+$", ""), x + w, y);
            }
            y = heading("Ongoing firing, Hz", x, y + at.font * 1.8) + at.font * 1.25;
            double[] rates = {0, 1, 10, 50};
            for (int i = 0; i < rates.length; i++) {
                double cx = x + at.dot + 4 + i * (w - 2 * at.dot - 16) / (rates.length - 1);
                Dots.neuron(g, PopulationStyle.Shape.ROUND, cx, y, at.dot, PopulationStyle.GREEN, look, rates[i], 0);
                g.setFont(small);
                g.setColor(look.softInk());
                center(String.format(Locale.ROOT, "%.0f", rates[i]), cx, y + at.font * 1.55);
            }
            y += at.font * 3.1;
            Dots.neuron(g, PopulationStyle.Shape.ROUND, x + at.dot + 4, y - at.font * 0.3, at.dot,
                    PopulationStyle.GREEN, look, 10, 1);
            g.setColor(look.softInk());
            g.drawString("fires just now", (float) (x + 26), (float) y);
            int dead = shown.now().deadNeurons();
            if (dead > 0) {
                y += line;
                Dots.dead(g, x + at.dot + 4, y - at.font * 0.3, at.dot, look);
                g.setColor(look.softInk());
                g.drawString("dead: " + dead, (float) (x + 26), (float) y);
            }
            double keys = at.font * 1.8 + line * (at.pathways.effects().size() + 4);
            if (!at.pathways.effects().isEmpty() && y + keys < box.getMaxY() + line) {
                pathwayKeys(x, heading("Pathways", x, y + at.font * 1.8), line);
            }
        }

        private double heading(String text, double x, double y) {
            g.setFont(bold);
            g.setColor(look.ink());
            g.drawString(text, (float) x, (float) y);
            return y;
        }

        private void pathwayKeys(double x, double above, double line) {
            double y = above;
            g.setFont(small);
            for (Pathways.Effect effect : at.pathways.effects()) {
                y += line;
                g.setColor(look.softInk());
                PathwayDrawing.key(g, x, y - at.font * 0.3, effect);
                g.drawString(effect.words, (float) (x + 26), (float) y);
            }
            if (!at.pathways.ascending().isEmpty()) {
                y += line;
                g.setColor(PopulationStyle.PURPLE);
                PathwayDrawing.key(g, x, y - at.font * 0.3, Pathways.Effect.EXCITES);
                g.setColor(look.softInk());
                g.drawString("ascends", (float) (x + 26), (float) y);
            }
            g.drawString("thicker: fires faster", (float) x, (float) (y + line));
            if (!at.rows.isEmpty() && !at.pathways.descending().isEmpty()) {
                g.drawString("DLF: dorsolateral", (float) x, (float) (y + 2 * line));
                g.drawString("funiculus", (float) (x + at.font * 1.2), (float) (y + 3 * line));
            }
        }

        private void stimulus() {
            FastClock.ProbeView probe = shown.fast().probe();
            if (probe == null || !probe.stimulated() || at.rows.isEmpty()) {
                return;
            }
            Point2D.Double spot = at.skin(probe.x_mm(), probe.y_mm());
            Color color = probe.unit().equals(ProbeWatch.unit(Modality.TEMPERATURE))
                ? PopulationStyle.VERMILLION : PopulationStyle.BLUE;
            Rectangle2D.Double skin = at.rows.get(Regions.SKIN);
            double rx = Math.max(at.dot * 1.5, probe.radius_mm() * at.pixelsPer_mm());
            double ry = Math.max(at.dot * 1.5,
                    probe.radius_mm() * skin.height / circuit.anatomy().dermatomeHeight_mm());
            java.awt.Shape clip = g.getClip();
            g.clip(skin);
            Ellipse2D field = new Ellipse2D.Double(spot.x - rx, spot.y - ry, 2 * rx, 2 * ry);
            g.setColor(Look.alpha(color, 50));
            g.fill(field);
            g.setColor(color);
            g.setStroke(new BasicStroke(2));
            g.draw(field);
            g.setClip(clip);
        }

        private void center(String text, double x, double y) {
            FontMetrics metrics = g.getFontMetrics();
            g.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), (float) y);
        }

        private void right(String text, double x, double y) {
            g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text)), (float) y);
        }
    }
}
