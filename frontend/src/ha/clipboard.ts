/** Copying, also where Home Assistant is opened by plain http. */

/** Copies a text; tells whether that worked. */
export async function copyText(text: string): Promise<boolean> {
  // Browsers offer this to secure pages only, and many a home has no certificate.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // The user may have forbidden it; the old way needs no permission.
  }
  return copySelected(text);
}

function copySelected(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.cssText = "position:fixed;inset-block-start:0;opacity:0";
  const focused = document.activeElement as HTMLElement | null;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    focused?.focus({ preventScroll: true });
  }
}
