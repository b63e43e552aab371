/** Rules of dosing: pumps that aim at a level, patients with a button, titration, tapers and rotation. */
package org.rexed.dosing;
