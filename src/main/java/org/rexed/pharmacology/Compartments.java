package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rexed.pharmacology.Disposition.Formation;
import org.rexed.pharmacology.Disposition.Into;
import org.rexed.pharmacology.Disposition.Moiety;
import org.rexed.pharmacology.Disposition.Path;
import org.rexed.pharmacology.Disposition.SpinalFluid;

/**
 * Where everything of one drug stands in the vector of amounts, and the rates between. Moieties come first, then what
 * is gone, then the depots in the order in which doses made them necessary.
 *
 * <p>Effect compartments and the cord behind the spinal fluid follow a concentration; nothing is taken from the body to
 * fill them. They are kept as that concentration times the volume of what they follow, so that all entries of the rate
 * matrix are of one size; a site whose uptake saturates is kept as a concentration.
 */
final class Compartments {
    private final Disposition disposition;
    private final int[] first;
    private final int[] sites;
    private final int[] cord;
    private final int[][] siteAt;
    private final int[] fluid;
    private final int[] formation;
    private final int gone;
    private final List<Depot> depots = new ArrayList<>();
    private final List<Integer> depotAt = new ArrayList<>();
    private int size;

    /**
     * Drug on its way in: transit compartments, then the depot itself.
     *
     * @param moiety what it is
     * @param path the way
     * @param rate_per_min rate at which the depot empties: that of the path, or of a pellet
     * @param available share of it that gets in
     * @param dose number of the dose if the depot belongs to one alone (a patch that will be taken off), else -1
     */
    record Depot(int moiety, Path path, double rate_per_min, double available, int dose) {}

    Compartments(Disposition disposition) {
        this.disposition = disposition;
        int count = disposition.moieties().size();
        first = new int[count];
        sites = new int[count];
        cord = new int[count];
        siteAt = new int[count][Site.values().length];
        fluid = new int[count];
        formation = new int[count];
        int next = 0;
        for (int m = 0; m < count; m++) {
            Moiety moiety = disposition.moieties().get(m);
            first[m] = next;
            next += moiety.volumes_L().size();
            formation[m] = next;
            next += moiety.formation() == null ? 0 : moiety.formation().transits();
            fluid[m] = next;
            next += moiety.fluid() == null ? 0 : moiety.fluid().hasDeep() ? 2 : 1;
            sites[m] = next;
            Arrays.fill(siteAt[m], -1);
            int index = 0;
            for (Site site : moiety.sites().keySet()) {
                siteAt[m][site.ordinal()] = next + index++;
            }
            cord[m] = next + moiety.sites().size();
            next += moiety.sites().size() + (moiety.fluid() == null ? 0 : 1);
        }
        gone = next;
        size = next + 1;
    }

    int size() {
        return size;
    }

    int central(int moiety) {
        return first[moiety];
    }

    int gone() {
        return gone;
    }

    /** Place of an effect compartment, or -1. */
    int site(int moiety, Site site) {
        return siteAt[moiety][site.ordinal()];
    }

    int spinalFluid(int moiety) {
        return fluid[moiety];
    }

    /** Place of the concentration in the cord that comes from the spinal fluid. */
    int cord(int moiety) {
        return cord[moiety];
    }

    List<Depot> depots() {
        return depots;
    }

    /** Place where a dose enters a depot: its first transit compartment, or the depot itself. */
    int entrance(int depot) {
        return depotAt.get(depot);
    }

    /** Place of the depot itself, behind its transit compartments. */
    int last(int depot) {
        return depotAt.get(depot) + depots.get(depot).path().transits();
    }

    int add(Depot depot) {
        depots.add(depot);
        depotAt.add(size);
        size += depot.path().transits() + 1;
        return depots.size() - 1;
    }

    /** Amount in the body: everything that is neither gone nor a concentration. */
    double inBody(double[] amounts) {
        double sum = 0.0;
        for (int m = 0; m < first.length; m++) {
            for (int i = first[m]; i < sites[m]; i++) {
                sum += amounts[i];
            }
        }
        for (int i = gone + 1; i < size; i++) {
            sum += amounts[i];
        }
        return sum;
    }

    /** Rates between all places, 1/min: row i, column j is the flow into i per amount in j. */
    double[][] rates() {
        double[][] k = new double[size][size];
        for (int m = 0; m < first.length; m++) {
            disposition(k, m);
            fluid(k, m);
            formation(k, m);
        }
        for (int d = 0; d < depots.size(); d++) {
            absorption(k, d);
        }
        return k;
    }

    private static void flow(double[][] k, int from, int to, double rate) {
        k[from][from] -= rate;
        k[to][from] += rate;
    }

    private void disposition(double[][] k, int m) {
        Moiety moiety = disposition.moieties().get(m);
        double central = moiety.volumes_L().get(0);
        flow(k, first[m], gone, moiety.clearance_L_per_min() / central);
        for (int i = 1; i < moiety.volumes_L().size(); i++) {
            double exchange = moiety.exchange_L_per_min().get(i - 1);
            flow(k, first[m], first[m] + i, exchange / central);
            flow(k, first[m] + i, first[m], exchange / moiety.volumes_L().get(i));
        }
        int place = sites[m];
        for (Disposition.Transfer transfer : moiety.sites().values()) {
            if (transfer.uptake() == null) {
                k[place][first[m]] = transfer.ke0_per_min();
                k[place][place] = -transfer.ke0_per_min();
            }
            place++;
        }
    }

    private void fluid(double[][] k, int m) {
        SpinalFluid csf = disposition.moieties().get(m).fluid();
        if (csf == null) {
            return;
        }
        double central = disposition.moieties().get(m).volumes_L().get(0);
        flow(k, fluid[m], first[m], csf.clearance_L_per_min() / csf.volume_L());
        flow(k, first[m], fluid[m], csf.fromBlood_L_per_min() / central);
        if (csf.hasDeep()) {
            flow(k, fluid[m], fluid[m] + 1, csf.deepExchange_L_per_min() / csf.volume_L());
            flow(k, fluid[m] + 1, fluid[m], csf.deepExchange_L_per_min() / csf.deepVolume_L());
        }
        k[cord(m)][fluid[m]] = csf.cordRate_per_min();
        k[cord(m)][cord(m)] = -csf.cordRate_per_min();
    }

    private void formation(double[][] k, int m) {
        Formation formed = disposition.moieties().get(m).formation();
        if (formed == null) {
            return;
        }
        int from = first[formed.source()];
        double rate = formed.clearance_L_per_min()
                / disposition.moieties().get(formed.source()).volumes_L().get(0);
        for (int t = 0; t < formed.transits(); t++) {
            flow(k, from, formation[m] + t, rate);
            from = formation[m] + t;
            rate = formed.transitRate_per_min();
        }
        flow(k, from, first[m], rate);
    }

    private void absorption(double[][] k, int d) {
        Depot depot = depots.get(d);
        Path path = depot.path();
        for (int t = 0; t < path.transits(); t++) {
            flow(k, entrance(d) + t, entrance(d) + t + 1, path.transitRate_per_min());
        }
        divide(depot.moiety(), depot.available(), path.into(), (to, share) ->
                flow(k, last(d), to, depot.rate_per_min() * share));
    }

    /** Receives a share of what is absorbed. */
    interface Receiver {
        void receive(int place, double share);
    }

    /** Divides what is absorbed over the places it goes to; the shares add up to one. */
    void divide(int moiety, double available, Into into, Receiver receiver) {
        receiver.receive(into == Into.SPINAL_FLUID ? fluid[moiety] : first[moiety], available);
        double lost = 1.0 - available;
        double left = lost;
        for (int m = 0; m < first.length; m++) {
            Formation formed = disposition.moieties().get(m).formation();
            if (formed != null && formed.source() == moiety && formed.firstPass() > 0.0) {
                receiver.receive(first[m], lost * formed.firstPass());
                left -= lost * formed.firstPass();
            }
        }
        if (left > 0.0) {
            receiver.receive(gone, left);
        }
    }
}
