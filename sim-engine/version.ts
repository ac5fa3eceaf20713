/**
 * Version of the engine, carried by share links: a newer engine may replay an older link differently, and then says so. The
 * same as in package.json, which a test demands.
 */
export const ENGINE_VERSION = '0.1.0';
