/** How many clients a scenario holds. They are every system's limits (scenario/schema.ts), which a room cannot import; a test compares. */
export const CLIENT_LIMITS = { producers: 16, consumers: 32, keysPerProducer: 64, headerTextLength: 64 } as const;
