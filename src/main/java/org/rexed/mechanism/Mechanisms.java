package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.random.RandomKey;

/**
 * The catalogue of mechanisms: their settings as read from {@code models/mechanisms}, and how they are put together in
 * one subject. Receptor signaling always runs; all others can be switched off or scaled.
 */
public final class Mechanisms {
    /** Names of the mechanisms a scenario can switch or scale, in the order in which they advance. */
    public static final List<String> SWITCHABLE = List.of(
            MuDesensitization.NAME,
            OpponentAdaptation.NAME,
            NmdaSensitization.NAME,
            GlutamateUptake.NAME,
            DescendingFacilitation.NAME,
            Dynorphin.NAME,
            PeptideRelease.NAME,
            Prostaglandins.NAME,
            MicroglialBdnf.NAME,
            PeripheralInput.NAME);

    private final ReceptorSignaling.Settings signaling;
    private final MuDesensitization.Settings muDesensitization;
    private final OpponentAdaptation.Settings opponent;
    private final NmdaSensitization.Settings nmda;
    private final GlutamateUptake.Settings glutamate;
    private final DescendingFacilitation.Settings descending;
    private final Dynorphin.Settings dynorphin;
    private final PeptideRelease.Settings peptides;
    private final Prostaglandins.Settings prostaglandins;
    private final MicroglialBdnf.Settings microglia;
    private final PeripheralInput.Settings peripheral;

    /** Finds the file of one mechanism, or of receptor signaling, by name. */
    @FunctionalInterface
    public interface Source {
        /** Top-level mapping of the file. */
        Fields open(String mechanism);
    }

    private interface SettingsReader<T> {
        T read(Fields parameters, ParameterReader numbers);
    }

    private Mechanisms(Source source, ParameterReader numbers) {
        signaling = read(source, ReceptorSignaling.NAME, numbers, ReceptorSignaling.Settings::read);
        muDesensitization = read(source, MuDesensitization.NAME, numbers, MuDesensitization.Settings::read);
        opponent = read(source, OpponentAdaptation.NAME, numbers, OpponentAdaptation.Settings::read);
        nmda = read(source, NmdaSensitization.NAME, numbers, NmdaSensitization.Settings::read);
        glutamate = read(source, GlutamateUptake.NAME, numbers, GlutamateUptake.Settings::read);
        descending = read(source, DescendingFacilitation.NAME, numbers, DescendingFacilitation.Settings::read);
        dynorphin = read(source, Dynorphin.NAME, numbers, Dynorphin.Settings::read);
        peptides = read(source, PeptideRelease.NAME, numbers, PeptideRelease.Settings::read);
        prostaglandins = read(source, Prostaglandins.NAME, numbers, Prostaglandins.Settings::read);
        microglia = read(source, MicroglialBdnf.NAME, numbers, MicroglialBdnf.Settings::read);
        peripheral = read(source, PeripheralInput.NAME, numbers, PeripheralInput.Settings::read);
    }

    /** Reads the settings of all mechanisms. */
    public static Mechanisms read(Source source, ParameterReader numbers) {
        return new Mechanisms(source, numbers);
    }

    private static <T> T read(Source source, String name, ParameterReader numbers, SettingsReader<T> reader) {
        Fields file = source.open(name);
        file.text("title");
        file.text("explains");
        file.text("against");
        Fields parameters = file.map("parameters");
        T settings = reader.read(parameters, numbers);
        parameters.done();
        file.done();
        return settings;
    }

    /**
     * Puts the mechanisms of one subject together.
     *
     * @param strength factor on each switchable mechanism; 0 switches it off, names not in the map have 1
     * @param drugs drugs in the subject
     * @param milieu surroundings of its neurons, with resting activity already taken over
     * @param key key of the subject's slow chance
     */
    public List<Mechanism> build(Map<String, Double> strength, DrugLevels drugs, Milieu milieu, RandomKey key) {
        return build(strength, Injuries.NONE, drugs, milieu, key);
    }

    /** The same for a subject with injuries. */
    public List<Mechanism> build(
            Map<String, Double> strength, Injuries injuries, DrugLevels drugs, Milieu milieu, RandomKey key) {
        List<Mechanism> all = new ArrayList<>();
        all.add(new ReceptorSignaling(signaling, drugs, milieu));
        for (String name : SWITCHABLE) {
            double s = strength.getOrDefault(name, 1.0);
            if (s != 0) {
                all.add(build(name, s, injuries, milieu, key.child(name)));
            }
        }
        return all;
    }

    private Mechanism build(String name, double s, Injuries injuries, Milieu milieu, RandomKey key) {
        return switch (name) {
            case MuDesensitization.NAME -> new MuDesensitization(muDesensitization, s, milieu);
            case OpponentAdaptation.NAME -> new OpponentAdaptation(opponent, s, milieu);
            case NmdaSensitization.NAME -> new NmdaSensitization(nmda, s, milieu, key);
            case GlutamateUptake.NAME -> new GlutamateUptake(glutamate, s, milieu);
            case DescendingFacilitation.NAME -> new DescendingFacilitation(descending, s, milieu);
            case Dynorphin.NAME -> new Dynorphin(dynorphin, s, milieu);
            case PeptideRelease.NAME -> new PeptideRelease(peptides, s, milieu);
            case Prostaglandins.NAME -> new Prostaglandins(prostaglandins, s, milieu);
            case MicroglialBdnf.NAME -> new MicroglialBdnf(microglia, s, milieu);
            case PeripheralInput.NAME -> new PeripheralInput(peripheral, s, injuries, milieu, key);
            default -> throw new IllegalArgumentException("No mechanism " + name);
        };
    }
}
