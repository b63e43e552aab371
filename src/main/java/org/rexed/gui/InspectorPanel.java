package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Font;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

/** The table of everything known of the neuron that was clicked. */
final class InspectorPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final String HINT =
            "<html><center>Click a neuron in the picture<br>to see its membrane, modulation<br>and receptors."
                    + "</center></html>";
    private final JLabel title = new JLabel(HINT, SwingConstants.CENTER);
    private final JLabel note = new JLabel("Coloured: not at its neutral value");
    private final TracePanel course = new TracePanel();
    private final Rows rows = new Rows();
    private final JTable table = new JTable(rows);
    private final JScrollPane scroll = new JScrollPane(table);

    /** Rows of an inspection. */
    private static final class Rows extends AbstractTableModel {
        private static final long serialVersionUID = 1L;
        private transient List<Inspection.Row> content = List.of();

        void show(List<Inspection.Row> next) {
            boolean sameShape = next.size() == content.size();
            content = next;
            if (sameShape) {
                fireTableRowsUpdated(0, Math.max(0, next.size() - 1));
            } else {
                fireTableDataChanged();
            }
        }

        @Override
        public int getRowCount() {
            return content.size();
        }

        @Override
        public int getColumnCount() {
            return 2;
        }

        @Override
        public String getColumnName(int column) {
            return column == 0 ? "Property" : "Value";
        }

        @Override
        public Object getValueAt(int row, int column) {
            Inspection.Row r = content.get(row);
            return column == 0 ? r.name() : (r.value() + " " + r.unit()).strip();
        }
    }

    /** Sections bold, changed values coloured. */
    private final class Cell extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1L;

        @Override
        public Component getTableCellRendererComponent(
                JTable of, Object value, boolean selected, boolean focus, int row, int column) {
            super.getTableCellRendererComponent(of, value, selected, false, row, column);
            Inspection.Row r = rows.content.get(row);
            setFont(of.getFont().deriveFont(r.isSection() || r.changed() && column == 1 ? Font.BOLD : Font.PLAIN));
            setHorizontalAlignment(column == 1 ? SwingConstants.RIGHT : SwingConstants.LEFT);
            if (!selected) {
                setForeground(r.changed() && column == 1 ? PopulationStyle.VERMILLION : of.getForeground());
            }
            setBorder(BorderFactory.createEmptyBorder(0, r.isSection() ? 4 : 14, 0, 6));
            setToolTipText(String.valueOf(value));
            return this;
        }
    }

    InspectorPanel() {
        super(new BorderLayout());
        title.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
        table.setDefaultRenderer(Object.class, new Cell());
        table.setRowHeight((int) (table.getFont().getSize() * 1.55));
        table.getColumnModel().getColumn(0).setPreferredWidth(190);
        table.getColumnModel().getColumn(1).setPreferredWidth(110);
        table.setName("inspector");
        table.getAccessibleContext().setAccessibleName("Properties of the neuron");
        scroll.setBorder(null);
        scroll.setVisible(false);
        note.setForeground(PopulationStyle.VERMILLION);
        note.setBorder(BorderFactory.createEmptyBorder(4, 10, 6, 10));
        note.setVisible(false);
        JPanel below = new JPanel(new BorderLayout());
        below.add(note, BorderLayout.NORTH);
        below.add(course, BorderLayout.CENTER);
        add(below, BorderLayout.SOUTH);
        add(title, BorderLayout.NORTH);
        add(scroll, BorderLayout.CENTER);
    }

    void show(Inspection inspection, FastClock.Trace trace) {
        course.setVisible(trace != null);
        course.show(trace, inspection != null
                && inspection.rows().stream().anyMatch(row -> row.name().equals("Membrane potential")));
        scroll.setVisible(inspection != null);
        note.setVisible(inspection != null);
        if (inspection == null) {
            title.setText(HINT);
            return;
        }
        title.putClientProperty("FlatLaf.style", "font: bold");
        title.setText("<html><center>" + inspection.title() + "</center></html>");
        rows.show(inspection.rows());
    }
}
