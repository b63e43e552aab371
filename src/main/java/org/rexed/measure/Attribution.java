package org.rexed.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;
import org.rexed.scenario.Arm;

/**
 * How much of an effect each group of mechanisms accounts for, subject by subject: the effect is measured with every
 * combination of the groups switched off, and each group's contribution is the mean of what it adds over all orders in
 * which the groups can be switched on (Shapley, Contributions to the Theory of Games II, 1953, 307-317), or over orders
 * drawn by chance, the same for every subject (Castro, Gomez and Tejada, Comput Oper Res 36, 2009, 1726-1730), each
 * with its reverse. Contributions sum to the effect with all groups less that with none, in either case.
 *
 * @param arms arms in which groups are switched off; others stay as they are
 * @param groups mechanisms by name of the group
 * @param of the effect
 * @param again the same effect from other readings; null if there are none
 * @param orders in which groups are switched on, by their numbers; empty for all orders
 */
public record Attribution(List<String> arms, Map<String, List<String>> groups, Quantity of, Quantity again,
                          List<List<Integer>> orders) {
    /** Combinations double with each group: more need orders drawn by chance. */
    public static final int MOST_GROUPS = 5;
    /** Most groups with orders drawn by chance. */
    public static final int MOST_SAMPLED_GROUPS = 16;

    /** Keeps its own copies. */
    public Attribution {
        arms = List.copyOf(arms);
        groups = new LinkedHashMap<>(groups);
        orders = List.copyOf(orders);
    }

    /** Orders drawn by chance, each followed by its reverse, so many in all or one more. */
    static List<List<Integer>> draw(int groups, int orders, RandomKey key) {
        List<List<Integer>> drawn = new ArrayList<>();
        while (drawn.size() < orders) {
            RandomSequence chance = key.child(drawn.size()).sequence();
            List<Integer> order = new ArrayList<>();
            for (int g = 0; g < groups; g++) {
                order.add(chance.index(g + 1), g);
            }
            List<Integer> reverse = new ArrayList<>(order);
            Collections.reverse(reverse);
            drawn.add(List.copyOf(order));
            drawn.add(List.copyOf(reverse));
        }
        return drawn;
    }

    /** Combinations of groups that are needed, as bits of what is off; 0 is the arm as it is. */
    private Set<Integer> combinations() {
        Set<Integer> needed = new LinkedHashSet<>();
        int all = (1 << groups.size()) - 1;
        if (orders.isEmpty()) {
            for (int off = 0; off <= all; off++) {
                needed.add(off);
            }
        }
        for (List<Integer> order : orders) {
            int off = all;
            needed.add(off);
            for (int group : order) {
                off &= ~(1 << group);
                needed.add(off);
            }
        }
        return needed;
    }

    public List<String> names() {
        return List.copyOf(groups.keySet());
    }

    /** The group with all of the effect's arms named as they are with some groups off. */
    private UnaryOperator<String> without(int off) {
        return arm -> off != 0 && arms.contains(arm) ? arm + " without " + named(off) : arm;
    }

    private String named(int off) {
        List<String> names = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            if ((off >> g & 1) != 0) {
                names.add(names().get(g));
            }
        }
        return String.join(", ", names);
    }

    /** An arm of the scenario with each combination of groups off. */
    public List<Arm> variants(Arm arm) {
        List<Arm> variants = new ArrayList<>();
        Set<Integer> needed = arms.contains(arm.name()) ? combinations() : Set.of();
        for (int off : needed.stream().filter(each -> each != 0).toList()) {
            Map<String, Double> strengths = new LinkedHashMap<>(arm.mechanisms());
            for (int g = 0; g < groups.size(); g++) {
                if ((off >> g & 1) != 0) {
                    groups.get(names().get(g)).forEach(mechanism -> strengths.put(mechanism, 0.0));
                }
            }
            variants.add(arm.with(without(off).apply(arm.name()), arm.label() + " without " + named(off), strengths));
        }
        return variants;
    }

    void addTo(Needs needs) {
        for (int off : combinations()) {
            of.inArms(without(off)).addTo(needs);
            if (again != null) {
                again.inArms(without(off)).addTo(needs);
            }
        }
    }

    /** The effect of one subject with all groups less that with none. */
    public double effect(Quantity effect, Observed data, int subject) {
        return value(effect, data, 0, subject) - value(effect, data, (1 << groups.size()) - 1, subject);
    }

    private double value(Quantity effect, Observed data, int off, int subject) {
        return data.values(List.of("attributed", effect, arms, groups, off), each ->
            effect.inArms(without(off)).of(data, new int[] {each}))[subject];
    }

    /** Each subject's contribution of a group, counted from 0. */
    public double[] contributions(Quantity effect, Observed data, int group) {
        return data.values(List.of("contribution", effect, arms, groups, orders, group), subject ->
            orders.isEmpty() ? exact(effect, data, group, subject) : sampled(effect, data, group, subject));
    }

    private double sampled(Quantity effect, Observed data, int group, int subject) {
        double sum = 0;
        for (List<Integer> order : orders) {
            int off = (1 << groups.size()) - 1;
            for (int each : order.subList(0, order.indexOf(group))) {
                off &= ~(1 << each);
            }
            sum += value(effect, data, off & ~(1 << group), subject) - value(effect, data, off, subject);
        }
        return sum / orders.size();
    }

    private double exact(Quantity effect, Observed data, int group, int subject) {
        double sum = 0;
        int k = groups.size();
        for (int off = 0; off < 1 << k; off++) {
            if ((off >> group & 1) != 0) {
                int on = k - Integer.bitCount(off);
                double gain = value(effect, data, off & ~(1 << group), subject)
                    - value(effect, data, off, subject);
                sum += gain / (k * choose(k - 1, on));
            }
        }
        return sum;
    }

    private static double choose(int n, int r) {
        double ways = 1;
        for (int i = 1; i <= r; i++) {
            ways = ways * (n - r + i) / i;
        }
        return ways;
    }
}
