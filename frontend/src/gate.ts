/**
 * Resolves when elements may be defined.
 *
 * Home Assistant's own bundle replaces `window.customElements` while it loads; what was
 * defined before does not exist for dashboards. Its root element is defined last: by
 * then the registry is the one that counts.
 */
export async function registryReady(): Promise<void> {
  // The second is the root on Cast devices.
  await Promise.race(
    ["home-assistant", "hc-main"].map((tag) => customElements.whenDefined(tag)),
  );
}
