/** Links within Home Assistant. */

import { navigate } from "./events";

/** Follows a clicked link without loading the page anew, unless a new tab is wanted. */
export function followed(event: MouseEvent): void {
  const link = event.currentTarget as HTMLAnchorElement;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  navigate(link.pathname + link.search);
}
