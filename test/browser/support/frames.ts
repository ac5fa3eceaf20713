/** What a page's frames cost its main thread, in its own processor time: a busy machine draws fewer frames, not dearer ones. */
import type { Page } from 'playwright-core';

/** Frames that are measured at once. */
const FRAMES = 60;

/** Scripts, style, layout and painting, in milliseconds a frame, while `draw` is called with 0 … 1 before each frame. */
export async function millisPerFrame(page: Page, draw: (progress: number) => void): Promise<number> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async (): Promise<number> => {
    const { metrics } = await protocol.send('Performance.getMetrics');
    const found = metrics.find(({ name }) => name === 'TaskDuration');
    if (found === undefined) throw new Error('the browser does not tell the time of its tasks');
    return found.value;
  };
  const before = await taskSeconds();
  await page.evaluate(
    `new Promise((resolve) => {
      let frame = 0;
      const next = () => {
        if (frame === ${FRAMES}) return resolve();
        (${draw.toString()})(frame / ${FRAMES});
        frame += 1;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    })`,
  );
  const spent = (await taskSeconds()) - before;
  await protocol.detach();
  return (1_000 * spent) / FRAMES;
}
