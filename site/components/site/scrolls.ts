/** Boxes whose content may be larger than they are: the keyboard reaches them while there is something to scroll to. */
import type { Attachment } from 'svelte/attachments';

const GIVEN = ['tabindex', 'role', 'aria-label'] as const;

/** For a box with `overflow: auto`: while it overflows, it is a region named `label` and a stop of the Tab key. */
export function scrollsAs(label: string): Attachment<HTMLElement> {
  return (box) => {
    const look = (): void => {
      const overflows = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (overflows === box.hasAttribute('tabindex')) return;
      if (!overflows) {
        for (const name of GIVEN) box.removeAttribute(name);
        return;
      }
      box.setAttribute('tabindex', '0');
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', label);
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    for (const child of box.children) sizes.observe(child);
    return () => {
      sizes.disconnect();
      for (const name of GIVEN) box.removeAttribute(name);
    };
  };
}
