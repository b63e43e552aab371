/*
 * The Vogels-Abbott benchmark as a plain C loop of the same design as Rexed's fast clock: columns, exact decay of
 * conductances, the trapezoidal rule, one delay, a list of spikes per step. Shows what a program for this one network
 * costs on a machine.
 *
 *     cc -O3 -march=native -ffast-math -DREAL=double coba.c -o coba
 *     ./coba EXPORT STEPS [REPEATS]      network of an export of models/anatomy/vogels-abbott.yaml
 *     ./coba N SYNAPSES STEPS [REPEATS]  a network of N cells of its own, with SYNAPSES to each cell and weights that
 *                                        keep the input of a cell the same
 *
 * Prints for each repeat: seconds of the run, seconds of the processor in it, spikes.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <time.h>

#ifndef REAL
#define REAL double
#endif

#define STEP_ms 0.1
#define DELAY 8
#define REFRACTORY 50
#define RING 64 /* more than both, a power of two */
#define LINE 4096
/* columns of neurons.csv */
#define START_COLUMN 23
#define RECEPTIVE_AMPA_COLUMN 27
#define RECEPTIVE_GABA_COLUMN 29

static int cells, excitatory;
static int *row, *target;                        /* synapses of cell i: target[row[i]] to target[row[i + 1] - 1] */
static REAL *v, *ge, *gi, *half, *start;         /* half: h / 2C, or 0 while a cell is refractory */
static int *fired[RING], count[RING];
static double weight_e = 4, weight_i = 51;       /* nS */
static const double capacitance = 200, leak = 10, rest = -40, threshold = -50, reset = -60, inhibitory = -80;

static void *column(size_t bytes) {
    void *p = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (!p) {
        exit(1);
    }
    memset(p, 0, (bytes + 63) / 64 * 64);
    return p;
}

static void allocate(int synapses) {
    v = column(cells * sizeof(REAL));
    ge = column(cells * sizeof(REAL));
    gi = column(cells * sizeof(REAL));
    half = column(cells * sizeof(REAL));
    start = column(cells * sizeof(REAL));
    row = column((cells + 1) * sizeof(int));
    target = column((size_t) synapses * sizeof(int));
    for (int r = 0; r < RING; r++) {
        fired[r] = column(cells * sizeof(int));
    }
}

static FILE *table(const char *folder, const char *name) {
    char path[LINE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    char line[LINE];
    if (!file || !fgets(line, sizeof line, file)) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    return file;
}

static double number(char *line, int column) {
    for (int comma = 0; comma < column; comma++) {
        line = strchr(line, ',') + 1;
    }
    return atof(line);
}

/* Reads cells and wiring; synapses must be in the order of senders within a projection. */
static void read_export(const char *folder) {
    char line[LINE];
    int synapses = 0, sender, receiver, projection;
    FILE *file = table(folder, "synapses.csv");
    while (fgets(line, sizeof line, file)) {
        synapses++;
    }
    fclose(file);
    file = table(folder, "neurons.csv");
    while (fgets(line, sizeof line, file)) {
        cells++;
    }
    fclose(file);
    allocate(synapses);
    file = table(folder, "neurons.csv");
    for (int i = 0; fgets(line, sizeof line, file); i++) {
        start[i] = (REAL) number(line, START_COLUMN);
        if (i == 0) {
            weight_e *= number(line, RECEPTIVE_AMPA_COLUMN);
            weight_i *= number(line, RECEPTIVE_GABA_COLUMN);
        }
        excitatory += strstr(line, "\"excitatory\"") != NULL;
    }
    fclose(file);
    int *filled = column((cells + 1) * sizeof(int));
    for (int pass = 0; pass < 2; pass++) {
        file = table(folder, "synapses.csv");
        while (fgets(line, sizeof line, file)) {
            if (sscanf(line, "%d,%d,%d", &projection, &sender, &receiver) != 3) {
                exit(1);
            }
            if (pass == 0) {
                row[sender + 1]++;
            } else {
                target[row[sender] + filled[sender]++] = receiver;
            }
        }
        fclose(file);
        for (int i = 0; pass == 0 && i < cells; i++) {
            row[i + 1] += row[i];
        }
    }
    free(filled);
}

static uint64_t state = 1;

static uint64_t draw(void) { /* splitmix64 */
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void make(int n, int each) {
    cells = n;
    excitatory = n / 5 * 4;
    weight_e *= 80.0 / each;
    weight_i *= 80.0 / each;
    allocate(n * each);
    for (int i = 0; i < n; i++) {
        row[i + 1] = row[i] + each;
        start[i] = (REAL) (reset + (threshold - reset) * (draw() >> 11) * 0x1p-53);
        for (int s = row[i]; s < row[i + 1]; s++) {
            target[s] = (int) (draw() % n);
        }
    }
}

static void deliver(int step) {
    int slot = (step - DELAY) & (RING - 1);
    for (int f = 0; f < count[slot]; f++) {
        int sender = fired[slot][f];
        REAL *restrict g = sender < excitatory ? ge : gi;
        REAL w = (REAL) (sender < excitatory ? weight_e : weight_i);
        for (int s = row[sender]; s < row[sender + 1]; s++) {
            g[target[s]] += w;
        }
    }
}

static void integrate(void) {
    const REAL de = (REAL) exp(-STEP_ms / 5), di = (REAL) exp(-STEP_ms / 10);
    const REAL l = (REAL) leak, lr = (REAL) (leak * rest), ei = (REAL) inhibitory, floor = (REAL) 1e-18;
    REAL *restrict pv = v, *restrict pe = ge, *restrict pi = gi;
    const REAL *restrict ph = half;
    for (int i = 0; i < cells; i++) {
        REAL e = pe[i] * de + floor, g = pi[i] * di + floor;
        pe[i] = e;
        pi[i] = g;
        REAL a = (l + e + g) * ph[i];
        pv[i] = (pv[i] * (1 - a) + 2 * (lr + g * ei) * ph[i]) / (1 + a);
    }
}

static long find(int step) {
    int slot = step & (RING - 1), released = (step - REFRACTORY) & (RING - 1), n = 0;
    const REAL limit = (REAL) threshold, h = (REAL) (0.5 * STEP_ms / capacitance);
    for (int f = 0; f < count[released]; f++) {
        half[fired[released][f]] = h;
    }
    for (int i = 0; i < cells; i++) {
        if (v[i] > limit) {
            fired[slot][n++] = i;
        }
    }
    for (int f = 0; f < n; f++) {
        v[fired[slot][f]] = (REAL) reset;
        half[fired[slot][f]] = 0;
    }
    count[slot] = n;
    return n;
}

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
    int own = argc > 3 && atoi(argv[1]) > 0;
    if (argc < 3) {
        fprintf(stderr, "usage: coba EXPORT STEPS [REPEATS] | coba N SYNAPSES STEPS [REPEATS]\n");
        return 2;
    }
    if (own) {
        make(atoi(argv[1]), atoi(argv[2]));
    } else {
        read_export(argv[1]);
    }
    int steps = atoi(argv[2 + own]), repeats = argc > 3 + own ? atoi(argv[3 + own]) : 1;
    for (int r = 0; r < repeats; r++) {
        memset(count, 0, sizeof count);
        for (int i = 0; i < cells; i++) {
            v[i] = start[i];
            ge[i] = gi[i] = 0;
            half[i] = (REAL) (0.5 * STEP_ms / capacitance);
        }
        long spikes = 0;
        double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_THREAD_CPUTIME_ID);
        for (int step = 0; step < steps; step++) {
            deliver(step);
            integrate();
            spikes += find(step);
        }
        cpu = now(CLOCK_THREAD_CPUTIME_ID) - cpu;
        printf("%.4f s, %.4f s of processor, %ld spikes\n", now(CLOCK_MONOTONIC) - wall, cpu, spikes);
    }
    return 0;
}
