/** What a reader does with the keyboard alone. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

export const until = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 });

export const textOf = (locator: Locator): Promise<string> => locator.innerText();

/** Gives the focus to what the tabulator key could reach, and presses keys. */
export async function press(target: Locator, ...keys: readonly string[]): Promise<void> {
  await target.waitFor();
  await until(() => target.isEnabled()).toBe(true);
  expect(await target.evaluate((element) => (element as HTMLElement).tabIndex)).toBeGreaterThanOrEqual(0);
  await target.focus();
  for (const key of keys) await target.page().keyboard.press(key);
}

/** Chooses from a list, going down entry by entry. */
export async function choose(select: Locator, value: string): Promise<void> {
  for (const key of ['Home', ...Array<string>(40).fill('ArrowDown')]) {
    if ((await select.inputValue()) === value) return;
    await press(select, key);
  }
  expect(await select.inputValue()).toBe(value);
}

/** Types into a field, in place of what stands there. */
export async function type(field: Locator, text: string): Promise<void> {
  await press(field, 'Control+a', 'Delete', ...text);
}

/** Moves a player to a step: tenths of the run at a time, then step by step. */
export async function goToStep(within: Locator, step: number): Promise<void> {
  const range = within.locator('.scrubber input[type=range]').first();
  const read = async (): Promise<number> => Number(await range.inputValue());
  const tenth = Number(await range.getAttribute('max')) / 10;
  await press(range);
  for (let turn = 0; turn < 60; turn += 1) {
    const before = await read();
    const away = step - before;
    if (away === 0) return;
    const keys = Math.abs(away) >= tenth ? ['PageUp', 'PageDown'] : ['ArrowRight', 'ArrowLeft'];
    const times = Math.abs(away) >= tenth ? Math.floor(Math.abs(away) / tenth) : Math.abs(away);
    await press(range, ...Array<string>(Math.max(1, times)).fill(keys[away > 0 ? 0 : 1]!));
    // A player that is still computing answers later.
    await until(read).not.toBe(before);
  }
  expect(await read()).toBe(step);
}
