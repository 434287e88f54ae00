import type { Page } from 'playwright-core';

/** What somebody could not read, reach or hit on an open page; empty is right. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(findFaults);
}

/** Runs in the page, so it must be self-contained. */
function findFaults(): string[] {
  const faults = new Set<string>();
  const dialog = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
  const root = dialog ?? document.body;
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const nameOf = (element: Element): string => {
    const said = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    const kind = element
      .getAttribute('class')
      ?.split(' ')
      .find((name) => name.startsWith('_'));
    return `${element.tagName.toLowerCase()}${kind ? `.${kind.split('_')[1]}` : ''} “${said}”`;
  };
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isSilent(element);
  /** Only for screen readers. */
  const isSilent = (element: Element): boolean => {
    for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
      const style = styleOf(at);
      if (style.clipPath !== 'none' || (style.clip !== 'auto' && style.position === 'absolute')) return true;
    }
    return false;
  };
  const scrolls = (way: string): boolean => way === 'auto' || way === 'scroll';
  /** These scroll sideways in their own box. */
  const mayScroll = (element: Element): boolean =>
    element.matches('pre, textarea, input, [tabindex="0"]') ||
    element.querySelector(':scope > table, :scope > [role=grid], :scope > pre') !== null;

  for (const element of [document.documentElement, document.body, ...root.querySelectorAll('*')]) {
    const style = styleOf(element);
    const isPage = element === document.documentElement || element === document.body;
    if (!isPage && !scrolls(style.overflowX)) continue;
    const much = element.scrollWidth - element.clientWidth;
    if (much > 1 && isSeen(element) && (isPage || !mayScroll(element)))
      faults.add(`scrolls sideways by ${much}: ${nameOf(element)}`);
  }

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (!holder || !text.textContent?.trim() || !isSeen(holder)) continue;
    if (holder.closest('[title], script, style, svg, textarea, select')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    for (let at: Element | null = holder; at !== null && at !== document.body; at = at.parentElement) {
      const style = styleOf(at);
      const edge = at.getBoundingClientRect();
      if (style.position === 'fixed') break;
      const cutsX = style.overflowX === 'hidden' || style.overflowX === 'clip';
      const cutsY = style.overflowY === 'hidden' || style.overflowY === 'clip';
      if (
        (cutsX && (box.left < edge.left - 1.5 || box.right > edge.right + 1.5)) ||
        (cutsY && style.display !== 'inline' && (box.top < edge.top - 5 || box.bottom > edge.bottom + 5))
      ) {
        faults.add(`cut off: ${nameOf(holder)} in ${nameOf(at)}`);
        break;
      }
      if (scrolls(style.overflowX) || scrolls(style.overflowY)) break;
    }
  }

  const controls = [
    ...root.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=menuitem], [tabindex="0"]',
    ),
  ].filter((control) => !control.matches(':disabled') && isSeen(control));
  /** The click target of a field that is drawn by its label. */
  const faceOf = (control: Element): Element => {
    if (!(control instanceof HTMLInputElement) || !/radio|checkbox/.test(control.type)) return control;
    return control.closest('label') ?? [...(control.labels ?? [])].find(isSeen) ?? control;
  };
  for (const control of controls) {
    const face = faceOf(control);
    face.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = face.getBoundingClientRect();
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) {
      if (box.width <= innerWidth && box.height <= innerHeight / 2) faults.add(`out of the window: ${nameOf(control)}`);
    }
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
    const hit = document.elementFromPoint(x, y);
    const isHit =
      hit !== null && (face.contains(hit) || hit.contains(face) || hit.closest('label')?.contains(control) === true);
    if (!isHit) faults.add(`covered: ${nameOf(control)} by ${hit ? nameOf(hit) : 'nothing'}`);
    if (box.width >= 24 && box.height >= 24) continue;
    if (styleOf(control).display === 'inline' || control.matches('[tabindex="-1"], [role=option]')) continue;
    // A circle of 24 px around a small one must not touch another (WCAG 2.5.8).
    for (let turn = 0; turn < 16; turn += 1) {
      const [dx, dy] = [Math.cos((turn * Math.PI) / 8) * 11.5, Math.sin((turn * Math.PI) / 8) * 11.5];
      const there = document.elementFromPoint(box.left + box.width / 2 + dx, box.top + box.height / 2 + dy);
      const other = controls.find((each) => each !== control && faceOf(each).contains(there));
      if (!other || other.contains(control) || control.contains(other) || other.matches('tr, [role=grid]')) continue;
      faults.add(
        `${Math.round(box.width)} × ${Math.round(box.height)} is too small beside another: ${nameOf(control)}`,
      );
      break;
    }
  }
  return [...faults];
}
