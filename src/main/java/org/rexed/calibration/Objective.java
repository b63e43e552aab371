package org.rexed.calibration;

import java.util.List;

/** Minus twice the logarithm of the likelihood of some parameters, by what a model predicts with their values. */
final class Objective {
    private final List<FreeParameter> parameters;
    private final List<Term> terms;
    private final Model model;

    /** Predicts targets; tests put a made-up one in the place of the simulator. */
    interface Model {
        /**
         * What is predicted for each target, in its unit; NaN where the quantity does not exist.
         *
         * @param values of the parameters in their units, in their order
         */
        double[] predict(double... values);
    }

    Objective(List<FreeParameter> parameters, List<Term> terms, Model model) {
        this.parameters = List.copyOf(parameters);
        this.terms = List.copyOf(terms);
        this.model = model;
    }

    List<FreeParameter> parameters() {
        return parameters;
    }

    /** Values at places. */
    double[] values(double... places) {
        double[] values = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = parameters.get(i).value(places[i]);
        }
        return values;
    }

    /** Places where the search begins. */
    double[] start() {
        return parameters.stream().mapToDouble(p -> p.place(p.start())).toArray();
    }

    /** The objective at places of the parameters. */
    double at(double... places) {
        return sum(terms, model.predict(values(places)));
    }

    /** The objective of predictions. */
    static double sum(List<Term> terms, double... predicted) {
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            sum += terms.get(i).of(predicted[i]);
        }
        return sum;
    }
}
