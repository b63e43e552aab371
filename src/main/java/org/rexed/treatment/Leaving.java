package org.rexed.treatment;

import java.util.List;
import org.rexed.measure.Observed;
import org.rexed.measure.Quantity;
import org.rexed.random.RandomKey;

/**
 * When patients give up: at the first visit at which their discomfort, a weighted sum of readings, is above what they
 * bear. What they bear differs between patients (log-normal) and is the same for one patient in every arm.
 *
 * @param parts what adds to discomfort
 * @param times_min visits
 * @param median discomfort that half of the patients bear
 * @param variation coefficient of variation between patients
 */
record Leaving(List<Part> parts, List<Double> times_min, double median, double variation) {
    /**
     * One source of discomfort.
     *
     * @param visits its reading at each visit
     * @param weight discomfort for each unit of it
     */
    record Part(List<Quantity> visits, double weight) {}

    /** Keeps its own copies. */
    Leaving {
        parts = List.copyOf(parts);
        times_min = List.copyOf(times_min);
    }

    /** The visit at which a patient of an arm leaves, or the number of visits if they stay to the end. */
    int visit(Observed data, String reference, String arm, int patient, long seed) {
        double borne = median * RandomKey.of(seed).child("leaving").child(patient).sequence()
            .logNormalFactor(variation);
        for (int visit = 0; visit < times_min.size(); visit++) {
            double discomfort = 0;
            for (Part part : parts) {
                discomfort += part.weight() * part.visits().get(visit)
                    .inArms(name -> name.equals(reference) ? arm : name).of(data, new int[] {patient});
            }
            if (discomfort > borne) {
                return visit;
            }
        }
        return times_min.size();
    }

    /** Everything that has to be read in an arm. */
    List<Quantity> quantities(String reference, String arm) {
        return parts.stream().flatMap(part -> part.visits().stream())
            .map(reading -> reading.inArms(name -> name.equals(reference) ? arm : name)).toList();
    }
}
