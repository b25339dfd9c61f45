/** What tests of elements do with a page: look into it, press, wait until it is drawn. */

/**
 * Returns all elements that match, also within the shadow roots of others.
 *
 * Values of attributes are better read than asked for in a selector: happy-dom may still
 * match the last one.
 */
export function findAll<T extends Element = HTMLElement>(
  root: Element | ShadowRoot,
  selector: string,
): T[] {
  const found: T[] = [];
  const visit = (node: Element | ShadowRoot): void => {
    for (const element of node.querySelectorAll("*")) {
      if (element.matches(selector)) {
        found.push(element as T);
      }
      if (element.shadowRoot) {
        visit(element.shadowRoot);
      }
    }
  };
  if (root instanceof Element && root.shadowRoot) {
    visit(root.shadowRoot);
  }
  visit(root);
  return found;
}

/** Returns the first that matches; there must be one. */
export function find<T extends Element = HTMLElement>(
  root: Element | ShadowRoot,
  selector: string,
): T {
  const [first] = findAll<T>(root, selector);
  if (!first) {
    throw new Error(`There is no ${selector}`);
  }
  return first;
}

/** Returns an element's text with single blanks; hidden words for readers too. */
export function textOf(element: Element): string {
  const parts: string[] = [];
  const visit = (node: Node): void => {
    if (node instanceof Element && (node.localName === "style" || hidden(node))) {
      return;
    }
    if (node.nodeType === Node.TEXT_NODE) {
      parts.push(node.textContent ?? "");
    }
    ((node as Element).shadowRoot ?? node).childNodes.forEach(visit);
  };
  visit(element);
  return parts.join(" ").replace(/\s+/g, " ").trim();
}

function hidden(element: Element): boolean {
  return element.hasAttribute("hidden");
}

/** Returns the button whose text or name for readers begins so. */
export function button(root: Element, name: string): HTMLButtonElement {
  const found = findAll<HTMLButtonElement>(root, "button").find((each) =>
    [textOf(each), each.getAttribute("aria-label") ?? ""].some((text) =>
      text.startsWith(name),
    ),
  );
  if (!found) {
    throw new Error(`There is no button ${name}`);
  }
  return found;
}

/** Waits until elements within elements are drawn. */
export async function drawn(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Presses a button and waits for what it does. */
export async function press(target: HTMLElement): Promise<void> {
  target.click();
  await drawn();
}
