/** Waits for the first sign that somebody is at the page: a pointer that moves, a finger, a key. What only then is of use comes then. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

export function atFirstMove(bring: () => void): void {
  const settled = new AbortController();
  for (const sign of SIGNS) {
    addEventListener(
      sign,
      () => {
        settled.abort();
        bring();
      },
      { signal: settled.signal, passive: true },
    );
  }
}
