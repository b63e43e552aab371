/** What to simulate: scenario files read into immutable descriptions, and the library of model files they name. */
package org.rexed.scenario;
