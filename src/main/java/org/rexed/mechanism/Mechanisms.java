package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.random.RandomKey;

/**
 * The catalogue of mechanisms: their settings as read from {@code models/mechanisms}, and how they are put together in
 * one subject. Receptor signaling and NMDA receptors are always there; all others can be switched off or scaled.
 */
public final class Mechanisms {
    /** Names of the mechanisms a scenario can switch or scale, in the order in which they advance. */
    public static final List<String> SWITCHABLE = List.of(
            MuDesensitization.NAME,
            OpponentAdaptation.NAME,
            ProteinKinaseC.NAME,
            NmdaSensitization.NAME,
            GlutamateUptake.NAME,
            DescendingFacilitation.NAME,
            Dynorphin.NAME,
            PeptideRelease.NAME,
            Prostaglandins.NAME,
            MicroglialBdnf.NAME,
            SpinalLtp.NAME,
            ExcitotoxicLoss.NAME,
            LatentSensitization.NAME,
            SideEffects.NAME,
            PeripheralInput.NAME,
            CentralSensitization.NAME);

    /** Contested readings of mechanisms that a scenario may take as real, with the mechanism that has each. */
    public static final Map<String, String> CONTESTED = Map.of(
            NmdaSensitization.PRESYNAPTIC, NmdaSensitization.NAME,
            Dynorphin.FALLS, Dynorphin.NAME,
            MicroglialBdnf.MALES_ONLY, MicroglialBdnf.NAME,
            SpinalLtp.ERASURE, SpinalLtp.NAME);

    private final ReceptorSignaling.Settings signaling;
    private final MuDesensitization.Settings muDesensitization;
    private final OpponentAdaptation.Settings opponent;
    private final ProteinKinaseC.Settings kinase;
    private final NmdaSensitization.Settings nmda;
    private final GlutamateUptake.Settings glutamate;
    private final DescendingFacilitation.Settings descending;
    private final Dynorphin.Settings dynorphin;
    private final PeptideRelease.Settings peptides;
    private final Prostaglandins.Settings prostaglandins;
    private final MicroglialBdnf.Settings microglia;
    private final SpinalLtp.Settings ltp;
    private final ExcitotoxicLoss.Settings excitotoxicity;
    private final LatentSensitization.Settings latent;
    private final List<SideEffects.Effect> sideEffects;
    private final PeripheralInput.Settings peripheral;
    private final CentralSensitization.Settings central;

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
        kinase = read(source, ProteinKinaseC.NAME, numbers, ProteinKinaseC.Settings::read);
        nmda = read(source, NmdaSensitization.NAME, numbers, NmdaSensitization.Settings::read);
        glutamate = read(source, GlutamateUptake.NAME, numbers, GlutamateUptake.Settings::read);
        descending = read(source, DescendingFacilitation.NAME, numbers, DescendingFacilitation.Settings::read);
        dynorphin = read(source, Dynorphin.NAME, numbers, Dynorphin.Settings::read);
        peptides = read(source, PeptideRelease.NAME, numbers, PeptideRelease.Settings::read);
        prostaglandins = read(source, Prostaglandins.NAME, numbers, Prostaglandins.Settings::read);
        microglia = read(source, MicroglialBdnf.NAME, numbers, MicroglialBdnf.Settings::read);
        ltp = read(source, SpinalLtp.NAME, numbers, SpinalLtp.Settings::read);
        excitotoxicity = read(source, ExcitotoxicLoss.NAME, numbers, ExcitotoxicLoss.Settings::read);
        latent = read(source, LatentSensitization.NAME, numbers, LatentSensitization.Settings::read);
        sideEffects = read(source, SideEffects.NAME, numbers, SideEffects::read);
        peripheral = read(source, PeripheralInput.NAME, numbers, PeripheralInput.Settings::read);
        central = read(source, CentralSensitization.NAME, numbers, CentralSensitization.Settings::read);
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
        readContested(file, name);
        Fields parameters = file.map("parameters");
        T settings = reader.read(parameters, numbers);
        parameters.done();
        file.done();
        return settings;
    }

    /** Both readings of a contested question stand in the file of its mechanism. */
    private static void readContested(Fields file, String name) {
        List<String> mine = CONTESTED.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (mine.isEmpty()) {
            return;
        }
        Fields readings = file.map("contested");
        for (String reading : mine) {
            Fields both = readings.map(reading);
            both.text("usual");
            both.text("contested");
            both.done();
        }
        readings.done();
    }

    /**
     * What a subject brings to its mechanisms.
     *
     * @param strength factor on each switchable mechanism; 0 switches it off, names not in the map have 1
     * @param contested contested readings that are taken as real
     * @param male whether the subject is male
     * @param injuries what is injured, and how active the subject is
     * @param receptorDensity mu receptors over the typical number
     * @param potencyBesideRelief how many times more potent mu ligands are in everything but relief
     * @param key key of the subject's slow chance
     */
    public record Constitution(Map<String, Double> strength, Set<String> contested, boolean male, Injuries injuries,
            double receptorDensity, double potencyBesideRelief, RandomKey key) {
        /** A subject with the typical number of mu receptors, on which everything depends alike. */
        public Constitution(Map<String, Double> strength, Set<String> contested, boolean male, Injuries injuries,
                RandomKey key) {
            this(strength, contested, male, injuries, 1, 1, key);
        }

        /** An uninjured male with the usual readings. */
        public static Constitution usual(Map<String, Double> strength, RandomKey key) {
            return new Constitution(strength, Set.of(), true, Injuries.NONE, key);
        }
    }

    /**
     * Puts the mechanisms of one subject together.
     *
     * @param subject what the subject brings
     * @param drugs drugs in the subject
     * @param milieu surroundings of its neurons, with resting activity already taken over
     */
    public List<Mechanism> build(Constitution subject, DrugLevels drugs, Milieu milieu) {
        List<Mechanism> all = new ArrayList<>();
        NmdaReceptors receptors = new NmdaReceptors(milieu, subject.key().child(NmdaReceptors.NAME));
        all.add(new ReceptorSignaling(
                signaling, subject.receptorDensity(), subject.potencyBesideRelief(), drugs, milieu));
        all.add(receptors);
        for (String name : SWITCHABLE) {
            double s = subject.strength().getOrDefault(name, 1.0);
            boolean lacking = name.equals(MicroglialBdnf.NAME) && !subject.male()
                    && subject.contested().contains(MicroglialBdnf.MALES_ONLY);
            if (s != 0 && !lacking) {
                all.add(build(name, s, subject, milieu, receptors));
            }
        }
        return all;
    }

    private Mechanism build(String name, double s, Constitution subject, Milieu milieu, NmdaReceptors receptors) {
        Set<String> contested = subject.contested();
        return switch (name) {
            case MuDesensitization.NAME -> new MuDesensitization(muDesensitization, s, milieu);
            case OpponentAdaptation.NAME -> new OpponentAdaptation(opponent, s, milieu);
            case ProteinKinaseC.NAME -> new ProteinKinaseC(kinase, s, milieu);
            case NmdaSensitization.NAME -> new NmdaSensitization(
                    nmda, s, contested.contains(NmdaSensitization.PRESYNAPTIC), milieu, receptors);
            case GlutamateUptake.NAME -> new GlutamateUptake(glutamate, s, milieu);
            case DescendingFacilitation.NAME -> new DescendingFacilitation(descending, s, milieu);
            case Dynorphin.NAME -> new Dynorphin(dynorphin, s, contested.contains(Dynorphin.FALLS), milieu);
            case PeptideRelease.NAME -> new PeptideRelease(peptides, s, milieu);
            case Prostaglandins.NAME -> new Prostaglandins(prostaglandins, s, milieu);
            case MicroglialBdnf.NAME -> new MicroglialBdnf(microglia, s, milieu);
            case SpinalLtp.NAME -> new SpinalLtp(ltp, s, contested.contains(SpinalLtp.ERASURE), milieu);
            case ExcitotoxicLoss.NAME -> new ExcitotoxicLoss(
                    excitotoxicity, s, milieu, subject.key().child(ExcitotoxicLoss.NAME));
            case LatentSensitization.NAME -> new LatentSensitization(latent, s, milieu);
            case SideEffects.NAME -> new SideEffects(sideEffects, s, milieu);
            case PeripheralInput.NAME -> new PeripheralInput(
                    peripheral, s, subject.injuries(), milieu, subject.key().child(PeripheralInput.NAME));
            case CentralSensitization.NAME -> new CentralSensitization(central, s, milieu);
            default -> throw new IllegalArgumentException("No mechanism " + name);
        };
    }
}
