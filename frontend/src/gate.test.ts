import { afterEach, expect, test, vi } from "vitest";
import { registryReady } from "./gate";

const given = Object.getOwnPropertyDescriptor(window, "customElements");

afterEach(() => Object.defineProperty(window, "customElements", given ?? {}));

test.each(["home-assistant", "hc-main"])("waits for <%s>", async (root) => {
  const defined: Record<string, () => void> = {};
  const whenDefined = (tag: string): Promise<void> =>
    new Promise((resolve) => (defined[tag] = resolve));
  Object.defineProperty(window, "customElements", {
    value: { whenDefined },
    configurable: true,
  });
  const opened = vi.fn();
  const gate = registryReady().then(opened);
  await Promise.resolve();
  expect(opened).not.toHaveBeenCalled();
  defined[root]?.();
  await gate;
  expect(opened).toHaveBeenCalledOnce();
});
