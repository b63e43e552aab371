/**
 * The language of scenario files, described from what their readers ask: a JSON Schema for editors and a reference for
 * people. No reading of its own.
 */
package org.rexed.schema;
