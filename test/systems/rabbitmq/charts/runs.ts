export const rabbitRuns: { scenario: never; actions: never }[] = [];
