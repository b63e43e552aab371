package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.DynorphinField;
import org.rexed.neuron.Population;
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
        new Drawing(g, layout, shown, Look.now()).draw();
        g.dispose();
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
            small = plain.deriveFont((float) Math.max(10.5, at.font * 0.88));
        }

        void draw() {
            bands();
            nerves();
            nucleus();
            pathways();
            legend();
            stimulus();
        }

        private void bands() {
            double scale_nM = scale_nM(shown.dynorphin_nM());
            for (String row : at.rows.keySet()) {
                int lamina = DynorphinField.LAMINAE.indexOf(row);
                for (int d = 0; d < at.dermatomes.size(); d++) {
                    boolean heat = lamina >= 0 && shown.dynorphin_nM().length > lamina;
                    double share = heat ? shown.dynorphin_nM()[lamina][d] / scale_nM : 0;
                    g.setColor(heat ? heat(share) : look.band());
                    Rectangle2D.Double cell = at.cell(row, d);
                    g.fill(new RoundRectangle2D.Double(cell.x, cell.y, cell.width, cell.height, 8, 8));
                }
                rowLabel(row);
            }
            g.setFont(bold);
            for (int d = 0; d < at.dermatomes.size(); d++) {
                Rectangle2D.Double cell = at.cell("skin", d);
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

        private void rowLabel(String row) {
            Rectangle2D.Double band = at.rows.get(row);
            double x = at.gutter.x;
            double y = band.y + at.font * 1.05;
            g.setFont(bold);
            g.setColor(look.ink());
            g.drawString(row.equals("skin") ? "Skin: afferents" : CircuitLayout.title(row), (float) x, (float) y);
            g.setFont(small);
            Set<String> classes = new LinkedHashSet<>();
            for (Population population : circuit.populations()) {
                if (population.region().equals(row) && at.dermatomes.contains(population.group())) {
                    classes.add(population.name());
                }
            }
            for (String name : classes) {
                y += at.font * 1.2;
                PopulationStyle style = PopulationStyle.of(name);
                Dots.draw(g, style.shape(), x + at.dot + 1, y - at.font * 0.32, at.dot, style.color(), look.ink());
                g.setColor(look.softInk());
                g.drawString(style.title(), (float) (x + at.dot * 2 + 6), (float) y);
            }
            if (classes.isEmpty()) {
                g.setColor(look.softInk());
                String none = "no cells modelled";
                if (band.height > at.font * 2.6) {
                    g.drawString(none, (float) x, (float) (y + at.font * 1.2));
                }
            }
        }

        private void nerves() {
            Rectangle2D.Double skin = at.rows.get("skin");
            Rectangle2D.Double first = at.rows.get("lamina-I");
            g.setColor(look.softInk());
            for (int d = 0; d < at.dermatomes.size(); d++) {
                double x = at.cell("skin", d).getCenterX();
                arrow(new Point2D.Double(x, skin.getMaxY() + 3), new Point2D.Double(x, first.y - 2), 1.6f);
            }
            g.setFont(small);
            double y = (skin.getMaxY() + first.y) / 2 + at.font * 0.32;
            g.drawString("dorsal roots", (float) at.gutter.x, (float) y);
        }

        private void nucleus() {
            Rectangle2D.Double box = at.nuclei;
            if (at.nucleusRows.isEmpty()) {
                return;
            }
            g.setColor(look.band());
            g.fill(new RoundRectangle2D.Double(box.x, box.y, box.width, box.height, 14, 14));
            g.setColor(look.line());
            g.draw(new RoundRectangle2D.Double(box.x, box.y, box.width, box.height, 14, 14));
            g.setColor(look.ink());
            g.setFont(bold);
            g.drawString("Brainstem", (float) (box.x + 8), (float) (box.y + at.font * 1.3));
            g.setFont(small);
            g.setColor(look.softInk());
            g.drawString("rostral ventromedial", (float) (box.x + 8), (float) (box.y + at.font * 2.4));
            g.drawString("medulla (RVM)", (float) (box.x + 8), (float) (box.y + at.font * 3.5));
            for (var row : at.nucleusRows.entrySet()) {
                PopulationStyle style = PopulationStyle.of(row.getKey());
                Rectangle2D.Double r = row.getValue();
                g.setFont(bold);
                g.setColor(look.ink());
                g.drawString(style.title() + " cells", (float) r.x, (float) (r.y + at.font * 1.05));
                g.setFont(small);
                g.setColor(look.softInk());
                right(String.format(Locale.ROOT, "%.1f Hz", meanRate_Hz(row.getKey())), r.getMaxX() - 2,
                        r.y + at.font * 1.05);
            }
        }

        private double meanRate_Hz(String name) {
            double sum = 0;
            int count = 0;
            for (Population population : circuit.populations(name)) {
                for (int i = population.first(); i < population.end(); i++) {
                    sum += shown.rate_Hz()[i];
                    count++;
                }
            }
            return count == 0 ? 0 : sum / count;
        }

        private void pathways() {
            Rectangle2D.Double on = at.nucleusRows.get("on");
            Rectangle2D.Double off = at.nucleusRows.get("off");
            if (on == null || off == null) {
                return;
            }
            Rectangle2D.Double one = at.rows.get("lamina-I");
            Rectangle2D.Double two = at.rows.get("lamina-II");
            Rectangle2D.Double five = at.rows.get("lamina-V");
            double edge = at.cord.getMaxX() + 3;
            double step = at.channel.width / 5;
            Color up = PopulationStyle.PURPLE;
            g.setColor(up);
            pipe(edge - 2, one.getCenterY(), edge + step * 0.9, at.nuclei.y + at.font * 1.6, at.nuclei.x - 2,
                    2.2f, false);
            descend(on, edge + step * 2.3, two.y + two.height * 0.4, five.y + five.height * 0.38,
                    PopulationStyle.VERMILLION, "on", true);
            descend(off, edge + step * 3.7, two.y + two.height * 0.75, five.y + five.height * 0.72,
                    PopulationStyle.BLUE, "off", false);
            funiculus(edge + step * 2.3, edge + step * 3.7);
            g.setFont(small);
            g.setColor(look.softInk());
            center("ascending", at.channel.getCenterX(), at.channel.y + at.font * 0.9);
        }

        private void descend(Rectangle2D.Double from, double x, double first, double second, Color color, String cells,
                boolean excites) {
            double rate = meanRate_Hz(cells);
            float width = (float) (1.2 + Math.min(4, rate / 6));
            Color shade = shown.funiculus() > 0 ? color : Look.mix(color, look.canvas(), 0.7);
            g.setColor(shade);
            double edge = at.cord.getMaxX() + 1;
            double y = from.y + at.font * 0.7;
            for (double end : new double[] {first, second}) {
                pipe(at.nuclei.x, y, x, end, edge, width, !excites);
            }
        }

        /** A line that leaves at one height, turns along x and ends at another with an arrow or a bar. */
        private void pipe(double x0, double y0, double x, double y1, double x1, float width, boolean bar) {
            g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            Path2D path = new Path2D.Double();
            path.moveTo(x0, y0);
            path.lineTo(x, y0);
            path.lineTo(x, y1);
            double way = Math.signum(x1 - x);
            path.lineTo(bar ? x1 : x1 - way * 7, y1);
            g.draw(path);
            if (bar) {
                g.setStroke(new BasicStroke(3));
                g.draw(new Line2D.Double(x1, y1 - 6, x1, y1 + 6));
            } else {
                head(x1, y1, way, 0);
            }
        }

        private void head(double x, double y, double dx, double dy) {
            double size = 9;
            Path2D head = new Path2D.Double();
            head.moveTo(x, y);
            head.lineTo(x - dx * size - dy * size * 0.55, y - dy * size - dx * size * 0.55);
            head.lineTo(x - dx * size + dy * size * 0.55, y - dy * size + dx * size * 0.55);
            head.closePath();
            g.fill(head);
        }

        private void arrow(Point2D.Double from, Point2D.Double to, float width) {
            g.setStroke(new BasicStroke(width));
            g.draw(new Line2D.Double(from.x, from.y, to.x, to.y - 7));
            head(to.x, to.y, 0, 1);
        }

        private void funiculus(double left, double right) {
            boolean cut = shown.funiculus() <= 0;
            g.setFont(bold);
            String text = cut ? "DLF cut" : "DLF";
            double w = Math.max(right - left + 18, g.getFontMetrics().stringWidth(text) + 10);
            double y = at.rows.get("lamina-I").getCenterY() - at.font * 0.8;
            RoundRectangle2D box = new RoundRectangle2D.Double(
                    (left + right) / 2 - w / 2, y, w, at.font * 1.6, at.font, at.font);
            g.setColor(look.canvas());
            g.fill(box);
            g.setStroke(new BasicStroke(1.4f));
            g.setColor(cut ? PopulationStyle.VERMILLION : look.softInk());
            g.draw(box);
            center(text, (left + right) / 2, y + at.font * 1.15);
        }

        private void legend() {
            Rectangle2D.Double box = at.legend;
            double x = box.x + 4;
            double y = box.y + at.font;
            g.setFont(bold);
            g.setColor(look.ink());
            g.drawString("Extracellular dynorphin", (float) x, (float) y);
            y += at.font * 0.5;
            double w = box.width - 10;
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
            if (shown.dynorphin_nM().length == 0) {
                g.drawString("mechanism is off", (float) x, (float) y);
            } else {
                g.drawString("0", (float) x, (float) y);
                right(Inspection.text(scale_nM(shown.dynorphin_nM())).replaceAll("\\.?0+$", "") + " nmol/L", x + w, y);
            }
            y += at.font * 1.9;
            g.setFont(bold);
            g.setColor(look.ink());
            g.drawString("Firing, ongoing activity", (float) x, (float) y);
            y += at.font * 1.25;
            double[] rates = {0, 1, 10, 50};
            for (int i = 0; i < rates.length; i++) {
                double cx = x + at.dot + 4 + i * (w - 20) / 3.4;
                Dots.neuron(g, PopulationStyle.Shape.ROUND, cx, y, at.dot, PopulationStyle.GREEN, look, rates[i], 0);
                g.setFont(small);
                g.setColor(look.softInk());
                center(String.format(Locale.ROOT, "%.0f", rates[i]), cx, y + at.font * 1.55);
            }
            right("Hz", x + w, y + at.font * 1.55);
            y += at.font * 3.1;
            Dots.neuron(g, PopulationStyle.Shape.ROUND, x + at.dot + 4, y - at.font * 0.3, at.dot,
                    PopulationStyle.GREEN, look, 10, 1);
            g.setColor(look.softInk());
            g.drawString("fires just now (in a test)", (float) (x + at.dot * 2 + 14), (float) y);
            key(x, y + at.font * 1.6, true, "excites (descending)");
            key(x, y + at.font * 2.9, false, "inhibits (descending)");
            g.setColor(look.softInk());
            if (y + at.font * 4.2 < at.legend.getMaxY()) {
                g.drawString("width: firing rate", (float) (x + 26), (float) (y + at.font * 4.2));
            }
        }

        private void key(double x, double y, boolean excites, String text) {
            if (y > at.legend.getMaxY() + 2) {
                return;
            }
            g.setColor(excites ? PopulationStyle.VERMILLION : PopulationStyle.BLUE);
            double middle = y - at.font * 0.3;
            g.setStroke(new BasicStroke(2));
            g.draw(new Line2D.Double(x, middle, x + 12, middle));
            if (excites) {
                head(x + 20, middle, 1, 0);
            } else {
                g.setStroke(new BasicStroke(3));
                g.draw(new Line2D.Double(x + 13, middle - 5, x + 13, middle + 5));
            }
            g.setColor(look.softInk());
            g.drawString(text, (float) (x + 26), (float) y);
        }

        private void stimulus() {
            Snapshot.ProbeView probe = shown.probe();
            if (probe == null || !probe.stimulated()) {
                return;
            }
            Point2D.Double spot = at.skin(circuit, probe.x_mm(), probe.y_mm());
            Color color = probe.unit().equals("mN") ? PopulationStyle.BLUE : PopulationStyle.VERMILLION;
            Rectangle2D.Double cell = at.cell("skin", 0);
            double r = Math.min(cell.height, cell.width) * 0.47;
            g.setColor(Look.alpha(color, 50));
            g.fill(new Ellipse2D.Double(spot.x - r, spot.y - r, 2 * r, 2 * r));
            g.setColor(color);
            g.setStroke(new BasicStroke(2));
            g.draw(new Ellipse2D.Double(spot.x - r, spot.y - r, 2 * r, 2 * r));
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
